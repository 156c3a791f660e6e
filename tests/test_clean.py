"""Cleaned text and its way back to the source."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean import clean_text, join_parts, source_range
from analysis.script import simplify


def clean(text: str, language: str = "zh") -> str:
    return "".join(char for char, _, _ in join_parts(text, [(0, len(text))], language))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("中 越 关系", "中越关系"),
        ("于**2026年4月**访华", "于2026年4月访华"),
        ("会议, 中国支持", "会议，中国支持"),
        ("推动两国关系:进入新阶段;深化合作", "推动两国关系：进入新阶段；深化合作"),
        ("协定》(RCEP), 积极", "协定》（RCEP），积极"),
        ("１６字方针，ＡＰＥＣ会议", "16字方针，APEC会议"),
        ("全面\u200b战略\ufeff合作", "全面战略合作"),
        ("双方　　同意", "双方同意"),
        # Rows that stay as they are:
        ("到 2030 年和 2045 年", "到 2030 年和 2045 年"),
        ("会谈于10:30开始，共1,659项", "会谈于10:30开始，共1,659项"),
        ("自贸区 3.0 版", "自贸区 3.0 版"),
        ("“十六字”方针", "“十六字”方针"),
        ("澜沧江—湄公河", "澜沧江—湄公河"),
        ("2*3", "2*3"),
        ("加入 RCEP。", "加入 RCEP。"),
    ],
)
def test_chinese_is_read_as_a_reader_reads_it(printed: str, read: str) -> None:
    assert clean(printed) == read
    assert clean(read) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (unicodedata.normalize("NFD", "hữu nghị truyền thống"), "hữu nghị truyền thống"),
        ("hữu  nghị\u00a0truyền thống", "hữu nghị truyền thống"),
        ("hòa bình, ổn định", "hòa bình, ổn định"),
        ("đạt hơn 66,6 tỷ USD (2015)", "đạt hơn 66,6 tỷ USD (2015)"),
    ],
)
def test_vietnamese_is_compared_in_nfc_and_otherwise_left_alone(printed: str, read: str) -> None:
    assert clean(printed, "vi") == read


def test_a_decomposed_letter_carries_its_marks() -> None:
    source = unicodedata.normalize("NFD", "nghị.")
    cleaned = clean_text(source, "vi")

    start, end = source_range(cleaned, 3, 4)

    assert (cleaned.text, source[start:end]) == ("nghị.", unicodedata.normalize("NFD", "ị"))


def test_a_word_cut_by_a_page_break_is_one_word_and_its_range_spans_the_break() -> None:
    source = "双方同意，加强法律和司法领域合作，深化多边框架下沟通协调，加强对口交流，推进反腐败司\n\n法执法合作。"
    cleaned = clean_text(source, "zh")
    at = cleaned.text.index("司法执法")

    start, end = source_range(cleaned, at, at + 4)

    assert source[start:end] == "司\n\n法执法"


def test_vietnamese_lines_are_joined_by_a_space() -> None:
    assert clean_text("Quan hệ đối tác\nchiến lược toàn diện.", "vi").text == "Quan hệ đối tác chiến lược toàn diện."


def test_a_correction_is_read_and_each_of_its_characters_carries_the_whole_range() -> None:
    source = "体现战略性 and 高水平。"
    cleaned = clean_text(source, "zh", corrections=[{"start": 5, "end": 10, "corrected": "和"}])

    start, end = source_range(cleaned, cleaned.text.index("战略性"), len(cleaned.text) - 1)

    assert cleaned.text == "体现战略性和高水平。"
    assert source[start:end] == "战略性 and 高水平"


def test_what_is_set_aside_is_not_in_the_text() -> None:
    assert clean_text("双方同意合作。(完)\n更多\n越中命运共同体。", "zh").text == "双方同意合作。"


alphabet = st.text(
    alphabet=st.one_of(st.sampled_from("双方同意合作。，、,:; \n（）()更多*“”1a"), st.characters(codec="utf-8")), max_size=60
)


@given(alphabet, st.sampled_from(["zh", "vi"]))
def test_the_way_back_is_complete_and_in_order(source: str, language: str) -> None:
    cleaned = clean_text(source, language)

    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    assert all(0 <= a <= b <= len(source) for a, b in zip(cleaned.starts, cleaned.ends, strict=True))
    assert list(cleaned.starts) == sorted(cleaned.starts)
    for char, start, end in zip(cleaned.text, cleaned.starts, cleaned.ends, strict=True):
        if char.isalnum() and "\u4e00" <= char <= "\u9fff":
            printed = unicodedata.normalize("NFC", source[start:end]).strip()
            assert char in (printed, simplify(printed))  # a traditional character is read as the simplified one


@given(st.text(alphabet="aăâeêioôơuưyđbcdghklmnpqrstvxàảãáạằẳẵắặầẩẫấậèéẹềếệìíịòóọồốộờớợùúụừứựỳýỵ ĐÂƯ.,-1\n中越", max_size=60))
def test_decomposed_and_composed_sources_read_the_same(source: str) -> None:
    nfc, nfd = unicodedata.normalize("NFC", source), unicodedata.normalize("NFD", source)

    assert clean(nfc, "vi") == clean(nfd, "vi")
