"""A text has the same hits in whatever format it comes, and what is left out of a page is said."""

import datetime
import hashlib
import io
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from files import docx, paragraph, pdf, table, xlsx

from analysis import CorpusError, find_hits, read_corpus
from analysis.__main__ import main
from analysis.extract import extract
from analysis.notes import corpus_notes
from analysis.roles import find_stretches
from analysis.segment import segment_corpus
from analysis.sheets import CELL
from analysis.write import write_texts

PARAGRAPHS = (
    "双方同意秉持“长期稳定、面向未来、睦邻友好、全面合作”的十六字方针，推动构建中越命运共同体。",
    "两国发扬“好邻居、好朋友、好同志、好伙伴”精神，深化全面战略合作。",
)
VI = ("Hai bên nhất trí tăng cường quan hệ hữu nghị truyền thống,", "thúc đẩy Đối tác hợp tác chiến lược toàn diện.")
PAGE = (
    "<!DOCTYPE html><html><head><title>某网</title></head><body><nav>首页 新闻</nav><div class='wrap'>"
    f"<div id='content'><p>{PARAGRAPHS[0]}</p>\n"
    f"<p>{PARAGRAPHS[1][:8]}<b>{PARAGRAPHS[1][8:12]}</b>{PARAGRAPHS[1][12:]}</p></div>"
    "<div class='side hot'>热点：推动构建中越命运共同体</div></div><script>var a = '传统友谊'</script></body></html>"
)


def rows_of(folder: Path, name: str, data: bytes) -> list[list]:
    """Formula, kind, words, slots and the source at the range of every hit, whatever the text before it."""
    (folder / name).write_bytes(data)
    corpus = read_corpus(folder / name)
    hits = find_hits(corpus)
    rows = hits[["formula", "kind", "text", "slots", "modifiers", "predicate", "mention", "side"]].to_numpy().tolist()
    sources = [corpus.texts[row.document][row.start : row.end] for row in hits.itertuples()]
    return [[*row, source] for row, source in zip(rows, sources, strict=True)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", PAGE.encode()),
        ("b.htm", PAGE.replace("<head>", "<head><meta charset=gb2312>").encode("gb18030")),
        ("c.docx", docx("".join(map(paragraph, PARAGRAPHS)))),
        ("d.csv", ('text,period\n"' + "\n\n".join(PARAGRAPHS) + '",2020\n').encode()),
        ("e.xlsx", xlsx([{"text": "\n\n".join(PARAGRAPHS), "period": 2020}])),
    ],
)
def test_a_text_has_the_hits_of_its_plain_twin(tmp_path: Path, name: str, data: bytes) -> None:
    twin = rows_of(tmp_path, "twin.txt", "\n\n".join(PARAGRAPHS).encode())

    assert rows_of(tmp_path, name, data) == twin
    assert len(twin) >= 5
    assert {row[4] for row in twin} >= {"中越"}
    assert "joint" in {row[7] for row in twin}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<meta charset=utf-8><main><p>{VI[0]} {VI[1]}</p></main>".encode()),
        ("b.html", "<meta charset=utf-8><main><p>" + unicodedata.normalize("NFD", f"{VI[0]} {VI[1]}") + "</p></main>"),
        ("c.docx", docx(paragraph(f"{VI[0]} {VI[1]}"))),
        ("d.csv", f'text\n"{VI[0]} {VI[1]}"\n'.encode("utf-8-sig")),
        ("e.xlsx", xlsx([{"text": f"{VI[0]} {VI[1]}"}])),
    ],
)
def test_a_vietnamese_text_has_the_hits_of_its_plain_twin(tmp_path: Path, name: str, data: bytes | str) -> None:
    twin = rows_of(tmp_path, "twin.txt", f"{VI[0]} {VI[1]}".encode())
    found = rows_of(tmp_path, name, data.encode() if isinstance(data, str) else data)

    assert [[unicodedata.normalize("NFC", str(cell)) for cell in row] for row in found] == [
        [str(cell) for cell in row] for row in twin
    ]
    assert len(twin) == 2


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.html", lambda text: f"<meta charset=big5><main><p>{text}</p></main>".encode("big5")),
        ("b.docx", lambda text: docx(paragraph(text))),
        ("c.xlsx", lambda text: xlsx([{"text": text}])),
    ],
)
def test_a_traditional_text_has_the_hits_of_its_simplified_twin_in_any_format(tmp_path: Path, name: str, make) -> None:
    twin = rows_of(tmp_path, "twin.txt", "双方同意推动构建中越命运共同体，深化两国传统友谊。".encode())
    found = rows_of(tmp_path, name, make("雙方同意推動構建中越命運共同體，深化兩國傳統友誼。"))

    assert [row[:-1] for row in found] == [row[:-1] for row in twin]
    assert [row[-1] for row in found] == ["中越命運共同體", "傳統友誼"]


def test_every_sheet_with_texts_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="xlsxwriter") as book:
        for sheet, rows in {
            "2020": {"text": [PARAGRAPHS[0]]},
            "notes": {"who": ["x"]},
            "2021": {"Text": [PARAGRAPHS[1]]},
        }.items():
            pd.DataFrame(rows).to_excel(book, sheet_name=sheet, index=False)
    (tmp_path / "t.xlsx").write_bytes(stream.getvalue())
    corpus = read_corpus(tmp_path / "t.xlsx")

    assert corpus.texts == {"t-2": PARAGRAPHS[0], "t-2021-2": PARAGRAPHS[1]}


def test_other_news_below_the_main_part_of_a_page_is_left_out(tmp_path: Path) -> None:
    page = f"<div class='main-content x'><p>{VI[1]}</p></div><div class='related'>Tin liên quan: {VI[0]}</div>"
    text, _, _, left_out = extract("a.html", page.encode())

    assert text == VI[1]
    assert [row["what"] for row in left_out] == ["div.related"]


def test_a_pdf_has_the_hits_of_its_plain_twin_and_a_warning(tmp_path: Path) -> None:
    twin = rows_of(tmp_path, "twin.txt", "\n".join(VI).encode())

    assert rows_of(tmp_path, "a.pdf", pdf(*VI)) == twin
    assert len(twin) == 2
    assert any("comes from a PDF: lines end" in note for note in corpus_notes(read_corpus(tmp_path / "a.pdf")))


def test_ranges_count_in_the_extracted_text_whose_checksum_is_recorded(tmp_path: Path) -> None:
    data = docx(paragraph(PARAGRAPHS[0]))
    (tmp_path / "a.docx").write_bytes(data)
    (tmp_path / "b.txt").write_text(PARAGRAPHS[0], encoding="utf-8")

    table = read_corpus(tmp_path).documents.set_index("document")

    assert table.loc["a", "sha256"] == hashlib.sha256(data).hexdigest()
    assert table.loc["a", "extracted_sha256"] == hashlib.sha256(PARAGRAPHS[0].encode()).hexdigest()
    assert table["extracted_sha256"]["b"] == table["encoding"]["a"] == ""


def test_a_table_in_a_word_file_is_read_row_by_row_and_nothing_runs_from_cell_to_cell(tmp_path: Path) -> None:
    text = extract("a.docx", docx(paragraph("前言。") + table(("传统", "友谊"), ("传统友谊", "合作")))).text

    assert text == "前言。\n\n传统 | 友谊\n\n传统友谊 | 合作"
    assert [stretch.role for stretch in find_stretches(f"{text}\n\n双方合作。", "zh")] == ["body"] * 4


def test_what_is_left_out_of_a_page_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    corpus = read_corpus(tmp_path)

    assert corpus.left_out[["what", "characters", "begins"]].to_numpy().tolist() == [
        ["nav", 4, "首页 新闻"],
        ["div.side.hot", 14, "热点：推动构建中越命运共同体"],
    ]
    assert "a: left out of the page: nav (4: “首页 新闻”); div.side.hot (14: “热点：推动构建中越命运共同体”)" in corpus_notes(
        corpus
    )


@pytest.mark.parametrize("row", ["a.html,gov,", "a.html,,https://www.gov.test/a.html"])
def test_an_outlet_has_a_rule_of_its_own(make_corpus, row: str) -> None:
    page = "<body><article>别的新闻</article><div class=t>标题</div><div class=x><p>双方同意。<i class=n>1</i></p></div></body>"
    folder = make_corpus(
        documents_csv=f"file,outlet,source\n{row}\n",
        outlets_toml='[gov]\nhosts = ["gov.test"]\ncontent = [".t, .x"]\ndrop = [".n"]\n',
    )
    (folder / "a.html").write_text(page, encoding="utf-8")
    corpus = read_corpus(folder)

    assert corpus.texts["a"] == "标题\n\n双方同意。"
    assert corpus.left_out["what"].tolist() == ["i.n", "article"]


def corpus_of(make_corpus, outlets: str, *pages: str):
    rows = "".join(f"{name}.html,https://www.gov.test/{name}\n" for name, _ in zip("abc", pages, strict=False))
    folder = make_corpus(documents_csv=f"file,source\n{rows}", outlets_toml=outlets)
    for name, page in zip("abc", pages, strict=False):
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return read_corpus(folder)


def test_all_that_a_rule_selects_is_read_once_in_the_order_of_the_page(make_corpus) -> None:
    page = (
        "<h1 class=t>会谈</h1><div>菜单</div><div class=x><p>双方同意。</p><p class=y>双方合作。</p></div><p class=y>互信。</p>"
    )
    rule = '[gov]\nhosts = ["gov.test"]\ncontent = [".y", ".x", ".t"]\n'

    assert corpus_of(make_corpus, rule, page).texts["a"] == "会谈\n\n双方同意。\n\n双方合作。\n\n互信。"


def test_a_rule_that_only_drops_reads_what_the_default_does(make_corpus) -> None:
    page = "<body>菜单<h1>会谈</h1><article><p>双方同意。</p><p class=n>注</p></article></body>"
    rule = '[gov]\nhosts = ["gov.test"]\ndrop = [".n"]\n'

    assert corpus_of(make_corpus, rule, page).texts["a"] == "会谈\n\n双方同意。"


def test_what_of_a_rule_fits_nothing_is_said(make_corpus) -> None:
    rules = (
        '[gov]\nhosts = ["gov.test"]\ncontent = [".t", ".x", ".z"]\ndrop = [".n", ".m"]\n'
        '[other]\nhosts = ["other.test", "o.test"]\n[named]\ncontent = ["p"]\n'
    )
    pages = "<p class=t>会谈</p><p class=n>注</p>", "<p class=x>双方同意深化两国传统友谊。</p>"

    assert [note for note in corpus_notes(corpus_of(make_corpus, rules, *pages)) if note.startswith("outlets.toml")] == [
        "outlets.toml [gov] content: '.z' fits nothing on any of its pages; mend or delete it",
        "outlets.toml [gov] drop: '.m' fits nothing on any of its pages; mend or delete it",
        "outlets.toml [other] is for no page: none has outlet 'other' in documents.csv, or a source at other.test or o.test",
        "outlets.toml [named] is for no page: none has outlet 'named' in documents.csv",
    ]


def test_more_left_out_than_read_is_said(make_corpus) -> None:
    page = "<p class=t>会谈</p><p>双方同意合作。</p>"
    rule = '[gov]\nhosts = ["gov.test"]\ncontent = [".t"]\n'
    note = "a.html: more is left out of the page (7 characters) than read (2); look at the rule [gov] of outlets.toml"

    assert note in corpus_notes(corpus_of(make_corpus, rule, page))
    assert not [
        note for note in corpus_notes(corpus_of(make_corpus, rule, page.replace("<p>", "<p class=t>"))) if "more is" in note
    ]


MENU = (
    "<div class='top-bar'><span>Thứ Sáu, 08/11/2024</span> <a>English</a></div><div class=m><ul><li><a>Trang chủ</a>"
    "<li><a>Tin tức</a></ul></div><div id='mainMenu'>Giới thiệu</div><div class='has-sidebar'><h1>Hội đàm hai nước</h1>"
    "<div class='share_box'>In trang</div>"
)
ARTICLE = (
    "<p>Hai bên nhất trí với <span><a>Trung Quốc</a> <a>Việt Nam</a></span> tăng cường tình hữu nghị.</p>"
    "<p><a>Hai nước.</a> <a>Hai bên vui mừng.</a></p><p><a>Xem văn bản</a></p><div class='article-footer'>Hà Nội</div>"
)
OTHER = "</div><div class='related-news'><h3>Tin</h3>Hội thảo (12/08/2024)</div><p><a>Hội thảo</a> | <a>Gặp gỡ</a></p>"


def test_menus_and_lists_of_links_of_a_page_read_whole_are_left_out_and_nothing_else(make_corpus) -> None:
    corpus = corpus_of(make_corpus, "", MENU + ARTICLE + OTHER)

    assert corpus.texts["a"].split("\n\n") == [
        "Hội đàm hai nước",
        "Hai bên nhất trí với Trung Quốc Việt Nam tăng cường tình hữu nghị.",
        "Hai nước. Hai bên vui mừng.",
        "Xem văn bản",
        "Hà Nội",
    ]
    assert corpus.left_out["what"].tolist() == [
        *("div.top-bar", "div.m", "div#mainMenu", "div.share_box", "div.related-news", "p"),
    ]
    assert "a.html: page read whole: no article, main or #content; see outlets.toml in the README" in corpus_notes(corpus)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<div class=nav><h1>会谈</h1></div><p>双方。</p>", "会谈\n\n双方。"),
        ("<div class=sidebar>双方同意深化合作。</div><p>互信。</p>", "双方同意深化合作。\n\n互信。"),
        ("<p><a>会谈</a> <a>互信</a></p>", "会谈 互信"),
        ("<div class=nav>会谈</div><div class=menu>互信</div>", "会谈\n\n互信"),
        ("<article><div class=share>会谈</div><p>双方同意深化合作。</p></article>", "会谈\n\n双方同意深化合作。"),
    ],
)
def test_what_only_looks_like_furniture_stays(page: str, text: str) -> None:
    assert extract("a.html", page.encode()).text == text


def test_what_stands_before_the_title_of_a_page_is_set_aside(make_corpus) -> None:
    page = f"<div>Cổng thông tin</div><div>08/11/2024</div><h1>Hội đàm hai nước</h1><p>{VI[0]}</p><p>{VI[1]}</p>"
    folder = make_corpus(documents_csv="file,title\na.html,Hội đàm hai nước\nb.html,\nc.txt,Hội đàm hai nước\n")
    for name in ("a.html", "b.html"):
        (folder / name).write_text(page, encoding="utf-8")
    (folder / "c.txt").write_text(f"Cổng thông tin\nHội đàm hai nước\n{VI[0]} {VI[1]}", encoding="utf-8")
    roles = segment_corpus(read_corpus(folder)).groupby("document")[["role", "reason"]].agg(list)

    assert roles.loc["a", "role"] == ["furniture", "furniture", "title", "body"]
    assert roles.loc["a", "reason"][:2] == ["before the title of the page"] * 2
    assert "furniture" not in roles.loc["b", "role"] + roles.loc["c", "role"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<body><h1>声明</h1><article><p>双方。</p></article></body>", "声明\n\n双方。"),
        ("<p>双方\n同意<br>合作。", "双方 同意\n合作。"),
        ("<pre>双方\n<i>同意\n合作</i></pre><p>两国\n互信</p>", "双方\n同意\n合作\n\n两国 互信"),
        ("<pre>双方\n<article>同意\n合作</article></pre>", "同意\n合作"),
        ("<ul><li>一</li><li>二</li></ul>", "一\n\n二"),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", "甲\n\n乙\n\n丙"),
        ("<p>甲<!-- 乙 --></p><p style='display:none'>丙</p>", "甲"),
        ("<p>&lt;script&gt;双方&lt;/script&gt;</p>", "<script>双方</script>"),
        ("双方<svg><text>图</text></svg>同意", "双方同意"),
        ("<article>短</article><article>双方同意合作。</article>", "双方同意合作。"),
    ],
)
def test_pages_as_they_come(page: str, text: str) -> None:
    assert extract("a.html", page.encode()).text == text


def test_a_page_says_its_encoding_and_a_row_overrules_it() -> None:
    page = "<meta charset='big5'><p>双方同意。</p>".encode("gb18030")

    assert extract("a.html", page, "gb18030")[:2] == ("双方同意。", "gb18030")


def test_a_table_of_texts_in_documents_csv_gives_its_rows_what_they_do_not_say(make_corpus) -> None:
    folder = make_corpus(
        documents_csv="document,file,issuer_side,period\nt,t.xlsx,PRC,2019\nb,b.txt,,\n", b_txt="双方同意深化合作。"
    )
    rows = [
        {"text": "双方同意。", "document": "first", "period": 2020, "date": datetime.datetime(2020, 3, 4)},
        {"text": "  ", "document": "", "period": None, "date": None},
        {"text": "Hai bên nhất trí tăng cường hợp tác.", "document": "", "period": None, "date": None},
    ]
    (folder / "t.xlsx").write_bytes(xlsx(rows))

    table = read_corpus(folder).documents

    assert table[["document", "language", "period", "date", "issuer_side", "place"]].to_numpy().tolist() == [
        ["first", "zh", "2020", "2020-03-04", "PRC", "row 2"],
        ["t-4", "vi", "2019", "", "PRC", "row 4"],
        ["b", "zh", "", "", "", ""],
    ]


def test_a_cell_that_is_full_was_probably_cut(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx([{"text": "合" * CELL}]))

    assert any("fills its cell (32,767 characters)" in note for note in corpus_notes(read_corpus(tmp_path / "a.xlsx")))


def test_without_pypdf_a_pdf_is_a_fault_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(*VI))
    monkeypatch.setitem(sys.modules, "pypdf", None)

    with pytest.raises(CorpusError, match=r"for which pypdf is needed: python -m pip install pypdf"):
        read_corpus(tmp_path)


def test_the_parts_that_a_browser_saves_beside_a_page_are_no_texts(make_corpus) -> None:
    folder = make_corpus(a_txt="双方同意。", x_files__ad_txt="双方。")
    (folder / "x.html").write_text("<p>双方同意合作。</p>", encoding="utf-8")

    assert read_corpus(folder).documents["file"].tolist() == ["a.txt", "x.html"]


def test_the_extracted_texts_are_written_beside_under_safe_names(make_corpus, capfd) -> None:
    folder = make_corpus(documents_csv="document,file\n../../x,a.docx\nb,b.txt\n", b_txt=PARAGRAPHS[1])
    (folder / "a.docx").write_bytes(docx("".join(map(paragraph, PARAGRAPHS))))

    assert main(["check", str(folder), "--texts", str(folder / "out")]) == 0

    (path,) = (folder / "out").iterdir()
    assert path.name == ".._.._x.txt"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == read_corpus(folder).documents["extracted_sha256"][0]
    assert capfd.readouterr().err == f"{path}: text as read\n"


def test_two_texts_that_would_have_one_name_are_not_written(make_corpus) -> None:
    folder = make_corpus(documents_csv="document,file\na/b,a.docx\na:b,b.docx\n")
    for name in ("a.docx", "b.docx"):
        (folder / name).write_bytes(docx(paragraph(PARAGRAPHS[0])))

    with pytest.raises(ValueError, match=r"documents 'a/b' and 'a:b' would both be a_b\.txt"):
        write_texts(read_corpus(folder), folder / "out")
    assert not (folder / "out").exists()
