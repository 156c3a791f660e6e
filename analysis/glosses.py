"""English for readers without the language: who speaks, by which verb, and in which section.

>>> name_speaker("张德江", "zhang-dejiang"), name_speaker("双方"), gloss_verb("愿")
('Zhang Dejiang', 'both sides', 'is willing')
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from analysis.people import read_people

GLOSSES = Path(__file__).parent / "lexicon" / "glosses.toml"
_TABLES = tomllib.loads(GLOSSES.read_text(encoding="utf-8"))
_NUMERALS = "〇一二三四五六七八九"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(f"({_NUMERAL})(?:（({_NUMERAL})）)?")


def name_speaker(speaker: str, speaker_id: str = "") -> str:
    """A speaker in Latin letters or in English; '' where there is none to give.

    speaker    : as printed
    speaker_id : of people.toml, '' for who is no person

    A name is in pinyin without tones, a Vietnamese one as Vietnam writes it.

    >>> name_speaker("阮善仁", "nguyen-thien-nhan"), name_speaker("某人")
    ('Nguyễn Thiện Nhân', '')
    """
    people = read_people()
    return people.latin(speaker_id) if speaker_id in people.persons else str(_TABLES["speakers"].get(speaker, ""))


def gloss_verb(verb: str) -> str:
    """A verb of saying in English, '' where glosses.toml has none.

    >>> gloss_verb("同意"), gloss_verb("mong muốn"), gloss_verb("")
    ('agree', 'wishes', '')
    """
    return str(_TABLES["verbs"].get(verb, ""))


def say_section(section: str, sections: Sequence[str]) -> str:
    """A section by its number: that which it has, else its place among the sections of its text; '' for none.

    section  : as hits have it, a number or a heading
    sections : those of its text in order

    >>> say_section("四（一）", []), say_section("十二", []), say_section("经贸合作", ["政治关系", "经贸合作"])
    ('section 4 (1)', 'section 12', 'section 2 of 2')
    """
    if not section:
        return ""
    if number := number_section(section):
        return f"section {number}"
    own = [one for one in dict.fromkeys(sections) if one]
    return f"section {own.index(section) + 1} of {len(own)}" if section in own else f"section {section}"


def number_section(section: str) -> str:
    """The number of a section that is numbered in Chinese, in figures; '' for any other.

    >>> number_section("四（一）"), number_section("经贸合作")
    ('4 (1)', '')
    """
    numbered = _NUMBERED.fullmatch(section)
    if not numbered:
        return ""
    return f"{_number(numbered[1])} ({_number(numbered[2])})" if numbered[2] else str(_number(numbered[1]))


def _number(numeral: str) -> int:
    """A numeral below a hundred."""
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMERALS.index(tens) if tens else 1) * 10 * bool(ten) + (_NUMERALS.index(ones) if ones else 0)
