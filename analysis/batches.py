"""A corpus of any size -> batches: a few texts each, in the order of the corpus, as they are in the files.

A folder gives its files' bytes, a Parquet file its rows; nothing is decoded or cleaned before a batch is where it is worked on.
A batch ends at `size` texts or at two million bytes, whichever comes first, so that its memory has a bound (one text that
is longer is a batch of its own).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corrections import check_corrections, corrected_rows
from analysis.model import Corpus, CorpusError, frame
from analysis.parquet import PARQUET, count_rows, parquet_cells
from analysis.read import Part, corpus_path, corpus_rows, listed_once, read_bytes, read_data, read_rows, read_table
from analysis.webpage import PageRule, read_outlets

SIZE = 500  # texts
BYTES = 2_000_000


class Item(NamedTuple):
    """A file, or a row of a table of texts, before it is read.

    place : what a fault names
    row   : what documents.csv says
    data  : the bytes of the file
    cells : (place, cells) of the row of a table
    fault : why there is neither
    """

    place: str
    row: dict[str, Any]
    data: bytes = b""
    cells: tuple[str, dict[str, str]] | None = None
    fault: str = ""

    def size(self) -> int:
        """About how many bytes of text it is."""
        return len(self.data) + (3 * len(self.cells[1].get("text", "")) if self.cells else 0)

    def load(self, rules: Mapping[str, PageRule], row: dict[str, Any]) -> list[Part]:
        """Its texts; raises ValueError with the fault."""
        if self.fault:
            raise ValueError(self.fault)
        if self.cells is None:
            return read_data(rules, self.data, row)
        place, cells = self.cells
        return read_table(row, [(place, cells | {"document": cells.get("document") or row["document"]})])


@dataclass(frozen=True)
class Batch:
    """A few texts of a corpus with what is needed to read them anywhere.

    number : of the batch in the corpus, from 0
    """

    number: int
    items: tuple[Item, ...]
    rules: Mapping[str, PageRule]
    corrections: tuple[tuple[str, dict[str, str]], ...]

    def digest(self, about: str = "") -> str:
        """Checksum of its content, and of what else the work depends on."""
        checksum = hashlib.sha256(about.encode())
        checksum.update(repr((sorted(self.rules.items()), self.corrections)).encode())
        for item in self.items:
            said = json.dumps([item.place, item.row, item.cells, item.fault], sort_keys=True, ensure_ascii=False)
            checksum.update(said.encode("utf-8", "surrogatepass"))
            checksum.update(hashlib.sha256(item.data).digest())
        return checksum.hexdigest()

    def halves(self) -> list[Batch]:
        """Two batches of half the texts; [] of a single text."""
        middle = len(self.items) // 2
        parts = (self.items[:middle], self.items[middle:]) if middle else ()
        return [Batch(self.number, items, self.rules, self.corrections) for items in parts]


@dataclass(frozen=True)
class Source:
    """A corpus that is read in batches.

    texts : how many there are, as far as is known before reading
    """

    path: Path
    rows: list[tuple[str, dict[str, Any]]]
    rules: Mapping[str, PageRule]
    corrections: tuple[tuple[str, dict[str, str]], ...]
    texts: int

    def batches(self, size: int = SIZE) -> Iterator[Batch]:
        """The batches, in order."""
        for number, items in enumerate(_cut(self._items(), size)):
            yield Batch(number, items, self.rules, self.corrections)

    def _items(self) -> Iterator[Item]:
        folder = self.path if self.path.is_dir() else self.path.parent
        for place, row in self.rows:
            named = row | {"document": row.get("document") or Path(row["file"]).stem}
            try:
                if row["file"].lower().endswith(PARQUET):
                    for cells in parquet_cells(folder, row["file"]):
                        yield Item(
                            f"{place} {cells[0]}", named | {"document": f"{named['document']}-{cells[0][4:]}"}, cells=cells
                        )
                else:
                    yield Item(place, row, read_bytes(folder, row["file"]))
            except ValueError as error:
                yield Item(place, row, fault=str(error))


def _cut(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    if size < 1:
        raise ValueError(f"a batch of {size} texts is none; give 1 or more")
    batch: list[Item] = []
    held = 0
    for item in items:
        if batch and (len(batch) == size or held + item.size() > BYTES):
            yield tuple(batch)
            batch, held = [], 0
        batch.append(item)
        held += item.size()
    if batch:
        yield tuple(batch)


def open_source(path: str | Path | None = None) -> Source:
    """A corpus to be read in batches: whatever `read_corpus` reads. Faults of documents.csv itself are raised at once.

    >>> source = open_source()
    >>> source.texts, [len(batch.items) for batch in source.batches(2)]
    (5, [2, 2, 1])
    """
    path = corpus_path(path)
    rows, faults = corpus_rows(path)
    rows = list(listed_once(rows, faults))
    if faults:
        raise CorpusError(faults)
    folder = path if path.is_dir() else path.parent
    records, problems = corrected_rows(path) if path.is_dir() else ([], [])
    if problems:
        raise CorpusError(problems)
    files = (row["file"] for _, row in rows)
    texts = sum(count_rows(folder, file) if file.lower().endswith(PARQUET) else 1 for file in files)
    return Source(path, rows, read_outlets(folder) if path.is_dir() else {}, tuple(records), texts)


def read_batch(batch: Batch) -> tuple[Corpus, list[str]]:
    """The texts of a batch as a corpus, and the faults of those that cannot be read."""
    texts: dict[str, str] = {}
    faults: list[str] = []
    rows = ((item.place, item.row, lambda row, item=item: item.load(batch.rules, row)) for item in batch.items)
    documents, left_out = read_rows(rows, texts, faults)
    records = [record for record in batch.corrections if record[1]["document"] in texts]
    corrections = check_corrections(records, texts, faults)
    return Corpus(frame("documents", documents), texts, corrections, Path(), frame("left_out", left_out)), faults
