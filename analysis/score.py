"""Hits against a marked-up (gold) file: precision, recall and F1, and every difference in context.

A match is the same document, formula, kind and exact range. Every document of the corpus counts as completely marked, those
without a mark included. A gold file without decoys and without kinds outside the headline is compared with the headline hits.

precision = matches / hits, recall = matches / marks, F1 = 2 × matches / (hits + marks). Intervals are 95 % Wilson intervals;
F1 has that of J = matches / (matches + misses + false hits), carried over by F1 = 2J / (1 + J). Source: Wilson 1927, Journal of
the American Statistical Association 22: 209–212. Hits of one text are not independent: the intervals are too narrow where few
texts hold many of them.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribute import find_hits
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.model import HEADLINE_KINDS, KINDS, Corpus, CorpusError, frame, records

KEY = ["document", "formula", "kind", "start", "end"]
SCORED = ("slots", "modifiers", "predicate", "section", "side", "speaker", "speaker_id", "outer", "verb")
NONE = "-"  # in a further column: nothing is there; an empty cell is not scored


def read_gold(path: str | Path, corpus: Corpus, formulas: dict[str, Formula]) -> pd.DataFrame:
    """Read and check a marked-up file: CSV in UTF-8 with the columns of `KEY`, further ones of table `hits` if wanted.

    Raises `CorpusError` with every fault, FileNotFoundError if there is no such file.
    """
    path = Path(path)
    try:
        gold = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CorpusError([f"{path.name}: no CSV in UTF-8 ({error})"]) from None
    if missing := [column for column in KEY if column not in gold.columns]:
        raise CorpusError([f"{path.name}: column {column!r} is missing; add it" for column in missing])
    faults = [
        f"{path.name} row {number}: {column} {getattr(row, column)!r} {problem}"
        for number, row in enumerate(gold.itertuples(), start=2)
        for column, holds, problem in _checks(corpus, formulas)
        if not holds(row)
    ]
    faults += [
        f"{path.name} row {number + 2}: the same mark as in an earlier row; delete one"
        for number in gold.index[gold.duplicated(KEY)]
    ]
    if faults:
        raise CorpusError(faults)
    return gold.astype({"start": int, "end": int})


def _checks(corpus: Corpus, formulas: dict[str, Formula]) -> list[tuple[str, Callable[[Any], bool], str]]:
    """What must hold of a mark: column, test of the row, what is wrong where it fails."""
    return [
        ("document", lambda row: row.document in corpus.texts, "is no document of the corpus"),
        ("formula", lambda row: row.formula in formulas, "is not in the lexicon"),
        ("kind", lambda row: row.kind in KINDS, f"is not known; use {', '.join(KINDS)}"),
        ("start", lambda row: row.start.isdecimal(), "is no character position"),
        (
            "end",
            lambda row: row.end.isdecimal() and row.start.isdecimal() and int(row.start) < int(row.end),
            "is not behind start",
        ),
        (
            "end",
            lambda row: (
                row.document not in corpus.texts or not row.end.isdecimal() or int(row.end) <= len(corpus.texts[row.document])
            ),
            "is behind the end of the text",
        ),
    ]


def find_gold_hits(corpus: Corpus, gold: pd.DataFrame, formulas: dict[str, Formula] | None = None) -> pd.DataFrame:
    """The hits that a gold file is to be compared with: of every kind if it marks others than those of the headline."""
    formulas = read_formulas() if formulas is None else formulas
    decoys = {formula.id for formula in formulas.values() if formula.decoy}
    everything = not gold["kind"].isin(HEADLINE_KINDS).all() or gold["formula"].isin(decoys).any()
    return find_hits(corpus, formulas, all_kinds=bool(everything))


def score_hits(gold: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """Table `scores`: overall, the mean over formulas, each kind, each formula, and agreement in further columns.

    gold : marks, with the columns of `KEY` and further ones of table `hits` if wanted
    hits : as `find_gold_hits` gives them

    >>> gold = pd.DataFrame([("a", "f", "name", 0, 3), ("a", "f", "name", 5, 8)], columns=KEY)
    >>> scores = score_hits(gold, gold.iloc[:1])
    >>> scores.loc[0, ["precision", "recall"]].tolist(), f"{scores.loc[0, 'f1']:.3f}"
    ([1.0, 0.5], '0.667')
    """
    marked, found = _keys(gold), _keys(hits)
    rows = [_score("overall", "", marked, found)]
    for group in ("kind", "formula"):
        at = KEY.index(group)
        for value in sorted({key[at] for key in marked | found}):
            rows.append(
                _score(group, value, {key for key in marked if key[at] == value}, {key for key in found if key[at] == value})
            )
    formulas = [row for row in rows if row["group"] == "formula"]
    measures = ("precision", "recall", "f1")
    means = {name: pd.Series([row[name] for row in formulas], dtype=float).mean() for name in measures}
    rows.insert(1, {"group": "mean over formulas", "value": "", "marked": len(formulas), **means})
    return frame("scores", rows + _agreements(gold, hits))


def _keys(table: pd.DataFrame) -> set[tuple[Any, ...]]:
    return set(table[KEY].itertuples(index=False, name=None))


def _score(group: str, value: str, marked: set[tuple[Any, ...]], found: set[tuple[Any, ...]]) -> dict[str, Any]:
    both = len(marked & found)
    row: dict[str, Any] = {"group": group, "value": value, "marked": len(marked), "found": len(found), "matches": both}
    row |= _with_interval("precision", both, len(found)) | _with_interval("recall", both, len(marked))
    low, high = _wilson(both, len(marked | found))
    row |= {"f1": 2 * both / (len(marked) + len(found)), "f1_low": 2 * low / (1 + low), "f1_high": 2 * high / (1 + high)}
    return row


def _with_interval(name: str, part: int, whole: int) -> dict[str, float]:
    low, high = _wilson(part, whole)
    return {name: part / whole if whole else float("nan"), f"{name}_low": low, f"{name}_high": high}


def _wilson(part: int, whole: int) -> tuple[float, float]:
    from scipy.stats import binomtest

    if not whole:
        return float("nan"), float("nan")
    interval = binomtest(part, whole).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


def _agreements(gold: pd.DataFrame, hits: pd.DataFrame) -> list[dict[str, Any]]:
    """Of matches whose gold cell says something: how many hits say the same."""
    columns = [column for column in SCORED if column in gold.columns and column in hits.columns]
    both = gold[KEY + columns].merge(hits[KEY + columns], on=KEY, suffixes=("", " found"))
    rows = []
    for column in columns:
        stated = both[both[column] != ""]
        same = int((stated[column].map(_stated) == stated[f"{column} found"]).sum())
        if len(stated):
            rows.append(
                {"group": "column", "value": column, "marked": len(stated), "matches": same}
                | _with_interval("recall", same, len(stated))
            )
    return rows


def _stated(cell: str) -> str:
    return "" if cell == NONE else cell


def find_differences(gold: pd.DataFrame, hits: pd.DataFrame, corpus: Corpus, width: int = 20) -> pd.DataFrame:
    """Table `differences`: every miss, every false hit, and every match whose further columns differ, each in context.

    gold, hits : as for `score_hits`
    width      : characters of context on either side

    >>> from analysis.read import read_corpus
    >>> from analysis.attribute import find_hits
    >>> corpus = read_corpus()
    >>> hits = find_hits(corpus)
    >>> find_differences(hits[hits["formula"] != "six-mores"], hits, corpus, width=4)[["difference", "node"]].values.tolist()[0]
    ['false', '六个更']
    """
    marked, found = _keys(gold), _keys(hits)
    rows: list[tuple[Any, ...]] = [("missed", *key, "") for key in marked - found]
    rows += [("false", *key, "") for key in found - marked]
    columns = [column for column in SCORED if column in gold.columns and column in hits.columns]
    both = gold[KEY + columns].merge(hits[KEY + columns], on=KEY, suffixes=("", " found"))
    for row in records(both):
        for column in columns:
            if row[column] and _stated(row[column]) != row[f"{column} found"]:
                key = tuple(row[name] for name in KEY)
                rows.append((column, *key, f"marked {row[column]!r}, found {row[f'{column} found']!r}"))
    rows.sort(key=itemgetter(1, 4, 0))
    table = pd.DataFrame(rows, columns=["difference", *KEY, "detail"])
    rows_in_context = records(table)
    for row in rows_in_context:
        text, start, end = corpus.texts[row["document"]], row["start"], row["end"]
        around = {"left": text[max(0, start - width) : start], "node": text[start:end], "right": text[end : end + width]}
        row |= {name: " ".join(words.split()) for name, words in around.items()}
    return frame("differences", rows_in_context)
