"""A traditional text has the hits of its simplified twin at the same ranges."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from analysis import Corpus, find_hits, kwic, read_corpus, segment_corpus
from analysis.notes import corpus_notes
from analysis.script import count_alphanumeric, is_traditional, simplify

SIMPLE = (
    "两党两国关系新发展\n\n"
    "新华社河内11月12日电 双方同意秉持“长期稳定、面向未来、睦邻友好、全面合作”的十六字方针，"
    "推动构建具有战略意义的中越命运共同体。\n"
    "越方重申坚持一个中国政策，支持中方提出的全球发展倡议。两国发扬“好邻居、好朋友、好同志、好伙伴”精神，深化传统友谊。（完）\n"
    "相关新闻\n两国加强全面战略合作"
)
TRADITIONAL = (
    "兩黨兩國關係新發展\n\n"
    "新華社河內11月12日電 雙方同意秉持“長期穩定、面向未來、睦鄰友好、全面合作”的十六字方針，"
    "推動構建具有戰略意義的中越命運共同體。\n"
    "越方重申堅持一個中國政策，支持中方提出的全球發展倡議。兩國發揚“好鄰居、好朋友、好同志、好夥伴”精神，深化傳統友誼。（完）\n"
    "相關新聞\n兩國加強全面戰略合作"
)


def test_a_traditional_text_has_the_hits_of_its_twin_at_the_same_ranges(make_corpus) -> None:
    corpus = read_corpus(make_corpus(a_txt=SIMPLE, b_txt=TRADITIONAL))
    hits = find_hits(corpus).drop(columns="document")
    first, second = (hits[find_hits(corpus)["document"] == name].reset_index(drop=True) for name in "ab")

    assert first.equals(second)
    assert {"sixteen-characters", "four-goods", "one-china", "traditional-friendship"} <= set(first["formula"])
    six = second[second["formula"] == "traditional-friendship"].iloc[0]
    assert corpus.texts["b"] == TRADITIONAL
    assert TRADITIONAL[six["start"] : six["end"]] == "傳統友誼"


def test_its_stretches_have_the_roles_of_its_twin(make_corpus) -> None:
    segments = segment_corpus(read_corpus(make_corpus(a_txt=SIMPLE, b_txt=TRADITIONAL)))
    columns = ["role", "start", "end", "counted", "reason"]
    first, second = (segments.loc[segments["document"] == name, columns].to_numpy().tolist() for name in "ab")

    assert first == second
    assert [row[0] for row in first] == ["title", "dateline", "body", "body", "end mark", "furniture", "furniture"]


def test_the_seeds_in_traditional_script_have_the_hits_of_the_seeds(seeds: Corpus) -> None:
    texts = {name: OpenCC("s2t").convert(text) for name, text in seeds.texts.items()}
    documents = seeds.documents[seeds.documents["language"] == "zh"]
    titles = documents.assign(title=documents["title"].map(OpenCC("s2t").convert))
    other = find_hits(Corpus(titles, texts, seeds.corrections, seeds.folder), all_kinds=True)
    hits = find_hits(Corpus(documents, seeds.texts, seeds.corrections, seeds.folder), all_kinds=True)

    assert other.equals(hits)
    assert len(hits) > 50


def test_the_script_is_recorded_and_said(make_corpus) -> None:
    corpus = read_corpus(make_corpus(a_txt=SIMPLE, b_txt=TRADITIONAL))

    assert corpus.documents["script"].tolist() == ["", "traditional"]
    assert "b is in traditional characters and matched in simplified ones" in corpus_notes(corpus)


@pytest.mark.parametrize("text", ["傳統友誼", "传统友谊"])
def test_words_are_found_in_either_script(make_corpus, text: str) -> None:
    lines = kwic(read_corpus(make_corpus(a_txt=SIMPLE, b_txt=TRADITIONAL)), text=text)

    assert lines["document"].tolist() == ["a", "b"]
    assert TRADITIONAL[lines["start"][1] : lines["end"][1]] == "傳統友誼"


def test_a_correction_in_traditional_script_is_read(make_corpus) -> None:
    text = "雙方同意秉持傳統友宜，擴大兩國各領域務實合作。"
    at = text.index("宜")
    folder = make_corpus(
        documents_csv="file\na.txt\n",
        a_txt=text,
        corrections_csv=f"document,start,end,found,corrected,reason\na,{at},{at + 1},宜,誼,slip\n",
    )

    assert "traditional-friendship" in set(find_hits(read_corpus(folder))["formula"])


@pytest.mark.parametrize(
    "text",
    [TRADITIONAL, SIMPLE, "", "\r\n\x0b雙\u2028方", "乾坤 於是 著名 裡裏", "\uf900更\U0002f800", "𠀀𠮷雙", "a\r", "\ufeff傳"],
)
def test_the_length_stays(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("雙方傳統友誼乾坤著裡後於"))))
def test_the_length_stays_whatever_the_text(text: str) -> None:
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize(("text", "expected"), [(SIMPLE, False), (TRADITIONAL, True), ("", False), ("Hai bên", False)])
def test_which_script_it_is(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


@pytest.mark.parametrize("first", range(0, sys.maxunicode, 0x8000))
def test_letters_hanzi_and_digits_are_what_python_says(first: int) -> None:
    chars = "".join(map(chr, range(first, first + 0x8000)))

    assert count_alphanumeric(chars) == sum(map(str.isalnum, chars))
