"""What can be taken from a report: its tables as CSV and as one workbook, with the data dictionary; its figures as SVG and PNG.

Files go to people who open them in a spreadsheet, which runs a cell that begins as a formula does. So in downloads text that
begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before it; numbers stay numbers. The tables of the
command line are for programs and are left alone.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import pandas as pd
from bs4 import BeautifulSoup, SoupStrainer

from analysis.attest import find_attestations
from analysis.count import count_hits
from analysis.draw import FONT
from analysis.model import HEADLINE_KINDS, data_dictionary
from analysis.outline import measure_sections
from analysis.pages import Results
from analysis.render import figure_names
from analysis.segment import segment_corpus
from analysis.sides import count_commitments, count_sides
from analysis.tables import TABLES
from analysis.versions import compare_languages
from analysis.write import dump_table

FOLDER = "downloads"
BOOK = "tifa-tables.xlsx"
ROWS, CHARACTERS = 1_048_575, 32_767  # what a sheet and a cell of a workbook hold
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
DATE = datetime(2000, 1, 1)  # a workbook's own date; it must come out the same twice, and the report says when it was made
ZOOM = 2.0  # a PNG has so many pixels for one of the SVG, on a line


class Download(NamedTuple):
    """A table to take away: name of its file, the table of the dictionary whose columns it has, the rows, what a row is."""

    name: str
    schema: str
    table: pd.DataFrame
    row: str = ""

    def one_row(self) -> str:
        """What one row is, in a few words."""
        return (self.row or TABLES[self.schema].row).replace("`", "")


class Figure(NamedTuple):
    """A figure to take away: name of its files, the page it stands on, SVG, what is to be seen, caption."""

    name: str
    page: str
    svg: bytes
    alt: str
    caption: str


def collect_tables(results: Results) -> list[Download]:
    """The tables of a report, each computed from the same hits as its pages."""
    corpus, hits, formulas = results.corpus, results.hits, results.formulas
    headline = hits[hits["kind"].isin(HEADLINE_KINDS)]
    counts = count_hits(corpus, hits, formulas, sizes=results.sizes)
    by_period = "formula × period and language; texts, the number of texts, stands in place of document"
    every = "an occurrence of a formula, of every kind; the headline count is of name, full, reordered and variant"
    return [
        Download("hits", "hits", hits, every),
        Download("counts_by_document", "counts", counts),
        Download("counts_by_period", "counts", results.counts, by_period),
        Download("wordings", "wordings", results.wordings),
        Download("attestations", "attestations", find_attestations(corpus, hits, formulas, results.counts)),
        Download("sides", "sides", count_sides(corpus, headline)),
        Download("commitments", "commitments", count_commitments(corpus, headline)),
        Download("versions", "versions", compare_languages(corpus, headline, formulas)),
        Download("outline", "outline", measure_sections(corpus, headline, formulas)),
        Download("documents", "documents", corpus.documents),
        Download("segments", "segments", segment_corpus(corpus)),
        Download("concordance", "concordance", results.lines),
    ]


def neutralise(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose text, names of columns included, no spreadsheet takes for a formula; numbers are left alone.

    >>> neutralise(pd.DataFrame({"text": ["=1+1", "六个更"], "n": [-1, 2]})).to_numpy().tolist()
    [["'=1+1", -1], ['六个更', 2]]
    """

    def safe(value: Any) -> Any:
        return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value

    texts = [name for name in table.columns if not pd.api.types.is_numeric_dtype(table[name])]
    return table.assign(**{name: table[name].map(safe) for name in texts}).rename(columns=safe)


def dictionary_of(downloads: list[Download]) -> pd.DataFrame:
    """The data dictionary of the tables that are downloads."""
    dictionary = data_dictionary()
    return dictionary[dictionary["table"].isin({download.schema for download in downloads})]


def describe(downloads: list[Download]) -> pd.DataFrame:
    """The list of the tables: name, what a row is, rows, and where the dictionary has its columns."""
    rows = [(one.name, one.one_row(), len(one.table), one.schema) for one in downloads]
    return pd.DataFrame(rows, columns=["table", "one row is", "rows", "in the dictionary"])


def table_files(downloads: list[Download], about: str) -> dict[str, bytes]:
    """Path in the report -> content: a CSV a table, the dictionary, all of them as sheets of one workbook, a word on them.

    about : which report they are from

    CSV begins with a byte order mark (UTF-8), without which spreadsheets read hanzi as something else.
    """
    sheets = {"tables": describe(downloads), "dictionary": dictionary_of(downloads)}
    sheets |= {download.name: download.table for download in downloads}
    sheets = {name: neutralise(table) for name, table in sheets.items()}
    files = {f"{FOLDER}/{name}.csv": _csv(table) for name, table in sheets.items()}
    return files | {f"{FOLDER}/{BOOK}": _book(sheets, about), f"{FOLDER}/README.txt": _readme(downloads, about)}


def _csv(table: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    dump_table(table, stream)
    return b"\xef\xbb\xbf" + stream.getvalue()


def _book(sheets: Mapping[str, pd.DataFrame], about: str) -> bytes:
    """A workbook: first a sheet that says what it is, then a sheet a table; what is too long for a sheet is not in it."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        book.book.set_properties({"title": "Tifa", "comments": about, "created": DATE})
        left_out = [name for name, table in sheets.items() if len(table) > ROWS]
        lines = [about, *_WORDS, *(f"{name} has too many rows for a sheet; it is in {name}.csv." for name in left_out)]
        pd.DataFrame({"read me": lines}).to_excel(book, sheet_name="README", index=False)
        for name, table in sheets.items():
            if name not in left_out:
                table.map(_cut).to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 0))
    return stream.getvalue()


def _cut(value: Any) -> Any:
    too_long = isinstance(value, str) and len(value) > CHARACTERS
    return f"{value[: CHARACTERS - 1]}…" if too_long else value


_WORDS = (
    "The sheet `tables` lists the tables, `dictionary` explains every column. A range [start, end) is in code points of the "
    "source as received, 0-based; which source is in `documents`, with its checksum.",
    "Text that begins with =, +, -, @, a tab or a carriage return has an apostrophe before it, so that no spreadsheet runs it.",
    "Rates are compared within one language only; a text a year and language carries no trend.",
)


def _readme(downloads: list[Download], about: str) -> bytes:
    listed = [f"{one.name}.csv: one row is {one.one_row()}" for one in downloads]
    lines = [about, "", *_WORDS, "", "CSV: UTF-8 with a byte order mark, commas, lines end in a line feed.", "", *listed]
    return "\n".join([*lines, f"{BOOK}: all of them, a sheet each", ""]).encode("utf-8")


def take_figures(html: str, page: str) -> list[Figure]:
    """The figures of a page of the report, in order."""
    if "<figure" not in html:
        return []
    soup = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("figure"))
    taken = []
    for name, figure in figure_names(soup, page):
        image = figure.img
        caption = figure.figcaption.get_text(" ", strip=True) if figure.figcaption else ""
        svg = base64.b64decode(image["src"].partition(",")[2])
        taken.append(Figure(name, page, svg, image.get("alt", ""), caption))
    return taken


def figure_files(figures: list[Figure], paint: Callable[[bytes], bytes] | None = None) -> dict[str, bytes]:
    """Path in the report -> content: every figure as SVG, and as PNG on white in twice its size.

    paint : SVG -> PNG; by resvg if not given
    """
    files = {}
    for figure in figures:
        files[f"{FOLDER}/figures/{figure.name}.svg"] = figure.svg
        files[f"{FOLDER}/figures/{figure.name}.png"] = (paint or _paint)(figure.svg)
    return files


def _paint(svg: bytes) -> bytes:
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg.decode("utf-8"), background="white", dpi=96, zoom=ZOOM, skip_system_fonts=True, font_files=[str(FONT)]
    )
    return bytes(drawn)


def downloads_page(
    downloads: list[Download], figures: list[Figure], files: Mapping[str, bytes], labels: Mapping[str, str]
) -> dict[str, Any]:
    """What the page of downloads shows.

    files  : path in the report -> content
    labels : page -> what it is called
    """
    tables = [
        row | {"size": _size(files[f"{FOLDER}/{row['table']}.csv"])}
        for row in describe(downloads).rename(columns={"one row is": "row"}).to_dict("records")
    ]
    shown = [
        figure._asdict()
        | {"label": labels.get(figure.page, figure.page)}
        | {kind: _size(files[f"{FOLDER}/figures/{figure.name}.{kind}"]) for kind in ("svg", "png")}
        for figure in figures
    ]
    book = {"file": f"{FOLDER}/{BOOK}", "size": _size(files[f"{FOLDER}/{BOOK}"])}
    return {"tables": tables, "figures": shown, "folder": FOLDER, "book": book}


def _size(content: bytes) -> str:
    return f"{max(round(len(content) / 1000), 1):,} kB"
