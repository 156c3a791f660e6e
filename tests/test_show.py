"""Tables for readers: words for headings and cells, short names for texts, no index, nothing of the table itself changed."""

import pandas as pd
from bs4 import BeautifulSoup

from analysis.names import short_names
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
