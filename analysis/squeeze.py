"""What is left of sources and of forms when all that cleaning and folding may change is forgotten.

White space, markup, width, quotes, dashes and tone marks go; so what a form becomes is in a source wherever the form is in its
cleaned text in one piece.

>>> squeeze("１６ 字（“方针”）", "zh"), squeeze("Hoà bình", "vi") == squeeze("hòa\\nbình", "vi")
('16字（方针）', True)
"""

from __future__ import annotations

import functools
import unicodedata

import numpy as np

from analysis.fold import CASED, as_codes, as_text, key_codes, look_up
from analysis.steps import may_become

SEPARATOR = "\uffff"  # no character; stands between sources that are looked through together, and stays
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LATIN = (*range(0x250), *range(0x1E00, 0x1F00))


@functools.cache
def squeezed_codes(language: str) -> np.ndarray:
    """For every code below `CASED` that of the character that stands for it, 0 if it is forgotten."""
    codes = key_codes(language).copy()
    for char, kept in may_become().items():
        codes[ord(char)] = codes[ord(kept)] if kept else 0
    codes[codes == ord("-")] = 0  # of several in a row one stays
    codes[0xD800:0xE000] = ord("\ufffd")
    if language == "vi":  # hòa and hoà: without tones they are one
        for code in _LATIN:
            marks = unicodedata.normalize("NFD", chr(codes[code]))
            bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
            codes[code] = ord(bare) if len(bare) == 1 else codes[code]
    return codes


def squeeze(text: str, language: str) -> str:
    """What is left of a text as text."""
    codes = look_up(as_codes(text), squeezed_codes(language))
    return as_text(codes[codes != 0])


def squeeze_character(char: str, language: str) -> str:
    """The character that stands for one, '' if it is forgotten."""
    code = ord(char)
    code = int(squeezed_codes(language)[code]) if code < CASED else code
    return chr(code) if code else ""
