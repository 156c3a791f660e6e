"""Countries, groups of countries and organisations as texts name them: lexicon/countries.toml -> mentions.

Pairs of short names (中老, Việt - Lào) name two countries at once.

>>> text = "习近平会见老挝客人，中老友谊深厚，集中老百姓智慧。"
>>> [(text[m.start : m.end], sorted(m.names)) for m in find_mentions(text, 0, len(text), "zh")]
[('习近平', ['CHN']), ('老挝', ['LAO']), ('中老', ['CHN', 'LAO'])]
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from analysis.boundary import has_boundaries, has_syllable_boundaries

COUNTRIES = Path(__file__).parent / "lexicon" / "countries.toml"


class Mention(NamedTuple):
    """A country, group or organisation named in a text; a pair (中老) names both of its countries."""

    start: int
    end: int
    names: frozenset[str]
    pair: bool


@functools.cache
def _gazetteer(language: str) -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    """Names of one language as a pattern, pairs of short names as another, and whom each names."""
    tables = tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))
    names = {name: who for who, table in tables.items() for name in table.get(language, ())}
    short = {name: who for who, table in tables.items() for name in table.get("short", {}).get(language, ())}
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    any_short = "|".join(sorted(map(re.escape, {**short, **(names if language == "vi" else {})}), key=len, reverse=True))
    pair = f"({any_short})({any_short})" if language == "zh" else f"({any_short}) ?[-–] ?({any_short})"
    return re.compile(any_name), names, re.compile(f"(?=({pair}))"), short


def find_mentions(text: str, first: int, last: int, language: str) -> list[Mention]:
    """Countries, groups and organisations named in text[first:last], in order."""
    any_name, names, any_pair, short = _gazetteer(language)
    mentions = []
    for match in any_pair.finditer(text, first, last):
        start, end = match.span(1)
        who = frozenset((short | names if language == "vi" else short)[name] for name in match.groups()[1:])
        if len(who) == 2 and _stands(text, start, end, language) and (language == "vi" or who & {"CHN", "VNM"}):
            mentions.append(Mention(start, end, who, True))
    for match in any_name.finditer(text, first, last):
        start, end = match.span()
        if _stands(text, start, end, language) and not any(pair.start < end and start < pair.end for pair in mentions):
            mentions.append(Mention(start, end, frozenset({names[match.group()]}), False))
    return sorted(mentions)


def _stands(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name is one, and not a piece of other words or of a longer name."""
    if language == "zh":
        return text[start - 1 : start] != "内" and (end - start > 2 or has_boundaries(text, start, end))
    if not has_syllable_boundaries(text, start, end):
        return False
    # A name of one syllable (Nga, Đức) is often one of a person or a place: not beside another capital.
    before, after = text[max(0, start - 12) : start].split(" "), text[end : end + 2]
    beside = (after.startswith(" ") and after[1:].isupper()) or (
        len(before) > 1 and before[-2][:1].isupper() and before[-1] == ""
    )
    return " " in text[start:end] or "-" in text[start:end] or not beside
