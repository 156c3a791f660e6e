"""Countries, groups of countries and organisations as texts name them: lexicon/countries.toml -> mentions.

Pairs of short names (中老, Việt - Lào) name two countries at once.

>>> text = "习近平会见老挝客人，中老友谊深厚，集中老百姓智慧。"
>>> mentions = find_mentions(text, find_places(text, "zh"), "zh")
>>> [(text[mention.start : mention.end], sorted(mention.names)) for mention in mentions]
[('习近平', ['CHN']), ('老挝', ['LAO']), ('中老', ['CHN', 'LAO'])]
"""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from analysis.boundary import has_boundaries, has_syllable_boundaries
from analysis.clean import Cleaned
from analysis.segment import Sentences

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

COUNTRIES = Path(__file__).parent / "lexicon" / "countries.toml"
_DASHES = {"zh": [""], "vi": ["-", " - "]}
_ONE_DASH = str.maketrans("–—‑", "---")  # the names are many, and every dash would make them as many again
# Names that are syllables of people's and places' names too: beside another capital no country, unless behind a title.
_SYLLABLES = frozenset({"Nga", "Mỹ", "Đức", "Pháp", "Lào", "Úc", "Bỉ", "Séc"})
_TITLE = re.compile("(?:Tổng thống|Thủ tướng|Chủ tịch|Bộ trưởng|Ngoại trưởng|Đại sứ|Tổng Bí thư|Liên bang|nước|Nước) $")
_CAPITALS = re.compile(r"(?<![^\W\d_a-z])[^\W\d_a-z]{2,}+(?: [-–]? ?[^\W\d_a-z]{2,}+)+")


class Mention(NamedTuple):
    """A country, group or organisation named in a text; a pair (中老) names both of its countries."""

    start: int
    end: int
    names: frozenset[str]
    pair: bool


class Place(NamedTuple):
    """Where the characters of a name stand, whether or not it is one there."""

    start: int
    end: int
    names: frozenset[str]


_Found = TypeVar("_Found", Mention, Place)


@functools.cache
def _gazetteer(language: str) -> tuple[AhoCorasick, list[frozenset[str]]]:
    """All names of one language, and pairs of short ones with China or Vietnam in them, ready for scanning."""
    from ahocorasick_rs import AhoCorasick

    tables = tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))
    names = {name: frozenset({who}) for who, table in tables.items() for name in table.get(language, ())}
    short = {name: who for who, table in tables.items() for name in table.get("short", {}).get(language, ())}
    if language == "zh":
        names |= {f"对{name}": frozenset({who}) for name, who in short.items()}
    if language == "vi":
        short |= {name: who for who, table in tables.items() for name in table["vi"] if len(who) == 3}
    home = [name for name, who in short.items() if who in ("CHN", "VNM")]
    for one, other in (pair for pairs in (product(home, short), product(short, home)) for pair in pairs):
        if short[one] != short[other]:
            names |= {f"{one}{dash}{other}": frozenset({short[one], short[other]}) for dash in _DASHES[language]}
    return AhoCorasick(list(names)), list(names.values())


def find_places(text: str, language: str, at: int = 0) -> list[Place]:
    """Where the characters of names stand in a text, in order; they may overlap, and need not be names there.

    at : where the text begins in the one that the ranges are of
    """
    automaton, names = _gazetteer(language)
    if language == "vi":  # a headline in capitals names countries too
        text = _CAPITALS.sub(lambda match: match.group().title() if match.group().isupper() else match.group(), text)
        text = text.translate(_ONE_DASH)
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    return sorted([Place(at + start, at + end, names[number]) for number, start, end in found])


def find_mentions(text: str, places: Sequence[Place], language: str) -> list[Mention]:
    """Those places that are names, in order; where they overlap pairs come first, then the longest."""
    mentions: list[Mention] = []
    taken: set[int] = set()
    for place in sorted(places, key=lambda place: (-len(place.names), place.start - place.end, place.start)):
        characters = range(place.start, place.end)
        if taken.isdisjoint(characters) and _stands(text, place.start, place.end, language):
            mentions.append(Mention(*place, pair=len(place.names) == 2))
            taken.update(characters)
    return sorted(mentions)


def _stands(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name is one, and not a piece of other words or of a longer name."""
    name = text[start:end]
    if language == "zh":
        inner = name.startswith("蒙古") and text[start - 1 : start] == "内"
        return not inner and (end - start > 2 or has_boundaries(text, start, end))
    if not has_syllable_boundaries(text, start, end) or text.startswith(" Cai", end):
        return False
    if name not in _SYLLABLES or _TITLE.search(text[max(0, start - 20) : start]):
        return True
    before, after = text[max(0, start - 12) : start].split(" "), text[end : end + 2]
    beside = len(before) > 1 and before[-1] == "" and before[-2][:1].isupper()
    return not beside and not (after.startswith(" ") and after[1:].isupper())


class Names:
    """What one document names; a paragraph is read only where one asks."""

    def __init__(self, cleaned: Cleaned, sentences: Sentences) -> None:
        self._cleaned = cleaned
        self._sentences = sentences
        self._places: dict[int, list[Place]] = {}
        self._mentions: dict[tuple[int, int], list[Mention]] = {}
        self._of: dict[int, list[Mention]] = {}
        self._firsts: dict[int, dict[str, int]] = {}

    def __iter__(self) -> Iterator[Mention]:
        for paragraph in range(len(self._sentences.paragraphs)):
            yield from self.of(paragraph)

    def of(self, paragraph: int) -> list[Mention]:
        """Countries, groups and organisations named in a paragraph, in order."""
        if paragraph not in self._of:
            places = self._places_of(paragraph)
            self._of[paragraph] = find_mentions(self._cleaned.text, places, self._cleaned.language) if places else []
        return self._of[paragraph]

    def firsts(self, paragraph: int) -> dict[str, int]:
        """The names in a paragraph, each with the place where it stands first."""
        if paragraph not in self._firsts:
            self._firsts[paragraph] = {name: one.start for one in reversed(self.of(paragraph)) for name in one.names}
        return self._firsts[paragraph]

    def within(self, sentence: tuple[int, int]) -> list[Mention]:
        """Countries, groups and organisations named in a sentence."""
        if sentence not in self._mentions:
            paragraph = self._sentences.paragraph(sentence[0])
            if paragraph in self._of:
                self._mentions[sentence] = _between(self._of[paragraph], *sentence)
            else:
                places = _between(self._places_of(paragraph), *sentence)
                self._mentions[sentence] = find_mentions(self._cleaned.text, places, self._cleaned.language) if places else []
        return self._mentions[sentence]

    def _places_of(self, paragraph: int) -> list[Place]:
        if paragraph not in self._places:
            first, last = self._sentences.paragraphs[paragraph]
            self._places[paragraph] = find_places(self._cleaned.text[first:last], self._cleaned.language, first)
        return self._places[paragraph]


def _between(found: list[_Found], first: int, last: int) -> list[_Found]:
    """Those that begin in a range."""
    return found[bisect_left(found, (first,)) : bisect_left(found, (last,))]
