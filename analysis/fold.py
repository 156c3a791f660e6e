"""The key by which a form and a text are compared: equal keys, the same words.

The key forgets what does not make another formula: quotes, case, kinds of dash and of list comma, where a tone mark stands,
spaces between hanzi. It keeps its way back to the text.

>>> fold("“十六字”方针", "zh").text == fold("十六字方针", "zh").text
True
>>> fold("Việt – Trung, HÒA bình", "vi").text
'việt-trung, hoà bình'
>>> fold("“十六字”方针", "zh").position(3)
5
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

QUOTES = "“”‘’\"'「」『』〝〞«»‹›„‟＂"
DASHES = "-‐‑‒–—―－"
_COMMAS = {"zh": "、,", "vi": ""}
# What a key leaves out: quotes; all but one of several dashes; all spaces in Chinese, one beside a dash or space in Vietnamese.
_LEFT_OUT = {
    "zh": re.compile(f"[{QUOTES} ]|(?<=[{DASHES}])[{DASHES}]"),
    "vi": re.compile(f"[{QUOTES}]|(?<=[{DASHES}])[{DASHES} ]| (?=[{QUOTES}]*[{DASHES} ])"),
}
# Open syllables in which old and new spelling put the tone mark on different letters: hòa/hoà, khỏe/khoẻ, ủy/uỷ.
_OLD_TONE = {
    old: new
    for pair, marked in (("oa", "òóỏõọ àáảãạ"), ("oe", "òóỏõọ èéẻẽẹ"), ("uy", "ùúủũụ ỳýỷỹỵ"))
    for old, new in ((f + pair[1], pair[0] + s) for f, s in zip(*marked.split(), strict=True))
}
_OLD_TONE_PATTERN = re.compile(f"(?:{'|'.join(_OLD_TONE)})(?!\\w)")


class Key(NamedTuple):
    """A text as forms are compared with it.

    text : the key
    gaps : for each character left out, the length of the key before it
    """

    text: str
    gaps: Sequence[int]

    def position(self, at: int) -> int:
        """The place in the text of a character of the key."""
        return at + bisect_right(self.gaps, at)


def fold(text: str, language: str) -> Key:
    """The key of a text (NFC): without quotes, in lower case, one kind of dash and list comma, tone marks in one place."""
    left_out = [match.start() for match in _LEFT_OUT[language].finditer(text)]
    key = text
    if left_out:
        key = "".join(
            text[start:end] for start, end in zip([0, *(at + 1 for at in left_out)], [*left_out, len(text)], strict=True)
        )
    for dash in DASHES[1:]:
        key = key.replace(dash, "-")
    for comma in _COMMAS[language]:
        key = key.replace(comma, "，")
    lower = key.lower()
    if len(lower) != len(key):  # a letter such as İ, which becomes two
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in key)
    if language == "vi":
        lower = _OLD_TONE_PATTERN.sub(lambda match: _OLD_TONE[match.group()], lower)
    return Key(lower, [at - number for number, at in enumerate(left_out)])


def form_key(form: str, language: str) -> str:
    """The key of a form or a search text, however its spaces and letters are composed."""
    return fold(" ".join(unicodedata.normalize("NFC", form).split()), language).text
