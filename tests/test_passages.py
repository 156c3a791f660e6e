"""Passages: the sentence or list around a formula, compared with another of its language."""

import pandas as pd
import pytest

from analysis import read_corpus
from analysis.clean import clean_text
from analysis.model import column_names
from analysis.passages import find_passages

DOCUMENTS = "file,language,period\na.txt,zh,2025\nb.txt,zh,2026\nc.txt,vi,2026\n"
A = "中越双方回顾合作，一致同意按照“六个更”总体目标推进铁路联通。会谈结束。"
B = "中越双方一致同意继续按照“六个更”总体目标推进口岸联通。中方强调，按照“六个更”总体目标办事。"
C = "Quan hệ Việt Nam - Trung Quốc phát triển theo phương hướng “6 hơn”."


@pytest.fixture
def corpus(make_corpus):
    return read_corpus(make_corpus(documents_csv=DOCUMENTS, a_txt=A, b_txt=B, c_txt=C))


def test_sentences_with_what_they_add_and_drop(corpus) -> None:
    table = find_passages(corpus, "six-mores", unit="sentence")
    chinese = table[table["language"] == "zh"]

    assert table.columns.tolist() == column_names("passages")
    assert chinese["text"].tolist() == [A[:31], *(part + "。" for part in B.split("。")[:2])]
    assert chinese["against"].tolist() == [pd.NA, 0, 1]
    assert chinese.iloc[1][["adds", "drops"]].tolist() == ["继续 | 口岸", "回顾合作 | 铁路"]


def test_a_list_lies_between_marks(corpus) -> None:
    table = find_passages(corpus, "six-mores", unit="list")

    assert table["text"].tolist()[0] == "一致同意按照“六个更”总体目标推进铁路联通"
    assert table["text"].tolist()[2] == "按照“六个更”总体目标办事"


def test_languages_are_not_held_against_one_another(corpus) -> None:
    table = find_passages(corpus, "six-mores")

    assert table.loc[table["language"] == "vi", "against"].isna().all()


@pytest.mark.parametrize(("against", "expected"), [("before", [0, 1]), ("first", [0, 0]), ("nearest", [0, 0])])
def test_which_passage_it_is_held_against(corpus, against: str, expected: list[int]) -> None:
    table = find_passages(corpus, "six-mores", unit="list", against=against)

    assert table.loc[table["language"] == "zh", "against"].tolist()[1:] == expected


def test_ranges_lead_to_the_source(seeds, hits) -> None:
    table = find_passages(seeds, "older-generation", hits)

    assert len(table) >= 4
    for row in table.itertuples():
        assert clean_text(seeds.texts[row.document][row.start : row.end], row.language).text.replace("\n", "") == row.text


def test_some_documents_only(seeds, hits) -> None:
    named = [name for name in seeds.texts if name.startswith(("003", "004"))]

    assert set(find_passages(seeds, "six-mores", hits, documents=named)["document"]) == set(named)


@pytest.mark.parametrize(("option", "value"), [("unit", "page"), ("against", "last")])
def test_unknown_words_are_refused(corpus, option: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{option} '{value}' is not known; use one of"):
        find_passages(corpus, "six-mores", **{option: value})
