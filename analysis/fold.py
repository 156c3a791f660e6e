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

import functools
import re
import unicodedata

import numpy as np

QUOTES = "“”‘’\"'「」『』〝〞«»‹›„‟＂"
DASHES = "-‐‑‒–—―－"
_COMMAS = {"zh": "、,", "vi": ""}
_DROPPED = {"zh": f"{QUOTES} ", "vi": QUOTES}
# Open syllables in which old and new spelling put the tone mark on different letters: hòa/hoà, khỏe/khoẻ, ủy/uỷ.
_OLD_TONE = {
    old: new
    for pair, marked in (("oa", "òóỏõọ àáảãạ"), ("oe", "òóỏõọ èéẻẽẹ"), ("uy", "ùúủũụ ỳýỷỹỵ"))
    for old, new in ((f + pair[1], pair[0] + s) for f, s in zip(*marked.split(), strict=True))
}
_OLD_TONE_PATTERN = re.compile(f"(?:{'|'.join(_OLD_TONE)})(?!\\w)")


class Key:
    """A text as forms are compared with it, and the way back."""

    def __init__(self, text: str, kept: np.ndarray) -> None:
        """`kept` says of every character of the source whether the key has it."""
        self.text = text
        self._kept = kept

    @functools.cached_property
    def _positions(self) -> np.ndarray:
        return np.flatnonzero(self._kept)

    def position(self, at: int) -> int:
        """The place in the text of a character of the key."""
        return int(self._positions[at])


@functools.cache
def _table(language: str, size: int) -> np.ndarray:
    """For every code below `size` that of its character in a key, 0 if keys have none."""
    codes = np.arange(size, dtype=np.uint32)
    for code in range(size):
        lower = chr(code).lower()
        if len(lower) == 1:
            codes[code] = ord(lower)
    for chars, code in ((DASHES, ord("-")), (_COMMAS[language], ord("，")), (_DROPPED[language], 0)):
        codes[[ord(char) for char in chars]] = code
    return codes.astype(np.uint16 if size == 0x10000 else np.uint32)


def fold(text: str, language: str) -> Key:
    """The key of a text (NFC): without quotes, in lower case, one kind of dash and list comma, tone marks in one place.

    Of several dashes one stays; in Chinese no space stays, in Vietnamese none beside a dash or another space.
    """
    encoding, size, width = "utf-16-le", 0x10000, np.uint16
    encoded = text.encode(encoding, "surrogatepass")
    if len(encoded) != 2 * len(text):  # hanzi beyond the first plane
        encoding, size, width = "utf-32-le", 0x110000, np.uint32
        encoded = text.encode(encoding, "surrogatepass")
    codes = _table(language, size)[np.frombuffer(encoded, dtype=width)]
    kept = codes != 0
    codes = codes[kept]
    dash, space = codes == ord("-"), codes == ord(" ")
    drop = np.zeros(len(codes), dtype=bool)
    drop[1:] = dash[:-1] & (dash | space)[1:]
    drop[:-1] |= space[:-1] & (dash | space)[1:]
    if drop.any():
        kept[np.flatnonzero(kept)[drop]] = False
        codes = codes[~drop]
    key = codes.tobytes().decode(encoding, "surrogatepass")
    if language == "vi":
        key = _OLD_TONE_PATTERN.sub(lambda match: _OLD_TONE[match.group()], key)
    return Key(key, kept)


def form_key(form: str, language: str) -> str:
    """The key of a form or a search text, however its spaces and letters are composed."""
    return fold(" ".join(unicodedata.normalize("NFC", form).split()), language).text
