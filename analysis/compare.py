"""One period against another, for corpora that carry it; fewer than ten texts a period do not.

Counts are held against the size of the counted text in characters, within one language. Three intervals of doubt stand side by
side: an exact one, which takes mentions as independent; one from resampling documents, which does not; and `warnings`, what
else differs between the periods and may be the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analysis.keyness import adjust, exact_test, log_likelihood, log_ratio, rate_ratio_interval
from analysis.mentions import Mentions, mentions_of_counts
from analysis.model import Corpus, frame

TEXTS = 10  # a period needs so many texts in a language
RESAMPLES = 999
LENGTH = 1.5  # median lengths that differ by more are named


class TooFewTextsError(ValueError):
    """A corpus that does not carry a comparison."""


def compare_periods(
    corpus: Corpus, counts: pd.DataFrame, target: str, reference: str, anyway: bool = False, seed: int = 1
) -> pd.DataFrame:
    """Table `comparison`: every formula looked for, in every language that has texts in both periods.

    counts : as `count_hits(by='document')` gives them
    anyway : compare fewer than ten texts a period too, with a warning in every row
    seed   : of the resampling

    Raises `TooFewTextsError` where a language has fewer than ten texts in either period, ValueError where a period is not in
    the corpus, or no language has texts in both.

    target, reference : periods of the corpus

    >>> from analysis.read import read_corpus
    >>> from analysis.count import count_hits
    >>> corpus = read_corpus()
    >>> table = compare_periods(corpus, count_hits(corpus), "2026", "2025", anyway=True)  # two texts: every row has its warning
    >>> table.loc[table["formula"] == "six-mores", ["n_target", "n_reference"]].values.tolist(), table["warnings"][0][:47]
    ([[2, 1]], 'fewer than 10 texts a period: 1 against 1; genr')
    """

    def mentions(language: str, period: str) -> Mentions:
        return mentions_of_counts(counts[(counts["language"] == language) & (counts["period"] == period)])

    return compare_mentions(corpus.documents, mentions, target, reference, anyway, seed)


def compare_mentions(
    documents: pd.DataFrame,
    mentions: Callable[[str, str], Mentions],
    target: str,
    reference: str,
    anyway: bool = False,
    seed: int = 1,
) -> pd.DataFrame:
    """As `compare_periods`, from a function that gives the mentions of a language and a period."""
    known = sorted(set(documents["period"]))
    for period in (target, reference):
        if period not in known:
            raise ValueError(f"period {period!r} is not in the corpus; it has {', '.join(known)}")
    if target == reference:
        raise ValueError(f"target and reference are both {target!r}; give two periods")
    texts: dict[Any, int] = documents.groupby(["language", "period"]).size().to_dict()
    languages = sorted(language for language, period in texts if period == target and (language, reference) in texts)
    if not languages:
        raise ValueError(f"no language has texts in both {target} and {reference}")
    sizes = {language: (texts[language, target], texts[language, reference]) for language in languages}
    few = [f"{language}: {n} in {target}, {m} in {reference}" for language, (n, m) in sizes.items() if min(n, m) < TEXTS]
    if few and not anyway:
        way_out = "read the ledger, or compare --anyway"
        raise TooFewTextsError(f"fewer than {TEXTS} texts a period carry no comparison ({'; '.join(few)}); {way_out}")
    rows = []
    for language in languages:
        sides = [mentions(language, period) for period in (target, reference)]
        about = {"language": language, "target": target, "reference": reference}
        about["warnings"] = "; ".join(_warnings(documents[documents["language"] == language], sides, target, reference))
        rows += [about | row for row in _rows(sides[0], sides[1], np.random.default_rng(seed))]
    return frame("comparison", rows)


def _rows(target: Mentions, reference: Mentions, rng: np.random.Generator) -> list[dict[str, Any]]:
    """A row a formula; p-values adjusted over all of them, also those that are nowhere."""
    sides = {"target": target, "reference": reference}
    n1, n2 = (float(side.characters.sum()) for side in sides.values())
    sums, having = ([count(side) for side in sides.values()] for count in (Mentions.sums, Mentions.texts_with))
    resampled = _resample(list(sides.values()), rng)
    rows = []
    for number, formula in enumerate(target.formulas):
        a, b = (int(one[number]) for one in sums)
        low, high = rate_ratio_interval(a, b, n1, n2)
        row: dict[str, Any] = {"formula": formula, "n_target": a, "n_reference": b}
        row |= {"characters_target": int(n1), "characters_reference": int(n2)}
        for (name, side), texts in zip(sides.items(), having, strict=True):
            row |= {f"texts_{name}": len(side.characters), f"texts_with_{name}": int(texts[number])}
        row |= {"rate_ratio": _ratio(a, b, n1, n2), "rate_ratio_low": low, "rate_ratio_high": high}
        with np.errstate(divide="ignore"):
            row |= {"log_ratio_low": float(np.log2(low)), "log_ratio_high": float(np.log2(high))}
        row |= {"log_ratio": log_ratio(a, b, n1, n2), "g2": log_likelihood(a, b, n1, n2)}
        row |= {"p": exact_test(a, b, n1, n2) if a + b else 1.0}
        row |= {"resampled_low": resampled[0][number], "resampled_high": resampled[1][number]} if a + b else {}
        rows.append(row)
    for row, p in zip(rows, adjust([row["p"] for row in rows]), strict=True):
        row["p_adjusted"] = p
    return rows


def _ratio(a: int, b: int, n1: float, n2: float) -> float:
    if not b:
        return float("inf") if a else float("nan")
    return (a / n1) / (b / n2)


def _resample(sides: list[Mentions], rng: np.random.Generator) -> np.ndarray:
    """2.5th and 97.5th percentile of the log ratio of every formula when the documents of each period are drawn anew."""
    if min(len(side.characters) for side in sides) < 2:
        return np.full((2, len(sides[0].formulas)), np.nan)  # one text cannot be resampled
    logs = []
    for side in sides:
        totals, sizes = side.draw(rng, RESAMPLES)
        logs.append(np.log2(np.where(totals == 0, 0.5, totals)) - np.log2(sizes)[:, None])
    return np.asarray(np.percentile(logs[0] - logs[1], [2.5, 97.5], axis=0))


def _warnings(documents: pd.DataFrame, sides: list[Mentions], target: str, reference: str) -> list[str]:
    """What differs between the periods besides the years."""
    groups = [documents[documents["period"] == period] for period in (target, reference)]
    warnings = []
    if min(map(len, groups)) < TEXTS:
        warnings.append(f"fewer than {TEXTS} texts a period: {len(groups[0])} against {len(groups[1])}")
    for column, name in (("genre", "genre"), ("issuer_side", "side"), ("issuer", "outlet")):
        shares: list[Any] = [group[column].value_counts(normalize=True) for group in groups]
        gap = shares[0].subtract(shares[1], fill_value=0).abs().sum() / 2
        if gap > 0.2:
            warnings.append(f"{name} differs: {gap:.0%} of the texts would have to change it")
    medians = [float(np.median(side.characters)) for side in sides]
    if max(medians) > LENGTH * min(medians):
        warnings.append(f"length differs: median {medians[0]:.0f} against {medians[1]:.0f} characters")
    inferred = [int(group["date_basis"].eq("inferred").sum()) for group in groups]
    if any(inferred):
        warnings.append(f"date inferred: {inferred[0]} against {inferred[1]} texts")
    return warnings
