import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.fold import CASED, fold
from analysis.sieve import Sieve


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("“十六字”方针", "十六字方针", "zh"),
        ('"十六字"方针', "「十六字」方针", "zh"),
        ("好邻居，好朋友", "好邻居、好朋友", "zh"),
        ("中国—东盟", "中国-东盟", "zh"),
        ("3+3”机制", "3+3机制", "zh"),
        ("hòa bình", "hoà bình", "vi"),
        ("Ủy ban", "Uỷ ban", "vi"),
        ("khỏe", "khoẻ", "vi"),
        ("Việt – Trung", "Việt-Trung", "vi"),
        ("ĐỐI TÁC", "đối tác", "vi"),
    ],
)
def test_what_does_not_make_another_formula(first: str, second: str, language: str) -> None:
    assert fold(first, language).text == fold(second, language).text


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("hòa", "hoa", "vi"),
        ("hoàn", "hòan", "vi"),
        ("quý", "quy", "vi"),
        ("南海", "南 海域", "zh"),
        ("đối tác", "đối  tạc", "vi"),
    ],
)
def test_what_does(first: str, second: str, language: str) -> None:
    assert fold(first, language).text != fold(second, language).text


@given(st.text(alphabet="“”\"'十六字方针 —-，、ĐđÒòaàuyỷ", max_size=30), st.sampled_from(["zh", "vi"]))
def test_the_key_knows_its_way_back(text: str, language: str) -> None:
    key = fold(text, language)

    positions = [key.position(at) for at in range(len(key.text))]
    assert positions == sorted(set(positions))
    assert all(
        fold(text[place], language).text == char
        for place, char in zip(positions, key.text, strict=True)
        if char not in "òóỏõọàáảãạèéẻẽẹùúủũụỳýỷỹỵoaeuy"
    )


def test_the_key_drops_nothing_else() -> None:
    assert fold("\ud800𠮷A—— 𐐀、B\0", "zh").text == "\ud800𠮷a-𐐨，b"
    assert fold("", "zh").text == fold("“ ”", "zh").text == ""


def test_no_character_from_there_on_has_two_cases() -> None:
    assert all(chr(code).lower() == chr(code) for code in range(CASED, sys.maxunicode + 1))


def test_the_sieve_knows_characters_beyond_its_tables() -> None:
    sieve = Sieve({"zh": ["六𠮷更"], "vi": []})
    texts = ["六 𠮷\n更", "六\n— 3 —\n𠮷更", "六更𠮷", "六\n— 3 —\n𠀀更"]

    assert list(sieve.sift((text, "zh") for text in texts)) == [True, True, False, False]
