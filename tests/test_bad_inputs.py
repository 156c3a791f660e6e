"""Bad inputs and the line each gets: where, which value, which way out. None ends in an uncaught error or reads outside."""

import os
from pathlib import Path

import pytest
from files import archive, docx, paragraph, pdf, table, xlsx
from hypothesis import given
from hypothesis import strategies as st

import analysis.archive
from analysis import CorpusError, read_corpus
from analysis.__main__ import main
from analysis.extract import extract
from analysis.sheets import read_sheet
from analysis.webpage import read_page

ZH = "双方同意深化合作。"
TEXT = paragraph(ZH)
NOISE = bytes([0, 255, 1, 254, 0, 200, 7, 8]) * 40
ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
SIXTEEN = ('<?xml version="1.0" encoding="utf-16"?>' + ENTITY + "<a/>").encode("utf-16")
NO_DOCX = "is no .docx file; save it anew as .docx (an old .doc with a new name is none)"
NO_XLSX = "is no .xlsx file; save it anew as .xlsx (an old .xls with a new name is none)"
NO_BYTES = "its bytes are not text in UTF-8 or any encoding tried; name it in the column encoding"
ENTITIES = "which no word processor does; save it anew as .docx"
NO_PAGE = "has no text outside scripts and menus; add the text or delete the row"

# One file in a folder: its name, its bytes, the line behind "NAME: file 'NAME'".
FILES = [
    ("a.txt", b"", "is empty; add the text or delete the row"),
    ("a.txt", b" \n\t\n", "is empty; add the text or delete the row"),
    ("a.txt", b"\xef\xbb\xbf", "is empty; add the text or delete the row"),
    ("a.txt", NOISE, NO_BYTES),
    ("a.txt", b"\x00" * 100, NO_BYTES),
    ("a.txt", ZH.encode() + b"\x00", NO_BYTES),
    ("a.txt", b"\xff\xfe\x00\xd8", NO_BYTES),
    ("a.txt", b"Both sides agree.", "language not recognised by its script; say 'zh' or 'vi' in column language"),
    ("a.txt", "両国は協力する。".encode(), "language not recognised by its script; say 'zh' or 'vi' in column language"),
    ("a.html", b"", NO_PAGE),
    ("a.html", b"<script>alert(1)</script>", NO_PAGE),
    ("a.html", f"<nav>{ZH}</nav>".encode(), NO_PAGE),
    ("a.html", f"<!-- {ZH} -->".encode(), NO_PAGE),
    ("a.html", NOISE, NO_BYTES),
    ("a.html", b"<div>" * 5_001 + ZH.encode(), "has elements nested more than 5,000 deep; save its text as .txt"),
    ("a.html", b"<!--" * 2_001, "has more than 2,000 comments or broken tags; save its text as .txt"),
    ("a.html", b"</" * 2_001, "has more than 2,000 comments or broken tags; save its text as .txt"),
    ("a.html", b"a" * 2_000_001, "is a page of 2,000,001 characters, more than 2,000,000; save its text as .txt"),
    ("a.docx", b"", NO_DOCX),
    ("a.docx", ZH.encode(), NO_DOCX),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, NO_DOCX),
    ("a.docx", docx(TEXT)[:-30], NO_DOCX),
    ("a.docx", docx(TEXT)[200:], "is a broken or locked .docx file (negative seek value"),
    ("a.docx", docx(""), "is empty; add the text or delete the row"),
    ("a.docx", archive({"a.bin": "b"}), "is a .docx file that cannot be read (OSError: Could not find main document part"),
    ("a.docx", docx("<w:p>"), "has broken XML in 'word/document.xml'"),
    ("a.docx", docx(TEXT, before=ENTITY), f"declares a document type or entities in 'word/document.xml', {ENTITIES}"),
    ("a.docx", docx(TEXT, before=OUTSIDE), f"declares a document type or entities in 'word/document.xml', {ENTITIES}"),
    ("a.docx", docx(TEXT, more={"x.xml": SIXTEEN}), f"declares a document type or entities in 'x.xml', {ENTITIES}"),
    ("a.docx", docx(TEXT, more={"x.bin": SIXTEEN}), f"declares a document type or entities in 'x.bin', {ENTITIES}"),
    ("a.docx", docx("<w:tbl>" * 3_000 + "</w:tbl>" * 3_000), "is a .docx file that cannot be read (RecursionError"),
    ("a.docx", docx(TEXT, more={f"{n}": "" for n in range(2_000)}), "has 2,003 parts, more than 2,000; copy the text into"),
    ("a.docx", docx(TEXT, more={"x.bin": b"0" * 3_000_000}), "is larger than 2 MB unpacked; copy the text into a new file"),
    ("a.docx", docx(TEXT, more={"x.xml": b" " * 1_200_000}), "has more than 1 MB of XML in 'x.xml'; cut the text in several"),
    ("a.xlsx", b"", NO_XLSX),
    ("a.xlsx", ZH.encode(), NO_XLSX),
    ("a.xlsx", docx(TEXT), "is an .xlsx file that cannot be read (Cannot detect file format); save it anew as .xlsx or .csv"),
    ("a.xlsx", archive({"x.xml": ENTITY + "<a/>"}), "declares a document type or entities in 'x.xml', which no word processor"),
    ("a.xlsx", xlsx([{"body": ZH}]), "has no column 'text'; name the column of the texts so in the first row"),
    ("a.xlsx", xlsx([{"text": ""}]), "has no rows below its header; add one text a row"),
    (
        "a.xlsx",
        xlsx([{"text": ZH, "period": "2020"}, {"text": "", "period": "2021"}]),
        "row 3 is empty; add the text or delete",
    ),
    ("a.csv", b"", "has no column 'text'; name the column of the texts so in the first row"),
    ("a.csv", b"text\n", "has no rows below its header; add one text a row"),
    ("a.csv", b"text,text\na,b\n", "has the column 'text' twice; delete one"),
    ("a.csv", b"text,date\na,b,c\n", "is no table (Error tokenizing data. C error: Expected 2 fields in line 2, saw 3); quote"),
    ("a.csv", b'text,date\n"a,b\n', "is no table (Error tokenizing data. C error: EOF inside string starting at row 1); quote"),
    ("a.csv", f"text,date\n{ZH},17.4.2026\n".encode(), "row 2: date '17.4.2026' is no date; write YYYY, YYYY-MM or YYYY-MM-DD"),
    ("a.csv", f"text,language\n{ZH},cn\n".encode(), "row 2: language 'cn' is not known; use 'zh' or 'vi'"),
    ("a.csv", NOISE, NO_BYTES),
    ("a.pdf", b"", "is a PDF that cannot be read ("),
    ("a.pdf", b"junk", "is a PDF that cannot be read (PdfStreamError: Stream has ended unexpectedly); save the text as .txt"),
    ("a.pdf", pdf(""), "is a PDF of pictures without text; recognise it first (OCR), or save the text as .txt"),
    ("a.doc", ZH.encode(), ".doc is not read; save it as .docx, .xlsx or .txt"),
    ("a.rtf", b"{\\rtf1 a}", ".rtf is not read; save it as .docx, .xlsx or .txt"),
    ("a.zip", archive({"a.txt": ZH}), ".zip is not read; save it as .docx, .xlsx or .txt"),
]


def faults(path: Path) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        read_corpus(path)
    return list(caught.value.faults)


@pytest.mark.parametrize(("name", "data", "line"), FILES, ids=[f"{n}-{file[0]}" for n, file in enumerate(FILES)])
def test_a_bad_file_gets_one_line(tmp_path: Path, monkeypatch, capfd, name: str, data: bytes, line: str) -> None:
    monkeypatch.setattr(analysis.archive, "MAX_UNPACKED", 2_000_000)
    monkeypatch.setattr(analysis.archive, "MAX_XML", 1_000_000)
    (tmp_path / name).write_bytes(data)

    (found,) = faults(tmp_path / name)

    start = f"{name}: file '{name}'"
    assert found.removeprefix(start).lstrip(": ").startswith(line)
    assert found.startswith(start)
    assert "\n" not in found
    assert (tmp_path / name).read_bytes() == data
    assert main(["hits", str(tmp_path / name)]) == 1
    assert "Traceback" not in capfd.readouterr().err


# Rows of documents.csv beside a good a.txt.
ROWS = [
    ("file\n../a.txt", "row 2: file '../a.txt' leaves the corpus folder; copy the text into it"),
    ("file\n/etc/hostname", "row 2: file '/etc/hostname' leaves the corpus folder; copy the text into it"),
    ("file\nb/../../a.txt", "row 2: file 'b/../../a.txt' leaves the corpus folder; copy the text into it"),
    ("file\nlink/a.txt", "row 2: file 'link/a.txt' leaves the corpus folder; copy the text into it"),
    ("file\nloop.txt", "row 2: file 'loop.txt' cannot be read (a link that leads to itself); mend the name or its permissions"),
    ("file\npipe.txt", "row 2: file 'pipe.txt' is not there; put it into the corpus folder or mend the name"),
    ("file\nfolder.txt", "row 2: file 'folder.txt' is not there; put it into the corpus folder or mend the name"),
    ("file\n.", "row 2: file '.' is not there; put it into the corpus folder or mend the name"),
    ("file\n" + "a" * 300, "row 2: file 'aaaaaaaa"),
    ("file,date\n,2020", "row 2: file is empty; give the path of the text inside the corpus folder"),
    ("file,date\na.txt,20.1.2020", "row 2: date '20.1.2020' is no date; write YYYY, YYYY-MM or YYYY-MM-DD"),
    ("file,date_basis\na.txt,guess", "row 2: date_basis 'guess' is not known; use one of 'stated', 'inferred', or leave it"),
    ("file,issuer_side\na.txt,VN", "row 2: issuer_side 'VN' is not known; use one of"),
    (
        "file,encoding\na.txt,utf-99",
        "row 2: file 'a.txt': cannot be read as 'utf-99' (unknown encoding: utf-99); mend or empty",
    ),
    ("file,encoding\na.txt,ascii", "row 2: file 'a.txt': cannot be read as 'ascii'"),
    ("file,encoding\na.txt,TCVN3", "row 2: file 'a.txt': encoding 'TCVN3' is not read; convert the text to UTF-8"),
    ("file,encoding\na.txt,unicode_escape", "row 2: file 'a.txt': cannot be read as 'unicode_escape'"),
    ("file,sha256\na.txt,00", "row 2: file 'a.txt' has sha256"),
    ("file\na.txt\n./a.txt", "row 3: file './a.txt' is listed twice; delete one row"),
    ("document,file\na,a.txt\na,b.txt", "row 3: document 'a' is there already; give each text an identifier of its own"),
    ('file\n"a.txt', "quotes do not match"),
    ("file\n" + "a" * 140_000, "a cell has more than 131,072 characters; close its quotes, or put a text into a file"),
    ("name\na.txt", "column 'file' is missing; add it"),
    ("file,file\na.txt,a.txt", "column 'file' is there twice; delete one"),
    ("file", "no rows; list one text a row"),
]


@pytest.mark.parametrize(("listing", "line"), ROWS, ids=[f"{n}" for n, _ in enumerate(ROWS)])
def test_a_bad_row_gets_one_line(tmp_path: Path, listing: str, line: str) -> None:
    folder = tmp_path / "corpus"
    (folder / "folder.txt").mkdir(parents=True)
    for path in (tmp_path / "a.txt", folder / "a.txt", folder / "b.txt"):
        path.write_text(ZH, encoding="utf-8")
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "documents.csv").write_text(listing + "\n", encoding="utf-8")

    (found,) = faults(folder)

    assert found.removeprefix("documents.csv").lstrip(": ").startswith(line)


@pytest.mark.parametrize("name", ["documents.csv", "corrections.csv", "outlets.toml"])
def test_no_file_of_a_corpus_is_a_link_out_of_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / name).write_text("file\na.txt\n", encoding="utf-8")
    (folder / name).symlink_to(tmp_path / name)

    assert faults(folder) == [f"{name} is a link out of the corpus folder; copy the file into it"]


OUTLETS = [
    ("a = [", "outlets.toml: "),
    (
        "[a]\ncontents = ['x']",
        "outlets.toml [a] contents: Extra inputs are not permitted; a rule has lists hosts, content, drop",
    ),
    ("[a]\ncontent = ['x[']", "outlets.toml [a]: 'x[' is no CSS selector; write for example 'article', '#content' or '.text'"),
    ("a = 1", "outlets.toml [a] a: "),
    ("[a]\ncontent = ['#none']", "documents.csv row 2: file 'a.html': nothing fits '#none'; mend the rule in outlets.toml"),
]


@pytest.mark.parametrize(("rules", "line"), OUTLETS)
def test_a_bad_rule_of_an_outlet_gets_one_line(tmp_path: Path, rules: str, line: str) -> None:
    (tmp_path / "a.html").write_text(f"<p>{ZH}</p>", encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,outlet\na.html,a\n", encoding="utf-8")
    (tmp_path / "outlets.toml").write_text(rules, encoding="utf-8")

    (found,) = faults(tmp_path)

    assert found.startswith(line)


GOOD = {
    "a.docx": docx(TEXT + table(("甲", "乙"))),
    "a.xlsx": xlsx([{"text": ZH, "period": 2020}]),
    "a.pdf": pdf("Hai bên"),
    "a.csv": f"text,period\n{ZH},2020\n".encode(),
    "a.html": f"<body><nav>甲</nav><table><tr><td>乙<td>{ZH}</table></body>".encode(),
}
TAGS = [
    *(
        "<div>",
        "</div>",
        "<p>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<h1>",
        "<article>",
        "</article>",
        "<nav>",
        "<br>",
        "<!--",
    ),
    *("-->", "<pre>", "<script>", "</script>", "双方", "&amp;", "&#xD800;", "&#0;", " id=x class='a b'>", "<![CDATA[", "<?x"),
    "<main hidden>",
]


@given(st.sampled_from(sorted(GOOD)), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=20), st.integers(0, 20))))
def test_a_damaged_file_is_read_or_gets_one_line(name: str, edits: list[tuple[float, bytes, int]]) -> None:
    data = bytearray(GOOD[name])
    for place, found, gone in edits:
        at = int(place * len(data))
        data[at : at + gone] = found
    line = ""
    try:
        read_sheet(name, bytes(data)) if name in ("a.csv", "a.xlsx") else extract(name, bytes(data))
    except ValueError as error:
        line = str(error)
    assert "\n" not in line


@given(st.lists(st.sampled_from(TAGS)))
def test_a_page_of_any_tags_is_text_or_a_fault(parts: list[str]) -> None:
    try:
        text, left_out = read_page("".join(parts))
    except ValueError:
        return
    assert text.encode("utf-8").decode("utf-8") == text
    assert all(row["characters"] for row in left_out)


def test_html_in_a_text_is_text(make_corpus) -> None:
    text = f"<script>alert(1)</script>\n{ZH}"

    assert read_corpus(make_corpus(a_txt=text)).texts["a"] == text
