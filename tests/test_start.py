"""A corpus begun from a folder of files."""

import csv
from pathlib import Path

import pytest
from files import docx, paragraph, xlsx

from analysis import read_corpus
from analysis.__main__ import main
from analysis.listing import read_listing
from analysis.start import COLUMNS, add_texts, find_dates, new_corpus

ZH = "两国关系新发展\n\n新华社河内2020年3月4日电 双方同意扩大合作，自2019年5月起举行会谈。"
VI = "Hai bên nhất trí tăng cường quan hệ hữu nghị truyền thống từ ngày 5 tháng 6 năm 2021."


@pytest.fixture
def folder(make_corpus) -> Path:
    made = make_corpus(a_txt=ZH.encode("gb18030"), b__c_txt=VI, bad_txt=bytes([0, 255, 1, 254]) * 40, notes_csv="x,y\n1,2\n")
    (made / "20220102.docx").write_bytes(docx(paragraph("双方同意深化合作。")))
    (made / "c.html").write_text("<p>双方同意深化合作。</p>", encoding="utf-8")
    (made / "t.xlsx").write_bytes(xlsx([{"text": "双方同意合作。", "date": "2018", "source": "own"}]))
    return made


def listed(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream)}


def test_what_can_be_recognised_is_filled_in_and_the_rest_is_marked(folder: Path, capfd) -> None:
    assert main(["new", str(folder)]) == 0
    said = capfd.readouterr().err.splitlines()
    rows = listed(folder)

    assert sorted(rows) == ["20220102.docx", "a.txt", "b/c.txt", "c.html", "t.xlsx"]
    columns = ["document", "language", "title", "date", "date_basis", "date_note", "issuer_side", "encoding"]
    assert [rows["a.txt"][name] for name in columns] == [
        *("a", "zh", "两国关系新发展", "2020-03-04", "stated"),
        "2020-03-04 in the dateline [14, 23); 2019-05 in the body [35, 42)",
        *("?", "gb18030"),
    ]
    assert [rows["b/c.txt"][name] for name in columns] == [
        *("c", "vi", "?", "?", "?"),
        f"2021-06-05 in the body [{VI.index('5 tháng')}, {len(VI) - 1})",
        *("?", "utf-8"),
    ]
    assert [rows["20220102.docx"][name] for name in columns[3:6]] == ["2022-01-02", "inferred", "2022-01-02 in the file's name"]
    assert rows["c.html"]["document"] == "c-html"
    assert (rows["t.xlsx"]["date"], rows["t.xlsx"]["source"], rows["t.xlsx"]["genre"]) == ("", "", "?")
    assert said[0].startswith(f"{folder / 'documents.csv'}: written; fill in what is marked ?")
    assert said[1].startswith("not read: bad.txt: its bytes are not text")
    assert said[2].startswith("not read: notes.csv: has no column 'text'")
    assert said[3] == f"When they are mended: python -m analysis new --add {folder}"


def test_what_it_wrote_is_a_corpus_and_check_says_what_is_left(folder: Path, capfd) -> None:
    new_corpus(folder)
    corpus = read_corpus(folder)

    assert corpus.documents.set_index("document")["period"].to_dict() == {
        "20220102": "2022",
        "a": "2020",
        "c": "",
        "c-html": "",
        "t-2": "2018",
    }
    assert main(["check", str(folder)]) == 0
    out = capfd.readouterr().out
    assert "to fill: documents.csv row 3 (a.txt): fill in issuer, issuer_side, genre, source, or empty the cell\n" in out

    text = (folder / "documents.csv").read_text(encoding="utf-8-sig")
    (folder / "documents.csv").write_text(text.replace("?", ""), encoding="utf-8")
    assert main(["check", str(folder)]) == 0
    assert "to fill" not in capfd.readouterr().out


def test_a_listing_that_is_there_is_never_written_over(folder: Path, capfd) -> None:
    (folder / "documents.csv").write_text("file\na.txt\n", encoding="utf-8")

    assert main(["new", str(folder)]) == 2
    assert "is there already and stays as it is; add rows to it (new --add does)" in capfd.readouterr().err
    assert (folder / "documents.csv").read_text(encoding="utf-8") == "file\na.txt\n"


def test_neither_a_link_is_written_through_nor_a_source_touched(folder: Path, tmp_path_factory) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    target = tmp_path_factory.mktemp("other") / "outside.csv"
    (folder / "documents.csv").symlink_to(target)

    with pytest.raises(FileExistsError):
        new_corpus(folder)
    (folder / "documents.csv").unlink()
    new_corpus(folder)

    assert not target.exists()
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(("name", "message"), [("nowhere", "no such folder"), ("", "no text that can be read; add .txt")])
def test_nothing_to_begin_with(tmp_path: Path, name: str, message: str, capfd) -> None:
    assert main(["new", str(tmp_path / name)]) == 2
    assert message in capfd.readouterr().err


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("双方2020年3月发表，2020-13-40不是日期。", ["2020-03"]),
        ("Hà Nội, ngày 5 tháng 6 năm 2021. Ngày 7/8/2022 hai bên gặp.", ["2021-06-05", "2022-08-07"]),
        ("Hà Nội, ngày 5 tha\u0301ng 6 na\u0306m 2021 hai bên gặp nhau.", ["2021-06-05"]),
        ("2021.06.05 双方同意。", ["2021-06-05"]),
        ("12020年3月，11月12日。", []),
        ("新華社河內2020年3月4日電 雙方同意擴大兩國務實合作。", ["2020-03-04"]),
    ],
)
def test_dates_with_a_year(text: str, dates: list[str]) -> None:
    assert [day for day, *_ in find_dates(text, "zh" if "双" in text or "年" in text else "vi")] == dates


def test_a_dateline_in_traditional_characters_is_one() -> None:
    assert find_dates("新華社河內2020年3月4日電 雙方同意擴大兩國務實合作。", "zh") == [("2020-03-04", "dateline", 5, 14)]


@pytest.mark.parametrize(
    ("heads", "title"),
    [("<h1>Hội đàm <b>hai nước</b></h1>", "Hội đàm hai nước"), ("<h1>Tin tức</h1><h1>Hội đàm</h1>", "Trang chủ")],
)
def test_the_title_of_a_page_is_its_only_heading_of_the_first_rank(make_corpus, heads: str, title: str) -> None:
    folder = make_corpus()
    (folder / "a.html").write_text(f"<div>Trang chủ</div>{heads}<p>{VI}</p>", encoding="utf-8")
    new_corpus(folder)

    assert listed(folder)["a.html"]["title"] == title


def test_a_day_in_brackets_below_the_title_is_printed_and_a_dateline_without_a_year_is_said(make_corpus) -> None:
    folder = make_corpus(
        a_txt="在友好会见上的讲话\n（2017年1月13日，北京）\n双方自（2019年5月6日）起合作。",
        b_txt="两国会谈\n\n新华社河内5月20日电 双方同意合作。\n\n相关新闻\n2006年8月9日：双方会谈。",
    )
    new_corpus(folder)
    rows = listed(folder)

    assert (rows["a.txt"]["date"], rows["a.txt"]["date_basis"]) == ("2017-01-13", "stated")
    assert rows["b.txt"]["date"] == "?"
    assert rows["b.txt"]["date_note"].endswith("; without a year in the dateline: 5月20日")


def test_check_says_what_to_mend_first(folder: Path, capfd) -> None:
    new_corpus(folder)
    (folder / "c.html").unlink()

    assert main(["check", str(folder)]) == 1
    said = capfd.readouterr()
    assert said.err.startswith("documents.csv row 5: file 'c.html' is not there")
    kinds = [line.partition(":")[0] for line in said.out.splitlines()[:-1]]
    assert kinds == sorted(kinds, key=["to fill", "note"].index)


def test_the_columns_are_those_of_the_table_documents() -> None:
    assert COLUMNS[:2] == ("document", "file")
    assert {"language", "period", "date", "title", "issuer_side", "source", "sha256", "encoding"} <= set(COLUMNS)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_a_title_that_a_spreadsheet_would_run_is_left_to_a_person(tmp_path: Path, begins: str) -> None:
    page = f"<h1>{begins}HYPERLINK(1) 双方会谈</h1><p>双方同意深化合作，维护南海和平稳定，推动构建命运共同体。</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    path, _ = new_corpus(tmp_path)

    assert f"{begins}HYPERLINK" not in path.read_text(encoding="utf-8-sig")


LISTING = {
    "UTF-8 with its mark": "\ufefffile;Title;own\r\na.txt;“甲；乙”;?\r\n".encode(),
    "no line end": "file;Title;own\na.txt;甲;x".encode(),
    "UTF-16": "file;Title;own\na.txt;甲;x\n".encode("utf-16"),
    "GB18030": ("file;Title;own\na.txt;" + "双方同意深化合作" * 20 + ";x\n").encode("gb18030"),
}


@pytest.mark.parametrize("listing", LISTING.values(), ids=LISTING)
def test_rows_are_added_for_what_is_not_listed_and_those_that_are_there_stay(folder: Path, listing: bytes, capfd) -> None:
    (folder / "documents.csv").write_bytes(listing)

    assert main(["new", "--add", str(folder)]) == 0
    data = (folder / "documents.csv").read_bytes()
    said = capfd.readouterr().err
    rows = dict(read_listing(folder / "documents.csv", ["file"])[0])

    assert data.startswith(listing)
    assert [row["file"] for row in rows.values()] == ["a.txt", "20220102.docx", "b/c.txt", "c.html", "t.xlsx"]
    assert {tuple(row) for row in rows.values()} == {("file", "title", "own")}
    assert said.startswith("20220102.docx: added\nb/c.txt: added\n")
    assert "documents.csv: 4 rows added; fill in" in said
    assert "not read: notes.csv: has no column 'text'" in said

    assert main(["new", "--add", str(folder)]) == 0
    assert "nothing added" in capfd.readouterr().err
    assert (folder / "documents.csv").read_bytes() == data


def test_a_command_to_copy_has_the_name_of_a_folder_in_quotes(make_corpus, capfd) -> None:
    folder = make_corpus(**{"my texts__a_txt": ZH, "my texts__b_csv": "x,y\n1,2\n"}) / "my texts"

    assert main(["new", str(folder)]) == 0
    assert f'python -m analysis check "{folder}"\n' in (said := capfd.readouterr().err)
    assert said.endswith(f'python -m analysis new --add "{folder}"\n')


def test_an_added_row_has_an_identifier_of_its_own(make_corpus) -> None:
    folder = make_corpus(documents_csv="document,file\nb,a.txt\n", a_txt=ZH, b_txt=ZH)
    add_texts(folder)

    assert list(read_corpus(folder).texts) == ["b", "b-txt"]


@pytest.mark.parametrize(
    ("listing", "status", "message"),
    [
        (None, 2, "documents.csv is not there; begin with: python -m analysis new"),
        ("name\na.txt\n", 1, "documents.csv: column 'file' is missing; add it"),
        ("file,title\na.txt,x,y\n", 1, "documents.csv row 2: 3 cells where the header has 2"),
    ],
)
def test_nothing_is_added_to_a_listing_that_has_faults(
    make_corpus, listing: str | None, status: int, message: str, capfd
) -> None:
    folder = make_corpus(a_txt=ZH, **({"documents_csv": listing} if listing else {}))

    assert main(["new", "--add", str(folder)]) == status
    assert message in capfd.readouterr().err
    assert (folder / "documents.csv").exists() == (listing is not None)


def test_a_name_that_the_encoding_of_the_listing_lacks_is_not_added(make_corpus) -> None:
    listing = ("file,title\na.txt," + "Hai bên nhất trí tăng cường quan hệ hữu nghị truyền thống. " * 4).encode(
        "cp1258", "ignore"
    )
    folder = make_corpus(documents_csv=listing, a_txt=VI)
    (folder / "会谈.txt").write_text(ZH, encoding="utf-8")

    with pytest.raises(ValueError, match=r"documents\.csv is in cp1258, which has no place for .* save it as CSV UTF-8"):
        add_texts(folder)
    assert (folder / "documents.csv").read_bytes() == listing


def test_a_date_of_the_menu_or_of_other_news_is_no_guess_and_the_heading_comes_first(make_corpus) -> None:
    folder = make_corpus()
    page = (
        "<div>Thứ Sáu, 08/11/2024</div><div>Trang chủ</div><h1>Hội đàm hai nước</h1><h2>20/08/2024 | Hà Nội</h2>"
        "<h3>Năm 2023, ngày 05/06/2023</h3><p>Ngày 7/8/2022 hai bên nhất trí tăng cường quan hệ hữu nghị.</p>"
        "<h3>Tin liên quan</h3><p>09/09/2021</p>"
    )
    (folder / "2019-page.html").write_text(page, encoding="utf-8")
    new_corpus(folder)
    row = listed(folder)["2019-page.html"]

    assert row["date"] == "?"
    assert [part.split(" [")[0] for part in row["date_note"].split("; ")] == [
        "2023-06-05 in the heading",
        "2024-08-20 in the body",
        "2022-08-07 in the body",
        "2 in what is set aside",
        "the year 2019 in the file's name",
    ]
