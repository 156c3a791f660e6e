"""Hits -> tallies: how often a formula stands in a document, without the pairs that have none.

Tallies of parts of a corpus add up to those of the whole, which is what counting in batches rests on: a mention lies in one
document, so a sum over documents is the count of a period.

>>> from analysis import find_hits, read_corpus
>>> tallies = tally_hits(find_hits(read_corpus(), all_kinds=True), ["period"])
>>> tallies.loc[tallies["formula"] == "six-mores", ["period", "n", "name", "full"]].to_numpy().tolist()
[['2025', 1, 1, 0], ['2026', 2, 1, 1]]
"""

from __future__ import annotations

import pandas as pd

from analysis.model import HEADLINE_KINDS, KINDS

TALLIED = ("n", "n_title", *KINDS)


def tally_hits(hits: pd.DataFrame, unit: list[str]) -> pd.DataFrame:
    """Mentions in headline kinds (n), those of them in a title, and hits of every kind, by unit and formula.

    hits : of every kind
    unit : columns of table `hits`: ['document'], or ['period', 'language']
    """
    keys = [*unit, "formula"]
    headline = hits[hits["kind"].isin(HEADLINE_KINDS)]
    mention = list(dict.fromkeys([*keys, "document", "mention"]))
    counted = {
        "n": headline.drop_duplicates(mention).groupby(keys).size(),
        "n_title": headline[headline["role"] == "title"].drop_duplicates(mention).groupby(keys).size(),
        **{kind: hits[hits["kind"] == kind].groupby(keys).size() for kind in KINDS},
    }
    table = hits[keys].drop_duplicates().sort_values(keys).set_index(keys)
    return table.assign(**counted).fillna(0).astype("int64").reset_index()


def sum_tallies(tallies: pd.DataFrame, unit: list[str]) -> pd.DataFrame:
    """Tallies of finer units, or of parts, added up by a coarser unit and formula."""
    return tallies.groupby([*unit, "formula"], as_index=False)[list(TALLIED)].sum()
