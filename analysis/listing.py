"""documents.csv and corrections.csv as rows, each with its place; what a row may say.

Cells may be parted by comma, semicolon or tab, whatever a spreadsheet of the reader's country writes.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from analysis.decode import decode
from analysis.model import LANGUAGES, SIDES, column_names, unreadable

KNOWN = {*column_names("documents"), *column_names("corrections"), "outlet", "text"}
NOT_TEXTS = ("documents.csv", "corrections.csv")  # tables of a corpus that are no tables of texts
# Genres of texts that are their author's own words from the first line to the last, if one side issued them.
SPEECHES = (
    *("speech", "address", "remarks", "signed article", "letter"),
    *("讲话", "演讲", "致辞", "发言", "署名文章", "贺信"),
    *("phát biểu", "bài phát biểu", "diễn văn", "bài viết ký tên", "thư chúc mừng"),
)
# Genres of which nothing follows; any other word is kept too.
OTHER_GENRES = (
    *("news", "news report", "joint statement", "communiqué", "press conference", "briefing", "interview", "news preview"),
    *("commentary", "magazine article", "background article", "新闻", "报道", "新闻报道", "消息", "联合声明", "公报"),
    *("联合公报", "记者会", "采访", "评论", "社论", "tin", "tin tức", "bản tin", "tuyên bố chung", "thông cáo chung"),
    *("họp báo", "phỏng vấn", "bình luận", "xã luận"),
)
TO_FILL = "?"  # a cell that `new` left to a person


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
    date_note: str = ""
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
        if value and not is_partial_date(partial_date(value)):
            raise ValueError(f"date {value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")
        return value

    @model_validator(mode="after")
    def _normal_date(self) -> DocumentRow:
        """A date that a spreadsheet wrote anew (2024/8/9) as YYYY-MM-DD; how it was written stands in date_note."""
        if (date := partial_date(self.date)) != self.date:
            self.date_note = "; ".join(filter(None, (self.date_note, f"written {self.date}")))
            self.date = date
        return self


def is_speech(genre: str) -> bool:
    """Whether a genre is that of a speech or signed article.

    >>> is_speech("Speech "), is_speech("讲话"), is_speech("news report")
    (True, True, False)
    """
    return _genre_key(genre) in SPEECHES


def is_known_genre(genre: str) -> bool:
    """Whether a genre is one of which the suite knows what follows of it, be it nothing."""
    return _genre_key(genre) in ("", *SPEECHES, *OTHER_GENRES)


def _genre_key(genre: str) -> str:
    return unicodedata.normalize("NFC", genre).strip().lower()


def partial_date(value: str) -> str:
    """A date that has its year first and so but one meaning, as YYYY-MM or YYYY-MM-DD; anything else as it is.

    >>> partial_date("2024/8/9"), partial_date("2024-8"), partial_date("2024年8月9日"), partial_date("9/8/2024")
    ('2024-08-09', '2024-08', '2024-08-09', '9/8/2024')
    """
    match = re.fullmatch(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?|年(\d{1,2})月(?:(\d{1,2})日)?)", value)
    parts = [int(part) for part in match.group(3, 4, 5, 6) if part] if match else []
    return "-".join([match[1], *(f"{part:02}" for part in parts)]) if match else value


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


def read_header(text: str) -> tuple[list[str], str]:
    """Names of the columns of a metadata file, known ones in small letters, and what parts its cells.

    >>> read_header("File;Genre\\na.txt;speech")
    (['file', 'genre'], ';')
    """
    separator = max(",;\t", key=text.partition("\n")[0].count)
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])
    return [name.strip().lower() if name.strip().lower() in KNOWN else name.strip() for name in names], separator


def read_listing(path: Path, needed: list[str]) -> tuple[list[tuple[str, dict[str, str]]], list[str]]:
    """A metadata file as (place, cells) and its faults; row numbers are those a spreadsheet shows (the header is row 1)."""
    try:
        text, _ = decode(path.read_bytes())
        header, separator = read_header(text)
        _, *lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)) or [[]]
    except OSError as error:
        return [], [*unreadable(path, error).faults]
    except ValueError as error:
        return [], [f"{path.name}: {error}"]
    except csv.Error as error:
        if "field limit" in str(error):
            fault = f"a cell has more than {csv.field_size_limit():,} characters; close its quotes, or put a text into a file"
            return [], [f"{path.name}: {fault}"]
        return [], [f"{path.name}: quotes do not match ({error}); double a quote inside a cell, close each cell"]
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


def is_inside(folder: Path, path: Path) -> bool:
    """Whether a path stays in the corpus folder when links are followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        return False


def left_to_fill(folder: Path) -> list[str]:
    """A line for every row of documents.csv in which cells are still marked with `?`; [] where there is no such file."""
    path = folder / "documents.csv"
    if not path.exists():
        return []
    lines = []
    for place, row in read_listing(path, ["file"])[0]:
        if names := [name for name, value in row.items() if value.strip() == TO_FILL]:
            lines.append(f"{place} ({row['file']}): fill in {', '.join(names)}, or empty the cell")
    return lines
