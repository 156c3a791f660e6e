"""What can be taken away: complete, explained, safe to open in a spreadsheet, and the same twice."""

import io

import pandas as pd
import pytest

from analysis import count_hits
from analysis.downloads import (
    BOOK,
    CHARACTERS,
    DANGEROUS,
    Download,
    collect_tables,
    figure_files,
    neutralise,
    table_files,
    take_figures,
)
from analysis.evidence import counts_page
from analysis.model import column_names
from analysis.pages import gather

WANTED = {
    "hits",
    "counts_by_document",
    "counts_by_period",
    "wordings",
    "attestations",
    "sides",
    "commitments",
    "versions",
    "outline",
    "documents",
    "segments",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30pt" height="15pt"><rect width="9" height="9" fill="#0072B2"/></svg>'


@pytest.fixture(scope="module")
def results():
    return gather()


@pytest.fixture(scope="module")
def downloads(results) -> list[Download]:
    return collect_tables(results)


@pytest.fixture(scope="module")
def files(downloads) -> dict[str, bytes]:
    return table_files(downloads, "a run")


def read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", keep_default_na=False, dtype="str")


def test_every_table_is_there_as_csv_and_as_a_sheet(files, downloads) -> None:
    book = pd.read_excel(io.BytesIO(files[f"downloads/{BOOK}"]), sheet_name=None, engine="calamine")

    assert {one.name for one in downloads} >= WANTED
    assert list(book) == ["README", "tables", "dictionary", *(one.name for one in downloads)]
    for one in downloads:
        assert len(book[one.name]) == len(one.table) == len(read(files[f"downloads/{one.name}.csv"])), one.name


def test_every_column_is_in_the_dictionary(files, downloads, seeds) -> None:
    dictionary = read(files["downloads/dictionary.csv"])
    known = {(row["table"], row["column"]) for row in dictionary.to_dict("records")}
    periods = set(seeds.documents["period"])

    for one in downloads:
        for column in one.table.columns:
            said = (one.schema, column) in known or (one.schema == "attestations" and column in periods) or column == "texts"
            assert said, (one.name, column)


def test_a_download_has_the_rows_of_the_function_it_is_named_for(files, seeds, hits) -> None:
    expected = count_hits(seeds, hits)
    there = read(files["downloads/counts_by_document.csv"])

    assert list(there.columns) == column_names("counts")
    assert there["n"].astype(int).tolist() == expected["n"].tolist()


@pytest.mark.parametrize("start", DANGEROUS)
def test_text_that_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    hostile = f'{start}HYPERLINK("x")'
    table = pd.DataFrame({hostile: [hostile, f" {start}"], "n": [-1, 2], "x": [-0.5, float("nan")], "yes": [True, False]})

    safe = neutralise(table)

    assert safe.columns.tolist() == [f"'{hostile}", "n", "x", "yes"]
    assert safe.iloc[:, 0].tolist() == [f"'{hostile}", f" {start}"]
    pd.testing.assert_frame_equal(safe[["n", "x", "yes"]], table[["n", "x", "yes"]])


def test_hostile_words_of_a_corpus_are_neutralised_in_csv_and_book() -> None:
    table = pd.DataFrame({"document": ["=cmd|' /C calc'!A0", "+1", "@x", "-2", "六个更"], "n": [-1, 0, 1, 2, 3]})
    made = table_files([Download("hits", "hits", table)], "a run")
    csv = read(made["downloads/hits.csv"])
    book = pd.read_excel(io.BytesIO(made[f"downloads/{BOOK}"]), sheet_name="hits", engine="calamine")

    assert csv["document"].tolist() == ["'=cmd|' /C calc'!A0", "'+1", "'@x", "'-2", "六个更"]
    assert book["document"].tolist() == csv["document"].tolist()
    assert csv["n"].tolist() == ["-1", "0", "1", "2", "3"]
    assert book["n"].tolist() == [-1, 0, 1, 2, 3]


def test_a_cell_too_long_for_a_book_is_whole_in_csv() -> None:
    table = pd.DataFrame({"document": ["长" * (CHARACTERS + 5)]})
    made = table_files([Download("hits", "hits", table)], "a run")
    book = pd.read_excel(io.BytesIO(made[f"downloads/{BOOK}"]), sheet_name="hits", engine="calamine")

    assert len(read(made["downloads/hits.csv"])["document"][0]) == CHARACTERS + 5
    assert len(book["document"][0]) == CHARACTERS
    assert book["document"][0].endswith("…")


def test_csv_tells_a_spreadsheet_its_encoding(files) -> None:
    assert all(content.startswith(b"\xef\xbb\xbf") for name, content in files.items() if name.endswith(".csv"))


def test_the_files_come_out_the_same_twice(files, downloads) -> None:
    assert table_files(downloads, "a run") == files


def test_figures_are_taken_as_svg_and_painted_as_png() -> None:
    import base64

    source = base64.b64encode(SVG).decode("ascii")
    page = f'<figure><img src="data:image/svg+xml;base64,{source}" alt="a square"><figcaption>One square.</figcaption></figure>'
    (figure,) = take_figures(page, "01_formulas.html")
    made = figure_files([figure])
    png = made["downloads/figures/01_formulas-1.png"]

    assert figure[2:] == (SVG, "a square", "One square.")
    assert made["downloads/figures/01_formulas-1.svg"] == SVG
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (80, 40)  # 30 × 15 points, twice
    assert len(set(png)) > 2


def test_a_zero_to_take_away_is_the_zero_that_is_shown(results, files) -> None:
    shown = {
        (row["id"], *column["key"].values()): cell["zero"]
        for page in [counts_page(results, {})]
        for row in page["rows"]
        for column, cell in zip(page["columns"], row["cells"], strict=True)
    }
    by_text = read(files["downloads/counts_by_document.csv"])
    keys = ["formula", "period", "language"]
    by_period, wordings = (read(files[f"downloads/{name}.csv"]).set_index(keys) for name in ("counts_by_period", "wordings"))
    ledger = read(files["downloads/attestations.csv"]).set_index(["formula", "language"])

    assert {(row.formula, row.document): row.zero for row in by_text.itertuples()} == shown
    assert by_period["zero"].to_dict() == wordings["zero"].to_dict()
    for (formula, period, language), zero in by_period["zero"].items():
        assert not zero or ledger.loc[(formula, language), period] == f"0 ({zero})", (formula, period, language)
    assert by_period.loc[("new-era-vietnam", "2016", "zh"), "zero"] == "age not established"
