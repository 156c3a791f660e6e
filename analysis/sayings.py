"""Verbs of saying, holding, wishing and undertaking: lexicon/sayings.toml -> where they stand, and how much they commit.

>>> text = "阮富仲强调，越方坚定奉行一个中国政策，加强调查研究。"
>>> [(verb.text, verb.kind) for verb in find_verbs(text, 0, len(text), "zh")]
[('强调', 'position'), ('奉行', 'position')]
>>> COMMITMENT["重申"], COMMITMENT["nhất trí"]
(3, 5)
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from analysis.boundary import has_boundaries

SAYINGS = Path(__file__).parent / "lexicon" / "sayings.toml"
_TABLES = tomllib.loads(SAYINGS.read_text(encoding="utf-8"))
LEVELS = {name: table["level"] for name, table in _TABLES.items() if "level" in table} | {"mention": 0}
_KINDS = {verb: kind for kind, table in _TABLES.items() if "level" in table for verb in table["zh"] + table["vi"]}
COMMITMENT = {verb: LEVELS[kind] for verb, kind in _KINDS.items()}  # 0, a mention without any verb, to 5, agreed by both
BARE, MODAL, OBJECT, WILLING, PLACED = (
    frozenset(_TABLES[name]["zh"] + _TABLES[name]["vi"]) for name in ("bare", "modal", "object", "willing", "placed")
)
# Positions that are held and not said: behind a verb of saying they are what is said.
_SAID = frozenset(["强调", "重申", "申明", "声明", "宣示", "nhấn mạnh", "khẳng định", "tái khẳng định", "tuyên bố"])


_STOPS = tuple("，：“。")  # behind these a verb is one, whatever stands before it: 会见时说，


class Verb(NamedTuple):
    """A verb where it stands; `kind` is a class of sayings.toml, `text` as the list has it."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def rank(self) -> int:
        """Of several verbs the highest counts, then the nearest: 2 says, asks or agrees, 1 holds a position, 0 is a modal."""
        return 0 if self.text in MODAL else 1 if self.kind == "position" and self.text not in _SAID else 2


def join(alternatives: list[str]) -> str:
    """Alternatives, each beginning with a character written out, as one expression: those with the same one share it.

    A scan then has fewer to try, which takes it a half to a third of the time.

    >>> join(["cho hay", "nói", "cho biết"])
    'c(?:ho hay|ho biết)|n(?:ói)'
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for one in alternatives:
        behind[one[0]].append(one[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())


def _pattern(language: str) -> re.Pattern[str]:
    verbs = sorted((verb for table in _TABLES.values() if "level" in table for verb in table[language]), key=len, reverse=True)
    joined = join([re.escape(verb).replace(r"\ ", r"\s") for verb in verbs])
    return re.compile(joined if language == "zh" else rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


_PATTERNS = {language: _pattern(language) for language in ("zh", "vi")}


def find_verbs(text: str, first: int, last: int, language: str) -> list[Verb]:
    """Verbs of saying in text[first:last], in order; in Chinese only where they are words of their own."""
    return [verb for verb in likely_verbs(text, first, last, language) if language == "vi" or is_word(text, verb)]


def likely_verbs(text: str, first: int, last: int, language: str) -> list[Verb]:
    """As `find_verbs`, but in Chinese wherever their characters stand.

    A Vietnamese verb with a capital inside a sentence is part of a name: Thỏa thuận, Tuyên bố.
    """
    return [
        Verb(*match.span(), word, _KINDS[word])
        for match in _PATTERNS[language].finditer(text, first, last)
        if language == "zh" or _begins(text, match.start(), first)
        for word in [" ".join(match.group().lower().split())]
    ]


def is_word(text: str, verb: Verb) -> bool:
    """Whether the characters of a Chinese verb are a word of their own."""
    marked = text[verb.end : verb.end + 1] in _STOPS or text[verb.start - 1 : verb.start] == "方"
    return marked or has_boundaries(text, verb.start, verb.end)


def _begins(text: str, at: int, first: int) -> bool:
    return text[at].islower() or not text[first:at].strip("“\"'( –-") or text[at - 1] in '“"'
