import numpy as np
import pytest
from generated import generated_counts
from scipy.stats import theilslopes

from analysis.trends import _slopes, compare_trends, count_shares

MOVING = {f"f{number:03}": "rises" if number < 8 else "falls" for number in range(16)}


def test_formulas_that_rise_and_fall_are_named_and_no_others() -> None:
    named = {}
    for seed in range(3):
        trends = compare_trends(generated_counts(seed=seed)[1])
        named |= {(seed, row.formula): row.direction for row in trends.itertuples() if row.direction}

    right = {key: direction for key, direction in named.items() if MOVING.get(key[1]) == direction}
    assert len(right) / len(named) >= 0.95
    assert len(right) >= 0.8 * 16 * 3


def test_many_slopes_at_once_are_scipys() -> None:
    rng = np.random.default_rng(1)
    years = np.arange(2010.0, 2017.0)
    rates = rng.normal(size=(20, 7))

    assert np.allclose(_slopes(rates, years), [theilslopes(rate, years).slope for rate in rates])


def test_with_four_periods_there_is_no_trend() -> None:
    _, counts = generated_counts(documents=40, years=4, formulas=3, moving=1)

    with pytest.raises(ValueError, match="zh has 4 periods: a trend needs at least 5 periods"):
        compare_trends(counts)


def test_shares_of_texts_with_wilson_intervals_and_tiers() -> None:
    """Newcombe 1998, Statistics in Medicine 17: 857–872, table I: 15 of 148, Wilson 0.0624 to 0.1605."""
    _, counts = generated_counts(documents=148, years=1, formulas=2, moving=0)
    counts["n"] = 0
    counts.loc[counts["document"].isin([f"d{number}" for number in range(15)]), "n"] = 3
    row = count_shares(counts).iloc[0]

    assert (row["texts"], row["texts_with"], row["tier"]) == (148, 15, "warm")
    assert (round(row["share_low"], 4), round(row["share_high"], 4)) == (0.0624, 0.1605)
    assert count_shares(counts, tiers=[("rare", 0.0), ("common", 0.1)])["tier"].tolist() == ["common", "common"]
    with pytest.raises(ValueError, match="tiers must ascend from 0"):
        count_shares(counts, tiers=[("rare", 0.5)])
