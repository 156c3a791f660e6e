"""Two texts of one language -> clause by clause: kept, changed, added, dropped, moved.

Method. Both texts are cut into clauses (`clauses`), the best set of pairs, merges and splits is chosen (`pairing`), and the
heaviest chain of pairs that has one order in both texts, by characters of both, is in place; what is outside it has moved.
Pairs that moved and follow one another in both texts, clauses of one text only aside, are a block. The work is always done in
one direction (the text whose clauses sort first against the other), so that two texts and the same two the other way round
give the same pairs.

>>> from analysis.clean import clean_text
>>> texts = ("双方同意加强铁路合作。双方互致问候。", "双方互致问候。双方同意加强口岸合作。")
>>> rows = align_texts(*(clean_text(text, "zh") for text in texts))
>>> [(row.change, row.edit, list(row.first), list(row.second)) for row in rows]
[('moved', 'kept', [1], [0]), ('changed', '', [0], [1])]
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribute import find_hits
from analysis.changes import Change, classify, find_changes
from analysis.clauses import Clause, Unit, clause_range, find_clauses
from analysis.clean import Cleaned, clean_corpus
from analysis.likeness import heaviest_chain
from analysis.model import Corpus, frame, records
from analysis.pairing import Pair, find_pairs


class Row(NamedTuple):
    """Clauses of the first text and of the second that belong together, by number; what changed inside, by unit."""

    change: str
    edit: str
    block: int | None
    first: range
    second: range
    alike: float | None
    changes: tuple[Change, ...]
    differs: str


class Side(NamedTuple):
    """A text with its clauses and the formulas that stand in each."""

    cleaned: Cleaned
    clauses: list[Clause]
    hits: list[list[dict[str, Any]]]


def read_side(cleaned: Cleaned, hits: pd.DataFrame | None = None) -> Side:
    """A text with its clauses; a hit belongs to the clause in which it begins."""
    clauses = find_clauses(cleaned)
    inside: list[list[dict[str, Any]]] = [[] for _ in clauses]
    if hits is not None and clauses:
        own = records(hits[hits["document"] == cleaned.document].sort_values(["start", "end"], kind="stable"))
        starts = [clause_range(cleaned, clause.first, clause.last)[0] for clause in clauses]
        for hit in own:
            inside[max(bisect_right(starts, hit["start"]) - 1, 0)].append(hit)
    return Side(cleaned, clauses, inside)


def align_texts(first: Cleaned, second: Cleaned) -> list[Row]:
    """Two cleaned texts clause by clause, without formulas."""
    return align_sides(read_side(first), read_side(second))


def align_sides(first: Side, second: Side) -> list[Row]:
    """Two texts clause by clause, in the order of the second; a dropped clause stands behind the one before it in the first."""
    keys = [[clause.key for clause in side.clauses] for side in (first, second)]
    if keys[0] == keys[1]:
        ones = [range(n, n + 1) for n in range(len(keys[0]))]
        return [Row("kept", "", None, one, one, 1.0, (), "") for one in ones]
    rows = [_turned(row) for row in _align(second, first)] if keys[1] < keys[0] else _align(first, second)
    return _in_order(_number_blocks(rows))


def _turned(row: Row) -> Row:
    return row._replace(
        change={"added": "dropped", "dropped": "added"}.get(row.change, row.change),
        first=row.second,
        second=row.first,
        changes=tuple(Change(change.second, change.first) for change in row.changes),
    )


def _align(first: Side, second: Side) -> list[Row]:
    formulas = (
        [{hit["formula"] for hit in inside} for inside in first.hits],
        [{hit["formula"] for hit in inside} for inside in second.hits],
    )
    pairs = find_pairs(first.clauses, second.clauses, first.cleaned.language, formulas)
    sizes = [  # a clause of marks alone counts next to nothing, but it counts
        0.01 + sum(side.clauses[n].characters for side, own in ((first, pair.first), (second, pair.second)) for n in own)
        for pair in pairs
    ]
    chain = set(heaviest_chain([pair.second.start for pair in pairs], sizes))
    rows = [_paired(pair, number in chain, first, second) for number, pair in enumerate(pairs)]
    paired = {n for pair in pairs for n in pair.first}, {n for pair in pairs for n in pair.second}
    rows += [_alone("dropped", n) for n in range(len(first.clauses)) if n not in paired[0]]
    return rows + [_alone("added", n) for n in range(len(second.clauses)) if n not in paired[1]]


def _alone(change: str, number: int) -> Row:
    one, nothing = range(number, number + 1), range(0)
    return Row(change, "", None, *((one, nothing) if change == "dropped" else (nothing, one)), None, (), "")


def units_of(side: Side, numbers: range) -> list[Unit]:
    """The words of clauses that follow one another."""
    return [unit for n in numbers for unit in side.clauses[n].units]


def text_of(side: Side, numbers: range) -> str:
    """Cleaned characters of clauses that follow one another, white space at the end aside."""
    clauses = [side.clauses[n] for n in numbers]
    return side.cleaned.text[clauses[0].first : clauses[-1].last].rstrip() if clauses else ""


def _paired(pair: Pair, in_place: bool, first: Side, second: Side) -> Row:
    units = units_of(first, pair.first), units_of(second, pair.second)
    parts = (first, pair.first, units[0]), (second, pair.second, units[1])
    same = "".join(unit.key for unit in units[0]) == "".join(unit.key for unit in units[1])
    edit = "kept" if same else "changed"
    change, edit = (edit, "") if in_place else ("moved", edit)
    if same:
        return Row(change, edit, None, pair.first, pair.second, 1.0, (), "")
    language = first.cleaned.language
    changes = tuple(find_changes(*units, language))
    sides = [(own, text_of(side, numbers), side.clauses[numbers.start].first) for side, numbers, own in parts]
    return Row(change, edit, None, pair.first, pair.second, pair.alike, changes, classify(changes, sides, language))


def _number_blocks(rows: Sequence[Row]) -> list[Row]:
    """Rows with the number of their block: moved pairs that follow one another in both texts, lone clauses aside."""
    pairs = sorted((row for row in rows if row.first and row.second), key=lambda row: row.first.start)
    rank = {row.second.start: n for n, row in enumerate(sorted(pairs, key=lambda row: row.second.start))}
    blocks: dict[int, int] = {}
    before: Row | None = None
    for row in pairs:
        if row.change == "moved":
            joined = before is not None and before.change == "moved" and rank[row.second.start] == rank[before.second.start] + 1
            blocks[row.first.start] = max(blocks.values(), default=-1) + (not joined)
        before = row
    return [row._replace(block=blocks[row.first.start]) if row.change == "moved" else row for row in rows]


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows in the order of the second text; dropped ones behind the row in place that stands before them in the first."""
    places = {row.first.start: row.second.start for row in rows if row.change in ("kept", "changed")}
    order = {}
    at = -1
    for row in sorted((row for row in rows if row.first), key=lambda row: row.first.start):
        at = places.get(row.first.start, at)
        order[row.first.start] = at
    return sorted(
        rows, key=lambda row: (row.second.start, 0, 0) if row.second else (order[row.first.start], 1, row.first.start)
    )


def pick_documents(corpus: Corpus, a: str, b: str) -> tuple[Corpus, str, str]:
    """The corpus without any but two documents, and what these are called.

    a, b : documents, their files, or how the name of just one document begins

    Raises ValueError for a document that is not there and for two languages.
    """
    documents = corpus.documents
    names = [find_document(corpus, name) for name in (a, b)]
    languages = documents.set_index("document")["language"].loc[names].tolist()
    if languages[0] != languages[1]:
        told = ", ".join(f"{name} is {language}" for name, language in zip(names, languages, strict=True))
        raise ValueError(f"{told}; clauses are aligned within one language")
    chosen = documents[documents["document"].isin(names)].reset_index(drop=True)
    return Corpus(chosen, corpus.texts, corpus.corrections, corpus.folder), names[0], names[1]


def find_document(corpus: Corpus, name: str) -> str:
    """The document of that name or file, or the only one whose name begins so."""
    documents = corpus.documents["document"].tolist()
    files = dict(zip(corpus.documents["file"], documents, strict=True))
    exact = name if name in documents else files.get(name)
    found = [exact] if exact else [document for document in documents if document.startswith(name)]
    if len(found) != 1:
        wrong = "fits several documents" if found else "is no document"
        raise ValueError(f"{name!r} {wrong}; give one of {', '.join(found or documents)}")
    return found[0]


def read_sides(corpus: Corpus, a: str, b: str, hits: pd.DataFrame | None = None) -> tuple[Side, Side]:
    """Two documents of a corpus, cut into clauses, with their formulas; arguments as for `align_documents`."""
    both, *names = pick_documents(corpus, a, b)
    cleaned = clean_corpus(both)
    hits = find_hits(both) if hits is None else hits
    first, second = (read_side(cleaned[name], hits) for name in names)
    return first, second


def align_documents(corpus: Corpus, a: str, b: str, hits: pd.DataFrame | None = None) -> pd.DataFrame:
    """Table `alignment` of two documents of one language, the earlier one first.

    a, b : documents, their files, or how the name of just one document begins
    hits : table `hits`; found if not given

    Raises ValueError for a document that is not there and for two languages.

    >>> from analysis.read import read_corpus
    >>> table = align_documents(read_corpus(), "003", "003")
    >>> table["change"].unique().tolist()
    ['kept']
    """
    first, second = read_sides(corpus, a, b, hits)
    return alignment_table(first, second, align_sides(first, second))


def alignment_table(first: Side, second: Side, rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as table `alignment`."""
    return frame(
        "alignment",
        [
            {
                "pair": number,
                "change": row.change,
                "edit": row.edit,
                "block": row.block,
                "differs": row.differs,
                "similarity": row.alike,
                **_columns("a", first, row.first, [change.first for change in row.changes]),
                **_columns("b", second, row.second, [change.second for change in row.changes]),
            }
            for number, row in enumerate(rows)
        ],
    )


def _columns(name: str, side: Side, numbers: range, changed: Iterable[range]) -> dict[str, Any]:
    """Columns of one text in a row."""
    columns: dict[str, Any] = {f"document_{name}": side.cleaned.document}
    if numbers:
        start, end = side.clauses[numbers.start].first, side.clauses[numbers.stop - 1].last
        columns[f"start_{name}"], columns[f"end_{name}"] = clause_range(side.cleaned, start, end)
    hits = [hit for n in numbers for hit in side.hits[n]]
    return columns | {
        f"text_{name}": text_of(side, numbers),
        f"words_{name}": " | ".join(printed(side.cleaned, units_of(side, numbers), own) for own in changed if own),
        f"formulas_{name}": " | ".join(dict.fromkeys(hit["formula"] for hit in hits)),
        f"sides_{name}": " | ".join(dict.fromkeys(hit["side"] for hit in hits if hit["side"])),
    }


def printed(cleaned: Cleaned, units: Sequence[Unit], numbers: range) -> str:
    """Words that follow one another, as they are printed."""
    return cleaned.text[units[numbers.start].first : units[numbers.stop - 1].last]
