"""Which clauses of one text are which of another: the best set of pairs, merges and splits.

Method. Two clauses are as alike as twice their longest common subsequence of words over all their words, counted in hanzi
(Chinese), syllables (Vietnamese) and figures: 1 the same words in the same order, 0 none in common. What is at least
`LEAST_ALIKE` alike may pair. A clause may also go with two to `MOST_PARTS` neighbours of the other text, if each of them has
half of its words in it and together they are more alike to it than any of them alone. Where nothing beside a pair is alike,
its words must be `LEAST_ALIKE` alike too when each counts by how rare it is in the two texts: stock words (加强 … 工作) alone
make no pair. A pair weighs the words in common times the likeness; a little more where the pairs beside it are alike too or a
formula stands in both, a little less the further it is from its place, so that of equal clauses those are paired that stand
alike. Of all sets of pairs in which no clause stands twice the heaviest is taken: an exact optimum (scipy's
linear_sum_assignment, or milp where merges are among the candidates). Not optimal: of each clause only the `MOST_RIVALS`
heaviest candidates are looked at, and place and company are judged once, before the choice.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from analysis.changes import as_symbols, is_figure
from analysis.clauses import Clause

LEAST_ALIKE = 0.5
MOST_PARTS = 6
MOST_RIVALS = 12
# Shares of a pair's weight: for company on both sides, for a formula in both, and against distance.
COMPANY, SAME_FORMULA, DISTANCE = 0.15, 0.1, 0.1


class Pair(NamedTuple):
    """Clauses of the first text and of the second that are the same: ranges of numbers, one of them of length 1."""

    first: range
    second: range
    alike: float
    weight: float


class Likeness(NamedTuple):
    """Two texts, clause by clause: words in common, how alike, and what favours a pair beside its words."""

    clauses: tuple[Sequence[Clause], Sequence[Clause]]
    symbols: tuple[list[str], list[str]]
    common: np.ndarray
    alike: np.ndarray
    company: np.ndarray
    favour: np.ndarray
    rarity: dict[str, float]


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


def compare_clauses(
    first: Sequence[Clause], second: Sequence[Clause], language: str, formulas: tuple[Sequence[set[str]], Sequence[set[str]]]
) -> Likeness:
    """Every clause of one text against every clause of the other."""
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cdist

    vocabulary: dict[Any, str] = {}
    strings = tuple([as_symbols(clause.units, language, vocabulary) for clause in text] for text in (first, second))
    sizes = [np.array([len(string) for string in text], dtype=np.float32) for text in strings]
    common = cdist(*strings, scorer=LCSseq.similarity, dtype=np.int32)
    alike = 2 * common / (sizes[0][:, None] + sizes[1][None, :])
    numbers: dict[str, int] = {}
    keys = [np.array([numbers.setdefault(clause.key, len(numbers)) for clause in text]) for text in (first, second)]
    same = keys[0][:, None] == keys[1][None, :]
    alike[same] = 1
    common = np.where(same, np.minimum(sizes[0][:, None], sizes[1][None, :]), common)
    company = _company(alike)
    favour = company * COMPANY - _distance(keys, [clause.characters for clause in first]) * DISTANCE + 1
    for here, own in enumerate(formulas[0]):
        if own:
            favour[here, [there for there, other in enumerate(formulas[1]) if own & other]] += SAME_FORMULA
    rarity = _rarity([*strings[0], *strings[1]], _figures(vocabulary, language))
    return Likeness((first, second), strings, common, alike, company, favour, rarity)


def _figures(vocabulary: dict[Any, str], language: str) -> set[str]:
    """Symbols of figures and of their parts: in Chinese they have no place in a word."""
    return {
        symbol for key, symbol in vocabulary.items() if isinstance(key, str) and (language == "zh" or is_figure(key, language))
    }


def _rarity(strings: Sequence[str], figures: set[str]) -> dict[str, float]:
    """For every word log(1 + clauses / clauses with it); figures count as the commonest word does.

    A word of one clause counts as one of two: what is in common stands in two at least, and is not the less rare for that.
    """
    clauses = Counter(symbol for string in strings for symbol in set(string))
    rarity = {symbol: math.log(1 + len(strings) / max(n, 2)) for symbol, n in clauses.items()}
    least = min(rarity.values())
    return {symbol: least if symbol in figures else value for symbol, value in rarity.items()}


def _company(alike: np.ndarray) -> np.ndarray:
    """For every pair how alike the pairs beside it are, two steps to either side, the nearer ones more: 0 to 1."""
    strong = np.where(alike >= LEAST_ALIKE, alike, 0)
    beside = np.zeros_like(strong)
    for step, share in ((1, 1 / 3), (2, 1 / 6)):
        beside[step:, step:] += share * strong[:-step, :-step]
        beside[:-step, :-step] += share * strong[step:, step:]
    return beside


def _distance(keys: Sequence[np.ndarray], weights: Sequence[int]) -> np.ndarray:
    """For every pair how far it is from its place, squared, as a share of the text; places lie between anchors.

    Anchors are clauses that stand once in either text in the same words, those of the heaviest chain of one order.
    """
    places = [
        {key: at for at, key in enumerate(text.tolist()) if counts[key] == 1}
        for text, counts in zip(keys, ({**Counter(text.tolist())} for text in keys), strict=True)
    ]
    unique = [(places[0][key], places[1][key]) for key in places[0] if key in places[1]]
    chain = [unique[n] for n in heaviest_chain([there for _, there in unique], [weights[here] for here, _ in unique])]
    size = len(keys[0]), len(keys[1])
    anchors = np.array([(-1, -1), *chain, size])
    expected = np.interp(np.arange(size[0]), anchors[:, 0], anchors[:, 1])
    return ((expected[:, None] - np.arange(size[1])[None, :]) / size[1]) ** 2


def heaviest_chain(places: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Which of some items, given in order of one text, make the heaviest chain that is in order in the other text too.

    places  : where each item stands in the other text, all different
    weights : what each item counts

    >>> heaviest_chain([5, 0, 1, 2], [9, 2, 3, 2])
    [0]
    """
    if not places:
        return []
    best = np.zeros(max(places) + 2)  # the heaviest chain that ends at a place of the other text
    holder = np.full(max(places) + 2, -1)
    before = []
    for item, (place, weight) in enumerate(zip(places, weights, strict=True)):
        at = int(np.argmax(best[: place + 1]))
        before.append(int(holder[at]))
        best[place + 1] = best[at] + weight
        holder[place + 1] = item
    chain = [int(holder[int(np.argmax(best))])]
    while before[chain[-1]] >= 0:
        chain.append(before[chain[-1]])
    return chain[::-1]


def _ones(likeness: Likeness) -> Iterator[Pair]:
    """Candidates of one clause with one: of each clause the heaviest few."""
    weight = np.where(likeness.alike >= LEAST_ALIKE, likeness.common * likeness.alike * likeness.favour, 0)
    near = np.zeros_like(weight, dtype=bool)
    for axis in (0, 1):
        rivals = min(MOST_RIVALS, weight.shape[axis])
        np.put_along_axis(near, np.argpartition(weight, -rivals, axis=axis).take(range(-rivals, 0), axis=axis), True, axis=axis)
    for here, there in np.argwhere(near & (weight > 0)).tolist():
        alike = float(likeness.alike[here, there])
        if alike == 1 or likeness.company[here, there] or _alike_by_rarity(likeness, here, there) >= LEAST_ALIKE:
            yield Pair(range(here, here + 1), range(there, there + 1), alike, float(weight[here, there]))


def _alike_by_rarity(likeness: Likeness, here: int, there: int) -> float:
    """How alike two clauses are if each word counts by how rare it is."""
    from rapidfuzz.distance import LCSseq

    first, second = likeness.symbols[0][here], likeness.symbols[1][there]
    kept = [code for code in LCSseq.opcodes(first, second) if code.tag == "equal"]
    common = sum(likeness.rarity[symbol] for code in kept for symbol in first[code.src_start : code.src_end])
    return 2 * common / sum(likeness.rarity[symbol] for symbol in first + second)


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
        return Pair(parts, range(there, there + 1), 1.0, len(other) * favour)
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
    chosen = []
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
