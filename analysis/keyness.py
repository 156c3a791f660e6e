"""How much more often one corpus says a thing than another: measures, intervals, tests. Numbers in, numbers out.

Throughout: a and b are counts in the target and in the reference, n1 and n2 the sizes of the two, in one and the same unit
(characters, words, syllables). Each may be a number or an array; arrays broadcast; numbers give floats, arrays arrays. Words
and characters are different units: compare within one language.

Rank by an effect size (log ratio, per cent, simple maths), look at its interval, and filter by significance and by the number
of documents. All tests and intervals here take occurrences to be independent; those of one text are not, so p is too small and
an interval too narrow where few texts hold many of them. Where documents are many, test documents.

Wrong input raises ValueError. A count above its size is wrong where both are the same things counted (`g2`, `log_dice`);
elsewhere sizes may be in any unit, thousands too, and only `simple_maths` minds which.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

Numbers = float | np.ndarray


def log_likelihood(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """Log-likelihood of two cells, that of most keyword tools: 2 (a ln(a/E1) + b ln(b/E2)), Ei = ni (a + b) / (n1 + n2).

    A cell of 0 adds 0; 0 against 0 is 0. Never negative: it does not say which corpus has more. Evidence, not size: it grows
    with the corpora. Source: Rayson & Garside 2000, Proceedings of the Workshop on Comparing Corpora (ACL), 1–6.

    >>> round(log_likelihood(620, 267, 1_017_879, 1_007_532), 2)
    140.87
    """
    from scipy.special import rel_entr

    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2})
    rate = (a + b) / (n1 + n2)
    # rel_entr(x, E) is x ln(x/E), and 0 where x is 0. Equal rates can come out below 0 by rounding.
    return _plain(np.maximum(2 * (rel_entr(a, n1 * rate) + rel_entr(b, n2 * rate)), 0))


def g2(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """Log-likelihood of four cells: 2 Σ O ln(O/E) over (a, b) and (n1 − a, n2 − b), without a correction.

    Close to `log_likelihood` where the word is rare. Sizes are in units of which a hit is one, so no count is above its size.
    0 where a row is empty (nothing, or everything, is a hit). Source: Dunning 1993, Computational Linguistics 19: 61–74.

    >>> round(g2(10, 3, 10, 31767), 2)
    167.23
    """
    from scipy.special import rel_entr

    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2})
    _not_above("a", a, "n1", n1, "give sizes in units of which a hit is one, such as words")
    _not_above("b", b, "n2", n2, "give sizes in units of which a hit is one, such as words")
    rows = [(a, b), (n1 - a, n2 - b)]
    # chi2_contingency gives the same a table at a time, and a corpus has a hundred thousand words.
    cells = [rel_entr(one, n * (row[0] + row[1]) / (n1 + n2)) for row in rows for one, n in zip(row, (n1, n2), strict=True)]
    return _plain(np.maximum(2 * sum(cells), 0))


def log_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """Binary logarithm of the ratio of rates: log2((a / n1) / (b / n2)). 0 is equal, 1 twice as often, −1 half as often.

    A count of 0 is taken for 0.5, other counts stay as they are. A value with a 0 in it is a convention, no estimate: against
    1 in a corpus more than twice as large, 0 comes out above 0. Look at `rate_ratio_interval`. 0 against 0 is NaN.
    Source: Hardie 2014, Log Ratio: an informal introduction, CASS, Lancaster University.

    >>> round(log_ratio(620, 267, 1_017_879, 1_007_532), 2)
    1.2
    >>> log_ratio(4, 0, 1000, 1000)
    3.0
    """
    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2})
    ratio = (np.where(a == 0, 0.5, a) * n2) / (np.where(b == 0, 0.5, b) * n1)
    return _plain(np.where(a + b == 0, np.nan, np.log2(ratio)))


def percent_difference(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """%DIFF: 100 (a / n1 − b / n2) / (b / n2). 0 is equal, 100 twice as often, −50 half as often, −100 not in the target.

    0 in the reference alone is infinite (the authors put 10⁻¹⁸ for the 0, which only looks like a measurement); 0 against 0 is
    NaN. Source: Gabrielatos & Marchi 2011, Keyness: matching metrics to definitions, Corpus Linguistics in the South 1.

    >>> round(percent_difference(620, 267, 1_017_879, 1_007_532), 2)
    129.85
    >>> percent_difference(4, 0, 1000, 1000), percent_difference(0, 0, 1000, 1000)
    (inf, nan)
    """
    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2})
    without = np.where(a == 0, np.nan, np.inf)
    return _plain(100 * (np.divide(a * n2, b * n1, out=without, where=b > 0) - 1))


def simple_maths(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, k: float = 100) -> Numbers:
    """Ratio of rates per million, k added to each: (10⁶ a / n1 + k) / (10⁶ b / n2 + k). 1 is equal. Needs no rule for zeros.

    k decides which words come up: 1 rare ones (the default of Sketch Engine), 100 or 1000 common ones; say which was taken.
    Sizes are in single units, not thousands. Source: Kilgarriff 2009, Simple maths for keywords, Corpus Linguistics Conference.

    >>> round(simple_maths(35, 263, 112_289_776, 1_559_716_979, k=1), 4)
    1.1224
    """
    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2})
    if not 0 < k < np.inf:
        raise ValueError(f"k is {k}: must be above 0, such as 100")
    return _plain((1e6 * a / n1 + k) / (1e6 * b / n2 + k))


def rate_interval(a: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """Exact (central) Poisson interval of the rate a / n: low and high, each tail at most (1 − level) / 2. From 0 where a is 0.

    low = χ²((1 − level)/2; 2a) / 2n, high = χ²((1 + level)/2; 2a + 2) / 2n, quantiles with 2a and 2a + 2 degrees of freedom.
    Source: Garwood 1936, Biometrika 28: 437–442.

    >>> tuple(round(limit, 3) for limit in rate_interval(10, 1))
    (4.795, 18.39)
    """
    from statsmodels.stats.rates import confint_poisson

    a, n = _checked({"a": a}, {"n": n}, whole=True)
    low, high = confint_poisson(a, n, method="exact-c", alpha=1 - _level(level))
    # For an array of one 0 statsmodels gives a number as the lower limit.
    return _plain(np.broadcast_to(low, a.shape).copy()), _plain(high)


def rate_ratio_interval(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, level: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Exact (central) interval of the ratio of rates (a / n1) / (b / n2): low and high.

    Given a + b, a is binomial with π = n1 ρ / (n1 ρ + n2), ρ the ratio; the Clopper–Pearson limits of π give those of
    ρ = π / (1 − π) · n2 / n1. From 0 where a is 0, to infinity where b is; 0 against 0 has no ratio: NaN, NaN. log2 of the
    limits is the interval of `log_ratio`. Source: Przyborowski & Wilenski 1940, Biometrika 31: 313–323.

    level : of confidence, 0 to 1

    >>> tuple(round(limit, 4) for limit in rate_ratio_interval(11, 21, 800, 3011))
    (0.8584, 4.2773)
    """
    from statsmodels.stats.proportion import proportion_confint

    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2}, whole=True)
    total = a + b
    # One trial where there is none: statsmodels would divide 0 by 0. The result is set to NaN below.
    limits = proportion_confint(a, np.maximum(total, 1), alpha=1 - _level(level), method="beta")
    low, high = (
        np.divide(share, 1 - share, out=np.full(a.shape, np.inf), where=share < 1) * n2 / n1
        for share in map(np.asarray, limits)
    )
    return _plain(np.where(total == 0, np.nan, low)), _plain(np.where(total == 0, np.nan, high))


def exact_test(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Numbers:
    """Two-sided p of equal rates: given a + b, a is binomial with probability n1 / (n1 + n2).

    p sums all outcomes no likelier than the one seen. `rate_ratio_interval` is central instead: p can be below .05 while the
    interval holds 1 (Fay 2010, R Journal 2(1): 53–58); then say both. 0 against 0 is 1. Source: as for the interval.

    >>> round(exact_test(11, 21, 800, 3011), 5)
    0.07967
    """
    from statsmodels.stats.rates import test_poisson_2indep

    a, b, n1, n2 = _checked({"a": a, "b": b}, {"n1": n1, "n2": n2}, whole=True)

    def one(a: float, b: float, n1: float, n2: float) -> float:
        if a + b == 0:
            return 1.0
        if b == 0:  # statsmodels also works out the ratio, and would divide by 0; p is the same both ways
            a, b, n1, n2 = b, a, n2, n1
        return float(test_poisson_2indep(int(a), n1, int(b), n2, method="exact-cond").pvalue)

    return _each(one, a, b, n1, n2)


def log_dice(f_xy: ArrayLike, f_x: ArrayLike, f_y: ArrayLike) -> Numbers:
    """LogDice of two words: 14 + log2(2 f_xy / (f_x + f_y)), f_xy together, f_x and f_y each in all. At most 14.

    14 is: neither without the other; one less is half as strong. The size of the corpus does not enter. Never together is −∞;
    NaN where neither occurs. Source: Rychlý 2008, A lexicographer-friendly association score, RASLAN: 6–9.

    >>> log_dice(1, 16_384, 16_384), log_dice(7, 7, 7), log_dice(0, 5, 9)
    (0.0, 14.0, -inf)
    """
    f_xy, f_x, f_y = _checked({"f_xy": f_xy, "f_x": f_x, "f_y": f_y}, {})
    _not_above("f_xy", f_xy, "f_x", f_x, "count every occurrence once, however many of the others are near it")
    _not_above("f_xy", f_xy, "f_y", f_y, "count every occurrence once, however many of the others are near it")
    total = f_x + f_y
    never = np.where(total == 0, np.nan, -np.inf)
    return _plain(14 + np.log2(2 * f_xy / np.where(total == 0, 1, total), out=never, where=f_xy > 0))


def adjust(p: ArrayLike) -> np.ndarray:
    """Benjamini–Hochberg: p of many tests, one row, adjusted, in the same order.

    The i-th smallest of m becomes min over j ≥ i of m p(j) / j. Taking those below .05 keeps the expected share of false ones
    among them below .05, if tests are independent or positively dependent. Adjust all tests of one question together, those
    that came out badly too. Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57: 289–300.

    >>> adjust([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.04, 0.04]
    """
    from scipy.stats import false_discovery_control

    p = np.asarray(p, dtype=float)
    if p.ndim != 1:
        raise ValueError(f"p has {p.ndim} dimensions: give one row of p, all tests of one question")
    wrong = np.flatnonzero(~((p >= 0) & (p <= 1)))
    if wrong.size:
        raise ValueError(f"p[{wrong[0]}] is {p[wrong[0]]:.15g}: p lies from 0 to 1; leave out what was not tested")
    return false_discovery_control(p) if p.size else p


def _checked(counts: dict[str, ArrayLike], sizes: dict[str, ArrayLike], whole: bool = False) -> list[np.ndarray]:
    """Counts, then sizes, as arrays of one shape."""
    arrays = {name: np.asarray(value, dtype=float) for name, value in (counts | sizes).items()}
    for name, array in arrays.items():
        if name in sizes:
            _refuse(name, array, ~(np.isfinite(array) & (array > 0)), "must be above 0; leave out what has no text")
        else:
            _refuse(name, array, ~(np.isfinite(array) & (array >= 0)), "a count is 0 or more; give the number of hits")
            if whole:
                _refuse(name, array, array != np.floor(array), "exact methods need whole numbers; give the count, not a rate")
    try:
        return list(np.broadcast_arrays(*arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise ValueError(f"shapes do not fit: {shapes}; give arrays of one length, or single numbers") from None


def _refuse(name: str, array: np.ndarray, wrong: np.ndarray, why: str) -> None:
    if wrong.any():
        raise ValueError(f"{name} is {array[wrong].flat[0]:.15g}: {why}")


def _not_above(name: str, part: np.ndarray, whole_name: str, whole: np.ndarray, way_out: str) -> None:
    _refuse(name, part, part > whole, f"more than {whole_name} ({whole[part > whole].min(initial=np.inf):.15g}); {way_out}")


def _level(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level is {level}: must lie between 0 and 1, such as 0.95")
    return level


def _each(function: Callable[..., float], *arrays: np.ndarray) -> Numbers:
    """For what scipy and statsmodels take one at a time."""
    return _plain(np.vectorize(function, otypes=[float])(*arrays))


def _plain(values: ArrayLike) -> Numbers:
    values = np.asarray(values, dtype=float)
    return float(values) if values.ndim == 0 else values
