"""A table of texts (.csv, .xlsx): one text a row in the column `text`, further columns as in documents.csv."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from analysis.archive import check_archive
from analysis.decode import decode
from analysis.listing import KNOWN

SHEETS = (".csv", ".xlsx")
CELL = 32_767  # the most characters an Excel cell holds; a longer text is cut there without a word


def read_sheet(name: str, data: bytes, encoding: str = "") -> list[tuple[str, dict[str, str]]]:
    """Rows of a table of texts as (place, cells), empty ones apart; of a workbook those of every sheet with a column `text`.

    name     : the file's name, for its ending
    data     : its bytes
    encoding : the encoding stated in documents.csv, '' if none (.csv)

    Raises ValueError where the table cannot be read or has no column `text`.

    >>> read_sheet("a.csv", "text,period\\n双方同意。,2020\\n".encode())
    [('row 2', {'text': '双方同意。', 'period': '2020'})]
    """
    if PurePosixPath(name).suffix.lower() != ".xlsx":
        return _rows(_read_csv(data, encoding))
    sheets = _read_workbook(data)
    texts = {sheet: table for sheet, table in sheets.items() if "text" in _names(table)} or sheets
    first = next(iter(sheets))
    return [
        (place if sheet == first else f"{sheet} {place}", row) for sheet, table in texts.items() for place, row in _rows(table)
    ]


def _names(table: pd.DataFrame) -> list[str]:
    names = [str(column).strip() for column in table.iloc[0]] if len(table) else []
    return [column.lower() if column.lower() in KNOWN else column for column in names]


def _rows(table: pd.DataFrame) -> list[tuple[str, dict[str, str]]]:
    names = _names(table)
    if "text" not in names:
        raise ValueError("has no column 'text'; name the column of the texts so in the first row")
    if twice := sorted({column for column in names if column and names.count(column) > 1}):
        raise ValueError(f"has the column {twice[0]!r} twice; delete one")
    rows = []
    for number, cells in enumerate(table.iloc[1:].itertuples(index=False), start=2):
        row = {column: cell_text(value) for column, value in zip(names, cells, strict=True) if column}
        if any(value.strip() for value in row.values()):
            rows.append((f"row {number}", row))
    if not rows:
        raise ValueError("has no rows below its header; add one text a row")
    return rows


def _read_workbook(data: bytes) -> dict[str, pd.DataFrame]:
    check_archive(data, "xlsx")
    try:
        options: dict[str, Any] = {"header": None, "dtype": object, "keep_default_na": False, "sheet_name": None}
        return dict(pd.read_excel(io.BytesIO(data), engine="calamine", **options))
    except Exception as error:  # calamine's errors have no common class but Exception
        raise ValueError(f"is an .xlsx file that cannot be read ({error}); save it anew as .xlsx or .csv") from None


def _read_csv(data: bytes, encoding: str) -> pd.DataFrame:
    text, _ = decode(data, encoding)
    if not text.strip():
        return pd.DataFrame()
    separator = max(",;\t", key=text.partition("\n")[0].count)
    options: dict[str, Any] = {"sep": separator, "header": None, "dtype": str, "keep_default_na": False}
    try:
        table: pd.DataFrame = pd.read_csv(io.StringIO(text, newline=""), skip_blank_lines=False, **options)
        return table
    except ValueError as error:  # a ParserError is one
        raise ValueError(
            f"is no table ({' '.join(str(error).split())}); quote cells with a comma or a line end in them"
        ) from None


def cell_text(value: Any) -> str:
    """What a cell says, as documents.csv would: a day as YYYY-MM-DD, a whole number without a point."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:g}" if not value.is_integer() else str(int(value))
    return "" if value is None or value is pd.NaT else str(value)
