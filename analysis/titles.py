"""What a line may be by its form: the title or a line of it, a heading, or cut in its sentence.

>>> in_capitals("QUAN HỆ ĐỐI TÁC HỢP", "TÁC CHIẾN LƯỢC", "vi"), in_capitals("TUYÊN BỐ CHUNG", "1. HỢP TÁC", "vi")
(True, False)
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from analysis.lines import Line, bare_words, is_terminal
from analysis.rules import CleanSpec

ENUMERATOR = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[条章节部]|"
    r"[\dIVX]{1,4}[.、．)]\s*(?!\d)|[-•●–*+]\s"
)
_OPENERS = tuple(zip("（(《“「『【", "）)》”」』】", strict=True))
_FORMAL_TITLE = re.compile(r"[^。，]{0,40}关于[^。]{4,120}(?:联合声明|联合公报|公报|宣言|声明)。?")
_BEFORE_MAX = 0.4  # share of a page that may stand before its title


def is_title(lines: list[Line], number: int, language: str, title: str, spec: CleanSpec) -> bool:
    """The title of documents.csv; a formal title at the head; or a short first line set off from the text."""
    text = lines[number].text
    if title and bare_words(text) == bare_words(title):
        return True
    if number < 5 and "关于" in text and _FORMAL_TITLE.fullmatch(text):
        return True
    longest = spec.title_zh if language == "zh" else spec.title_vi
    if number or len(lines) < 2 or len(text) > longest or is_terminal(text) or ENUMERATOR.match(text):
        return False
    if is_open(text, lines[1].text, language) or (language == "zh" and text.count("，") + text.count(",") > 1):
        return False
    if lines[1].gap or len(lines[1].text) > 1.5 * len(text):
        return True
    behind = _behind_capitals(lines, language)
    return lines[behind].gap or len(lines[behind].text) > 1.5 * sum(len(line.text) for line in lines[:behind])


def _behind_capitals(lines: list[Line], language: str) -> int:
    """Number of the line behind the first one and those that go on with it in capitals; the last line's at most."""
    two = enumerate(pairwise(lines), start=1)
    ends = (n for n, (line, after) in two if after.gap or not in_capitals(line.text, after.text, language))
    return next(ends, len(lines) - 1)


def title_goes_on(lines: list[Line], roles: list[tuple[str, str]], language: str, title: str) -> bool:
    """Whether the line behind those that have roles is of the title before it, in capitals as that is and right below."""
    line, before = lines[len(roles)], lines[len(roles) - 1].text
    if not roles or roles[-1][0] != "title" or line.gap or not in_capitals(before, line.text, language):
        return False
    return bare_words(before) != bare_words(title)


def before_title(lines: list[Line], language: str, title: str, spec: CleanSpec) -> int:
    """How many lines stand before the title of a page: in its first part, all of them short and none a sentence."""
    wanted = bare_words(title)
    left = _BEFORE_MAX * sum(len(line.text) for line in lines)
    for number, line in enumerate(lines):
        if bare_words(line.text) == wanted:
            return number
        left -= len(line.text)
        if left < 0 or is_terminal(line.text) or not is_short(line.text, language, spec):
            return 0
    return 0


def is_open(text: str, after: str, language: str) -> bool:
    """Whether a line without final punctuation cannot end here, or the next cannot begin there, by marks and letters."""
    if language == "vi" and after[0].islower():
        return True
    return text[-1] in "，、《“（,(—" or any(one in text and text.count(one) > text.count(other) for one, other in _OPENERS)


def is_short(text: str, language: str, spec: CleanSpec) -> bool:
    """Short enough for a heading; a Chinese heading has one comma at most."""
    if language == "vi":
        return len(unicodedata.normalize("NFC", text)) <= spec.heading_vi
    return len(text) <= spec.heading_zh and text.count("，") + text.count(",") < 2


def in_capitals(text: str, after: str, language: str) -> bool:
    """Whether two lines are of one heading in capitals: ĐỐI TÁC HỢP ⏎ TÁC CHIẾN LƯỢC."""
    return language == "vi" and text.isupper() and after.isupper() and not (is_terminal(text) or ENUMERATOR.match(after))
