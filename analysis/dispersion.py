"""How evenly a thing is spread over documents. Numbers in, numbers out.

`hits` holds the hits of every document, `sizes` the size of every document in one unit, in the same order; documents without
a hit are in both. A table of hits (one row a formula, one column a document) gives one number a row. A measure of dispersion
says little of a handful of hits: seven cannot be spread evenly over a hundred documents. Give the number of hits and
`document_range` with it.

Wrong input raises ValueError. What never occurs has no dispersion: NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

Numbers = float | np.ndarray


def dp(hits: ArrayLike, sizes: ArrayLike) -> Numbers:
    """Deviation of proportions: Σ |hits / all hits − size / all sizes| / 2.

    0 is as even as the sizes; the more, the more uneven, up to 1 − the smallest share of size. NaN where there are no hits.
    Source: Gries 2008, International Journal of Corpus Linguistics 13: 403–437.

    >>> round(dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    """
    hits, sizes = _checked(hits, sizes)
    return _plain(_dp(hits, sizes))


def dp_norm(hits: ArrayLike, sizes: ArrayLike) -> Numbers:
    """DP as a share of its maximum: DP / (1 − the smallest share of size). 0 is even, 1 all hits in the smallest document.

    Corrects Gries 2008, who divided by 1 − 1 / documents. NaN where there are no hits, or one document only.
    Source: Lijffijt & Gries 2012, International Journal of Corpus Linguistics 17: 147–149.

    hits, sizes : as for `dp`

    >>> round(dp_norm([2, 1, 0], [10, 10, 10]), 2)
    0.5
    """
    hits, sizes = _checked(hits, sizes)
    if sizes.size == 1:
        return _plain(np.full(hits.shape[:-1], np.nan))
    # Above 1 by rounding only.
    return _plain(np.minimum(_dp(hits, sizes) / (1 - (sizes / sizes.sum()).min()), 1))


def juilland_d(hits: ArrayLike, sizes: ArrayLike) -> Numbers:
    """Juilland's D for documents of any size: 1 − CV / √(documents − 1), CV = standard deviation / mean of hits / size.

    Every document counts alike, whatever its size; the standard deviation is that of the population (divided by the number of
    documents; with one less, as in some programs, D is lower and can fall below 0). 1 is even, 0 all in one document: the
    other way round than DP. With many documents D is near 1 for almost anything (Biber et al. 2016, International Journal of
    Corpus Linguistics 21: 439–464). NaN where there are no hits, or one document only. Source: Juilland & Chang-Rodríguez 1964,
    Frequency Dictionary of Spanish Words; for unequal sizes Gries 2020, A Practical Handbook of Corpus Linguistics: 99–118.

    >>> round(juilland_d([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.785
    """
    hits, sizes = _checked(hits, sizes)
    if sizes.size == 1:
        return _plain(np.full(hits.shape[:-1], np.nan))
    rates = hits / sizes
    mean = rates.mean(axis=-1)
    variation = np.divide(rates.std(axis=-1), mean, out=np.full(mean.shape, np.nan), where=mean > 0)
    # Below 0 by rounding only.
    return _plain(np.maximum(1 - variation / np.sqrt(sizes.size - 1), 0))


def document_range(hits: ArrayLike) -> int | np.ndarray:
    """Number of documents with at least one hit.

    >>> document_range([3, 0, 1])
    2
    """
    found = np.count_nonzero(_hits(hits), axis=-1)
    return found if np.ndim(found) else int(found)


def _dp(hits: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    total = hits.sum(axis=-1, keepdims=True)
    shares = np.divide(hits, total, out=np.full(hits.shape, np.nan), where=total > 0)
    return np.asarray(np.abs(shares - sizes / sizes.sum()).sum(axis=-1) / 2)


def _checked(hits: ArrayLike, sizes: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    hits, sizes = _hits(hits), np.asarray(sizes, dtype=float)
    if sizes.ndim != 1 or hits.shape[-1] != sizes.size:
        shapes = f"hits have the shape {hits.shape}, sizes {sizes.shape}"
        raise ValueError(f"{shapes}: give one size to every document, also to those without hits")
    wrong = np.flatnonzero(~(np.isfinite(sizes) & (sizes > 0)))
    if wrong.size:
        raise ValueError(f"sizes[{wrong[0]}] is {sizes[wrong[0]]:.15g}: must be above 0; leave out documents without text")
    return hits, sizes


def _hits(hits: ArrayLike) -> np.ndarray:
    hits = np.asarray(hits, dtype=float)
    if hits.ndim == 0 or hits.shape[-1] == 0:
        raise ValueError(f"hits have the shape {hits.shape}: give the hits of at least one document, as a list")
    wrong = ~(np.isfinite(hits) & (hits >= 0))
    if wrong.any():
        raise ValueError(f"hits has {hits[wrong][0]:.15g}: a count is 0 or more; give 0 to documents without hits")
    return hits


def _plain(values: ArrayLike) -> Numbers:
    values = np.asarray(values, dtype=float)
    return float(values) if values.ndim == 0 else values
