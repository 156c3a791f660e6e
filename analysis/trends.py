"""Over the years: the share of texts with a formula, and a trend where one can exist.

With four periods no trend can be told from chance: the smallest two-sided p of Kendall's tau at four points is 2 / 4! = .083.
From five on (2 / 5! = .017) there may be one. Texts are resampled, since words of one text are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.keyness import adjust
from analysis.mentions import Mentions, mentions_of_counts
from analysis.model import frame
from analysis.terms import number_of

PERIODS = 5
RESAMPLES = 499
# After the six tiers of the China Media Project's discourse scale, which counts articles of one newspaper in a year; these
# bounds, shares of texts, are ours.
TIERS = (("cold", 0.0), ("tepid", 0.01), ("warm", 0.05), ("hot", 0.15), ("blazing", 0.3), ("scorching", 0.5))


def count_shares(counts: pd.DataFrame, tiers: Sequence[tuple[str, float]] = TIERS) -> pd.DataFrame:
    """Table `shares`: in how many texts of each period a formula stands, with Wilson intervals and a tier.

    counts : as `count_hits(by='document')` gives them
    tiers  : names with the share from which each begins, ascending, the first from 0

    >>> from analysis.read import read_corpus
    >>> from analysis.count import count_hits
    >>> shares = count_shares(count_hits(read_corpus()))
    >>> shares.loc[shares["formula"] == "six-mores", ["period", "texts", "share"]].values.tolist()[-1]
    ['2026', 1, 1.0]
    """
    from scipy.stats import binomtest

    bounds = [bound for _, bound in tiers]
    if bounds != sorted(set(bounds)) or bounds[:1] != [0.0]:
        raise ValueError(f"tiers must ascend from 0; these begin at {bounds}")
    grouped = counts.groupby(["formula", "language", "period"], sort=False)["n"]
    rows = []
    for (formula, language, period), n in grouped:
        texts, having = len(n), int((n > 0).sum())
        interval = binomtest(having, texts).proportion_ci(method="wilson")
        share = having / texts
        row: dict[str, Any] = {"formula": formula, "language": language, "period": period, "texts": texts, "texts_with": having}
        row |= {"share": share, "share_low": interval.low, "share_high": interval.high}
        rows.append(row | {"tier": [name for name, bound in tiers if share >= bound][-1]})
    return frame("shares", rows)


def compare_trends(counts: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    """Table `trends`: Kendall's tau and the Theil–Sen slope of the rate over the periods, with documents resampled.

    counts : as `count_hits(by='document')` gives them; periods must be years

    Raises ValueError where no language has five periods: below that no trend test can reach p < .05 (module docstring).

    seed   : of the resampling

    >>> from analysis.read import read_corpus
    >>> from analysis.count import count_hits
    >>> compare_trends(count_hits(read_corpus()))
    Traceback (most recent call last):
    ValueError: vi has 1 period; zh has 4 periods: a trend needs at least 5 periods
    """
    periods = {str(language): sorted(own["period"].unique()) for language, own in counts.groupby("language")}

    def mentions(language: str, period: str) -> Mentions:
        return mentions_of_counts(counts[(counts["language"] == language) & (counts["period"] == period)])

    return compare_trend_mentions(periods, mentions, seed)


def compare_trend_mentions(
    periods: Mapping[str, list[str]], mentions: Callable[[str, str], Mentions], seed: int = 1
) -> pd.DataFrame:
    """As `compare_trends`, from the periods of each language and a function that gives the mentions of one of them."""
    few = [f"{language} has {number_of(len(own), 'period')}" for language, own in periods.items() if len(own) < PERIODS]
    if len(few) == len(periods):
        raise ValueError(f"{'; '.join(few)}: a trend needs at least {PERIODS} periods")
    rows = []
    for language, own in periods.items():
        if len(own) >= PERIODS:
            if not all(period.isdecimal() for period in own):
                raise ValueError(f"period {next(p for p in own if not p.isdecimal())!r} is no year; a slope needs years")
            about = {"language": language, "periods": len(own)}
            parts = (mentions(language, period) for period in own)
            rows += [about | row for row in _rows(np.array(own, dtype=float), parts, np.random.default_rng(seed))]
    return frame("trends", _adjusted(rows))


def _rows(years: np.ndarray, parts: Iterable[Mentions], rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """A row a formula of one language.

    parts : mentions of each year, taken one at a time
    """
    from scipy.stats import kendalltau, theilslopes

    observed, drawn = [], []
    total: Any = 0.0
    formulas: Sequence[str] = []
    for part in parts:
        totals, sizes = part.draw(rng, RESAMPLES)
        sums, formulas = part.sums(), part.formulas
        total = total + sums
        observed.append(sums / part.characters.sum() * 10_000)
        drawn.append(totals / sizes[:, None] * 10_000)
    rates, resampled = np.array(observed), np.stack(drawn, axis=1)
    for number, formula in enumerate(formulas):
        rate = rates[:, number]
        row: dict[str, Any] = {"formula": formula, "n": int(np.asarray(total)[number]), "p": 1.0}
        if len(set(rate)) > 1:
            test = kendalltau(years, rate)
            low, high = np.percentile(_slopes(resampled[:, :, number], years), [2.5, 97.5])
            row |= {"tau": test.statistic, "p": test.pvalue, "slope": theilslopes(rate, years).slope}
            row |= {"slope_low": low, "slope_high": high}
        yield row


def _slopes(rates: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Theil–Sen slope of every row, the median of the slopes of all pairs of points; as scipy's, for many rows at once."""
    first, second = np.triu_indices(len(years), 1)
    pairs: np.ndarray = (rates[:, second] - rates[:, first]) / (years[second] - years[first])
    return np.asarray(np.median(pairs, axis=1))


def _adjusted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for language in {row["language"] for row in rows}:
        own = [row for row in rows if row["language"] == language]
        for row, p in zip(own, adjust([row["p"] for row in own]), strict=True):
            row["p_adjusted"] = p
            if p <= 0.05 and row["slope_low"] * row["slope_high"] > 0:
                row["direction"] = "rises" if row["slope"] > 0 else "falls"
    return rows
