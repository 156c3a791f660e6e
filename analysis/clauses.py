"""The counted text of a document -> clauses, and the words of a clause as they are compared.

Clauses tile the counted text: white space after a clause belongs to it. A line is a paragraph; its end ends a sentence, as do
。！？；!?; with closing quotes and brackets right behind (in Vietnamese . ! ? ; … before white space or the end). Inside a
sentence a comma (never 、) ends a clause where the clause before it and the rest of the sentence are both long enough, unless
it stands between digits or inside quotes, title marks or brackets. A section number belongs to the clause it heads.

>>> text = "一、双方同意继续扩大两国贸易规模，并就推进跨境铁路建设达成一致。双方满意。"
>>> [text[first:last] for first, last in cut_clauses(text, "zh")]
['一、双方同意继续扩大两国贸易规模，', '并就推进跨境铁路建设达成一致。', '双方满意。']
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from analysis.clean import Cleaned, source_range
from analysis.fold import fold
from analysis.tokenise import TOKENISERS

# Letters, hanzi and digits in Chinese, syllables in Vietnamese, that a clause has at least where a comma ends it.
LEAST = {"zh": 8, "vi": 6}
_PAIRS = dict(zip("“‘「『《〈（(【[«", "”’」』》〉）)】]»", strict=True))
_OPENING = {close: open for open, close in _PAIRS.items()}
_CLOSING = "[" + re.escape("".join(_PAIRS.values()) + "\"'") + "]*"
_END = {
    "zh": re.compile(rf"[。！？；!?;]+{_CLOSING}"),
    # The full stop of a common abbreviation ends nothing.
    "vi": re.compile(rf"(?<!\bTP)(?<!\bTS)(?<!\bThS)(?<!\bPGS)(?<!\bGS)(?<!\bMr)[.!?;…]+{_CLOSING}(?=\s|$)"),
}
_SPACE = re.compile(r"\s*")
_MARK = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values(), '"'])) + "]")
_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[a-zđA-ZĐ])[.)]\s")
_COUNTED = {"zh": re.compile(r"[^\W_]"), "vi": re.compile(r"[^\W_]+(?:[.,:/]\d+)*")}
# What is compared: a figure with its marks, in Chinese a hanzi or a run of other letters, in Vietnamese a syllable.
_HAN = "\u2e80-\u9fff\U00020000-\U0003ffff"
_FIGURE = r"\d+(?:[.:/-]\d+|[,，]\d{3}(?!\d))*[%‰]?"
_UNIT = {
    "zh": re.compile(rf"{_FIGURE}|(?:(?![{_HAN}])[^\W\d_])+|[^\W_]"),
    "vi": re.compile(r"\d+(?:[.,:/-]\d+)*[%‰]?|[^\W\d_]+|[^\W_]"),
}


class Unit(NamedTuple):
    """The smallest thing compared: its key, its range in cleaned text, and the number of its word in the text."""

    key: str
    first: int
    last: int
    word: int


class Clause(NamedTuple):
    """A clause: its range in cleaned text (white space after it included), and its words."""

    first: int
    last: int
    units: tuple[Unit, ...]

    @property
    def key(self) -> str:
        """Its words without punctuation, quotes, case and white space: equal keys, the same words in the same order."""
        return "".join(unit.key for unit in self.units)

    @property
    def characters(self) -> int:
        """Letters, hanzi and digits."""
        return sum(map(str.isalnum, self.key))


def cut_clauses(text: str, language: str) -> list[tuple[int, int]]:
    """Ranges of the clauses of a cleaned text; each begins where the one before it ends.

    >>> text = "Hai bên nhất trí tăng cường hợp tác. Hai bên khẳng định lại lập trường\\n1. Về kinh tế"
    >>> [text[first:last] for first, last in cut_clauses(text, "vi")]
    ['Hai bên nhất trí tăng cường hợp tác. ', 'Hai bên khẳng định lại lập trường\\n', '1. Về kinh tế']
    """
    ends = [
        end
        for line in re.finditer(r"[^\n]+", text)
        for pairs in [functools.cache(functools.partial(_find_pairs, text, line.start(), line.end()))]
        for first, last in _sentences(text, line.start(), line.end(), language)
        for end in [*_major_commas(text, first, last, pairs, language), last]
    ]
    starts = [0]
    for end in ends:
        following = _SPACE.match(text, end).end()  # type: ignore[union-attr]
        if following < len(text) and text[starts[-1] : end].strip():
            starts.append(following)
    return list(pairwise([*starts, len(text)])) if text else []


def _sentences(text: str, first: int, last: int, language: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of a line."""
    number = _NUMBER.match(text, first, last) if language == "vi" else None
    ends = [match.end() for match in _END[language].finditer(text, number.end() if number else first, last)]
    return list(pairwise([first, *(end for end in ends if end < last), last]))


def _major_commas(text: str, first: int, last: int, pairs: Callable[[], list[tuple[int, int]]], language: str) -> list[int]:
    """Ends of the major commas of a sentence, text[first:last]; `pairs` finds those of its line."""
    counted = [match.start() for match in _COUNTED[language].finditer(text, first, last)]
    ends: list[int] = []
    passed = 0
    for match in re.finditer("[,，]", text[first:last]):
        at = first + match.start()
        before = bisect_left(counted, at)
        if before - passed < LEAST[language] or len(counted) - before < LEAST[language]:
            continue
        if text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit():
            continue
        around = bisect_left(pairs(), (at,)) - 1
        if around < 0 or at > pairs()[around][1]:
            ends.append(at + 1)
            passed = before
    return ends


def _find_pairs(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Where quotes, title marks and brackets of a line open and close; one that is never closed is no pair.

    In order, and only the outermost: what stands in a pair inside another stands in that one.
    """
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    kinds: Counter[str] = Counter()  # of what waits
    for match in _MARK.finditer(text, first, last):
        mark = match.group()
        closed = _OPENING.get(mark) or ('"' if mark == '"' else "")
        if kinds[closed]:
            opening = ""
            while opening != closed:
                opening, start = waiting.pop()
                kinds[opening] -= 1
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, match.start()))
        elif mark in _PAIRS or mark == '"':
            waiting.append((mark, match.start()))
            kinds[mark] += 1
    return pairs


def find_clauses(cleaned: Cleaned) -> list[Clause]:
    """The clauses of a document with their words."""
    ranges = cut_clauses(cleaned.text, cleaned.language)
    starts = [first for first, _ in ranges]
    units: list[list[Unit]] = [[] for _ in ranges]
    for unit in find_units(cleaned, ranges):
        units[bisect_right(starts, unit.first) - 1].append(unit)
    return [Clause(first, last, tuple(own)) for (first, last), own in zip(ranges, units, strict=True)]


def find_units(cleaned: Cleaned, ranges: Iterable[tuple[int, int]] | None = None) -> list[Unit]:
    """Everything in a document that is compared, in order; words do not cross the ranges given, or its clauses."""
    text, language = cleaned.text, cleaned.language
    ranges = cut_clauses(text, language) if ranges is None else ranges
    words = [first + end for first, last in ranges for _, _, end in TOKENISERS[language](text[first:last])]
    folded = fold(text, language)
    units = []
    for match in _UNIT[language].finditer(folded.text):
        first, last = folded.position(match.start()), folded.position(match.end() - 1) + 1
        key = re.sub("[,，]", "", match.group()) if language == "zh" else match.group()
        units.append(Unit(key, first, last, bisect_right(words, first)))
    return units


def clause_range(cleaned: Cleaned, first: int, last: int) -> tuple[int, int]:
    """The range in the source of clauses that follow one another, text[first:last], white space after them included.

    What cleaning has set aside behind them is not.
    """
    start, end = source_range(cleaned, first, last)
    words_end = source_range(cleaned, first, first + max(len(cleaned.text[first:last].rstrip()), 1))[1]
    aside = [piece.stretch.start for piece in cleaned.pieces if not piece.stretch.counted]
    return start, min([end, *(at for at in aside if at >= words_end)])
