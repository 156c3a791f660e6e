"""The ledger: where a formula is first and last attested in these texts, in which words, and what is known from elsewhere.

What a corpus of few texts can carry: no rate and no test, but wording, place and order, and for every blank which zero it is.

>>> from analysis.read import read_corpus
>>> ledger = find_attestations(read_corpus())
>>> ledger.loc[ledger["formula"] == "six-mores", ["2022", "2025", "first", "first_use"]].to_numpy().tolist()[0]
['0 (not yet coined)', 'by name: 六个更 (1 mention)', '2025', '2023-12-12']
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.attribute import find_hits
from analysis.count import count_hits
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.model import HEADLINE_KINDS, Corpus, frame, records
from analysis.terms import number_of, say_kind

STRENGTH = ("full", "name", "reordered", "variant")  # kinds, the one that says most of the formula first
LIFE_TEXTS, LIFE_PERIODS = 2, 3  # texts a period and periods from which a word on its life can be said
GROWN, WORN = 1.5, 2 / 3  # share of texts in the last period against the one before


def find_attestations(
    corpus: Corpus,
    hits: pd.DataFrame | None = None,
    formulas: dict[str, Formula] | None = None,
    counts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Table `attestations`: a row for every formula and every language of the corpus, also where it is nowhere.

    hits   : of every kind (`find_hits(..., all_kinds=True)`); found if not given
    counts : as `count_hits(by='period')` gives them; counted if not given

    >>> from analysis.read import read_corpus
    >>> ledger = find_attestations(read_corpus())
    >>> ledger.loc[(ledger["formula"] == "six-mores") & (ledger["language"] == "zh"), ["2022", "first", "last"]].values.tolist()
    [['0 (not yet coined)', '2025', '2026']]
    """
    formulas = read_formulas() if formulas is None else formulas
    hits = find_hits(corpus, formulas, all_kinds=True) if hits is None else hits
    counts = count_hits(corpus, hits, formulas, by="period") if counts is None else counts
    headline = in_time(hits, corpus.documents)
    return make_ledger(headline, count_uses(headline), counts, formulas)


def in_time(hits: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Hits of headline kinds with date and issuing side of their texts, and place (title or section), in order of time."""
    about = documents.set_index("document")
    hits = hits[hits["kind"].isin(HEADLINE_KINDS)]
    known = {column: hits["document"].map(about[column]) for column in ("date", "issuer_side")}
    return _sorted(hits.assign(**known, place=hits["section"].where(hits["role"] != "title", "title")))


def _sorted(hits: pd.DataFrame) -> pd.DataFrame:
    return hits.sort_values(["period", "date", "document", "start"], kind="stable")


def thin_hits(hits: pd.DataFrame) -> pd.DataFrame:
    """Of hits in order of time those that the ledger prints: the first with each wording, verb, place and side, and the last.

    How many there are does not grow with the corpus, but with what is new in it. Thinned parts, put together and thinned
    again, are what the whole is when thinned.

    hits : as `in_time` gives them, of a part of the corpus or of thinned parts
    """
    hits = _sorted(hits)
    unit = ["formula", "language"]
    joint = hits.assign(joint=_is_joint(hits))
    firsts = (["kind", "text"], ["modifiers"], ["place"], ["predicate"], ["side"], ["joint"])
    seen = pd.concat([joint.duplicated([*unit, "period", *columns]) for columns in firsts], axis=1).all(axis=1)
    return hits[~seen | ~hits.duplicated(unit, keep="last")]


def count_uses(hits: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """How often each verb governs a formula, and how many texts of a period have it; of parts of a corpus they add up.

    hits : as `in_time` gives them
    """
    unit = ["formula", "language"]
    return hits.groupby([*unit, "predicate"]).size(), hits.groupby([*unit, "period"])["document"].nunique()


def make_ledger(
    hits: pd.DataFrame, uses: tuple[pd.Series, pd.Series], counts: pd.DataFrame, formulas: dict[str, Formula]
) -> pd.DataFrame:
    """Table `attestations` from what was counted.

    hits   : as `in_time` or `thin_hits` gives them, of the whole corpus
    uses   : as `count_uses` gives them
    counts : by period
    """
    groups = dict(iter(hits.groupby(["formula", "language"])))
    cells = {
        (row["formula"], row["language"], row["period"]): _cell(row, groups.get((row["formula"], row["language"])))
        for row in records(counts)
    }
    periods = sorted(counts["period"].unique())
    texts = counts.drop_duplicates(["language", "period"]).set_index(["language", "period"])["texts"].astype(float)
    verbs, having = uses
    rows, columns = [], []
    for language in sorted(counts["language"].unique(), reverse=True):
        for formula in (formula for formula in formulas.values() if not formula.decoy):
            own = groups.get((formula.id, language))
            row = _row(formula, language, hits.iloc[:0] if own is None else own)
            if own is not None:
                row["predicates"] = " | ".join(_by_use(own["predicate"], verbs[formula.id, language]))
                row["life"] = _life(having[formula.id, language], texts[language])
            rows.append(row)
            columns.append([cells.get((formula.id, language, period), "no text") for period in periods])
    table = frame("attestations", rows)
    by_period = pd.DataFrame(columns, columns=periods, dtype="str")
    return pd.concat([table.iloc[:, :2], by_period, table.iloc[:, 2:]], axis=1)


def _by_use(predicates: pd.Series, n: pd.Series) -> list[str]:
    """Verbs by how often they are used, those of one number in order of time."""
    return sorted((verb for verb in dict.fromkeys(predicates) if verb), key=lambda verb: -int(n[verb]))


def _is_joint(hits: pd.DataFrame) -> pd.Series:
    """Whether a hit is of both sides' words in a text that neither issued alone, reported by nobody."""
    return hits["side"].eq("joint") & hits["outer"].eq("") & ~hits["issuer_side"].isin(["PRC", "SRV"])


def _cell(row: dict[str, Any], hits: pd.DataFrame | None) -> str:
    """The kinds, the strongest first, each with its wordings, and how many mentions in all; or which zero."""
    if not row["n"] or hits is None:
        return f"0 ({row['zero']})"
    here = hits[hits["period"] == row["period"]]
    wordings = {kind: dict.fromkeys(here.loc[here["kind"] == kind, "text"]) for kind in STRENGTH}
    said = [f"{say_kind(kind, row['formula'])}: {' | '.join(words)}" for kind, words in wordings.items() if words]
    return f"{'; '.join(said)} ({number_of(row['n'], 'mention')})"


def _row(formula: Formula, language: str, hits: pd.DataFrame) -> dict[str, Any]:
    row = {"formula": formula.id, "language": language, "source": formula.source}
    row |= {"first_use": formula.first_use, "first_use_note": formula.first_use_note}
    if hits.empty:
        return row
    for name, hit in (("first", hits.iloc[0]), ("last", hits.iloc[-1])):
        row |= {name: hit["period"], f"{name}_document": hit["document"], f"{name}_start": hit["start"]}
    one_sided = hits[hits["side"].isin(["PRC", "SRV"])]
    joint = hits[_is_joint(hits)]
    if len(one_sided):
        period = one_sided["period"].iloc[0]
        sides = sorted(set(one_sided.loc[one_sided["period"] == period, "side"]))
        row["first_one_sided"] = f"{period} {', '.join(sides)}"
    row["first_joint"] = joint["period"].iloc[0] if len(joint) else ""
    chains = hits[hits["modifiers"] != ""]
    places = hits["place"]
    return row | {
        "modifiers": _dated(chains["period"], chains["modifiers"].str.replace(" | ", " + ")),
        "places": _dated(hits["period"][places != ""], places[places != ""]),
    }


def _dated(periods: pd.Series, values: pd.Series) -> str:
    return " | ".join(dict.fromkeys(f"{period}: {value}" for period, value in zip(periods, values, strict=True)))


def _life(having: pd.Series, texts: pd.Series) -> str:
    """One of `LIFE_MEANINGS`, or nothing where there are too few texts or periods.

    having : number of texts with one formula in one language, by period
    texts  : number of texts of that language, by period
    """
    if len(texts) < LIFE_PERIODS or texts.min() < LIFE_TEXTS:
        return ""
    share = (having / texts).fillna(0.0).sort_index()
    before, last = share.iloc[:-1], share.iloc[-1]
    if not last:
        return "gone"
    if not before.iloc[-1]:
        return "back" if before.any() else "new"
    ratio = last / before.iloc[-1]
    return "grown" if ratio >= GROWN else "worn" if ratio <= WORN else "kept"
