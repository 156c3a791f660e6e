"""The lines of a source, and what can be told of one by its characters alone.

>>> [(line.start, line.text, line.gap) for line in find_lines("双方同意。\\n\\n  （完）")]
[(0, '双方同意。', False), (9, '（完）', True)]
>>> is_terminal("他说：“好。”"), bare_words("“ＡＢ”，双方"), width_of("双方 AB", "zh")
(True, 'ab双方', 7)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
BLANKS = " \t\u3000\xa0\ufeff\u200b"  # round a line
_LINE = re.compile(f"[^{BREAKS}]+")
_WIDE_MARKS = "，：；？！（）"
_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile("[\u3001-\u303e\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]+")
_MAYBE_WIDE = re.compile("[^\x00-\u10ff\u1e00-\u20ff]")  # outside the blocks of letters and marks, none of them wide
_TERMINALS, _CLOSING = frozenset("。！？!?；;：:…."), '"”’」』）)》】]*'


class Line(NamedTuple):
    """A line of running text or furniture: its range and text, whether a blank line or an indent sets it off, as printed."""

    start: int
    end: int
    text: str
    gap: bool
    indent: bool
    printed: str


def split_lines(source: str) -> list[str]:
    """Lines as printed, without those that have no character at all."""
    return _LINE.findall(source)


def find_lines(source: str) -> Iterator[Line]:
    """Lines that are not empty, in order."""
    source = source.replace("\r\n", " \n")  # as long as it was
    for other in BREAKS:
        source = source.replace(other, "\n")
    begin = before = 0
    for number, text in enumerate(source.split("\n")):
        if stripped := text.strip(BLANKS):
            start = begin + text.find(stripped[0])
            yield Line(start, start + len(stripped), stripped, number > before + 1, start > begin, text.rstrip())
            before = number
        begin += len(text) + 1


def bare_words(text: str) -> str:
    """A text without spaces, punctuation and markup, for comparing word for word."""
    for mark in _WIDE_MARKS:  # no word, and what is left is nearly always normal already
        text = text.replace(mark, " ")
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def is_one_of(text: str, bare: Collection[str]) -> bool:
    """Whether a text is one of some others word for word, read to its end only where its beginning is."""
    if not bare or ("\u4e00" <= text[:1] <= "\u9fff" and not any(other.startswith(text[0]) for other in bare)):
        return False
    head = bare_words(text[:16])[:-1]  # the last letter may go on behind the cut: a mark, half a syllable
    return any(other.startswith(head) for other in bare) and bare_words(text) in bare


def is_terminal(text: str) -> bool:
    """Whether a text has the punctuation that ends a sentence."""
    return text.rstrip(_CLOSING)[-1:] in _TERMINALS


def width_of(text: str, language: str) -> int:
    """Columns of a line as printed: in Chinese print curly quotes and dashes are as wide as a hanzi."""
    line = unicodedata.normalize("NFC", text[:400])  # a mark over a letter takes no column
    others = _WIDE.sub("", line)
    width = 2 * len(line) - len(others)
    if others.isascii() or (language == "vi" and not _MAYBE_WIDE.search(others)):
        return width
    wide = "WFA" if language == "zh" else "WF"
    return width + sum(unicodedata.east_asian_width(char) in wide for char in others)
