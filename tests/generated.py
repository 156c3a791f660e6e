"""Counts with known rates: a corpus of documents over years, without any text."""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.model import Corpus, frame

SLOPE = 0.15  # change of the log rate a year


def generated_counts(
    documents: int = 2000, years: int = 10, formulas: int = 100, moving: int = 8, seed: int = 0
) -> tuple[Corpus, pd.DataFrame]:
    """A corpus and its counts by document: the first `moving` formulas rise, the next fall, the others keep their rate."""
    rng = np.random.default_rng(seed)
    period = np.repeat(np.arange(2010, 2010 + years), documents // years)
    size = rng.integers(500, 3000, documents)
    slopes = np.zeros(formulas)
    slopes[:moving], slopes[moving : 2 * moving] = SLOPE, -SLOPE
    base = rng.choice([0.2, 0.5, 1.0, 3.0, 8.0], formulas)  # mentions per 10,000 characters in the middle year
    about = {"document": [f"d{number}" for number in range(documents)], "language": "zh", "period": period.astype(str)}
    rate = base * np.exp(np.outer(period - period.mean(), slopes))
    hits = rng.poisson(rate * size[:, None] / 10_000)
    columns = ({"formula": f"f{f:03}", "n": hits[:, f], "characters": size} for f in range(formulas))
    counts = pd.concat([pd.DataFrame(about | column) for column in columns])
    same = {"language": "zh", "genre": "news", "issuer_side": "PRC", "date_basis": "stated"}
    names = zip(about["document"], about["period"], strict=True)
    table = frame("documents", [same | {"document": document, "period": year} for document, year in names])
    return Corpus(table, {}, frame("corrections", []), Path()), counts


def true_ratio(formula: int, years: int, moving: int = 8) -> float:
    """Rate ratio of a generated formula between two years so far apart."""
    slope = SLOPE if formula < moving else -SLOPE if formula < 2 * moving else 0.0
    return float(np.exp(slope * years))
