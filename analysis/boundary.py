"""Whether a candidate is a word of its own or a piece of other words: 南海 in 出访南海周边国家, not in 越南海防.

Chinese has no spaces. The evidence is what jieba's word frequencies make of the hanzi round the candidate: the log
probability of the best segmentation, less that of the best one in which the candidate's two edges are word boundaries.
Nothing is lost where they are boundaries anyway; the loss is large where an edge cuts a word (越南, 海防). A verdict, not a
cut: jieba's own cut loses true hits whose inside or neighbours it joins otherwise.

A candidate of several words is not cut by a longer word that only extends its first or last one: 两党两国 stands in
两党/两国关系, where the dictionary has 两国关系. 码头/等 is no such case, since it cuts 头等.

>>> [has_boundaries(*case) for case in [("访问了越南海防市", 4, 6), ("首次出访南海周边国家", 4, 6), ("推动两党两国关系", 2, 6)]]
[False, True, True]

In Vietnamese a candidate ends where its syllables end.
"""

from __future__ import annotations

import functools

from analysis.tokenise import jieba_tokenizer

WINDOW = 10  # hanzi on either side; words are shorter
MARGIN = 1.0  # natural log; in trials true hits lost 0.0 and look-alikes 1.5 to 10


def has_boundaries(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] can stand as words of its own in Chinese `text`.

    Non-hanzi beside the candidate are boundaries; so a quoted candidate always stands.
    """
    first, last = start, end
    while first > max(0, start - WINDOW) and _is_hanzi(text[first - 1]):
        first -= 1
    while last < min(len(text), end + WINDOW) and _is_hanzi(text[last]):
        last += 1
    left, middle, right = text[first:start], text[start:end], text[end:last]
    return boundary_loss(left, middle, right) <= MARGIN or _is_extended(left, middle, right)


@functools.lru_cache(maxsize=100_000)
def boundary_loss(left: str, middle: str, right: str) -> float:
    """Log probability lost by making both edges of `middle` word boundaries (0.0 where they are already).

    >>> boundary_loss("维护", "南海", "和平") < 0.01 < 3 < boundary_loss("在中", "南海", "会见")
    True
    """
    if not left and not right:
        return 0.0
    return _best(left + middle + right) - _best(left) - _best(middle) - _best(right)


@functools.lru_cache(maxsize=100_000)
def _is_extended(left: str, middle: str, right: str) -> bool:
    """Whether the words that cross the edges of `middle` hold whole words of it, of two hanzi or more, and it has several."""
    words = _words(middle)
    edges = (len(left), len(left + middle))
    inside = {at for offsets in _offsets(words, len(left)) for at in offsets}
    held = [
        (max(start, edges[0]), min(end, edges[1]))
        for start, end in _offsets(_words(left + middle + right), 0)
        if start < edges[0] < end or start < edges[1] < end
    ]
    return len(words) > 1 and all(last - first > 1 and {first, last} <= inside for first, last in held)


def _offsets(words: list[str], at: int) -> list[tuple[int, int]]:
    offsets = []
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word)
    return offsets


def _best(text: str) -> float:
    """Log probability of the best segmentation of a text under jieba's dictionary."""
    return _route(text)[0][0] if text else 0.0


def _words(text: str) -> list[str]:
    """The best segmentation of a text under jieba's dictionary."""
    route = _route(text)
    words = []
    at = 0
    while at < len(text):
        words.append(text[at : route[at][1] + 1])
        at = route[at][1] + 1
    return words


def _route(text: str) -> dict[int, tuple[float, int]]:
    tokenizer = jieba_tokenizer()
    route: dict[int, tuple[float, int]] = {}
    tokenizer.calc(text, tokenizer.get_DAG(text), route)
    return route


def _is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def has_syllable_boundaries(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends where syllables do, in Vietnamese `text`.

    >>> has_syllable_boundaries("hợp tác toàn diện", 0, 7), has_syllable_boundaries("hợp tác toàn diện", 0, 11)
    (True, False)
    """
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
