"""How alike the clauses of two texts are, each with each.

Two clauses are as alike as twice their longest common subsequence of words over all their words, counted in hanzi (Chinese),
syllables (Vietnamese) and figures: 1 the same words in the same order, 0 none in common. Beside that stands what favours a
pair: pairs beside it that are alike too, a formula that stands in both, and that it is near its place. Places lie between
anchors: clauses that stand once in either text in the same words, those of the heaviest chain that has one order in both.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from analysis.changes import as_symbols, is_figure
from analysis.clauses import Clause

LEAST_ALIKE = 0.5
SMALL_GAP = 4  # clauses between two anchors, in either text
# Shares of a pair's weight: for company on both sides, for a formula in both, and against distance.
COMPANY, SAME_FORMULA, DISTANCE = 0.15, 0.1, 0.1


class Likeness(NamedTuple):
    """Two texts, clause by clause: words in common, how alike, and what favours a pair beside its words."""

    clauses: tuple[Sequence[Clause], Sequence[Clause]]
    symbols: tuple[list[str], list[str]]
    common: np.ndarray
    alike: np.ndarray
    trusted: np.ndarray
    favour: np.ndarray
    rarity: dict[str, float]


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
    anchors = _find_anchors(keys, [clause.characters for clause in first])
    trusted = (company > 0) | _near(anchors)
    favour = company * COMPANY - _distance(anchors) * DISTANCE + 1
    for here, own in enumerate(formulas[0]):
        if own:
            favour[here, [there for there, other in enumerate(formulas[1]) if own & other]] += SAME_FORMULA
    rarity = _rarity([*strings[0], *strings[1]], _figures(vocabulary, language))
    return Likeness((first, second), (strings[0], strings[1]), common, alike, trusted, favour, rarity)


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


def _find_anchors(keys: Sequence[np.ndarray], weights: Sequence[int]) -> np.ndarray:
    """Clauses that stand once in either text in the same words, those of the heaviest chain of one order; with both ends."""
    places = [
        {key: at for at, key in enumerate(text.tolist()) if counts[key] == 1}
        for text, counts in zip(keys, (Counter(text.tolist()) for text in keys), strict=True)
    ]
    unique = [(places[0][key], places[1][key]) for key in places[0] if key in places[1]]
    chain = [unique[n] for n in heaviest_chain([there for _, there in unique], [weights[here] for here, _ in unique])]
    return np.array([(-1, -1), *chain, (len(keys[0]), len(keys[1]))])


def _distance(anchors: np.ndarray) -> np.ndarray:
    """For every pair how far it is from its place between the anchors, squared, as a share of the second text."""
    first, second = anchors[-1]
    expected = np.interp(np.arange(first), anchors[:, 0], anchors[:, 1])
    return np.asarray(((expected[:, None] - np.arange(second)[None, :]) / second) ** 2)


def _near(anchors: np.ndarray) -> np.ndarray:
    """Which pairs lie in one gap between anchors that has few clauses in either text."""
    gaps = [np.searchsorted(anchors[:, side], np.arange(anchors[-1, side]), side="right") for side in (0, 1)]
    small = np.flatnonzero((np.diff(anchors, axis=0) <= SMALL_GAP + 1).all(axis=1)) + 1
    return np.asarray((gaps[0][:, None] == gaps[1][None, :]) & np.isin(gaps[0], small)[:, None])


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


def alike_by_rarity(likeness: Likeness, here: int, there: int) -> float:
    """How alike two clauses are if each word counts by how rare it is."""
    from rapidfuzz.distance import LCSseq

    first, second = likeness.symbols[0][here], likeness.symbols[1][there]
    kept = [code for code in LCSseq.opcodes(first, second) if code.tag == "equal"]
    common = sum(likeness.rarity[symbol] for code in kept for symbol in first[code.src_start : code.src_end])
    return 2 * common / sum(likeness.rarity[symbol] for symbol in first + second)
