"""The page of two texts, and what it sums up."""

import re

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis import find_hits, read_corpus
from analysis.align import align_documents
from analysis.sidepage import passage_columns, side_columns, side_page
from analysis.summary import compare_formulas, measure_alignment, note_little

A = "中越双方按照“六个更”总体目标推进铁路联通。双方同意扩大渔业合作并共同保护水产资源。中越传统友谊深厚。媒体代表团下月互访。"
B = "双方同意扩大渔业合作并共同保护水产资源。中越双方继续按照“六个更”总体目标推进<口岸>联通。媒体代表团下月互访。新机制启动。"


@pytest.fixture
def corpus(make_corpus):
    return read_corpus(make_corpus(a_txt=A, b_txt=B))


@pytest.fixture
def page(corpus) -> BeautifulSoup:
    return BeautifulSoup(side_page(corpus, "a", "b"), "html.parser")


def test_both_texts_stand_in_it_whole_and_in_order(page: BeautifulSoup) -> None:
    rows = [row.find_all("td") for row in page.select("table.side tbody tr")]
    moved = [row.get("class") == ["moved"] and row["id"].endswith("b") for row in page.select("table.side tbody tr")]
    first = "".join(a.span.get_text() for (a, _), twice in zip(rows, moved, strict=True) if a.span and not twice)
    second = "".join(b.span.get_text() for _, b in rows if b.span)

    assert (first, second) == (A, B)


def test_changes_are_marked_by_elements_and_words(page: BeautifulSoup) -> None:
    assert [tag.get_text() for tag in page.select("table.side ins")] == ["继续", "口岸", "新机制启动。"]
    assert [tag.get_text() for tag in page.select("table.side del")] == ["铁路", "中越传统友谊深厚。"]
    labels = [re.sub(r"\s+", " ", cell.get_text()).strip() for cell in page.select("table.side tbody th")]
    assert sorted(labels) == ["added", "changed", "dropped", "kept", "moved from", "moved to"]


def test_moved_clauses_lead_to_one_another(page: BeautifulSoup) -> None:
    ids = {tag["id"] for tag in page.select("[id]")}
    links = {tag["href"][1:] for tag in page.select("table.side a[href]")}

    assert links
    assert links <= ids


def test_it_is_one_file_that_asks_for_nothing(page: BeautifulSoup) -> None:
    assert not page.select("script, link[rel=stylesheet], img[src^=http]")
    assert "data:font/woff;base64," in page.style.string
    assert not re.search(r"url\((?!data:)", page.style.string)
    assert {tag["lang"] for tag in page.select("table.side td span[lang]")} == {"zh-Hans"}


def test_texts_with_little_in_common_say_so_first(seeds, hits) -> None:
    page = BeautifulSoup(side_page(seeds, "003", "004", hits), "html.parser")

    assert page.h1.find_next("p").get_text().startswith("These two texts have little in common")


def test_shares_are_shares_of_either_text(corpus) -> None:
    table = align_documents(corpus, "a", "b")
    shares = measure_alignment(table)

    assert shares["pairs"].sum() == len(table)
    assert shares[["share_a", "share_b"]].sum().round(12).tolist() == [1, 1]
    assert note_little(shares) == ""


def test_a_text_with_itself_has_one_share(corpus) -> None:
    shares = measure_alignment(align_documents(corpus, "a", "a"))

    assert shares[["change", "share_a", "share_b"]].to_numpy().tolist() == [["kept", 1, 1]]


def test_formulas_came_went_and_stayed(corpus) -> None:
    table = compare_formulas(find_hits(corpus), "a", "b").set_index("formula")["change"]

    assert table["six-mores"] == "kept"
    assert table["traditional-friendship"] == "went"


def test_a_formula_in_other_words_changed_form(make_corpus) -> None:
    first = "秉持长期稳定、面向未来、睦邻友好、全面合作方针，中越两国关系向前发展。"
    second = "秉持十六字方针，中越两国关系向前发展。"
    table = compare_formulas(find_hits(read_corpus(make_corpus(a_txt=first, b_txt=second))), "a", "b").set_index("formula")

    assert table.loc["sixteen-characters", "change"] == "changed form"
    assert table.loc["sixteen-characters", "wording_b"] == "十六字方针"


def test_columns_for_a_notebook(seeds, hits) -> None:
    columns = BeautifulSoup(side_columns(seeds, "003", "004", hits).data, "html.parser")
    passages = BeautifulSoup(passage_columns(seeds, "six-mores", find_hits(seeds)).data, "html.parser")

    assert {tuple(row["class"]) for row in columns.select("tbody tr")} <= {("kept",), ("changed",), ("moved",)}
    assert len(passages.select("tbody tr")) == 3
    assert "2026" in passages.select("tbody th")[2].get_text()
    assert "section 2," in passages.select("tbody th")[1].get_text()
    assert "两党两国领导人 the leaders of the two parties and countries" in passages.select("tbody th")[0].get_text()


def test_a_passage_unlike_all_before_it_has_no_counterpart(make_corpus) -> None:
    corpus = read_corpus(
        make_corpus(
            a_2030_txt="双方一致同意，秉持中越传统友谊。",
            b_2031_txt="两国青年在边境城市开展登山、骑行和音乐活动，续写中越传统友谊。",
            c_2032_txt="双方一致同意，秉持中越传统友谊精神。",
        )
    )
    table = BeautifulSoup(passage_columns(corpus, "traditional-friendship", unit="sentence").data, "html.parser")
    rows = table.select("tbody tr")

    assert ["too different in wording to mark" in row.th.get_text() for row in rows] == [False, True, False]
    assert [len(row.select("ins, del")) > 0 for row in rows] == [False, False, True]


def test_what_moved_is_not_an_empty_cell(page: BeautifulSoup) -> None:
    moved = [row for row in page.select("table.side tbody tr.moved") if row["id"].endswith("a")]

    assert moved
    assert all(row.find_all("td")[1].get_text() == "elsewhere in the second text" for row in moved)


def test_of_texts_with_little_in_common_the_share_of_either_is_told() -> None:
    shares = pd.DataFrame(
        [("moved", 5, 7), ("dropped", 45, 0), ("added", 0, 993)], columns=["change", "characters_a", "characters_b"]
    )
    turned = shares.rename(columns={"characters_a": "characters_b", "characters_b": "characters_a"})

    assert "10% of the shorter and 1% of the longer is in" in note_little(shares)
    assert "the longer has 20.0 times as many characters" in note_little(shares)
    assert note_little(turned) == note_little(shares)
