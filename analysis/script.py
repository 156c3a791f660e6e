"""Traditional characters -> simplified ones, one for one, so that every range counts in the source as it is.

The lexicon and the rules are written in simplified characters. A text counts as traditional where enough of its hanzi are
used in traditional script only; a name or a quotation in another text is left as it stands.

>>> simplify("雙方同意推動構建中越命運共同體。")
'双方同意推动构建中越命运共同体。'
>>> is_traditional("双方同意出版《雙城記》，推动铁路合作，扩大两国之间的媒体、青年和地方交流，办好边境口岸。")
False
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import numpy as np

_HANZI = re.compile("[\u3400-\u9fff]+")
SLICE = 1_000_000  # characters
SHARE = 0.1  # of the hanzi; about a third of those of a traditional text, hardly any of a simplified one


@functools.cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@functools.cache
def _simple(char: str) -> str:
    simple = str(_converter().convert(char))
    return simple if len(simple) == 1 else char


@functools.cache
def _changed() -> re.Pattern[str]:
    """Hanzi that have another, simplified form."""
    hanzi = [chr(code) for code in range(ord("\u3400"), ord("\u9fff") + 1)]
    simple = str(_converter().convert("\n".join(hanzi))).split("\n")
    changed = "".join(one for one, other in zip(hanzi, simple, strict=True) if len(other) == 1 and one != other)
    return re.compile(f"[{changed}]+")


def is_traditional(text: str) -> bool:
    """Whether at least a tenth of the hanzi of a text have another, simplified form."""
    changed = count_characters(text, _changed())
    return changed > 0 and changed >= SHARE * count_characters(text, _HANZI)


def count_characters(text: str, pattern: re.Pattern[str]) -> int:
    """How many characters of a text stand in runs that a pattern fits; a slice at a time, since a list of all is long.

    >>> count_characters("双方同意 AB 合作", _HANZI)
    6
    """
    return sum(sum(map(len, pattern.findall(one))) for one in _slices(text))


def as_codes(text: str) -> np.ndarray:
    """The code points of a text."""
    return np.array([text]).view(np.uint32) if text else np.empty(0, np.uint32)


def count_alphanumeric(text: str) -> int:
    """How many characters of a text are letters, hanzi or digits.

    >>> count_alphanumeric("双方同意, 3 AB")
    7
    """
    return sum(int(np.count_nonzero(np.strings.isalnum(as_codes(one).view("U1")))) for one in _slices(text))


def _slices(text: str) -> Iterator[str]:
    return (text[at : at + SLICE] for at in range(0, len(text), SLICE))


def simplify(text: str) -> str:
    """A text in simplified characters, as long as it was.

    By words where that keeps the length of a line (乾坤 stays), else by characters. Compatibility ideographs, which old
    encodings have beside the common ones, become the common ones.
    """
    text = "".join(unicodedata.normalize("NFC", char) if "\uf900" <= char <= "\ufaff" else char for char in text)
    lines = text.splitlines(keepends=True)
    return "".join(_simplify_line(line) for line in lines)


def _simplify_line(line: str) -> str:
    simple = str(_converter().convert(line))
    return simple if len(simple) == len(line) else "".join(map(_simple, line))
