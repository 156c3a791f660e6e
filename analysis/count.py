"""Hits -> counts, zeros kept and explained.

The count is of mentions in the headline kinds: by name, spelled out in full, reordered, or with a word exchanged. Partial
forms and paraphrases have columns of their own and are never mixed in. Every formula has a row for every text, because a
zero is a finding only when one knows which zero it is:

- not yet coined: the lexicon knows when it was coined, and that is later than the latest text counted;
- no form in this language: the lexicon has none to look for;
- not looked for: its forms count only in texts of another side;
- text too short: were it as frequent as in the other texts in that language, less than one mention was to be expected;
- absent: none of these. It is not there, though one mention or more was to be expected, or no other text in the language has
  it to judge by. A zero in one text is never evidence that the formula was avoided.

`say_zeros` puts these in words for readers, and says more where more is known.

Rates are for comparing within one language only: a hanzi, a Chinese word and a Vietnamese syllable are not one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.attribute import find_hits
from analysis.clean import clean_corpus
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.listing import is_partial_date
from analysis.model import HEADLINE_KINDS, KINDS, Corpus, column_names, frame, records, tuples
from analysis.names import short_names
from analysis.segmenters import use_tokens
from analysis.tokenise import tokenise

_COLUMNS = column_names("counts")


def measure_texts(corpus: Corpus, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Size of the counted text of each document: characters (letters, hanzi, digits) and tokens (words, no punctuation).

    tokens : words by another segmenter, as for `find_hits`; a document that has none there is cut as ever

    >>> from analysis.read import read_corpus
    >>> measure_texts(read_corpus())["characters"].tolist()
    [3440, 2509, 1715, 944, 7887]
    """
    own = pd.Series(dtype=int) if tokens is None else use_tokens(corpus, tokens).groupby("document")["word"].sum()
    return pd.DataFrame(
        [
            {
                "document": document,
                "characters": sum(char.isalnum() for char in cleaned.text),
                "tokens": int(own[document]) if document in own.index else sum(row["word"] for row in tokenise(cleaned)),
            }
            for document, cleaned in clean_corpus(corpus).items()
        ]
    )


def count_hits(
    corpus: Corpus,
    hits: pd.DataFrame | None = None,
    formulas: dict[str, Formula] | None = None,
    by: str = "document",
    sizes: pd.DataFrame | None = None,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Table `counts`: mentions of every formula in every document, or in every period and language.

    hits : of every kind (`find_hits(..., all_kinds=True)`); found if not given
    by   : 'document', or 'period' (then the column `document` gives way to `texts`, the number of texts)
    sizes : as `measure_texts` gives them; measured if not given
    tokens : words by another segmenter, as for `find_hits`, for hits and sizes that are not given

    >>> from analysis.read import read_corpus
    >>> counts = count_hits(read_corpus(), by="period")
    >>> counts.loc[counts["formula"] == "six-mores", ["period", "language", "n", "zero"]].to_records(index=False).tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [('2016', 'vi', 0, 'not yet coined'), ('2016', 'zh', 0, 'not yet coined'), ('2022', 'zh', 0, 'not yet coined'),
     ('2025', 'zh', 1, ''), ('2026', 'zh', 2, '')]
    """
    formulas = read_formulas() if formulas is None else formulas
    hits = find_hits(corpus, formulas, True, tokens) if hits is None else hits
    sizes = measure_texts(corpus, tokens) if sizes is None else sizes
    documents = corpus.documents[["document", "period", "language", "date", "issuer_side"]].merge(sizes, on="document")
    years = documents["period"].where(documents["period"].map(is_partial_date), "")  # a period need not be a year
    documents["latest"] = documents["date"].where(documents["date"] != "", years)
    if by == "document":
        units, keys = documents.assign(texts=1, sides=documents["issuer_side"].map(lambda side: {side})), ["document"]
    elif by == "period":
        units, keys = _periods(documents), ["period", "language"]
    else:
        raise ValueError(f"by={by!r} is not known; use 'document' or 'period'")
    tallies = _tally(hits, keys)
    rows = []
    for unit in records(units):
        for formula in formulas.values():
            if not formula.decoy:
                row = tallies.get((*(unit[key] for key in keys), formula.id), {})
                rows.append(unit | {"formula": formula.id, "n": 0, "n_title": 0, **dict.fromkeys(KINDS, 0)} | row)
    return _finish(rows, formulas, by)


def _periods(documents: pd.DataFrame) -> pd.DataFrame:
    grouped = documents.groupby(["period", "language"], as_index=False)
    return grouped.agg(
        texts=("document", "size"),
        characters=("characters", "sum"),
        tokens=("tokens", "sum"),
        latest=("latest", "max"),
        sides=("issuer_side", set),
    )


def _tally(hits: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], dict[str, int]]:
    """Counts by unit and formula: hits of each kind, mentions in headline kinds, those of them in a title."""
    tallies: dict[tuple[str, ...], dict[str, int]] = {}
    for unit, group in hits.groupby([*keys, "formula"]):
        headline = group[group["kind"].isin(HEADLINE_KINDS)]
        kinds = group["kind"].value_counts()
        tallies[tuple(map(str, unit))] = {kind: int(kinds.get(kind, 0)) for kind in KINDS} | {
            "n": len(headline.drop_duplicates(["document", "mention"])),
            "n_title": len(headline[headline["role"] == "title"].drop_duplicates(["document", "mention"])),
        }
    return tallies


def _finish(rows: list[dict[str, Any]], formulas: dict[str, Formula], by: str) -> pd.DataFrame:
    """Rates and explained zeros; columns as in the schema."""
    table = pd.DataFrame(rows, columns=[*_COLUMNS, "texts", "latest", "sides"])
    others = table.groupby(["language", "formula"])[["n", "characters"]].transform("sum") - table[["n", "characters"]]
    expected = others["n"] * table["characters"] / others["characters"].where(others["characters"] > 0)
    table["zero"] = [
        "" if row.n else explain_zero(formulas[row.formula], row.language, row.latest, expectation, row.sides)
        for row, expectation in zip(tuples(table), expected.fillna(0.0), strict=True)
    ]
    table["per_10k_characters"] = table["n"] / table["characters"] * 10_000
    table["per_1k_tokens"] = table["n"] / table["tokens"] * 1_000
    texts = table["texts"]
    table = frame("counts", records(table[_COLUMNS]))
    if by == "period":
        table = table.drop(columns="document")
        table.insert(3, "texts", texts.astype("Int64"))
    return table


def explain_zero(formula: Formula, language: str, latest: str, expected: float, sides: Iterable[str] | None = None) -> str:
    """Which zero a count of zero is (`model.ZERO_MEANINGS`).

    latest   : date of the latest text counted, as precise as known, '' if unknown
    expected : mentions to be expected at the rate of the other texts in that language, 0 where none of them has it
    sides    : sides that issued the texts counted; None if that does not matter

    >>> six = read_formulas()["six-mores"]  # coined 2023-12-12
    >>> explain_zero(six, "zh", "2022-10", 0.3), explain_zero(six, "zh", "2025-04-19", 0.3), explain_zero(six, "zh", "2025", 4)
    ('not yet coined', 'text too short', 'absent')
    """
    if formula.forms(language).is_empty():
        return "no form in this language"
    if formula.forms(language).is_empty(sides):
        return "not looked for"
    known = min(len(formula.first_use), len(latest))
    if formula.first_use_basis == "coined" and formula.first_use[:known] > latest[:known]:
        return "not yet coined"
    return "text too short" if 0 < expected < 1 else "absent"


def say_zeros(corpus: Corpus, counts: pd.DataFrame, formulas: dict[str, Formula] | None = None) -> list[str]:
    """The zeros of counts by period, row by row, in words for readers; '' where a count is no zero.

    A zero of a text older than the earliest known use is “not seen before” that date, also where the formula may be older
    (`first_use_basis` is seen); one that no other text in the language can be held against has “nothing to judge by”.

    counts : as `count_hits` gives them, by document or by period

    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> counts = count_hits(corpus, by="period")
    >>> of = counts["formula"] == "new-era-vietnam"
    >>> [said for said, wanted in zip(say_zeros(corpus, counts), of, strict=True) if wanted]
    ['not seen before 2024-08-19', 'not seen before 2024-08-19', 'not seen before 2024-08-19', 'text too short', '']
    """
    formulas = read_formulas() if formulas is None else formulas
    unit = "document" if "document" in counts else ["period", "language"]
    latest = corpus.documents.groupby(unit)["date"].max().to_dict()
    elsewhere = counts.groupby(["formula", "language"])["n"].transform("sum") - counts["n"]
    said = []
    for row, others in zip(tuples(counts), elsewhere, strict=True):
        first_use = formulas[row.formula].first_use
        dated = latest[row.document if unit == "document" else (row.period, row.language)] or row.period
        known = min(len(first_use), len(dated)) if is_partial_date(dated) else 0
        judged = row.zero in ("text too short", "absent")
        if judged and first_use[:known] > dated[:known]:
            said.append(f"not seen before {first_use}")
        else:
            said.append("nothing to judge by" if judged and not others else row.zero)
    return said


def count_wordings(
    corpus: Corpus, hits: pd.DataFrame, counts: pd.DataFrame, formulas: dict[str, Formula] | None = None
) -> pd.DataFrame:
    """Table `wordings`: for every formula, period and language the count with the words it is printed in, or which zero.

    hits, counts : as `find_hits` and `count_hits(by='period')` give them
    formulas     : the lexicon; read if not given

    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> wordings = count_wordings(corpus, find_hits(corpus), count_hits(corpus, by="period"))
    >>> wordings.loc[(wordings["formula"] == "six-mores") & (wordings["language"] == "zh"), "cell"].tolist()[:3]
    ['0 (not yet coined)', '0 (not yet coined)', '1: 六个更']
    """
    rows = []
    headline = hits[hits["kind"].isin(HEADLINE_KINDS)]
    groups = dict(iter(headline.groupby(["formula", "period", "language"])))
    for row in records(counts.assign(said=say_zeros(corpus, counts, formulas))):
        group = groups.get((row["formula"], row["period"], row["language"]), headline.iloc[:0])
        wording = " | ".join(
            f"{text} ×{n}" if n > 1 else str(text) for text, n in group["text"].value_counts(sort=False).items()
        )
        kinds = ", ".join(f"{kind} {row[kind]}" for kind in HEADLINE_KINDS if row[kind])
        cell = f"{row['n']}: {wording}" if row["n"] else f"0 ({row['said']})"
        rows.append({**row, "kinds": kinds, "wording": wording, "cell": cell})
    return frame("wordings", rows)


def period_notes(corpus: Corpus) -> list[str]:
    """What must be said wherever a period is shown: texts without a date, with one that is not stated, or of another year.

    >>> from analysis.read import read_corpus
    >>> period_notes(read_corpus())[0][:60]
    'Magazine article 2016 (zh) is dated 2016-11 by inference: no'
    """
    named = corpus.documents.assign(text=short_names(corpus.documents).to_numpy())
    return [_note(row) for row in records(named) if needs_note(row)]


def needs_note(document: Mapping[str, str]) -> bool:
    """Whether the date of a text (a row of table `documents`) needs a word beside its period."""
    return document["date_basis"] != "stated" or not document["date"].startswith(document["period"])


def _note(document: Mapping[str, str]) -> str:
    who = f"{document['text']} ({document['language']})"
    period = document["period"] or "no period"
    if not document["date"]:
        return f"{who} stands under {period} and has no date."
    verb = "is dated" if document["date"].startswith(document["period"]) else f"stands under {period} but is dated"
    basis = {"inferred": "by inference", "stated": "as printed"}.get(document["date_basis"], "on a basis not stated")
    return f"{who} {verb} {document['date']} {basis}{': ' + document['date_note'] if document['date_note'] else ''}."
