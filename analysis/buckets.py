"""Where one of many forms stands in a row of numbers, told by arrays: an automaton reads every character, this few.

Method. Every form is in one of 64 buckets, neighbours in the order of the alphabet in the same one. For each of a form's first
four characters a table says by a bit which buckets have a form with that character there. The four tables, looked up one
place apart and anded, leave a bit where a form of that bucket may begin; only there forms are compared. It is the literal
matcher of Hyperscan (Wang et al., NSDI 2019) with whole arrays for its vector instructions.

>>> buckets = Buckets([(5, 6), (6, 7, 5)], kinds=8)
>>> row = np.array([6, 7, 5, 6, 1, 6, 7, 1], buckets.type)
>>> buckets.places(row).tolist(), [buckets.begins(row.tobytes(), place) for place in (0, 2, 3)]
([0, 2], [True, True, False])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

BUCKETS = 64  # bits of a mask
WIDTH = 4  # characters of a form that are looked up; with three of them four times as many places are compared


class Buckets:
    """Forms, each a row of numbers from 1 to `kinds` - 1; none is empty."""

    def __init__(self, forms: Sequence[tuple[int, ...]], kinds: int) -> None:
        self.type = np.min_scalar_type(kinds)  # of the rows that are searched
        self._masks = np.zeros((WIDTH, kinds), np.uint64)
        self._by_first: dict[bytes, list[bytes]] = defaultdict(list)
        for number, form in enumerate(sorted(forms, key=lambda form: (min(len(form), WIDTH), form))):
            bucket = np.uint64(1 << number * BUCKETS // len(forms))
            for place, mask in enumerate(self._masks):
                mask[form[place] if place < len(form) else slice(None)] |= bucket
            row = np.array(form, self.type).tobytes()
            self._by_first[row[: self.type.itemsize]].append(row)

    def places(self, row: np.ndarray) -> np.ndarray:
        """Places of a row at which a form may begin: all at which one does, and some others."""
        numbers = np.zeros(len(row) + WIDTH - 1, np.intp)
        numbers[: len(row)] = row
        found = self._masks[0].take(numbers[: len(row)])
        for place in range(1, WIDTH):
            found &= self._masks[place].take(numbers[place : place + len(row)])
        return np.flatnonzero(found)

    def begins(self, row: bytes, place: int) -> bool:
        """Whether a form begins at a place of a row."""
        at = place * self.type.itemsize
        return any(row.startswith(form, at) for form in self._by_first.get(row[at : at + self.type.itemsize], ()))
