"""A folder of files -> its documents.csv: what can be recognised is filled in, what a person must say is marked with `?`.

Nothing is guessed: a date is filled in where a dateline or the file's name gives one day and no other; every date found, and
where, stands in `date_note`.

>>> find_dates("新华社河内2020年3月4日电 双方同意合作。", "zh")
[('2020-03-04', 'dateline', 5, 14)]
"""

from __future__ import annotations

import csv
import hashlib
import io
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from analysis.decode import decode, recognise_language
from analysis.extract import PAGES, PLAIN, RICH, extract
from analysis.listing import NOT_TEXTS, TO_FILL, is_inside, is_partial_date, read_header, read_listing
from analysis.model import CorpusError, column_names
from analysis.read import read_bytes, text_files, year_in_name
from analysis.roles import Stretch, find_stretches
from analysis.script import is_traditional, simplify
from analysis.sheets import SHEETS, read_sheet
from analysis.webpage import DEFAULT, PageRule, pick_rule, read_outlets
from analysis.whole import beside
from analysis.write import write_text

COLUMNS = (*column_names("documents")[: column_names("documents").index("sha256") + 1], "encoding")
_BY_HAND = ("date", "date_basis", "issuer", "issuer_side", "genre", "source")
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?",
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d/-])(?P<d>\d{1,2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)",
        "(?P<d>\\d{1,2}) th(?:á|a\u0301)ng (?P<m>\\d{1,2}) n(?:ă|a\u0306)m (?P<y>(?:19|20)\\d\\d)(?!\\d)",
    )
)
_NAME = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_.]?(?P<m>\d\d)[-_.]?(?P<d>\d\d)(?!\d)")
# A day in a line of its own, in brackets and at most with a place, is printed as the day of the text.
_OWN_LINE = re.compile(
    r"^[ \t\u3000]*[（(][^（）()\d\n]{0,12}(\d{4}年\d{1,2}月\d{1,2}日)[^（）()\d\n]{0,12}[）)][ \t\u3000\r]*$", re.M
)
_PRINTED = ("dateline", "line of its own")
_RANKS = {"title": 0, "heading": 0, "dateline": 1, "line of its own": 1, "lead": 1}  # in which order dates are shown
_SET_ASIDE = ("furniture", "caption", "repeated lead")  # where a day is another's
_NO_YEAR = re.compile(r"(?<![年\d])\d{1,2}月\d{1,2}日(?=电|電)")
_RUN_BY_SHEETS = ("", "=", "+", "-", "@")  # a title of none, or one that a spreadsheet would take for a formula
_SHOWN = 5  # dates in a note


def new_corpus(folder: Path) -> tuple[Path, list[str]]:
    """Write documents.csv for a folder of files; returns its path, and a line for every file that is not a text or not read.

    Raises FileExistsError where there is one already, FileNotFoundError where there is no folder or no text in it.
    """
    listing = folder / "documents.csv"
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder; give the folder that your texts are in")
    if listing.exists() or listing.is_symlink():
        way_out = "add rows to it (new --add does), or rename it and begin anew"
        raise FileExistsError(f"{listing} is there already and stays as it is; {way_out}")
    rows, notes = _describe_all(folder, _files(folder), set())
    if not rows:
        raise FileNotFoundError(f"{folder}: no text that can be read; add {', '.join((*PLAIN, *RICH, *SHEETS))}")
    text = _as_lines(COLUMNS, ",", [dict(zip(COLUMNS, COLUMNS, strict=True)), *rows])
    write_text("\ufeff" + text, listing)  # by the mark a spreadsheet knows UTF-8
    return listing, notes


def add_texts(folder: Path) -> tuple[Path, list[str], list[str]]:
    """Add rows to documents.csv for the texts that it does not list; what stands in it stays, byte for byte.

    Returns its path, the files added, and a line for every file that is not a text or not read. Raises CorpusError with the
    faults of documents.csv, FileNotFoundError where there is none, ValueError where its encoding has no place for a row.
    """
    listing = folder / "documents.csv"
    if not listing.is_file():
        raise FileNotFoundError(f"{listing} is not there; begin with: python -m analysis new {folder}")
    if not is_inside(folder, listing):
        raise CorpusError(["documents.csv is a link out of the corpus folder; copy the file into it"])
    known, faults = read_listing(listing, ["file"])
    if faults:
        raise CorpusError(faults)
    listed = {posixpath.normpath(row["file"]) for _, row in known}
    names = {row.get("document") or PurePosixPath(row["file"]).stem for _, row in known}
    rows, notes = _describe_all(folder, [file for file in _files(folder) if file not in listed], names)
    if rows:
        data = listing.read_bytes()
        text, encoding = decode(data)
        header, separator = read_header(text)
        lines = _as_lines(header, separator, rows)
        added = ("" if text.endswith(("\n", "\r")) else "\n") + lines
        with beside(listing) as stream:
            stream.write(_appended(data, text, added, encoding))
    return listing, [row["file"] for row in rows], notes


def _appended(data: bytes, text: str, added: str, encoding: str) -> bytes:
    """The bytes of a file with a text added behind what is there."""
    try:
        whole = (text + added).encode(encoding)
        if whole.startswith(data):
            return whole
    except UnicodeEncodeError:
        pass
    raise ValueError(f"documents.csv is in {encoding}, which has no place for the names to add; save it as CSV UTF-8")


def _files(folder: Path) -> list[str]:
    return [file for file in text_files(folder, (*PLAIN, *RICH, *SHEETS)) if file not in NOT_TEXTS]


def _describe_all(folder: Path, files: list[str], taken: set[str]) -> tuple[list[dict[str, str]], list[str]]:
    """Rows of files whose identifiers are none of those taken, and a line for each that is not read."""
    rules = read_outlets(folder)
    rows: list[dict[str, str]] = []
    notes = []
    for file in files:
        try:
            row = describe(folder, file, pick_rule(rules))
        except ValueError as error:
            notes.append(f"{file}: {error}")
            continue
        row["document"] = _identifier(file, taken | {one["document"] for one in rows})
        rows.append(row)
    return rows, notes


def _as_lines(columns: Sequence[str], separator: str, rows: list[dict[str, str]]) -> str:
    stream = io.StringIO()
    table = csv.DictWriter(stream, columns, restval="", extrasaction="ignore", delimiter=separator, lineterminator="\n")
    table.writerows(rows)
    return stream.getvalue()


def describe(folder: Path, file: str, rule: PageRule = DEFAULT) -> dict[str, str]:
    """The row of a file in documents.csv, `?` where a person must say it. Raises ValueError where it is no text."""
    data = read_bytes(folder, file)
    row = {"file": file, "sha256": hashlib.sha256(data).hexdigest(), **dict.fromkeys(_BY_HAND, TO_FILL)}
    if PurePosixPath(file).suffix.lower() in SHEETS:
        lines = read_sheet(file, data)
        told = {name for _, cells in lines for name, value in cells.items() if value}
        return {name: value for name, value in row.items() if name not in told}
    text, row["encoding"], *_ = extract(file, data, rule=rule)
    if not text.strip():
        raise ValueError("is empty; add the text")
    row["language"] = recognise_language(text) or TO_FILL
    language = row["language"] if row["language"] != TO_FILL else "vi"
    printed = _page_title(file, data, row["encoding"], text)
    title = next((stretch for stretch in _stretches(text, language, printed) if stretch.role == "title"), None)
    words = printed or (" ".join(text[title.start : title.end].split()) if title else "")
    row["title"] = TO_FILL if words[:1] in _RUN_BY_SHEETS else words
    row |= _dated(file, find_dates(text, language, printed))
    if days := list(dict.fromkeys(_NO_YEAR.findall(text))):
        row["date_note"] += f"; without a year in the dateline: {', '.join(days[:_SHOWN])}"
    return row


def find_dates(text: str, language: str, title: str = "") -> list[tuple[str, str, int, int]]:
    """Dates with a year in a text: the date (ISO 8601), the role of the stretch it stands in, its range.

    title : of a saved page, '' of another file; what stands before it is no text
    """
    stretches = _stretches(text, language, title)
    own = {line.start(1) for line in _OWN_LINE.finditer(text)}
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            role = (
                "line of its own"
                if match.start() in own
                else next((one.role for one in stretches if one.start <= match.start() < one.end), "text")
            )
            if day := _iso(match):
                found.append((day, role, match.start(), match.end()))
    return sorted(set(found), key=lambda one: one[2])


def _page_title(file: str, data: bytes, encoding: str, text: str) -> str:
    """The only first-rank heading of a saved page, if it stands in what is read of it; '' otherwise."""
    if PurePosixPath(file).suffix.lower() not in PAGES:
        return ""
    from bs4 import BeautifulSoup

    heads = [" ".join(head.get_text().split()) for head in BeautifulSoup(data.decode(encoding), "html.parser").find_all("h1")]
    return heads[0] if len(heads) == 1 and heads[0] in text else ""


def _stretches(text: str, language: str, title: str) -> list[Stretch]:
    """Those of a text; `title` : of a saved page, '' of another file."""
    if language == "zh" and is_traditional(text):
        text, title = simplify(text), simplify(title)
    return find_stretches(text, language, title, page=bool(title))


def _iso(match: re.Match[str]) -> str:
    parts = [match["y"], f"{int(match['m']):02}"] + ([f"{int(match['d']):02}"] if match["d"] else [])
    return "-".join(parts) if is_partial_date("-".join(parts)) else ""


def _dated(file: str, dates: list[tuple[str, str, int, int]]) -> dict[str, str]:
    """date, date_basis and date_note."""
    read = sorted((one for one in dates if one[1] not in _SET_ASIDE), key=lambda one: _RANKS.get(one[1], len(_RANKS)))
    printed = [day for day, role, *_ in read if role in _PRINTED]
    name = PurePosixPath(file).name
    named = [day for match in _NAME.finditer(name) if (day := _iso(match))]
    shown = [f"{day} in the {role} [{start}, {end})" for day, role, start, end in read[:_SHOWN]]
    shown += [f"{len(read) - _SHOWN} more in the text"] if len(read) > _SHOWN else []
    shown += [f"{day} in the file's name" for day in named]
    shown = shown or ["no date with a year found"]
    shown += [f"{len(dates) - len(read)} in what is set aside"] if len(dates) > len(read) else []
    days = {*printed, *named}
    year = "" if named or len(days) == 1 else year_in_name(file)
    shown += [f"the year {year} in the file's name"] if year else []
    note = {"date_note": "; ".join(shown)}
    if len(days) != 1:
        return note
    return note | {"date": days.pop(), "date_basis": "stated" if printed else "inferred"}


def _identifier(file: str, taken: set[str]) -> str:
    """The stem of a file, with its ending or its folders where that is another's."""
    path = PurePosixPath(file)
    names = (path.stem, f"{path.stem}-{path.suffix[1:]}", "-".join([*path.parts[:-1], path.stem, path.suffix[1:]]), file)
    return next(name for name in names if name not in taken)
