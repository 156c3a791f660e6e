"""Which clauses of one text are which of another: the best set of pairs, merges and splits.

Method. Clauses that are at least `LEAST_ALIKE` alike (`likeness`) may pair. A clause may also go with two to `MOST_PARTS`
neighbours of the other text, if each of them has half of its words in it and together they are more alike to it than any of
them alone. Where nothing beside a pair is alike and no anchors close it in, its words must be `LEAST_ALIKE` alike too when each
counts by how rare it is in the two texts: stock words (加强 … 工作) alone make no pair. A pair weighs the words in common times
the likeness; twice as much where they are the same words; a little more where the pairs beside it are alike too or a formula
stands in both; a little less the further it is from its place, so that of equal clauses those are paired that stand alike. Of
all sets of pairs in which no clause stands twice the heaviest is taken: an exact optimum (scipy's linear_sum_assignment, or
milp where merges are among the candidates). Not optimal: of each clause only the `MOST_RIVALS` heaviest candidates are looked
at, and company and place are judged once, before the choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from analysis.clauses import Clause
from analysis.likeness import LEAST_ALIKE, Likeness, alike_by_rarity, compare_clauses

MOST_PARTS = 6
MOST_RIVALS = 12
SAME = 2  # clauses of the same words weigh so much more, since a reader sees them at once: more than two pairs reworded


class Pair(NamedTuple):
    """Clauses of the first text and of the second that are the same: ranges of numbers, one of them of length 1."""

    first: range
    second: range
    alike: float
    weight: float


def find_pairs(
    first: Sequence[Clause], second: Sequence[Clause], language: str, formulas: tuple[Sequence[set[str]], Sequence[set[str]]]
) -> list[Pair]:
    """The heaviest set of pairs, merges and splits, in order of the first text.

    formulas : for either text the formulas of each clause
    """
    if not first or not second:
        return []
    likeness = compare_clauses(first, second, language, formulas)
    candidates = [*_ones(likeness), *_merges(likeness), *(_swap(pair) for pair in _merges(_swapped(likeness)))]
    return sorted(choose(candidates, len(first), len(second)), key=lambda pair: pair.first.start)


def _ones(likeness: Likeness) -> Iterator[Pair]:
    """Candidates of one clause with one: of each clause the heaviest few."""
    weight = np.where(likeness.alike >= LEAST_ALIKE, likeness.common * likeness.alike * likeness.favour, 0)
    near = np.zeros_like(weight, dtype=bool)
    for axis in (0, 1):
        rivals = min(MOST_RIVALS, weight.shape[axis])
        np.put_along_axis(near, np.argpartition(weight, -rivals, axis=axis).take(range(-rivals, 0), axis=axis), True, axis=axis)
    for here, there in np.argwhere(near & (weight > 0)).tolist():
        alike = float(likeness.alike[here, there])
        if alike == 1 or likeness.trusted[here, there] or alike_by_rarity(likeness, here, there) >= LEAST_ALIKE:
            same = SAME if likeness.clauses[0][here].key == likeness.clauses[1][there].key else 1
            yield Pair(range(here, here + 1), range(there, there + 1), alike, same * float(weight[here, there]))


def _merges(likeness: Likeness) -> Iterator[Pair]:
    """Candidates of some neighbours of the first text with one clause of the second."""
    strings, others = likeness.symbols
    sizes = np.array([len(string) for string in strings])
    inside = (likeness.common >= sizes[:, None] / 2) & (likeness.alike < 1)
    for there, other in enumerate(others):
        for _, own in groupby(enumerate(np.flatnonzero(inside[:, there]).tolist()), key=lambda item: item[1] - item[0]):
            run = [here for _, here in own]
            for length in range(2, min(MOST_PARTS, len(run)) + 1):
                for parts in (range(start, start + length) for start in run[: len(run) - length + 1]):
                    size = int(sizes[parts.start : parts.stop].sum())
                    least = max(LEAST_ALIKE, float(likeness.alike[parts.start : parts.stop, there].max()))
                    bound = min(size, len(other), int(likeness.common[parts.start : parts.stop, there].sum()))
                    if 2 * bound / (size + len(other)) > least and (pair := _merge(likeness, parts, there, least)):
                        yield pair


def _merge(likeness: Likeness, parts: range, there: int, least: float) -> Pair | None:
    """Neighbours and a clause as a pair, if they are more than `least` alike and each part has half of its words in it."""
    from rapidfuzz.distance import LCSseq

    (first, second), (strings, others) = likeness.clauses, likeness.symbols
    whole, other = "".join(strings[here] for here in parts), others[there]
    favour = float(likeness.favour[parts.start : parts.stop, there].max())
    if "".join(first[here].key for here in parts) == second[there].key:
        return Pair(parts, range(there, there + 1), 1.0, SAME * len(other) * favour)
    kept = [code for code in LCSseq.opcodes(whole, other) if code.tag == "equal"]
    common = sum(code.src_end - code.src_start for code in kept)
    alike = 2 * common / (len(whole) + len(other))
    start = 0
    for here in parts:
        stop = start + len(strings[here])
        if 2 * sum(max(0, min(code.src_end, stop) - max(code.src_start, start)) for code in kept) < stop - start:
            return None
        start = stop
    return Pair(parts, range(there, there + 1), alike, common * alike * favour) if alike > least else None


def _swapped(likeness: Likeness) -> Likeness:
    return likeness._replace(
        clauses=likeness.clauses[::-1],
        symbols=likeness.symbols[::-1],
        common=likeness.common.T,
        alike=likeness.alike.T,
        favour=likeness.favour.T,
    )


def _swap(pair: Pair) -> Pair:
    return pair._replace(first=pair.second, second=pair.first)


def choose(candidates: Sequence[Pair], first: int, second: int) -> list[Pair]:
    """Of candidates those that weigh most together, no clause twice.

    Candidates that have no clause in common, not even by others between them, are chosen apart from one another.

    first, second : number of clauses of either text

    >>> one, two = range(0, 1), range(1, 2)
    >>> pairs = [Pair(one, one, 0.9, 9), Pair(two, one, 0.6, 6), Pair(range(0, 2), one, 1.0, 14)]
    >>> [list(pair.first) for pair in choose(pairs, 2, 1)]
    [[0, 1]]
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not candidates:
        return []
    cells = [
        (row, column)
        for column, pair in enumerate(candidates)
        for row in [*pair.first, *(first + there for there in pair.second)]
    ]
    rows, columns = (np.array(numbers) for numbers in zip(*cells, strict=True))
    stands = coo_array((np.ones(len(cells)), (rows, columns)), shape=(first + second, len(candidates))).tocsr()
    _, groups = connected_components(stands.T @ stands, directed=False)
    chosen: list[Pair] = []
    for group in np.split(np.argsort(groups, kind="stable"), np.flatnonzero(np.diff(np.sort(groups))) + 1):
        own = [candidates[number] for number in group]
        merges = any(len(pair.first) + len(pair.second) > 2 for pair in own)
        chosen += own if len(own) == 1 else _pack(own, stands[:, group]) if merges else _assign(own)
    return chosen


def _assign(candidates: Sequence[Pair]) -> list[Pair]:
    """The heaviest assignment, one to one."""
    from scipy.optimize import linear_sum_assignment

    rows = {here: n for n, here in enumerate(sorted({pair.first.start for pair in candidates}))}
    columns = {there: n for n, there in enumerate(sorted({pair.second.start for pair in candidates}))}
    weights = np.zeros((len(rows), len(columns)))
    for pair in candidates:
        weights[rows[pair.first.start], columns[pair.second.start]] = pair.weight
    taken = set(zip(*(numbers.tolist() for numbers in linear_sum_assignment(weights, maximize=True)), strict=True))
    return [pair for pair in candidates if (rows[pair.first.start], columns[pair.second.start]) in taken]


def _pack(candidates: Sequence[Pair], stands: Any) -> list[Pair]:
    """The heaviest packing, where some candidates are merges.

    stands : clauses × candidates, 1 where a clause stands in a candidate
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    solved = milp(
        [-pair.weight for pair in candidates],
        integrality=np.ones(len(candidates)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(stands, -np.inf, 1),
        options={"mip_rel_gap": 0},
    )
    return [pair for pair, taken in zip(candidates, solved.x, strict=True) if taken > 0.5]
