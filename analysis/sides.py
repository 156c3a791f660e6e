"""Hits by whose words they are: formula × side, and formula × side × verb; nothing undecided is spread over the sides.

Counted are mentions in the headline kinds. A side in somebody else's account (`outer`) counts for that side; how many of a row
are such reports stands beside. The scale of commitment is that of `sayings`: 0 a mention without a verb of saying, 1 a
statement, 2 a wish, 3 a position, 4 an undertaking, 5 agreed. It goes by the verb alone: whose words they are stands beside.
The scale is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.attribute import find_hits
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.model import HEADLINE_KINDS, Corpus, frame
from analysis.sayings import COMMITMENT, LEVELS
from analysis.terms import SIDES

ACCURACY = Path(__file__).parent / "lexicon" / "voices.csv"
LEVEL_WORDS = {level: word for word, level in LEVELS.items()}


def read_accuracy() -> pd.DataFrame:
    """How often the side of a hit is right, on texts marked by hand: texts, language, marks, right, and their share.

    The tests measure each row again (tests/test_reference.py).

    >>> read_accuracy().loc[0, ["marked", "right"]].tolist()
    [239, 239]
    """
    table = pd.read_csv(ACCURACY, keep_default_na=False)
    return table.assign(share=table["right"] / table["marked"])


def mentions_of(hits: pd.DataFrame, formulas: dict[str, Formula] | None = None) -> pd.DataFrame:
    """One row a mention, of hits in the headline kinds; of a name and its words in one noun phrase the first. No decoys."""
    decoys = {formula.id for formula in (read_formulas() if formulas is None else formulas).values() if formula.decoy}
    headline = hits[hits["kind"].isin(HEADLINE_KINDS) & ~hits["formula"].isin(decoys)]
    return headline.drop_duplicates(["document", "formula", "mention"])


def count_sides(corpus: Corpus, hits: pd.DataFrame | None = None, formulas: dict[str, Formula] | None = None) -> pd.DataFrame:
    """Table `sides`: mentions of every formula found, by language, period and side, with the shares of author and undecided.

    hits : as `find_hits` gives them; found if not given

    >>> from analysis.read import read_corpus
    >>> sides = count_sides(read_corpus())
    >>> sides.loc[sides["formula"] == "sixteen-characters", ["period", "PRC", "SRV", "joint"]].to_numpy().tolist()
    [['2016', 1, 0, 0], ['2026', 0, 0, 1]]
    """
    mentions = mentions_of(find_hits(corpus, formulas) if hits is None else hits, formulas)
    rows = []
    for (formula, language, period), group in mentions.groupby(["formula", "language", "period"]):
        counts = {side: int((group["side"] == side).sum()) for side in SIDES}
        undecided = int((group["side"] == "").sum())
        row = {"formula": formula, "language": language, "period": period, "n": len(group), **counts, "undecided": undecided}
        row |= {"reported": int((group["outer"] != "").sum())}
        rows.append(row | {"share_author": counts["author"] / len(group), "share_undecided": undecided / len(group)})
    return frame("sides", rows)


def commitment(verb: str) -> int:
    """How much a verb commits whoever uses it, 0 to 5; 0 without a verb of the list.

    >>> commitment("重申"), commitment("愿"), commitment("同意"), commitment("")
    (3, 4, 5, 0)
    """
    level: int = COMMITMENT.get(verb, 0)
    return level


def count_commitments(
    corpus: Corpus, hits: pd.DataFrame | None = None, formulas: dict[str, Formula] | None = None
) -> pd.DataFrame:
    """Table `commitments`: mentions by formula, language, side, verb and period, each with its place on the scale.

    >>> from analysis.read import read_corpus
    >>> verbs = count_commitments(read_corpus())
    >>> verbs.loc[verbs["formula"] == "priority-direction", ["side", "verb", "level", "commitment"]].to_numpy().tolist()
    [['PRC', '强调', 3, 'position']]
    """
    mentions = mentions_of(find_hits(corpus, formulas) if hits is None else hits, formulas)
    rows = [
        {
            "formula": formula,
            "language": language,
            "side": side,
            "verb": verb,
            "period": period,
            "n": len(group),
            "level": commitment(str(verb)),
            "commitment": LEVEL_WORDS[commitment(str(verb))],
        }
        for (formula, language, side, verb, period), group in mentions.groupby(
            ["formula", "language", "side", "verb", "period"]
        )
    ]
    return frame("commitments", rows)


def say_sides(sides: Iterable[str]) -> str:
    """Sides with how often each: 'SRV 2 | author 1'; the undecided last.

    >>> say_sides(["author", "SRV", "SRV", ""])
    'SRV 2 | author 1 | undecided 1'
    """
    found = list(sides)
    counted = [(side or "undecided", found.count(side)) for side in (*SIDES, "")]
    return " | ".join(f"{side} {n}" for side, n in counted if n)
