"""Every measure against numbers from elsewhere.

PUBLISHED: a number in print, with its source. PROGRAM: what another program gives. SECOND PATH: arithmetic written out here.
"""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from analysis.keyness import (
    adjust,
    exact_test,
    g2,
    log_dice,
    log_likelihood,
    log_ratio,
    percent_difference,
    rate_interval,
    rate_ratio_interval,
    simple_maths,
)

# PUBLISHED: Brezina 2018, Statistics in Corpus Linguistics, chapter 3: "war" in AmE06 and BE06.
WAR = (620, 267, 1_017_879, 1_007_532)
RATIOS = (log_likelihood, g2, log_ratio, percent_difference, simple_maths, exact_test)

counts = st.integers(0, 5_000)
sizes = st.integers(5_000, 10_000_000)
factors = st.integers(1, 50)


def test_brezinas_war() -> None:
    """To the two decimals printed."""
    assert log_likelihood(*WAR) == pytest.approx(140.87, abs=0.005)
    assert log_ratio(*WAR) == pytest.approx(1.20, abs=0.005)
    assert percent_difference(*WAR) == pytest.approx(129.85, abs=0.005)


@given(counts, counts, sizes, sizes)
def test_four_cells_are_those_of_a_contingency_table(a: int, b: int, n1: int, n2: int) -> None:
    """PROGRAM: scipy's chi2_contingency, which refuses an empty row."""
    a = a or 1
    n1 += 1
    table = [[a, b], [n1 - a, n2 - b]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic

    assert g2(a, b, n1, n2) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_two_and_four_cells_differ_little_for_a_rare_word() -> None:
    """SECOND PATH: the two further cells written out: 2 Σ O ln(O/E) over all other words."""
    a, b, n1, n2 = WAR
    others = (n1 - a, n2 - b)
    expected = [n * sum(others) / (n1 + n2) for n in (n1, n2)]
    more = 2 * sum(seen * math.log(seen / wanted) for seen, wanted in zip(others, expected, strict=True))

    assert g2(*WAR) == pytest.approx(log_likelihood(*WAR) + more, rel=1e-9)
    assert 0 < more < 0.1


def test_log_likelihood_by_hand() -> None:
    """SECOND PATH: E is 6 and 6; of 0 against b the cell of 0 adds nothing (Rayson's page), 2 b ln((n1 + n2) / n2) is left."""
    assert log_likelihood(10, 2, 1000, 1000) == pytest.approx(2 * (10 * math.log(10 / 6) + 2 * math.log(2 / 6)))
    assert log_likelihood(0, 7, 1000, 3000) == pytest.approx(2 * 7 * math.log(4000 / 3000))


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
    ],
)
def test_dunnings_bigrams(cells: tuple[int, int, int, int], value: float) -> None:
    """PUBLISHED: Dunning 1993, Computational Linguistics 19: 61–74, p. 72: A and B, A alone, B alone, neither; −2 log λ."""
    both, first, second, neither = cells

    assert g2(both, second, both + first, second + neither) == pytest.approx(value, abs=0.005)


def test_log_ratio_counts_doublings() -> None:
    """PUBLISHED: Hardie 2014: 0 is equal, each point a doubling. SECOND PATH: 0.5 stands for a zero, and for nothing else."""
    assert log_ratio([8, 4, 2, 1], 4, 500, 500).tolist() == [1, 0, -1, -2]
    assert log_ratio(0, 4, 500, 1000) == pytest.approx(math.log2((0.5 / 500) / (4 / 1000)))
    assert log_ratio(4, 0, 500, 1000) == pytest.approx(math.log2((4 / 500) / (0.5 / 1000)))
    assert log_ratio(0, 1, 500, 1500) > 0  # the convention can have the wrong sign; the interval starts at 0
    assert rate_ratio_interval(0, 1, 500, 1500)[0] == 0
    assert math.isnan(log_ratio(0, 0, 500, 500))


def test_percent_difference_of_gabrielatos_and_marchi() -> None:
    """PUBLISHED: Gabrielatos & Marchi 2011, slide 18, one decimal. SECOND PATH for zeros."""
    assert percent_difference(206_523, 178_174, 959_641, 1_562_358) == pytest.approx(88.7, abs=0.05)
    assert percent_difference(0, 4, 500, 500) == -100
    assert percent_difference([3, 0], 0, 500, 500).tolist() == pytest.approx([math.inf, math.nan], nan_ok=True)


def test_simple_maths_of_sketch_engine() -> None:
    """PUBLISHED: Sketch Engine's documentation of simple maths: "shard" in BNC and ukWaC, N = 1, four decimals.

    Brezina's 1.96 for "war" takes counts for rates per million, (620 + 100) / (267 + 100); with rates it is 1.94. SECOND PATH:
    609.11 and 265.00 per million.
    """
    assert simple_maths(35, 263, 112_289_776, 1_559_716_979, k=1) == pytest.approx(1.1224, abs=0.00005)
    assert simple_maths(620, 267, 10**6, 10**6) == pytest.approx(1.96, abs=0.005)
    assert simple_maths(*WAR) == pytest.approx((609.11 + 100) / (265.00 + 100), abs=0.0001)
    assert simple_maths([10, 0], 0, 10**6, 10**6, k=1).tolist() == pytest.approx([11, 1])


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390), (25, 16.18, 36.90)])
def test_garwoods_limits(count: int, low: float, high: float) -> None:
    """PUBLISHED: Garwood 1936, Biometrika 28: 437–442, as tables print it since; 25 from GraphPad's page on its calculator.

    SECOND PATH: the two tails at the limits, summed term by term.
    """
    limits = rate_interval(count, 1)
    tails = [
        sum(math.exp(-m) * m**k / math.factorial(k) for k in range(end))
        for m, end in zip(limits, (count, count + 1), strict=True)
    ]

    assert limits == pytest.approx((low, high), abs=0.005 if count == 25 else 0.0005)
    assert tails[1] == pytest.approx(0.025)
    assert count == 0 or 1 - tails[0] == pytest.approx(0.025)


def test_an_interval_of_a_rate_scales_with_size_and_level() -> None:
    """SECOND PATH: per unit; at 0 the upper limit solves exp(−n rate) = (1 − level) / 2."""
    assert rate_interval(10, 1000) == pytest.approx([limit / 1000 for limit in rate_interval(10, 1)])
    assert rate_interval(0, 200, level=0.9)[1] == pytest.approx(-math.log(0.05) / 200)


def test_the_rate_ratio_of_r() -> None:
    """PROGRAM: what R prints for the example of ?poisson.test (Fredericia and three other towns), all digits."""
    towns = (11, 6 + 8 + 7, 800, 1083 + 1050 + 878)

    assert rate_ratio_interval(*towns) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert exact_test(*towns) == pytest.approx(0.07967, abs=5e-6)


def test_p_and_interval_can_disagree() -> None:
    """PUBLISHED: Fay, vignette of the R package exactci: p 0.042, and an interval, 0.024 to 1.05, that holds 1."""
    assert exact_test(2, 10, 17_877, 20_000) == pytest.approx(0.042, abs=0.0005)
    assert rate_ratio_interval(2, 10, 17_877, 20_000) == pytest.approx((0.024, 1.05), abs=0.005)


def test_the_exact_p_of_exactci() -> None:
    """PROGRAM: exactci's poisson.exact(tsmethod="minlike"), as in the tests of statsmodels; data of Gu et al. 2008."""
    assert exact_test(60, 30, 51_477.5, 54_308.7) == pytest.approx(0.000675182658686321, rel=1e-9)


def test_the_exact_p_by_hand() -> None:
    """SECOND PATH: 4 against 1 in equal corpora: 5 tosses of a coin, no likelier than 4:1 are 4:1, 1:4, 5:0, 0:5, so 12/32."""
    assert exact_test(4, 1, 300, 300) == pytest.approx(12 / 32)
    assert exact_test([3, 0], [0, 3], 300, 300).tolist() == pytest.approx([2 / 8, 2 / 8])
    assert exact_test(0, 0, 300, 300) == 1


def test_a_rate_ratio_with_zeros() -> None:
    """SECOND PATH: 0 of b is possible up to the π with (1 − π)^b = 0.025; the ratio is π / (1 − π)."""
    low, high = rate_ratio_interval([0, 3, 0], [3, 0, 0], 300, 300)
    share = 1 - 0.025 ** (1 / 3)

    assert low.tolist() == pytest.approx([0, (1 - share) / share, math.nan], nan_ok=True)
    assert high.tolist() == pytest.approx([share / (1 - share), math.inf, math.nan], nan_ok=True)
    assert rate_ratio_interval(0, 0, 300, 300) == pytest.approx((math.nan, math.nan), nan_ok=True)


def test_what_rychly_says_of_log_dice() -> None:
    """PUBLISHED: Rychlý 2008: at most 14; 0 is one together for 16,000 of each; 1 more is twice as often, 7 about 100 times.

    SECOND PATH: 16,000 is 2¹⁴, 100 is 2⁷; 8 together of 10 and 22 is 2 · 8 / 32 = 1/2, so 13.
    """
    assert log_dice(9, 9, 9) == 14
    assert log_dice(1, 2**14, 2**14) == 0
    assert log_dice(20, 700, 900) - log_dice(10, 700, 900) == pytest.approx(1)
    assert log_dice(640, 700, 900) - log_dice(5, 700, 900) == pytest.approx(7)
    assert log_dice(8, 10, 22) == 13
    assert log_dice([0, 0], [5, 0], [9, 0]).tolist() == pytest.approx([-math.inf, math.nan], nan_ok=True)


# PUBLISHED: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57: 289–300: four are rejected at .05.
FIFTEEN = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]


def test_the_fifteen_of_benjamini_and_hochberg() -> None:
    """SECOND PATH: min over j ≥ i of m p(j) / j, in fractions."""
    exact = [Fraction(str(p)) * 15 / rank for rank, p in enumerate(FIFTEEN, start=1)]
    adjusted = adjust(FIFTEEN)

    assert (adjusted <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert adjusted == pytest.approx([float(min(exact[at:])) for at in range(15)])
    assert adjust(FIFTEEN[::-1]).tolist() == adjusted[::-1].tolist()
    assert adjust([]).size == 0


def test_numbers_give_numbers_and_arrays_broadcast() -> None:
    for measure in RATIOS:
        assert type(measure(3, 2, 100, 200)) is float
        row = measure([3, 4], 2, 100, [200, 300])
        assert row.tolist() == [measure(3, 2, 100, 200), measure(4, 2, 100, 300)]
        assert measure([[3], [4]], [1, 2, 0], 100, 200).shape == (2, 3)
        assert measure([], 2, 100, 200).shape == (0,)
    for limits in (rate_interval([0], 100), rate_interval([3, 0], 100), rate_ratio_interval([0], 2, 100, 200)):
        assert [type(limit) for limit in limits] == [np.ndarray] * 2
        assert limits[0].shape == limits[1].shape
    for limits in (rate_interval(0, 100), rate_ratio_interval(0, 2, 100, 200), rate_ratio_interval(2, 0, 100, 200)):
        assert [type(limit) for limit in limits] == [float] * 2
    assert type(log_dice(1, 2, 3)) is float


@pytest.mark.parametrize("measure", [*RATIOS, rate_ratio_interval])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1, 2, 100, 200), "a is -1: a count is 0 or more; give the number of hits"),
        ((1, float("nan"), 100, 200), "b is nan: a count is 0 or more"),
        ((1, 2, 0, 200), "n1 is 0: must be above 0; leave out what has no text"),
        ((1, 2, 100, [200, -5]), "n2 is -5: must be above 0"),
        ((1, 2, 100, float("inf")), "n2 is inf: must be above 0"),
        (([1, 2], [1, 2, 3], 100, 200), r"a \(2,\), b \(3,\), n1 \(\), n2 \(\); give arrays of one length, or single numbers"),
    ],
)
def test_wrong_input_is_named(measure, arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        measure(*arguments)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: g2(101, 2, 100, 200), r"a is 101: more than n1 \(100\); give sizes in units of which a hit is one"),
        (lambda: g2(1, [2, 201], 100, 200), r"b is 201: more than n2 \(200\)"),
        (lambda: log_dice(5, 4, 9), r"f_xy is 5: more than f_x \(4\); count every occurrence once"),
        (lambda: log_dice(5, 9, 4), r"f_xy is 5: more than f_y \(4\)"),
        (lambda: log_dice(1, -4, 9), "f_x is -4: a count is 0 or more"),
        (lambda: exact_test(1.5, 2, 100, 200), "a is 1.5: exact methods need whole numbers; give the count, not a rate"),
        (lambda: rate_interval(-1, 100), "a is -1: a count is 0 or more"),
        (lambda: rate_interval(1, 0), "n is 0: must be above 0"),
        (lambda: rate_interval(1, 100, level=95), "level is 95: must lie between 0 and 1, such as 0.95"),
        (lambda: rate_ratio_interval(1, 2, 100, 200, level=1), "level is 1: must lie"),
        (lambda: simple_maths(1, 2, 100, 200, k=0), "k is 0: must be above 0, such as 100"),
        (lambda: adjust([0.1, 1.2]), r"p\[1\] is 1.2: p lies from 0 to 1"),
        (lambda: adjust([float("nan")]), r"p\[0\] is nan: p lies from 0 to 1; leave out what was not tested"),
        (lambda: adjust(0.1), "p has 0 dimensions: give one row of p"),
    ],
)
def test_other_wrong_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


@given(counts, counts, sizes, sizes)
def test_target_and_reference_swapped(a: int, b: int, n1: int, n2: int) -> None:
    """Evidence stays, ratios turn over."""
    for evidence in (log_likelihood, g2, exact_test):
        assert evidence(a, b, n1, n2) == pytest.approx(evidence(b, a, n2, n1), rel=1e-6, abs=1e-6)
    assert log_ratio(a, b, n1, n2) == pytest.approx(-log_ratio(b, a, n2, n1), abs=1e-9, nan_ok=True)
    assert simple_maths(a, b, n1, n2) == pytest.approx(1 / simple_maths(b, a, n2, n1))
    if a and b:
        there, back = percent_difference(a, b, n1, n2), percent_difference(b, a, n2, n1)
        assert (1 + there / 100) * (1 + back / 100) == pytest.approx(1)
        low, high = rate_ratio_interval(a, b, n1, n2)
        assert rate_ratio_interval(b, a, n2, n1) == pytest.approx((1 / high, 1 / low), rel=1e-6)


@given(st.integers(1, 5_000), sizes, factors, factors)
def test_equal_rates(a: int, n: int, first: int, second: int) -> None:
    case = (a * first, a * second, n * first, n * second)

    for nothing in (log_likelihood, g2, log_ratio, percent_difference):
        assert nothing(*case) == pytest.approx(0, abs=1e-6)
    assert simple_maths(*case) == pytest.approx(1)
    assert exact_test(*case) == pytest.approx(1)


@given(counts, counts, sizes, sizes, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_intervals_hold_the_estimate(a: int, b: int, n1: int, n2: int, level: float) -> None:
    low, high = rate_interval(a, n1, level)
    assert 0 <= low <= a / n1 < high
    low, high = rate_ratio_interval(a, b, n1, n2, level)
    if a or b:
        assert 0 <= low <= (math.inf if b == 0 else (a / n1) / (b / n2)) <= high


@given(counts, counts, sizes, sizes)
def test_p_and_evidence_are_in_their_range(a: int, b: int, n1: int, n2: int) -> None:
    assert 0 <= exact_test(a, b, n1, n2) <= 1
    assert log_likelihood(a, b, n1, n2) >= 0
    assert g2(a, b, n1, n2) >= 0


@given(counts, st.integers(0, 5_000), st.integers(1, 5_000))
def test_log_dice_is_even_and_at_most_14(together: int, first: int, second: int) -> None:
    score = log_dice(together, together + first, together + second)

    assert score < 14
    assert score == log_dice(together, together + second, together + first)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjusting_never_lowers_p_and_keeps_the_order(ps: list[float]) -> None:
    adjusted = adjust(ps)

    assert np.all(adjusted >= np.asarray(ps) * (1 - 1e-12))
    assert np.all(adjusted <= 1)
    assert np.all(np.diff(adjusted[np.argsort(ps, kind="stable")]) >= 0)
