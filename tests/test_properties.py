"""What must hold of every hit, whatever the text (Hypothesis)."""

import random
import unicodedata

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribute import find_hits
from analysis.clean import clean_text
from analysis.formulas import read_formulas
from analysis.match import Matcher, find_in
from analysis.read import read_corpus

FORMULAS = read_formulas()
MATCHER = Matcher(FORMULAS)
ZH = """中越 两国 南海 东海 秉持 “十六字”方针 长期稳定 面向未来 睦邻友好 全面合作 、 ， 。 越 海 的 命运共同体 构建 传统友谊
老挝 具有战略意义的 全面战略合作伙伴关系 《南海各方行为宣言》 好邻居 好朋友 好同志 好伙伴 “ ”"""
VI = """Việt Nam|Trung Quốc|hai nước|Biển Đông|hữu nghị truyền thống|hoà bình|quan hệ|Đối tác chiến lược toàn diện|và|,|.
xây dựng|cộng đồng chia sẻ tương lai|Việt Nam - Trung Quốc|láng giềng tốt|bạn bè tốt|đồng chí tốt|đối tác tốt"""
chinese = st.lists(st.sampled_from([*ZH.split(), "\n", " "]), max_size=30).map("".join)
vietnamese = st.lists(st.sampled_from([*VI.replace("\n", "|").split("|"), "\n"]), max_size=25).map(" ".join)
texts = st.one_of(st.tuples(chinese, st.just("zh")), st.tuples(vietnamese, st.just("vi")))


@given(texts)
def test_a_hit_maps_to_its_text(case: tuple[str, str]) -> None:
    source, language = case
    for hit in find_in(clean_text(source, language), MATCHER):
        again = clean_text(source[hit["start"] : hit["end"]], language)

        assert again.text.replace("\n", "") == hit["text"]


@given(texts, st.sampled_from(["NFC", "NFD"]))
def test_no_hit_cuts_a_letter_from_its_marks(case: tuple[str, str], form: str) -> None:
    source = unicodedata.normalize(form, case[0])
    for hit in find_in(clean_text(source, case[1]), MATCHER):
        assert not unicodedata.combining(source[hit["start"]])
        assert hit["end"] == len(source) or not unicodedata.combining(source[hit["end"]])


@given(texts)
def test_composed_and_decomposed_letters_give_the_same_hits(case: tuple[str, str]) -> None:
    composed, decomposed = (
        [
            (hit["formula"], hit["kind"], hit["text"])
            for hit in find_in(clean_text(unicodedata.normalize(form, case[0]), case[1]), MATCHER)
        ]
        for form in ("NFC", "NFD")
    )

    assert composed == decomposed


@given(chinese)
def test_punctuation_of_either_width_gives_the_same_hits(source: str) -> None:
    """Between hanzi, in one line (a full-width mark makes a line wider, and so a wrap); names have full stops (凯山.丰威汉)."""
    source = source.replace("\n", "")
    narrow = source.translate(str.maketrans("，：（）", ",:()"))
    wide, ascii_ = (
        [(hit["formula"], hit["kind"], hit["start"], hit["end"]) for hit in find_in(clean_text(text, "zh"), MATCHER)]
        for text in (source, narrow)
    )

    assert wide == ascii_


@settings(max_examples=25)
@given(chinese, st.randoms(use_true_random=False))
def test_the_order_of_the_lexicon_does_not_matter(source: str, shuffle: random.Random) -> None:
    names = list(FORMULAS)
    shuffle.shuffle(names)
    other = Matcher({name: FORMULAS[name] for name in names})
    cleaned = clean_text(source, "zh")

    assert find_in(cleaned, other) == find_in(cleaned, MATCHER)


def test_the_order_of_documents_does_not_matter(make_corpus) -> None:
    rows = ["file,language", "a.txt,zh", "b.txt,zh", "c.txt,zh"]
    texts = {
        f"{name}_txt": text for name, text in (("a", "中越传统友谊。"), ("b", "中老传统友谊。"), ("c", "维护南海和平稳定。"))
    }
    tables = [
        find_hits(read_corpus(make_corpus(documents_csv="\n".join([rows[0], *order]) + "\n", **texts)))
        for order in (rows[1:], rows[:0:-1])
    ]

    pd.testing.assert_frame_equal(*(table.sort_values(["document", "start"], ignore_index=True) for table in tables))
