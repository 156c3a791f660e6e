"""Tables to files: CSV, JSON lines, Parquet, XLSX.

A file is written beside its place and then renamed (`whole`), so that a reader never meets half a table and a failed run
leaves the old file as it was.

>>> import pandas as pd, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = write_table(pd.DataFrame({"formula": ["六个更"]}), Path(folder) / "hits.csv")
...     path.read_text(encoding="utf-8")
'formula\\n六个更\\n'
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from analysis.model import Corpus
from analysis.whole import beside

ROW_GROUP = 100_000  # rows that are written at once
FORMATS = ("csv", "jsonl", "parquet", "xlsx")


def dump_table(table: pd.DataFrame, stream: BinaryIO, format: str = "csv") -> None:
    """Write a table to an open binary stream; text is UTF-8, lines end in a line feed."""
    slices = (table.iloc[first : first + ROW_GROUP] for first in range(0, max(1, len(table)), ROW_GROUP))
    if format == "csv":
        for number, part in enumerate(slices):
            stream.write(part.to_csv(index=False, header=not number, lineterminator="\n").encode("utf-8"))
    elif format == "jsonl":
        for part in slices:
            stream.write(part.to_json(orient="records", lines=True, force_ascii=False).encode("utf-8"))
    elif format == "parquet":
        stream.write(table.to_parquet(index=False))
    elif format == "xlsx":
        # Text that begins with '=' is text, not a formula to run in the reader's spreadsheet.
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        memory = io.BytesIO()  # a full disk is then an error of the stream, as everywhere
        with pd.ExcelWriter(memory, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
            table.to_excel(book, index=False)
        stream.write(memory.getvalue())
    else:
        raise ValueError(f"format {format!r} is not known; use one of {', '.join(FORMATS)}")


def dump_tables(tables: Iterable[pd.DataFrame], stream: BinaryIO, format: str = "csv") -> int:
    """Write a table that comes in parts, one part in memory at a time (.xlsx: all of them); returns the number of rows."""
    if format == "xlsx":
        tables = [pd.concat(tables, ignore_index=True)]
    if format == "parquet":
        return _dump_row_groups(tables, stream)
    rows = 0
    for table in tables:
        if format == "csv" and rows:
            stream.write(table.to_csv(index=False, header=False, lineterminator="\n").encode("utf-8"))
        elif len(table) or not (rows or format == "jsonl"):
            dump_table(table, stream, format)
        rows += len(table)
    return rows


def _dump_row_groups(tables: Iterable[pd.DataFrame], stream: BinaryIO) -> int:
    """Parquet in row groups of one size, so that the bytes do not depend on how the table was parted."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    held: list[pa.Table] = []
    rows = waiting = 0
    writer = None
    for table in tables:
        part = pa.Table.from_pandas(table, preserve_index=False)
        writer = writer or pq.ParquetWriter(stream, part.schema)
        held.append(part)
        waiting += len(part)
        rows += len(part)
        if waiting >= ROW_GROUP:
            joined = pa.concat_tables(held)
            whole = waiting // ROW_GROUP * ROW_GROUP
            for first in range(0, whole, ROW_GROUP):
                writer.write_table(joined.slice(first, ROW_GROUP).combine_chunks())
            held, waiting = [joined.slice(whole)], waiting - whole
    if writer is not None:
        writer.write_table(pa.concat_tables(held).combine_chunks())
        writer.close()
    return rows


def write_text(text: str, path: Path) -> Path:
    """Write a text file (UTF-8), whole or not at all."""
    with beside(path) as stream:
        stream.write(text.encode("utf-8"))
    return path


def write_table(table: pd.DataFrame, path: str | Path, format: str | None = None) -> Path:
    """Write a table, whole or not at all; the format is `format`, or the file's ending, or CSV. Returns the path.

    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> write_table(pd.DataFrame({"formula": ["six-mores"], "n": [3]}), Path(folder.name) / "counts.csv").read_text()
    'formula,n\\nsix-mores,3\\n'
    >>> folder.cleanup()
    """
    path = Path(path)
    if (format := format or path.suffix.lstrip(".").lower() or "csv") not in FORMATS:
        raise ValueError(f"{path.name}: format {format!r} is not known; use one of {', '.join(FORMATS)}")
    with beside(path) as stream:
        dump_table(table, stream, format)
    return path


def write_tables(tables: Iterable[pd.DataFrame], path: str | Path, format: str | None = None) -> int:
    """As `write_table`, of a table that comes in parts; returns the number of rows."""
    path = Path(path)
    if (format := format or path.suffix.lstrip(".").lower() or "csv") not in FORMATS:
        raise ValueError(f"{path.name}: format {format!r} is not known; use one of {', '.join(FORMATS)}")
    with beside(path) as stream:
        return dump_tables(tables, stream, format)


def write_texts(corpus: Corpus, folder: str | Path) -> list[Path]:
    """Write every text that was taken out of a file which is not plain text, as UTF-8: the bytes of `extracted_sha256`.

    A file is called as its document, what is no letter, figure, dot or dash in it as an underscore. Returns the paths.
    Raises ValueError where two documents would have one name.
    """
    rows = corpus.documents[corpus.documents["extracted_sha256"] != ""]
    paths = {name: Path(folder) / (re.sub(r"[^\w.-]", "_", name) + ".txt") for name in rows["document"]}
    for name, path in paths.items():
        if (twins := [other for other in paths if paths[other] == path])[0] != name:
            raise ValueError(f"documents {twins[0]!r} and {name!r} would both be {path.name}; give one another identifier")
    return [write_text(corpus.texts[name], path) for name, path in paths.items()]
