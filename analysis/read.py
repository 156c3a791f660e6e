"""A folder of texts and documents.csv -> `Corpus`. Sources are read, never written.

Three shapes are read: a folder with documents.csv (only its column `file` must be there), a folder of texts without one, and
a single file. What documents.csv does not say is found where it can be (language by script, period by date or
file name, encoding by byte order mark, UTF-8, then charset-normalizer) and recorded in the table. Every fault of the
corpus is reported at once, as one `CorpusError`.

`Corpus.texts` holds what the bytes decode to under the recorded encoding and nothing else: line ends stay, and a byte
order mark belongs to the encoding (`utf-8-sig`), not to the text. Of .html, .docx, .pdf and of tables of texts it holds what
`extract` and `sheets` take out of them, with a checksum. All ranges of the suite count in that string.
"""

from __future__ import annotations

import functools
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from analysis.corrections import check_corrections, corrected_rows
from analysis.decode import recognise_language
from analysis.extract import PAGES, PLAIN, RICH, Extracted, extract
from analysis.listing import TO_FILL, DocumentRow, is_inside, read_listing
from analysis.model import Corpus, CorpusError, column_names, frame
from analysis.parquet import PARQUET, parquet_cells, parquet_rows
from analysis.script import is_traditional
from analysis.sheets import SHEETS, read_sheet
from analysis.webpage import PageRule, pick_rule, read_outlets

Part = tuple[dict[str, Any], Extracted]  # a row of `documents` and its text
_NOT_OWN = ("file", "sha256", "encoding", "text")  # columns that a row of a table of texts does not have of its own
_CHANGED = "the text changed since; if that was you, empty the cell sha256 (and mend ranges that point into it)"
_LETTERS_LOST = "the spreadsheet lost letters of its name: mend it, and save documents.csv as CSV UTF-8"
DEFAULT_CORPUS = Path(__file__).parent.parent / "seeds"
# Formats that hold text which is not read; some of them would pass for plain text.
_NOT_READ = {".doc", ".rtf", ".odt", ".wps", ".xls", ".ods", ".mht", ".mhtml", ".epub", ".zip", ".rar", ".7z"}


def read_corpus(path: str | Path | None = None) -> Corpus:
    """Read a corpus: a folder with documents.csv, a folder of texts, or one file; without a path, the five seeds.

    Raises `CorpusError` with every fault found; FileNotFoundError if nothing is at `path`.

    >>> read_corpus().documents["period"].tolist()
    ['2016', '2016', '2022', '2025', '2026']
    """
    path = corpus_path(path)
    rows, faults = corpus_rows(path)
    folder = path if path.is_dir() else path.parent
    rules: dict[str, PageRule] = {}
    if path.is_dir():
        try:
            rules = read_outlets(folder)
        except CorpusError as error:
            faults += error.faults
    texts: dict[str, str] = {}
    load = functools.partial(_read_file, folder, rules)
    documents, left_out = read_rows(((place, row, load) for place, row in listed_once(rows, faults)), texts, faults)
    corrections = frame("corrections", [])
    if path.is_dir():
        records, problems = corrected_rows(folder)
        faults += problems
        corrections = check_corrections(records, texts, faults)
    if faults:
        raise CorpusError(faults)
    further = dict.fromkeys(name for row in documents for name in row if name not in column_names("documents"))
    table = frame("documents", documents)
    for name in further:
        table[name] = [row.get(name, "") for row in documents]
    return Corpus(table, texts, corrections, folder, frame("left_out", left_out))


def read_rows(
    rows: Iterable[tuple[str, dict[str, Any], Callable[[dict[str, Any]], list[Part]]]],
    texts: dict[str, str],
    faults: list[str],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of `documents` and of `left_out`; fills `texts` (document -> text, '' where it cannot be read) and `faults`.

    rows : place, row and what reads it
    """
    documents: list[dict[str, Any]] = []
    left_out: list[dict[str, Any]] = []
    for place, row, load in rows:
        document = row.get("document") or Path(row["file"]).stem
        if document in texts:
            faults.append(
                f"{place}: document {document!r} is there already; give each text an identifier of its own in documents.csv"
            )
            continue
        try:
            parts = load(row | {"document": document})
        except ValueError as error:
            texts[document] = ""
            faults.append(f"{place}: {error}")
            continue
        for part, extracted in parts:
            name = part["document"]
            if name in texts:
                faults.append(f"{place}: document {name!r} is there already; mend column document of {row['file']!r}")
                continue
            texts[name] = extracted.text
            try:
                documents.append(_complete(part, extracted))
                left_out += [{"document": name, **what} for what in extracted.left_out]
            except ValueError as error:
                texts[name] = ""
                faults.append(f"{place}: {error}")
    return documents, left_out


def listed_once(rows: Iterable[tuple[str, dict[str, Any]]], faults: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows whose file no row before them has; the others become faults."""
    files: set[str] = set()
    for place, row in rows:
        if (path := posixpath.normpath(row["file"])) in files:
            faults.append(f"{place}: file {row['file']!r} is listed twice; delete one row")
        else:
            files.add(path)
            yield place, row


def corpus_path(path: str | Path | None) -> Path:
    """Where a corpus is: the path given, which must be there, or the seeds."""
    if path is None:
        if not (DEFAULT_CORPUS / "documents.csv").is_file():
            raise FileNotFoundError("outside a checkout there is no default corpus; give the path of a folder or a file")
        return DEFAULT_CORPUS
    if not str(path) or not Path(path).exists():
        raise FileNotFoundError(f"{path}: no such file or folder; give a folder of texts or one text")
    return Path(path)


def corpus_rows(path: Path) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    """Rows of documents.csv as (place, row), or one row a file where there is none."""
    if path.is_file():
        return [(path.name, {"file": path.name})], []
    listing = path / "documents.csv"
    if not is_inside(path, listing):
        raise CorpusError(["documents.csv is a link out of the corpus folder; copy the file into it"])
    if not listing.exists():
        files = text_files(path)
        if not files and (tables := parquet_rows(path)):
            return tables, []
        if not files:
            raise CorpusError(
                [f"{path.name}: neither documents.csv nor a text in this folder; add texts ({', '.join((*PLAIN, *RICH))})"]
            )
        return [(file, {"file": file}) for file in files], []
    records, faults = read_listing(listing, ["file"])
    rows: list[tuple[str, dict[str, Any]]] = []
    for place, record in records:
        try:
            said = {name: "" if value.strip() == TO_FILL else value for name, value in record.items()}
            rows.append((place, DocumentRow(**said).model_dump()))
        except ValidationError as error:
            faults += [f"{place}: {fault['msg'].removeprefix('Value error, ')}" for fault in error.errors()]
    if not rows and not faults:
        faults.append("documents.csv: no rows; list one text a row")
    return rows, faults


def text_files(folder: Path, endings: tuple[str, ...] = (*PLAIN, *RICH)) -> list[str]:
    """Paths of the texts in a folder, hidden ones, Word's locks and the parts that a browser saves beside a page apart.

    A table of texts is none of them: a table that this suite wrote may lie there too. documents.csv can list it.
    """
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.suffix.lower() in endings and file.is_file())
    files = sorted(file for file in found if not any(part.startswith((".", "~$")) for part in file.parts))
    beside = {file.with_name(f"{file.stem}_files") for file in files if file.suffix.lower() in PAGES}
    return [file.as_posix() for file in files if not beside & set(file.parents)]


def _read_file(folder: Path, rules: Mapping[str, PageRule], row: dict[str, Any]) -> list[Part]:
    """What a row's file holds: one text, or of a table of texts one a row."""
    if row["file"].lower().endswith(PARQUET):
        return [part for place, cells in parquet_cells(folder, row["file"]) for part in read_table(row, [(place, cells)])]
    return read_data(rules, read_bytes(folder, row["file"]), row)


def read_data(rules: Mapping[str, PageRule], data: bytes, row: dict[str, Any]) -> list[Part]:
    """What the bytes of a row's file hold: one text, or of a table of texts one a row."""
    name = row["file"]
    digest = hashlib.sha256(data).hexdigest()
    if (stated := row.get("sha256", "")) and stated.lower() != digest:
        raise ValueError(f"file {name!r} has sha256 {digest}, not {stated}; {_CHANGED}")
    ending = Path(name).suffix.lower()
    if ending in _NOT_READ:
        raise ValueError(f"file {name!r}: {ending} is not read; save it as .docx, .xlsx or .txt")
    row = {**row, "sha256": digest}
    try:
        if ending in SHEETS:
            return read_table(row, read_sheet(name, data, row.get("encoding", "")))
        rule = pick_rule(rules, row.get("outlet", ""), row.get("source", ""))
        return [(row, extract(name, data, row.get("encoding", ""), rule))]
    except ValueError as error:
        joint = " " if str(error).startswith(("is ", "has ")) else ": "
        raise ValueError(f"file {name!r}{joint}{error}") from None


def read_table(row: Mapping[str, Any], lines: list[tuple[str, dict[str, str]]]) -> list[Part]:
    """Rows of a table of texts; what a cell does not say the row of documents.csv says for all."""
    parts = []
    for place, cells in lines:
        text = cells["text"]
        own = {name: value for name, value in cells.items() if value and name not in _NOT_OWN}
        own = {"document": f"{row['document']}-{re.sub('(^| )row ', lambda m: m[1] and '-', place)}", **own}
        try:
            parts.append((DocumentRow(**{**row, **own, "place": place}).model_dump(), Extracted(text, "", _digest(text))))
        except ValidationError as error:
            raise ValueError(f"{place}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
    return parts


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_bytes(folder: Path, name: str) -> bytes:
    """The bytes of a file that does not leave the corpus folder."""
    try:
        file = (folder / name).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise ValueError(f"file {name!r} leaves the corpus folder; copy the text into it")
        if not file.is_file():
            way_out = _LETTERS_LOST if {*name} & {"?", "\ufffd"} else "put it into the corpus folder or mend the name"
            raise ValueError(f"file {name!r} is not there; {way_out}")
        return file.read_bytes()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", "") or "a link that leads to itself"
        raise ValueError(f"file {name[:80]!r} cannot be read ({reason}); mend the name or its permissions") from None


def year_in_name(file: str) -> str:
    """The year in a file's name, alone or at the head of a day; '' where there is none.

    >>> year_in_name("a/20160417.txt"), year_in_name("no123456.txt")
    ('2016', '')
    """
    year = re.search(r"(?<!\d)((?:19|20)\d{2})(?:\d{4})?(?!\d)", Path(file).name)
    return year[1] if year else ""


def _complete(row: Mapping[str, Any], extracted: Extracted) -> dict[str, Any]:
    """The row of a text with what could be found out filled in."""
    text, name = extracted.text, row["file"]
    label = f"file {name!r} {row['place']}" if row.get("place") else f"file {name!r}"
    if not text.strip():
        raise ValueError(f"{label} is empty; add the text or delete the row")
    language = row.get("language") or recognise_language(text)
    if not language:
        raise ValueError(f"{label}: language not recognised by its script; say 'zh' or 'vi' in column language")
    return {
        **row,
        "language": language,
        "language_basis": "stated" if row.get("language") else "recognised by script",
        "period": row.get("period") or row.get("date", "")[:4] or year_in_name(name),
        "encoding": extracted.encoding,
        "script": "traditional" if language == "zh" and is_traditional(text) else "",
        "extracted_sha256": extracted.sha256,
    }
