"""A folder of finished parts: partitioned Parquet, written as it comes, from which a stopped run goes on.

    FOLDER/hits/part-00000000-….parquet      table `hits`
    FOLDER/tallies/part-….parquet            mentions by document and formula, without zeros
    FOLDER/texts/part-….parquet              table `documents` with sizes; written last: where it is, the part is finished
    FOLDER/parts.json                        the parts that belong together, in order

A part is called after all that it depends on, and each file is written beside its place and then renamed. So a part that is
there is whole and up to date; what another run left behind is removed when this one ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis.whole import alone_in, beside
from analysis.write import write_text

KINDS_OF_PARTS = ("hits", "tallies", "texts")  # the last is written last
MARKER = "parts.json"
_FAULTS = b"faults"


class PartFolder:
    """Parts in a folder; a folder that holds anything else is refused."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if self.folder.exists() and not self.folder.is_dir():
            raise ValueError(f"{folder}: parts need a folder, and this is a file")
        if self.folder.is_dir() and any(self.folder.iterdir()) and not (self.folder / MARKER).is_file():
            raise ValueError(f"{folder}: holds something else than parts; give an empty or a new folder")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.names: list[str] = []

    @contextmanager
    def filling(self) -> Iterator[None]:
        """The block in which parts are written, by one run at a time."""
        with alone_in(self.folder):
            self._mark(finished=False)
            for kind in KINDS_OF_PARTS:
                (self.folder / kind).mkdir(exist_ok=True)
                for left in (self.folder / kind).glob(".part-*"):  # of a run that was killed
                    left.unlink(missing_ok=True)
            yield

    def has(self, name: str) -> bool:
        """Whether a part is finished."""
        return self._path("texts", name).is_file()

    def write(self, name: str, tables: Mapping[str, pd.DataFrame], faults: Iterable[str] = ()) -> None:
        """Write a part, whole or not at all."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        for kind in KINDS_OF_PARTS:
            table = pa.Table.from_pandas(tables[kind], preserve_index=False)
            if kind == "texts":
                said = json.dumps(list(faults), ensure_ascii=False).encode("utf-8", "replace")
                table = table.replace_schema_metadata((table.schema.metadata or {}) | {_FAULTS: said})
            with beside(self._path(kind, name)) as stream:
                pq.write_table(table, stream)
        pa.default_memory_pool().release_unused()

    def finish(self, names: Iterable[str]) -> None:
        """Say which parts belong together, in order, and remove those that do not."""
        self.names = sorted(names)
        ours = {f"{name}.parquet" for name in self.names}
        for kind in KINDS_OF_PARTS:
            for path in (self.folder / kind).glob("part-*.parquet"):
                if path.name not in ours:
                    path.unlink()
        self._mark(finished=True)

    def faults(self) -> list[str]:
        """The faults of all parts, in order."""
        import pyarrow.parquet as pq

        schemas = (pq.read_schema(self._path("texts", name)) for name in self.names)
        return [fault for schema in schemas for fault in json.loads(schema.metadata[_FAULTS])]

    def tables(self, kind: str, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """The tables of a kind, a part at a time, in order."""
        for name in self.names:
            yield pd.read_parquet(self._path(kind, name), columns=columns)

    def _path(self, kind: str, name: str) -> Path:
        return self.folder / kind / f"{name}.parquet"

    def _mark(self, finished: bool) -> None:
        write_text(json.dumps({"finished": finished, "parts": self.names}, indent=0) + "\n", self.folder / MARKER)
