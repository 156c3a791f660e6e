"""What a column and a table are: name, type, unit, meaning."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column of a table: its name, type (a key of `DTYPES`), unit and one sentence of meaning."""

    name: str
    type: str
    unit: str
    meaning: str


class Table(NamedTuple):
    """What one row stands for, and the columns."""

    row: str
    columns: tuple[Column, ...]


def range_of(what: str) -> tuple[Column, Column]:
    """The two columns of a range in the source."""
    return (
        Column("start", "integer", "code points", f"first character of the {what} in the source, 0-based"),
        Column("end", "integer", "code points", f"one past the last character of the {what} in the source"),
    )


DOCUMENT = Column("document", "text", "", "identifier of the text; in the seeds the file's stem")
PERIOD = Column("period", "text", "year", "the period the text is compared under; not always the year of its date")
LANGUAGE = Column("language", "text", "", "zh or vi")
FORMULA = Column("formula", "text", "", "identifier in lexicon/formulas.toml")
