"""The wording of reports: lexicon/speech.toml -> patterns that `speakers`, `reports` and `voice` read by.

>>> RULES["zh"].titles.findall("越共中央总书记、国家主席苏林"), RULES["vi"].joint.findall("hai bên nhất trí")
(['总书记', '国家主席'], ['hai bên'])
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from analysis.fold import QUOTES
from analysis.sayings import join
from analysis.tokenise import jieba_tokenizer

SPEECH = Path(__file__).parent / "lexicon" / "speech.toml"
_TABLES = tomllib.loads(SPEECH.read_text(encoding="utf-8"))
_UP = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"  # capitals of Vietnamese
_NEVER = "\\0(?!)"  # begins with what no text has, so that a scan is soon done
_BRACKETS = "[(](?:[^()]|[(][^()]*[)])*[)]"
_LED = re.compile(f"[一-鿿《A-Z](?![?*+{{])(?:[^|()]|{_BRACKETS})*")  # one alternative, its first character written out
_FIRST = re.compile(r"\[(\w+)\]|(\w)(?![?*+{])")
_WORD = r"(?<!\w)(?:{})(?!\w)"
# Where the alternatives of a list stand; those that are not here stand alone. {FIRST} is what they begin with.
_FRAMES = {
    "zh": {
        "adverbs": "(?:{}|[{QUOTES}、])*+",
        "oblique": "(?:{})$",
        "noun": "(?:{})$",
    },
    "vi": {
        "adverbs": rf"(?i)(?:\s|[{{QUOTES}}]|{_WORD})*+",
        "oblique": r"(?i)(?:^|\W)(?:{})\s$",
        "owned": r"\s(?:{})(?!\w)",
        "titles": r"(?={FIRST})(?<!\w)(?:(?:{})(?!\w)|(?:{ADDRESS})(?=\s[{UP}]))",
        "modifier": r"(?:\s|,\s|(?:[{UP}][\w-]*|{})(?!\w))*+",
        "joint": rf"(?={{FIRST}}){_WORD}",
        "outsiders": rf"(?={{FIRST}}){_WORD}",
        "own_side": rf"(?={{FIRST}}){_WORD}",
        "led_in": r"(?:{})(?: nước)?\s$",
        "topic": r"(?:{})(?!\w)",
        "position": "(?i){}",
        "noun": r"(?i)(?:^|\W)(?:{})\s$",
        "no_verb": r"\s(?:{})(?!\w)",
    },
}


class Rules(NamedTuple):
    """What one language needs."""

    clause: re.Pattern[str]  # where a clause ends
    adverbs: re.Pattern[str]  # what may stand between a subject and its verb, or before a verb without subject
    after_verb: re.Pattern[str]  # behind a verb, up to whoever speaks inside its clause
    oblique: re.Pattern[str]  # ends right before a noun phrase that is no subject
    owned: re.Pattern[str]  # begins right behind a noun phrase that is no subject: its talks, visit, thought
    titles: re.Pattern[str]  # offices and ranks
    modifier: re.Pattern[str]  # between the parts of one noun phrase
    joint: re.Pattern[str]  # both sides, whichever they are
    outsiders: re.Pattern[str]  # scholars, companies, papers: nobody's official voice
    pronouns: re.Pattern[str]
    own_side: re.Pattern[str]  # we
    stationed: re.Pattern[str]  # between an ambassador's country and his post
    bloc: re.Pattern[str]  # China with a group of countries
    policy: re.Pattern[str]  # right before a country's name that is part of a policy's
    widened: re.Pattern[str]  # what belongs to a side's name: its government, its people
    led_in: re.Pattern[str]  # the same before it
    coordinated: re.Pattern[str]  # between two who speak together
    accompanied: re.Pattern[str]  # between two who speak together only if their verb follows at once
    jointly: re.Pattern[str]  # what may stand before that verb
    habit: re.Pattern[str]  # ends right before a verb of what is said again and again, or once was: nobody goes on
    unplaced: re.Pattern[str]  # titles that without a country tell no side
    addressed: re.Pattern[str]  # a form of address, which is no office
    apposition: re.Pattern[str]  # what stands behind a name between commas
    short: re.Pattern[str]  # a form of address with one syllable of a name
    topic: re.Pattern[str]  # a phrase that names what is spoken of
    told: re.Pattern[str]  # what is told and not said: the narrator takes over
    briefing: re.Pattern[str]  # a speaker who tells of a visit
    polite: re.Pattern[str]  # thanks and congratulations: an act that the narrator tells of
    position: re.Pattern[str]  # a position named as somebody's
    noun: re.Pattern[str]  # ends right before a verb that is a noun, or passive
    no_verb: re.Pattern[str]  # begins right behind a verb that is a noun
    surely: re.Pattern[str]  # a verb that is one wherever it stands: 愿同
    label: re.Pattern[str]  # a speaker's label at the head of a line
    relative: re.Pattern[str]  # begins right behind a noun phrase that another noun follows: 越方散发的文件
    somebody: re.Pattern[str]  # a clause that names somebody whom no list has
    plain: frozenset[str]  # verbs that make such a one a speaker
    order: frozenset[tuple[str, str]]  # which part of a noun phrase may follow which


def _pattern(language: str, name: str) -> re.Pattern[str]:
    table = _TABLES[language]
    alternatives, frame = table.get(name, [_NEVER]), _FRAMES[language].get(name, "{}")
    address = table["address"] if "{ADDRESS}" in frame else []
    frame = frame.replace("{ADDRESS}", "|".join(address)).replace("{FIRST}", _first([*alternatives, *address]))
    joined = frame.replace("{}", join(alternatives) if all(map(_LED.fullmatch, alternatives)) else "|".join(alternatives))
    return re.compile(joined.replace("{QUOTES}", QUOTES).replace("{UP}", _UP))


def _first(alternatives: list[str]) -> str:
    """The class of characters that alternatives begin with, so that a scan passes over others; '' where that is not plain."""
    found = [_FIRST.match(one) for one in alternatives]
    chars = {char for match in found if match for char in match[match.lastindex or 0]}
    return f"[{''.join(sorted(chars))}]" if all(found) else ""


def _rules(language: str, order: str) -> Rules:
    patterns = {name: _pattern(language, name) for name in Rules._fields if name not in ("plain", "order")}
    pairs = frozenset((one, other) for one, other in (pair.split(">") for pair in order.split()))
    return Rules(**patterns, plain=frozenset(_TABLES[language]["plain"]), order=pairs)


RULES = {
    "zh": _rules(
        "zh",
        "side>title side>person side>outsider title>title title>person outsider>person outsider>title outsider>outsider",
    ),
    "vi": _rules(
        "vi",
        "title>title title>side title>person side>person side>title outsider>person outsider>side outsider>outsider",
    ),
}
_SURNAMES = frozenset(_TABLES["zh"]["surnames"][0])
_HAN = "[\u4e00-\u9fff]"
_FOREIGN = re.compile(
    f"{_HAN}{{1,6}}(?:[·－]{_HAN}{{1,6}}?){{1,3}}(?=[^\u4e00-\u9fff·]|[表强指说称认重在和与同时等的对就告坦笑感介则也持])"
)
_BEHIND_NAME = re.compile(f"{_TABLES['zh']['behind_name'][0]}|{'|'.join(_TABLES['zh']['adverbs'])}")
_ADVERB = re.compile("|".join(_TABLES["zh"]["adverbs"]))
_CAPITALS = re.compile(rf"\s(?P<name>[{_UP}][\w-]*(?: [{_UP}][\w-]*){{1,4}})(?!\w)")
_ALL_HAN = re.compile(f"{_HAN}+")
_INSTITUTION = re.compile(rf"(?:\s[{_UP}][\w-]*(?:\s(?:{'|'.join(_TABLES['vi']['modifier'])})(?!\w))+)*")  # Khu tự trị, Tỉnh ủy
_INSTITUTIONS = frozenset(_TABLES["vi"]["institutions"])


def find_name(text: str, at: int, language: str, foreign: bool = False) -> tuple[int, int] | None:
    """Range of a person's name that begins right behind a title; None if no name can be told there.

    foreign : also a Chinese spelling without its point, which only words that no dictionary has can be

    >>> find_name("省委书记阮文强表示", 4, "zh"), find_name("省委书记在会上表示", 4, "zh")
    ((4, 7), None)
    >>> find_name("Đại sứ Phạm Văn Nam nói", 6, "vi")
    (7, 19)
    """
    if language == "vi":
        match = _CAPITALS.match(text, at) or _CAPITALS.match(text, _INSTITUTION.match(text, at).end())  # type: ignore[union-attr]
        if match is None or match["name"].split()[0] in _INSTITUTIONS:
            return None
        words = match["name"].split()
        last = " ".join(words[-3:] if len(words) == 5 else words)  # a place of two syllables, a name of three
        return match.end("name") - len(last), match.end("name")
    if match := _FOREIGN.match(text, at):
        return match.span()
    known = text[at : at + 1] in _SURNAMES
    if (known or foreign) and not _ADVERB.match(text, at):
        for size in (3, 2, 4) if known else (3, 4, 2, 5):
            name = text[at : at + size]
            ends = _BEHIND_NAME.match(text, at + size) or at + size == len(text)
            if ends and _ALL_HAN.fullmatch(name) and (known or name not in jieba_tokenizer().FREQ):
                return at, at + size
    return None
