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
    mentions = hits[list(dict.fromkeys([*keys, "document", "mention"]))]
    headline = hits["kind"].isin(HEADLINE_KINDS)
    counted = {
        "n": _firsts(mentions, headline),
        "n_title": _firsts(mentions, headline & (hits["role"] == "title")),
        **{kind: hits["kind"] == kind for kind in KINDS},
    }
    return hits[keys].assign(**counted).groupby(keys, as_index=False)[list(counted)].sum()


def _firsts(mentions: pd.DataFrame, chosen: pd.Series) -> pd.Series:
    """Of the rows chosen, which are the first of their mention."""
    firsts = chosen.copy()
    firsts[chosen] = ~mentions[chosen].duplicated()
    return firsts


def sum_tallies(tallies: pd.DataFrame, unit: list[str]) -> pd.DataFrame:
    """Tallies of finer units, or of parts, added up by a coarser unit and formula."""
    return tallies.groupby([*unit, "formula"], as_index=False)[list(TALLIED)].sum()
