"""Tables for readers: words for headings and cells, short names for texts, no index, nothing of the table itself changed."""

import pandas as pd
from bs4 import BeautifulSoup

from analysis.formulas import read_formulas
from analysis.names import short_names
from analysis.render import link_formulas
from analysis.show import table_html


def cells(html: str) -> list[list[str]]:
    return [
        [cell.get_text() for cell in row.find_all(["th", "td"])] for row in BeautifulSoup(html, "html.parser").find_all("tr")
    ]


def test_readers_see_words_and_the_table_stays_as_it_is(seeds, hits) -> None:
    table = hits[hits["formula"] == "older-generation"][["document", "language", "kind", "formula", "side", "start"]]
    before = table.copy()
    head, first, *_ = cells(table_html(table, short_names(seeds.documents)))

    assert head == ["text", "language", "form", "formula", "whose words", "from character"]
    assert first[:4] == ["Magazine article 2016", "Chinese", "in full, Mao first", "older-generation"]
    assert table.equals(before)


def test_an_index_with_a_name_is_shown_and_columns_may_have_two_levels() -> None:
    table = pd.DataFrame(
        [[1, 2]], columns=pd.MultiIndex.from_tuples([("zh", "2031"), ("vi", "2031")], names=["language", "period"])
    )
    table.index = pd.Index(["a-formula"], name="formula")
    rows = cells(table_html(table))

    assert rows[0] == ["formula", "Chinese", "Vietnamese"]
    assert rows[-1] == ["a-formula", "1", "2"]


def test_what_is_missing_is_empty_and_markup_is_text() -> None:
    table = pd.DataFrame({"left": ["<b>", None], "n": pd.array([1, None], dtype="Int64")})

    assert cells(table_html(table))[1:] == [["<b>", "1"], ["", ""]]


def test_formulas_are_shown_by_name_and_in_english_and_keep_their_identifier() -> None:
    formulas = read_formulas()
    shown = BeautifulSoup(
        table_html(pd.DataFrame({"formula": ["manage-differences", "unknown"]}), None, formulas), "html.parser"
    )
    (name,) = shown.select("[data-formula]")

    assert (name["data-formula"], name.get_text()) == ("manage-differences", "管控分歧")
    assert [cell.get_text(" ") for cell in shown.find_all("td")] == ["管控分歧 Manage maritime differences", "unknown"]
    link_formulas(shown, formulas)
    assert [(link["href"], link.get_text()) for link in shown.find_all("a")] == [("counts.html#manage-differences", "管控分歧")]


def test_speakers_and_sections_are_said_in_english_too() -> None:
    table = pd.DataFrame({"speaker": ["习近平", "越方", "习近平和苏林", "Tô Lâm"], "section": ["四（二）", "六", "经贸", ""]})

    assert cells(table_html(table))[1:] == [
        ["习近平 Xi Jinping", "四（二） section 4 (2)"],
        ["越方 the Vietnamese side", "六 section 6"],
        ["习近平和苏林 Xi Jinping and Tô Lâm", "经贸"],
        ["Tô Lâm", ""],
    ]
