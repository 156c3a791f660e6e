"""Parquet files as tables of texts, a file or a partitioned folder (period=1978/part-0.parquet), read a few rows at a time.

As in other tables of texts the column `text` holds the text, further columns are those of documents.csv. A row's number is
counted from 1; a text without an identifier is called as its file and its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from analysis.listing import KNOWN
from analysis.sheets import cell_text

PARQUET = ".parquet"
ROWS = 256  # decoded at once


def parquet_rows(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The Parquet files in a folder as (place, row), hidden ones apart; a row says what the folders' names say (period=1978).

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (Path(folder) / "period=1978").mkdir()
    ...     _ = (Path(folder) / "period=1978/a.parquet").write_bytes(b"")
    ...     parquet_rows(Path(folder))
    [('period=1978/a.parquet', {'file': 'period=1978/a.parquet', 'document': 'period=1978/a', 'period': '1978'})]
    """
    rows = []
    for path in sorted(file.relative_to(folder) for file in folder.rglob(f"*{PARQUET}") if file.is_file()):
        if not any(part.startswith((".", "_")) for part in path.parts):
            said = dict(part.split("=", 1) for part in path.parts[:-1] if "=" in part)
            row = {"file": path.as_posix(), "document": path.with_suffix("").as_posix()}
            rows.append((path.as_posix(), row | {name: unquote(value) for name, value in said.items()}))
    return rows


def parquet_cells(folder: Path, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a Parquet file as (place, cells); memory is that of a few rows, whatever the file's size.

    Raises ValueError where the file cannot be read or has no column `text`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / name
    if not path.is_file():
        raise ValueError(f"file {name!r} is not there; put it into the corpus folder or mend the name")
    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            names = [column.lower() if column.lower() in KNOWN else column for column in file.schema_arrow.names]
            if "text" not in names:
                raise ValueError(f"file {name!r} has no column 'text'; name the column of the texts so")
            number = 0
            for batch in file.iter_batches(batch_size=ROWS, use_threads=False):  # a thread each would hold memory of its own
                rows = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
                pa.default_memory_pool().release_unused()  # else what was decoded is kept, three times a row group
                for values in rows:
                    number += 1
                    yield f"row {number}", {key: cell_text(value) for key, value in zip(names, values, strict=True)}
    except pa.ArrowException as error:
        raise ValueError(f"file {name!r} is no Parquet file that can be read ({error}); write it anew") from None


def count_rows(folder: Path, name: str) -> int:
    """How many rows a Parquet file says it has; 0 where it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(folder / name).num_rows)
    except (OSError, pa.ArrowException):
        return 0
