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

from analysis.fold import as_codes

_FIRST, _LAST = "\u3400", "\u9fff"  # of the hanzi
_COMPATIBILITY = re.compile("[\uf900-\ufaff]")
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
def _changed() -> np.ndarray:
    """For every code as far as hanzi go, and one more, whether it is a hanzi that has another, simplified form."""
    hanzi = [chr(code) for code in range(ord(_FIRST), ord(_LAST) + 1)]
    simple = str(_converter().convert("\n".join(hanzi))).split("\n")
    changed = [len(other) == 1 and one != other for one, other in zip(hanzi, simple, strict=True)]
    return np.array([*[False] * ord(_FIRST), *changed, False])


def _are_changed(codes: np.ndarray) -> np.ndarray:
    return np.asarray(_changed().take(codes, mode="clip"))


def is_traditional(text: str) -> bool:
    """Whether at least a tenth of the hanzi of a text have another, simplified form."""
    changed = sum(int(np.count_nonzero(_are_changed(codes))) for codes in _slices(text))
    return changed > 0 and changed >= SHARE * sum(int(np.count_nonzero(_are_hanzi(codes))) for codes in _slices(text))


def are_traditional(codes: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The same of many texts that stand one behind the other.

    codes  : of all their characters
    starts : where each text begins; none is empty

    >>> are_traditional(as_codes("雙方同意。双方同意。"), np.array([0, 5])).tolist()
    [True, False]
    """
    hanzi, changed = (np.add.reduceat(some, starts, dtype=int) for some in (_are_hanzi(codes), _are_changed(codes)))
    return np.asarray((changed > 0) & (changed >= SHARE * hanzi))


def _are_hanzi(codes: np.ndarray) -> np.ndarray:
    return np.asarray((codes >= ord(_FIRST)) & (codes <= ord(_LAST)))


def _slices(text: str) -> Iterator[np.ndarray]:
    return (as_codes(text[at : at + SLICE]) for at in range(0, len(text), SLICE))


def count_alphanumeric(text: str) -> int:
    """How many characters of a text are letters, hanzi or digits.

    >>> count_alphanumeric("双方同意, 3 AB")
    7
    """
    return sum(int(np.count_nonzero(np.strings.isalnum(codes.view("U1")))) for codes in _slices(text))


def count_characters(text: str, pattern: re.Pattern[str]) -> int:
    """How many characters of a text stand in runs that a pattern fits; a slice at a time, since a list of all is long.

    >>> count_characters("双方同意 AB 合作", re.compile("[\u4e00-\u9fff]+"))
    6
    """
    slices = (text[at : at + SLICE] for at in range(0, len(text), SLICE))
    return sum(sum(map(len, pattern.findall(one))) for one in slices)


def simplify(text: str) -> str:
    """A text in simplified characters, as long as it was.

    By words where that keeps the length of a line (乾坤 stays), else by characters. Compatibility ideographs, which old
    encodings have beside the common ones, become the common ones.
    """
    text = _COMPATIBILITY.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    lines = text.splitlines(keepends=True)
    return "".join(_simplify_line(line) for line in lines)


def _simplify_line(line: str) -> str:
    simple = str(_converter().convert(line))
    return simple if len(simple) == len(line) else "".join(map(_simple, line))
