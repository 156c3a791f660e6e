"""Hits -> counts, zeros kept and explained.

The count is of mentions in the headline kinds: by name, spelled out in full, reordered, or with a word exchanged. Partial
forms and paraphrases have columns of their own and are never mixed in. Every formula has a row for every text, because a
zero is a finding only when one knows which zero it is:

- no form in this language: the lexicon has none to look for;
- not looked for: its forms count only in texts of another side;
- not yet coined: the lexicon knows when it was coined, and that is later than the latest text counted;
- age not established: the earliest source looked up that has it is later than the latest text counted. Its date is that of
  a source, not of coinage: older use is possible, and for some formulas known;
- in no other text: no other text in the language has it;
- text too short: were it as frequent as in the other texts in that language, less than `THRESHOLD` mentions were to be expected
  (`expect_mentions`);
- absent: none of these. It is not there, though a mention or more was to be expected. A zero in one text is never evidence that
  the formula was avoided.

Rates are for comparing within one language only: a hanzi, a Chinese word and a Vietnamese syllable are not one unit.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.attribute import find_hits
from analysis.clean import Cleaned, clean_corpus
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.listing import is_partial_date
from analysis.model import DTYPES, HEADLINE_KINDS, TABLES, Corpus, frame, records
from analysis.names import short_names
from analysis.script import count_alphanumeric
from analysis.segmenters import use_tokens
from analysis.tally import TALLIED, tally_hits
from analysis.tokenise import count_words

THRESHOLD = 1.0  # mentions to be expected, below which a text counts as too short to have one
UNITS = {"document": ["document"], "period": ["period", "language"]}


def measure_texts(
    corpus: Corpus,
    tokens: pd.DataFrame | None = None,
    segmenter: str = "jieba",
    cleaned: Mapping[str, Cleaned] | None = None,
) -> pd.DataFrame:
    """Size of the counted text of each document: characters (letters, hanzi, digits) and tokens (words, no punctuation).

    tokens    : words by another segmenter, as for `find_hits`; a document that has none there is cut as ever
    segmenter : by which Chinese words are counted: jieba, rjieba (an extra, faster), or none (characters alone)
    cleaned   : as `clean_corpus` gives it; cleaned if not given

    >>> from analysis.read import read_corpus
    >>> measure_texts(read_corpus())["characters"].tolist()
    [3440, 2509, 1715, 944, 7887]
    """
    cleaned = clean_corpus(corpus) if cleaned is None else cleaned
    own = pd.Series(dtype=int) if tokens is None else use_tokens(corpus, tokens).groupby("document")["word"].sum()
    return pd.DataFrame(
        [
            {
                "document": document,
                **measure(one, "none" if document in own.index else segmenter),
                **({"tokens": int(own[document])} if document in own.index else {}),
            }
            for document, one in cleaned.items()
        ]
    ).astype({"tokens": "Int64"})


def measure(cleaned: Cleaned, segmenter: str = "jieba") -> dict[str, int | None]:
    """Characters and tokens of one document, as `measure_texts`."""
    return {"characters": count_alphanumeric(cleaned.text), "tokens": count_words(cleaned, segmenter)}


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
    cleaned = clean_corpus(corpus) if hits is None or sizes is None else {}
    hits = find_hits(corpus, formulas, True, tokens, cleaned) if hits is None else hits
    sizes = measure_texts(corpus, tokens, cleaned=cleaned) if sizes is None else sizes
    units = count_units(corpus.documents.merge(sizes, on="document"), by)
    return expand_counts(units, tally_hits(hits, UNITS[by]), formulas, by)


def count_units(documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """What counts are made for: every document, or every period and language, with size, latest date and issuing sides.

    documents : table `documents` with the columns of `measure_texts`
    """
    if by not in UNITS:
        raise ValueError(f"by={by!r} is not known; use 'document' or 'period'")
    documents = documents[["document", "period", "language", "date", "issuer_side", "characters", "tokens"]]
    years = documents["period"].where(documents["period"].map(is_partial_date), "")  # a period need not be a year
    documents = documents.assign(latest=documents["date"].where(documents["date"] != "", years))
    if by == "document":
        return documents.assign(texts=1, sides=documents["issuer_side"].map(lambda side: frozenset([side])))
    return documents.groupby(["period", "language"], as_index=False).agg(
        texts=("document", "size"),
        characters=("characters", "sum"),
        tokens=("tokens", lambda tokens: tokens.sum(min_count=1)),
        latest=("latest", "max"),
        sides=("issuer_side", frozenset),
    )


def expand_counts(
    units: pd.DataFrame,
    tallies: pd.DataFrame,
    formulas: dict[str, Formula],
    by: str,
    totals: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Table `counts`: a row for every unit and formula, zeros explained.

    units   : as `count_units` gives them
    tallies : of these units
    totals  : n and characters by language and formula in the whole corpus, if these units are a part of it
    """
    table = _all_pairs(units, tallies, formulas, UNITS[by])
    expected = expect_mentions(table, totals)
    zeros = functools.cache(lambda name, *about: explain_zero(formulas[name], *about))
    table["zero"] = [
        "" if n else zeros(name, language, latest, min(expectation, THRESHOLD), sides)
        for n, name, language, latest, expectation, sides in zip(
            *(table[name] for name in ("n", "formula", "language", "latest")), expected, table["sides"], strict=True
        )
    ]
    table["per_10k_characters"] = table["n"] / table["characters"] * 10_000
    table["per_1k_tokens"] = (table["n"] / table["tokens"] * 1_000).astype("float64")
    return _as_counts(table, by)


def expect_mentions(counts: pd.DataFrame, totals: pd.DataFrame | None = None) -> pd.Series:
    """Mentions to be expected in each unit: those in the other units of its language × its characters / their characters.

    counts : rows of one kind of unit, with language, formula, n and characters
    totals : n and characters by language and formula in the whole corpus, if these units are a part of it

    0 where no other unit in the language has the formula.

    >>> rows = [("zh", "six-mores", 0, 1_000), ("zh", "six-mores", 3, 4_000), ("vi", "six-mores", 0, 2_000)]
    >>> expect_mentions(pd.DataFrame(rows, columns=["language", "formula", "n", "characters"])).tolist()
    [0.75, 0.0, 0.0]
    """
    sums = counts.groupby(["language", "formula"])[["n", "characters"]].sum() if totals is None else totals
    whole = counts[["language", "formula"]].merge(sums, left_on=["language", "formula"], right_index=True, how="left")
    others = {name: whole[name].to_numpy(float) - counts[name].to_numpy(float) for name in ("n", "characters")}
    sizes = pd.Series(others["characters"], counts.index).where(lambda size: size > 0)
    expected: pd.Series = others["n"] * counts["characters"] / sizes
    return expected.fillna(0.0)


def _all_pairs(units: pd.DataFrame, tallies: pd.DataFrame, formulas: dict[str, Formula], keys: list[str]) -> pd.DataFrame:
    """Units × formulas with what is tallied of each, in the order of both; decoys apart."""
    names = pd.DataFrame({"formula": [formula.id for formula in formulas.values() if not formula.decoy]})
    table = units.merge(names, how="cross").merge(tallies[[*keys, "formula", *TALLIED]], on=[*keys, "formula"], how="left")
    return table.assign(**{name: table[name].fillna(0).astype("int64") for name in TALLIED})


def _as_counts(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The columns of the schema, typed; by period `texts` in the place of `document`."""
    typed = [(column.name, DTYPES[column.type]) for column in TABLES["counts"].columns]
    if by == "period":
        typed = [pair for pair in typed if pair[0] != "document"]
        typed.insert(3, ("texts", "Int64"))
    return pd.DataFrame({name: table[name].astype(dtype) for name, dtype in typed})


def explain_zero(formula: Formula, language: str, latest: str, expected: float, sides: Iterable[str] | None = None) -> str:
    """Which zero a count of zero is (`model.ZERO_MEANINGS`); tables, pages, figures and downloads all have it from here.

    latest   : date of the latest text counted, as precise as known, '' if unknown
    expected : as `expect_mentions` gives it, 0 where no other text in that language has the formula
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
    if formula.first_use[:known] > latest[:known]:
        return "not yet coined" if formula.first_use_basis == "coined" else "age not established"
    if not expected:
        return "in no other text"
    return "text too short" if expected < THRESHOLD else "absent"


def count_wordings(hits: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Table `wordings`: for every formula, period and language the count with the words it is printed in, or which zero.

    hits, counts : as `find_hits` and `count_hits(by='period')` give them

    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> wordings = count_wordings(find_hits(corpus), count_hits(corpus, by="period"))
    >>> wordings.loc[(wordings["formula"] == "six-mores") & (wordings["language"] == "zh"), "cell"].tolist()[:3]
    ['0 (not yet coined)', '0 (not yet coined)', '1: 六个更']
    """
    rows = []
    headline = hits[hits["kind"].isin(HEADLINE_KINDS)]
    groups = dict(iter(headline.groupby(["formula", "period", "language"])))
    for row in records(counts):
        group = groups.get((row["formula"], row["period"], row["language"]), headline.iloc[:0])
        wording = " | ".join(
            f"{text} ×{n}" if n > 1 else str(text) for text, n in group["text"].value_counts(sort=False).items()
        )
        kinds = ", ".join(f"{kind} {row[kind]}" for kind in HEADLINE_KINDS if row[kind])
        cell = f"{row['n']}: {wording}" if row["n"] else f"0 ({row['zero']})"
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
