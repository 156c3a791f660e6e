"""The quotations of a paragraph, and whose they are where a clause behind them says so: “…，”范明政说; “…。”他强调。

>>> text = "“双方山水相连。”习近平指出。"
>>> quotations = Quotations(text, 0, len(text))
>>> quotations.claim([Span(0, len(text), Voice("PRC", "习近平", basis=(9, 14)))], 9)
>>> [(text[quote.start : quote.end], quote.voice.speaker) for quote in quotations.claimed()]
[('“双方山水相连。”', '习近平')]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from analysis.accounts import Voice

_QUOTED = re.compile('“[^“”]*”|"[^"\n]*"|「[^「」]*」')
_LONG = 24  # characters of a quotation that is no name
_ENDS = "。！？.!?…"  # before the mark that closes a quotation of its own
_ALONE = "。.，, "  # what ends a reporting clause of its own
_END = itemgetter(1)


class Span(NamedTuple):
    """From `start` on to the next span, or in a quotation to its end, the words are the voice's."""

    start: int
    end: int
    voice: Voice


class Quotations:
    """The quotations of a paragraph, and who claims them, sentence by sentence; whoever does so first has them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._quotes = [match.span() for match in _QUOTED.finditer(text, start, end)]
        self._ended = [quote for quote in self._quotes if text[quote[1] - 2] in _ENDS]
        self._claimed: dict[int, Span] = {}

    def __len__(self) -> int:
        return len(self._quotes)

    def has(self, at: int) -> bool:
        """Whether a place is inside a quotation, behind its first mark."""
        before = bisect_left(self._quotes, (at,)) - 1
        return before >= 0 and at < self._quotes[before][1]

    def claimed(self) -> list[Span]:
        """Those that somebody claims, in order."""
        return sorted(self._claimed.values())

    def claim(self, read: Sequence[Span], first: int) -> None:
        """Quotations that the voices of a sentence claim, which begins at `first`."""
        behind: dict[int, list[int]] = defaultdict(list)  # by where a clause begins, the numbers of its voices
        for number, span in enumerate(read):
            if span.voice.basis is not None:
                behind[span.voice.basis[0]].append(number)
        for start, end in self._near([span.voice.basis for span in read if span.voice.basis is not None], first):
            inside = end > first + 1  # in this sentence a quotation has no more than a comma and a space behind it
            numbers = sorted(number for at in range(end, end + 3) for number in behind[at]) if inside else range(len(read))
            voices = (read[number].voice for number in numbers)
            said = next((voice for voice in voices if self._says_behind(voice, start, end, first)), None)
            if said:
                self._claimed.setdefault(start, Span(start, end, said))

    def _near(self, bases: list[tuple[int, int]], first: int) -> list[tuple[int, int]]:
        """Quotations right before a clause, or any before one that stands alone: a paragraph may have thousands."""
        if not bases:
            return []
        nearest = bisect_left(self._quotes, max(min(bases)[0], first) - 2, key=_END)
        near = self._quotes[nearest : bisect_right(self._quotes, max(bases)[0], key=_END)]
        alone = [basis[0] for basis in bases if self._text[basis[1] : basis[1] + 1] in _ALONE]
        if alone:
            before = bisect_right(self._ended, min(max(alone), first + 1), key=_END)
            near = [*self._ended[:before], *near]
            del self._ended[:before]  # whoever speaks alone behind them has them all
        return near

    def _says_behind(self, voice: Voice, start: int, end: int, first: int) -> bool:
        """Whether a reporting clause stands behind a quotation, text[start:end], and says whose it is."""
        if voice.basis is None or voice.basis[0] < end:
            return False
        between, mark = self._text[end : voice.basis[0]], self._text[end - 2]
        near = between in ("", "，", ",", ", ", " ") and (mark in "，。！？,.!?" or end - start > _LONG)
        alone = mark in _ENDS and end <= first + 1 and self._text[voice.basis[1] : voice.basis[1] + 1] in _ALONE
        return near or alone
