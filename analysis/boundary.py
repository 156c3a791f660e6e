"""Whether a candidate is a word of its own or a piece of other words: 南海 in 出访南海周边国家, not in 越南海防.

Chinese has no spaces. The evidence is what jieba's word frequencies make of the hanzi round the candidate: the log
probability of the best segmentation, less that of the best one in which the candidate's two edges are word boundaries.
Nothing is lost where they are boundaries anyway; the loss is large where an edge cuts a word (越南, 海防). A verdict, not a
cut: jieba's own cut loses true hits whose inside or neighbours it joins otherwise.

>>> has_boundaries("访问了越南海防市", 4, 6), has_boundaries("首次出访南海周边国家", 4, 6)
(False, True)

In Vietnamese a candidate ends where its syllables end.
"""

from __future__ import annotations

import functools

from analysis.tokenise import jieba_tokenizer

WINDOW = 10  # hanzi on either side; words are shorter
MARGIN = 1.0  # natural log; in trials true hits lost 0.0 and look-alikes 1.5 to 12


def has_boundaries(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] can stand as words of its own in Chinese `text`.

    Non-hanzi beside the candidate are boundaries; so a quoted candidate always stands.
    """
    first, last = start, end
    while first > max(0, start - WINDOW) and _is_hanzi(text[first - 1]):
        first -= 1
    while last < min(len(text), end + WINDOW) and _is_hanzi(text[last]):
        last += 1
    return boundary_loss(text[first:start], text[start:end], text[end:last]) <= MARGIN


@functools.lru_cache(maxsize=100_000)
def boundary_loss(left: str, middle: str, right: str) -> float:
    """Log probability lost by making both edges of `middle` word boundaries (0.0 where they are already).

    >>> boundary_loss("维护", "南海", "和平") < 0.01 < 3 < boundary_loss("在中", "南海", "会见")
    True
    """
    if not left and not right:
        return 0.0
    return _best(left + middle + right) - _best(left) - _best(middle) - _best(right)


def _best(text: str) -> float:
    """Log probability of the best segmentation of a text under jieba's dictionary."""
    if not text:
        return 0.0
    tokenizer = jieba_tokenizer()
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(text, tokenizer.get_DAG(text), route)
    return route[0][0]


def _is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def has_syllable_boundaries(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends where syllables do, in Vietnamese `text`.

    >>> has_syllable_boundaries("hợp tác toàn diện", 0, 7), has_syllable_boundaries("hợp tác toàn diện", 0, 11)
    (True, False)
    """
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
