"""Mentions as a matrix, documents × formulas, without its zeros: what comparisons and trends resample.

A draw takes the documents anew, as many as there are, each as often as chance has it. Draws are made a few at a time, so that
memory is that of the mentions and of two million numbers, however many documents or draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

AT_ONCE = 2_000_000  # numbers held at once while drawing


class Mentions(NamedTuple):
    """Texts of one language and period.

    formulas   : identifiers, ascending
    n          : sparse matrix, documents (ascending by identifier) × formulas
    characters : size of each document
    """

    formulas: list[str]
    n: Any
    characters: np.ndarray

    def sums(self) -> np.ndarray:
        """Mentions of every formula in all documents."""
        return np.asarray(self.n.sum(axis=0), dtype=float).ravel()

    def texts_with(self) -> np.ndarray:
        """In how many documents every formula stands."""
        return np.bincount(self.n.nonzero()[1], minlength=len(self.formulas))

    def draw(self, rng: np.random.Generator, times: int) -> tuple[np.ndarray, np.ndarray]:
        """Sums of mentions (draws × formulas) and of characters (draws) when the documents are drawn anew."""
        pairs = list(self._draws(rng, times))
        return np.concatenate([sums for sums, _ in pairs]), np.concatenate([sizes for _, sizes in pairs])

    def _draws(self, rng: np.random.Generator, times: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        documents = len(self.characters)
        step = max(1, AT_ONCE // documents)
        for first in range(0, times, step):
            draws = rng.multinomial(documents, np.full(documents, 1 / documents), min(step, times - first))
            yield np.asarray(draws @ self.n, dtype=float), draws @ self.characters


def mentions_of_counts(counts: pd.DataFrame) -> Mentions:
    """Mentions from table `counts` by document.

    >>> rows = [("b", "x", 2, 10), ("b", "y", 0, 10), ("a", "x", 0, 5), ("a", "y", 1, 5)]
    >>> mentions = mentions_of_counts(pd.DataFrame(rows, columns=["document", "formula", "n", "characters"]))
    >>> mentions.n.toarray().tolist(), mentions.characters.tolist(), mentions.texts_with().tolist()
    ([[0.0, 1.0], [2.0, 0.0]], [5.0, 10.0], [1, 1])
    """
    return sparse_mentions(
        counts.drop_duplicates("document")[["document", "characters"]],
        counts.loc[counts["n"] > 0, ["document", "formula", "n"]],
        counts["formula"].unique().tolist(),
    )


def sparse_mentions(documents: pd.DataFrame, tallies: pd.DataFrame, formulas: Sequence[str]) -> Mentions:
    """Mentions from sizes and tallies by document.

    documents : document and characters
    tallies   : document, formula and n
    formulas  : every formula looked for
    """
    from scipy.sparse import coo_array

    documents = documents.sort_values("document")
    columns = pd.Index(sorted(formulas))
    row = pd.Index(documents["document"]).get_indexer(pd.Index(tallies["document"]))
    column = columns.get_indexer(pd.Index(tallies["formula"]))
    ours = (row >= 0) & (column >= 0)
    values = tallies["n"].to_numpy(float)[ours]
    matrix = coo_array((values, (row[ours], column[ours])), shape=(len(documents), len(columns))).tocsr()
    matrix.eliminate_zeros()
    return Mentions(list(columns), matrix, documents["characters"].to_numpy(float))
