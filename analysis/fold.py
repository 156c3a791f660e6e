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
from array import array
from bisect import bisect_right
from itertools import pairwise

import numpy as np

QUOTES = "“”‘’\"'「」『』〝〞«»‹›„‟＂"
DASHES = "-‐‑‒–—―－"
_COMMAS = {"zh": "、,", "vi": ""}
_DROPPED = {"zh": f"{QUOTES} ", "vi": QUOTES}
_JOINED = {"zh": ("--",), "vi": ("--", "- ", " -", "  ")}  # of which one character stays
SLICE = 1_000_000  # characters folded at once
CASED = 0x20000  # no character from here on has two cases
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
    def _gaps(self) -> array[int]:
        """For each character that the key does not have, how many that it has stand before it."""
        gone = (~self._kept).nonzero()[0]
        return array("q", (gone - np.arange(len(gone))).astype(np.int64).tobytes())

    def position(self, at: int) -> int:
        """The place in the text of a character of the key."""
        return at + bisect_right(self._gaps, at)


@functools.cache
def _lower_codes() -> np.ndarray:
    """For every code below `CASED` that of its character in lower case."""
    codes = np.arange(CASED, dtype=np.uint32)
    for block in range(0, CASED, 256):
        chars = [chr(code) for code in range(block, block + 256)]
        if (lower := "".join(chars).lower()) != "".join(chars):  # few blocks have letters of two cases
            lower = "".join(low if len(low := char.lower()) == 1 else char for char in chars)
            codes[block : block + 256] = [ord(char) for char in lower]
    return codes


@functools.cache
def key_codes(language: str) -> np.ndarray:
    """For every code below `CASED` that of its character in a key, 0 if keys have none; further ones stand for themselves."""
    codes = _lower_codes().copy()
    for chars, code in ((DASHES, ord("-")), (_COMMAS[language], ord("，")), (_DROPPED[language], 0)):
        codes[[ord(char) for char in chars]] = code
    return codes


def fold(text: str, language: str) -> Key:
    """The key of a text (NFC): without quotes, in lower case, one kind of dash and list comma, tone marks in one place.

    Of several dashes one stays; in Chinese no space stays, in Vietnamese none beside a dash or another space.
    """
    key, kept = _fold_slice(text, language) if len(text) <= SLICE else _fold_long(text, language)
    if language == "vi":
        key = _OLD_TONE_PATTERN.sub(lambda match: _OLD_TONE[match.group()], key)
    return Key(key, kept)


def _fold_long(text: str, language: str) -> tuple[str, np.ndarray]:
    """The same by slices, since codes take several times the room of characters; each ends behind a letter."""
    ends = [0]
    while ends[-1] < len(text):
        end = min(ends[-1] + SLICE, len(text))
        while end < len(text) and not text[end - 1].isalnum():
            end += 1
        ends.append(end)
    keys, kept = zip(*(_fold_slice(text[first:last], language) for first, last in pairwise(ends)), strict=True)
    return "".join(keys), np.concatenate(kept)


def _fold_slice(text: str, language: str) -> tuple[str, np.ndarray]:
    """The key of a slice but for its tone marks, and which of its characters the key has."""
    codes = look_up(as_codes(text), key_codes(language))
    kept = codes != 0
    codes = codes[kept]
    key = as_text(codes)
    if not any(pair in key for pair in _JOINED[language]):
        return key, kept
    joint = (codes == ord("-")) | (codes == ord(" "))
    pairs = (joint[:-1] & joint[1:]).nonzero()[0]
    dropped = np.where(codes[pairs] == ord("-"), pairs + 1, pairs)
    kept[np.flatnonzero(kept)[dropped]] = False
    codes[dropped] = 0
    return as_text(codes[codes != 0]), kept


def as_codes(text: str) -> np.ndarray:
    """The code points of a text."""
    return np.array([text]).view(np.uint32) if text else np.empty(0, np.uint32)


def look_up(codes: np.ndarray, table: np.ndarray) -> np.ndarray:
    """For each code the one that a table has for it; one from `CASED` on, rare in texts, has its own."""
    try:
        return table.take(codes)
    except IndexError:
        return np.where(codes < CASED, table.take(codes, mode="clip"), codes)


def as_text(codes: np.ndarray) -> str:
    """The text of code points."""
    return str(codes.view(f"U{len(codes)}").item()) if len(codes) else ""


def form_key(form: str, language: str) -> str:
    """The key of a form or a search text, however its spaces and letters are composed."""
    return fold(" ".join(unicodedata.normalize("NFC", form).split()), language).text
