"""Where in its source each character of a text stands, kept by runs: most of a cleaned text stands as it is in its source.

>>> places = Places()
>>> places.add_run(10, 3)  # three characters, one for one
>>> places.add(13, 20)  # one character for seven
>>> [places.range_at(at) for at in range(len(places))]
[(10, 11), (11, 12), (12, 13), (13, 20)]
>>> list(Starts(places)), Ends(places)[-1]
([10, 11, 12, 13], 20)
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import overload


class Places:
    """For each character of a text its range in the source, by runs.

    A run is where it begins in the text, where its first character begins in the source, and how many code points of the
    source a character of it stands for; within a run each character begins one code point behind the one before it.
    """

    __slots__ = ("_firsts", "_following", "_length", "_starts", "_widths")

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._starts: list[int] = []
        self._widths: list[int] = []
        self._length = 0
        self._following = -1  # in the source, behind a run that may go on

    def __len__(self) -> int:
        return self._length

    def add(self, start: int, end: int) -> None:
        """One character more, that stands for source[start:end]."""
        self.add_run(start, 1, end - start)

    def add_run(self, start: int, length: int, width: int = 1) -> None:
        """So many characters more, each behind the one before it, the first of them at source[start:start + width]."""
        if not length:
            return
        if width != 1 or start != self._following:
            self._firsts.append(self._length)
            self._starts.append(start)
            self._widths.append(width)
        self._following = start + length if width == 1 else -1
        self._length += length

    def add_part(self, other: Places, first: int, last: int) -> None:
        """The characters other[first:last] more."""
        run = bisect_right(other._firsts, first) - 1
        while first < last:
            end = other._firsts[run + 1] if run + 1 < len(other._firsts) else len(other)
            start = other._starts[run] + first - other._firsts[run]
            self.add_run(start, min(end, last) - first, other._widths[run])
            first, run = end, run + 1

    def range_at(self, at: int) -> tuple[int, int]:
        """Range in the source of a character."""
        run = bisect_right(self._firsts, at) - 1
        start = self._starts[run] + at - self._firsts[run]
        return start, start + self._widths[run]

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Each run as (start, width, length)."""
        lengths = (end - first for first, end in pairwise([*self._firsts, self._length]))
        yield from zip(self._starts, self._widths, lengths, strict=True)


class _Ranges(Sequence[int]):
    """One end of every character's range."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return [self._one(one) for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(f"character {at} of a text of {len(self)}")
        return self._one(at % len(self))

    @abstractmethod
    def _one(self, at: int) -> int:
        """The end of one character's range."""


class Starts(_Ranges):
    """For each character its first code point in the source."""

    def _one(self, at: int) -> int:
        return self.places.range_at(at)[0]

    def __iter__(self) -> Iterator[int]:
        for start, _, length in self.places.runs():
            yield from range(start, start + length)


class Ends(_Ranges):
    """For each character one past its last code point in the source."""

    def _one(self, at: int) -> int:
        return self.places.range_at(at)[1]

    def __iter__(self) -> Iterator[int]:
        for start, width, length in self.places.runs():
            yield from range(start + width, start + width + length)
