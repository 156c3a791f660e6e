"""A folder of texts and documents.csv -> `Corpus`. Sources are read, never written.

Three shapes are read: a folder with documents.csv (only its column `file` must be there), a folder of .txt files without
one, and a single file. What documents.csv does not say is found where it can be (language by script, period by date or
file name, encoding by byte order mark, UTF-8, then charset-normalizer) and recorded in the table. Every fault of the
corpus is reported at once, as one `CorpusError`.

`Corpus.texts` holds what the bytes decode to under the recorded encoding and nothing else: line ends stay, and a byte
order mark belongs to the encoding (`utf-8-sig`), not to the text. All ranges of the suite count in that string.
"""

from __future__ import annotations

import csv
import hashlib
import io
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from analysis.decode import decode, recognise_language
from analysis.model import LANGUAGES, SIDES, Corpus, CorpusError, column_names, frame

DEFAULT_CORPUS = Path(__file__).parent.parent / "seeds"
_KNOWN = {*column_names("documents"), *column_names("corrections")}


def _one_of(value: str, known: tuple[str, ...], column: str) -> str:
    if value and value not in known:
        raise ValueError(f"{column} {value!r} is not known; use one of {', '.join(map(repr, known))}, or leave it empty")
    return value


class DocumentRow(BaseModel):
    """One row of documents.csv; only `file` must be there. Further columns are kept as they are."""

    model_config = ConfigDict(extra="allow", str_strip_whitespace=True)

    file: str
    document: str = ""
    language: str = ""
    period: str = ""
    date: str = ""
    date_basis: str = ""
    issuer_side: str = ""
    sha256: str = ""
    encoding: str = ""

    @field_validator("file")
    @classmethod
    def _file(cls, value: str) -> str:
        if not value:
            raise ValueError("file is empty; give the path of the text inside the corpus folder")
        return value

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value and value not in LANGUAGES:
            raise ValueError(f"language {value!r} is not known; use 'zh' or 'vi'")
        return value

    @field_validator("issuer_side")
    @classmethod
    def _side(cls, value: str) -> str:
        return _one_of(value, tuple(side for side in SIDES if side != "author"), "issuer_side")

    @field_validator("date_basis")
    @classmethod
    def _basis(cls, value: str) -> str:
        return _one_of(value, ("stated", "inferred"), "date_basis")

    @field_validator("date")
    @classmethod
    def _date(cls, value: str) -> str:
        if value and not is_partial_date(value):
            raise ValueError(f"date {value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        return value


def is_partial_date(value: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and a day of the calendar.

    >>> is_partial_date("2017-01"), is_partial_date("2017-02-30"), is_partial_date("17.4.2026")
    (True, False, False)
    """
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value):
        return False
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_corpus(path: str | Path | None = None) -> Corpus:
    """Read a corpus: a folder with documents.csv, a folder of .txt files, or one file; without a path, the five seeds.

    Raises `CorpusError` with every fault found; FileNotFoundError if nothing is at `path`.

    >>> read_corpus().documents["period"].tolist()
    ['2016', '2016', '2022', '2025', '2026']
    """
    path = _corpus_path(path)
    rows, faults = _rows(path)
    folder = path if path.is_dir() else path.parent
    texts: dict[str, str] = {}
    documents: list[dict[str, Any]] = []
    files: Counter[str] = Counter()
    for place, row in rows:
        files[posixpath.normpath(row["file"])] += 1
        if files[posixpath.normpath(row["file"])] > 1:
            faults.append(f"{place}: file {row['file']!r} is listed twice; delete one row")
            continue
        document = row.get("document") or Path(row["file"]).stem
        if document in texts:
            faults.append(
                f"{place}: document {document!r} is there already; give each text an identifier of its own in documents.csv"
            )
            continue
        try:
            texts[document], filled = _read_text(folder, row)
            documents.append(filled | {"document": document})
        except ValueError as error:
            texts[document] = ""
            faults.append(f"{place}: {error}")
    corrections = _read_corrections(folder, texts, faults) if path.is_dir() else frame("corrections", [])
    if faults:
        raise CorpusError(faults)
    further = [name for name in (documents[0] if documents else {}) if name not in column_names("documents")]
    table = frame("documents", documents)
    for name in further:
        table[name] = [row.get(name, "") for row in documents]
    return Corpus(table, texts, corrections, folder)


def _corpus_path(path: str | Path | None) -> Path:
    if path is None:
        if not (DEFAULT_CORPUS / "documents.csv").is_file():
            raise FileNotFoundError("outside a checkout there is no default corpus; give the path of a folder or a file")
        return DEFAULT_CORPUS
    if not str(path) or not Path(path).exists():
        raise FileNotFoundError(f"{path}: no such file or folder; give a folder of texts or one text")
    return Path(path)


def _rows(path: Path) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    """Rows of documents.csv as (place, row), or one row a file where there is none."""
    if path.is_file():
        return [(path.name, {"file": path.name})], []
    listing = path / "documents.csv"
    if not listing.is_file():
        files = _text_files(path)
        if not files:
            raise CorpusError([f"{path.name}: neither documents.csv nor a .txt file in this folder; add texts"])
        return [(file, {"file": file}) for file in files], []
    records, faults = _read_csv(listing, ["file"])
    rows: list[tuple[str, dict[str, Any]]] = []
    for place, record in records:
        try:
            rows.append((place, DocumentRow(**record).model_dump()))
        except ValidationError as error:
            faults += [f"{place}: {fault['msg'].removeprefix('Value error, ')}" for fault in error.errors()]
    if not rows and not faults:
        faults.append("documents.csv: no rows; list one text a row")
    return rows, faults


def _text_files(folder: Path) -> list[str]:
    """Paths of the .txt files in a folder, hidden ones apart."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.suffix.lower() == ".txt" and file.is_file())
    return sorted(file.as_posix() for file in files if not any(part.startswith(".") for part in file.parts))


def corpus_notes(corpus: Corpus) -> list[str]:
    """What is no fault but should be looked at: texts not listed, periods missing or guessed, columns not known."""
    documents = corpus.documents
    notes = []
    if (corpus.folder / "documents.csv").is_file():
        listed = {posixpath.normpath(file) for file in documents["file"]}
        notes += [
            f"{file} is not listed in documents.csv and not read" for file in _text_files(corpus.folder) if file not in listed
        ]
    for row in documents.to_dict("records"):
        if not row["period"]:
            notes.append(f"{row['document']} has no period: give it a date or a period in documents.csv")
        elif not row["date"]:
            notes.append(f"{row['document']} stands under {row['period']} and has no date")
    notes += [f"column {name!r} of documents.csv is not one the suite reads" for name in documents if name not in _KNOWN]
    return notes


def _read_csv(path: Path, needed: list[str]) -> tuple[list[tuple[str, dict[str, str]]], list[str]]:
    """A metadata file as (place, cells) and its faults; row numbers are those a spreadsheet shows (the header is row 1)."""
    try:
        text, _ = decode(path.read_bytes())
        separator = max(",;\t", key=text.partition("\n")[0].count)
        header, *lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)) or [[]]
    except ValueError as error:
        return [], [f"{path.name}: {error}"]
    except csv.Error as error:
        return [], [f"{path.name}: quotes do not match ({error}); double a quote inside a cell, close each cell"]
    header = [name.strip().lower() if name.strip().lower() in _KNOWN else name.strip() for name in header]
    faults = [f"{path.name}: column {name!r} is missing; add it" for name in needed if name not in header]
    faults += [f"{path.name}: column {name!r} is there twice; delete one" for name, n in Counter(header).items() if n > 1]
    if faults:
        return [], faults
    rows = []
    for number, cells in enumerate(lines, start=2):
        place = f"{path.name} row {number}"
        if any(cells) and len(cells) != len(header):
            faults.append(f"{place}: {len(cells)} cells where the header has {len(header)}; quote cells with a comma in them")
        elif any(cells):
            rows.append((place, dict(zip(header, cells, strict=True))))
    return rows, faults


def _read_text(folder: Path, row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The text of one row, and the row with what could be found out filled in."""
    name = row["file"]
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise ValueError(f"file {name!r} leaves the corpus folder; copy the text into it")
    if not file.is_file():
        raise ValueError(f"file {name!r} is not there; put it into the corpus folder or mend the name")
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if (stated := row.get("sha256", "")) and stated.lower() != digest:
        raise ValueError(f"file {name!r} has sha256 {digest}, not {stated}; the text changed, or mend the row")
    try:
        text, encoding = decode(data, row.get("encoding", ""))
    except ValueError as error:
        raise ValueError(f"file {name!r}: {error}") from None
    if not text.strip():
        raise ValueError(f"file {name!r} is empty; add the text or delete the row")
    language = row.get("language") or recognise_language(text)
    if not language:
        raise ValueError(f"file {name!r}: language not recognised by its script; say 'zh' or 'vi' in column language")
    year = re.search(r"(?<!\d)((?:19|20)\d{2})(?:\d{4})?(?!\d)", Path(name).name)
    period = row.get("period") or row.get("date", "")[:4] or (year[1] if year else "")
    basis = "stated" if row.get("language") else "recognised by script"
    found = {"language": language, "language_basis": basis, "period": period, "sha256": digest, "encoding": encoding}
    return text, {**row, **found}


def _read_corrections(folder: Path, texts: Mapping[str, str], faults: list[str]) -> pd.DataFrame:
    """Table `corrections`; a row whose `found` is not what stands in the source is a fault."""
    path = folder / "corrections.csv"
    if not path.is_file():
        return frame("corrections", [])
    records, problems = _read_csv(path, column_names("corrections"))
    faults += problems
    rows = []
    ends: dict[str, int] = {}
    for place, row in records:
        if row["document"] not in texts:
            faults.append(f"{place}: document {row['document']!r} is not in the corpus; mend it or delete the row")
            continue
        if not texts[row["document"]]:
            continue  # the text itself could not be read, which is reported already
        if not (row["start"].isdecimal() and row["end"].isdecimal() and int(row["start"]) < int(row["end"])):
            faults.append(f"{place}: range {row['start']!r}–{row['end']!r} is no range; use whole numbers, start < end")
            continue
        start, end = int(row["start"]), int(row["end"])
        there = texts[row["document"]][start:end]
        if there != row["found"]:
            faults.append(f"{place}: {row['document']} has {there!r} at {start}–{end}, not {row['found']!r}; mend the row")
        elif not row["corrected"]:
            faults.append(f"{place}: corrected is empty; widen the range so that something is left to carry it")
        elif start < ends.get(row["document"], 0):
            faults.append(f"{place}: overlaps or precedes the correction before it; sort rows by start, keep them apart")
        else:
            ends[row["document"]] = end
            rows.append({**row, "start": start, "end": end})
    return frame("corrections", rows)
