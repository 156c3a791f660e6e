"""Rows: what a corpus is, and the tables every other module reads or makes.

The schemas stand in `tables` and nowhere else; the data dictionary of the report is generated from them.
`frame` turns rows into a table that has exactly the schema's columns, in order and typed, even when there are no rows:

>>> list(frame("corrections", []).columns)
['document', 'start', 'end', 'found', 'corrected', 'reason']

All ranges are 0-based, half-open, in code points of the decoded source (`Corpus.texts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pandas as pd

from analysis.tables import TABLES
from analysis.terms import (
    COUNTED_ROLES,
    HEADLINE_KINDS,
    KIND_MEANINGS,
    KIND_WORDS,
    KINDS,
    LANGUAGES,
    LIFE_MEANINGS,
    SET_ASIDE_ROLES,
    SIDES,
    ZERO_MEANINGS,
    ZEROS,
)

__all__ = [
    "COUNTED_ROLES",
    "DTYPES",
    "HEADLINE_KINDS",
    "KINDS",
    "KIND_MEANINGS",
    "KIND_WORDS",
    "LANGUAGES",
    "LIFE_MEANINGS",
    "SET_ASIDE_ROLES",
    "SIDES",
    "TABLES",
    "ZEROS",
    "ZERO_MEANINGS",
    "Corpus",
    "CorpusError",
    "column_names",
    "data_dictionary",
    "frame",
    "records",
    "tuples",
]

DTYPES: dict[str, Any] = {"text": "str", "integer": "Int64", "number": "float64", "yes/no": "bool"}


class CorpusError(Exception):
    """Faults in texts, metadata or lexicon, each one line that names the place, the value and the way out.

    >>> CorpusError(["documents.csv row 2: file 'a.txt' is not there", "documents.csv row 3: no file"]).faults[1]
    'documents.csv row 3: no file'
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def unreadable(path: Path, error: OSError) -> CorpusError:
    """The fault of a file beside the texts that is there and cannot be read."""
    return CorpusError([f"{path.name} cannot be read ({error.strerror}); mend it or its permissions, or take it away"])


@dataclass(frozen=True)
class Corpus:
    """A corpus as received.

    documents   : table `documents`, one row a text
    texts       : document -> the decoded source, `bytes.decode(encoding)` and nothing else; of a file that is not plain text
                  the text extracted from it
    corrections : table `corrections`, faults in the sources; applied to cleaned text only
    folder      : where the files are
    left_out    : table `left_out`, parts of pages that are not read

    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> len(corpus.documents), corpus.texts["003_cf8b52a174d3942d"][609:612]
    (5, '六个更')
    """

    documents: pd.DataFrame
    texts: Mapping[str, str]
    corrections: pd.DataFrame
    folder: Path
    left_out: pd.DataFrame = field(default_factory=lambda: frame("left_out", []))


def column_names(table: str) -> list[str]:
    """Names of a table's columns, in order."""
    return [column.name for column in TABLES[table].columns]


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a table with the schema's columns, in order and typed; a text not given is empty, a number missing."""
    columns = TABLES[table].columns
    cells: dict[str, list[Any]] = {column.name: [] for column in columns}
    for row in rows:  # which may be made one at a time: a dictionary takes five times the room of its cells
        for name, own in cells.items():
            own.append(row.get(name))
    data = {}
    for column in columns:
        values = pd.Series(cells.pop(column.name), dtype=object)
        if column.type == "text":
            values = values.where(values.notna(), "")
        data[column.name] = values.astype(DTYPES[column.type])
    return pd.DataFrame(data)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries by column; for pandas a column may be named by anything, ours are named by words."""
    return cast(list[dict[str, Any]], table.to_dict("records"))


def tuples(table: pd.DataFrame) -> Iterator[Any]:
    """Rows with a column an attribute; what type each has the schema says and no type checker knows."""
    return iter(table.astype(object).itertuples())  # cells of a column one by one are slow where pyarrow holds them


def data_dictionary() -> pd.DataFrame:
    """Every column of every table: table, what a row is, column, type, unit, meaning.

    >>> columns = data_dictionary()
    >>> columns.loc[(columns["table"] == "hits") & (columns["column"] == "start"), ["type", "unit"]].to_numpy().tolist()
    [['integer', 'code points']]
    """
    return pd.DataFrame(
        [
            {"table": name, "one row is": table.row, **column._asdict()}
            for name, table in TABLES.items()
            for column in table.columns
        ]
    ).rename(columns={"name": "column"})
