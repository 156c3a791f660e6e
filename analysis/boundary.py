"""Whether a candidate is a word of its own or a piece of other words: 南海 in 出访南海周边国家, not in 越南海防.

Chinese has no spaces. The evidence is what jieba's word frequencies make of the hanzi round the candidate: the log
probability of the best segmentation, less that of the best one in which the candidate's two edges are word boundaries.
Nothing is lost where they are boundaries anyway; the loss is large where an edge cuts a word (越南, 海防). A verdict, not a
cut: jieba's own cut loses true hits whose inside or neighbours it joins otherwise.

A longer word is no evidence against a candidate if all it adds to whole words of it are words again: 两国关系 in 两党两国关系,
南海舰队. 码头 and 海南 are no such case, since what they leave of the candidate, or add to it, is no word.

Where nothing else decides, a place name that ends on the candidate's first hanzi takes it: 海南/海花岛, since 海/南海/花岛
leaves a single hanzi.

>>> cases = [("访问了越南海防市", 4, 6), ("首次出访南海周边国家", 4, 6), ("推动两党两国关系", 2, 6), ("游览海南海花岛", 3, 5)]
>>> [has_boundaries(*case) for case in cases]
[False, True, True, False]

In Vietnamese a candidate ends where its syllables end.
"""

from __future__ import annotations

import functools
import math
import re

from analysis.tokenise import jieba_tokenizer

WINDOW = 10  # hanzi on either side; words are shorter
MARGIN = 0.3  # natural log; in trials true hits lost 0.0 to 0.21 and look-alikes 1.2 to 14
_HANZI = re.compile("[\u3400-\u9fff]*")
_UP_TO_HANZI = re.compile("(?s:.*[^\u3400-\u9fff])?")
PAIRS = ("中越", "越中")
# Places that end in a direction, the first hanzi of 南海 and 东海.
PLACES = frozenset(
    re.findall(
        "..",
        "越南海南湖南河南云南济南西南东南华南中南岭南闽南淮南以南山东广东华东辽东胶东远东中东近东浦东亚东以东",
    )
)


def has_boundaries(text: str, start: int, end: int, edges: frozenset[int] | None = None) -> bool:
    """Whether text[start:end] can stand as words of its own in Chinese `text`.

    Non-hanzi beside the candidate are boundaries; so a quoted candidate always stands.

    edges : where words begin and end, by a segmenter of the user's own; then they decide alone

    >>> has_boundaries("访问了越南海防市", 4, 6, frozenset([3, 4, 6]))
    True
    """
    if edges is not None:
        sides = ((start, text[start - 1 : start]), (end, text[end : end + 1]))
        return all(place in edges or not beside or not _is_hanzi(beside) for place, beside in sides)
    first = _UP_TO_HANZI.match(text, max(0, start - WINDOW), start).end()  # type: ignore[union-attr]
    last = _HANZI.match(text, end, end + WINDOW).end()  # type: ignore[union-attr]
    if text[start - 2 : start] in PAIRS and (start - first == 2 or has_boundaries(text, start - 2, start)):
        first = start  # a word of its own that the dictionary does not know: 越中|产供链, not 越|中产
    left, middle, right = text[first:start], text[start:end], text[end:last]
    if boundary_loss(left, middle, right) <= MARGIN:
        return not (left[-1:] + middle[0] in PLACES and _words(left)[-1] == left[-1])
    return _is_extended(left, middle, right)


@functools.lru_cache(maxsize=20_000)
def boundary_loss(left: str, middle: str, right: str) -> float:
    """Log probability lost by making both edges of `middle` word boundaries (0.0 where they are already).

    >>> boundary_loss("维护", "南海", "和平") < 0.01 < 3 < boundary_loss("在中", "南海", "会见")
    True
    """
    text = left + middle + right
    before, behind = _is_crossed(text, len(left)), _is_crossed(text, len(left) + len(middle))
    if not before and not behind:
        return 0.0
    left, right = left if before else "", right if behind else ""  # what no word joins to the candidate changes nothing
    route = _route(left + middle + right)  # from any place on it is the best one of what stands from there on
    return route[0][0] - _route(left)[0][0] - _best(middle) - route[len(left) + len(middle)][0]


def _is_crossed(text: str, place: int) -> bool:
    """Whether a word of the dictionary may lie across a place; it has the beginnings of all its words."""
    frequencies, end = jieba_tokenizer().FREQ, place + 1
    if place < len(text):
        for start in range(place - 1, -1, -1):  # a word that is near is the likeliest
            if text[start:end] in frequencies:
                return True
    return False


@functools.lru_cache(maxsize=20_000)
def _is_extended(left: str, middle: str, right: str) -> bool:
    """Whether the words that cross the edges of `middle` are whole words of it with words of two hanzi or more added."""
    start, end = len(left), len(left + middle)
    inside = {at for offsets in _offsets(_words(middle), start) for at in offsets}
    frequencies = jieba_tokenizer().FREQ
    for first, last in _offsets(_words(left + middle + right), 0):
        if first < start < last or first < end < last:
            held = max(first, start), min(last, end)
            text = left + middle + right
            added = [part for part in (text[first : held[0]], text[held[1] : last]) if part]
            if held[1] - held[0] < 2 or not set(held) <= inside:
                return False
            if any(len(part) < 2 or not (frequencies.get(part) or part[0] == "之") for part in added):
                return False
    return True


def _offsets(words: list[str], at: int) -> list[tuple[int, int]]:
    offsets = []
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word)
    return offsets


@functools.lru_cache(maxsize=20_000)
def _best(form: str) -> float:
    """Log probability of the best segmentation under jieba's dictionary of a form or a name, which are few."""
    return _route(form)[0][0]


def _words(text: str) -> list[str]:
    """The best segmentation of a text under jieba's dictionary."""
    route = _route(text)
    words = []
    at = 0
    while at < len(text):
        words.append(text[at : route[at][1] + 1])
        at = route[at][1] + 1
    return words


def _route(text: str) -> list[tuple[float, int]]:
    """For each place the log probability of the best segmentation from there on, and the last character of its first word.

    What jieba's `calc` makes of its `get_DAG`, in one pass and without the lists between them.
    """
    tokenizer = jieba_tokenizer()
    frequencies, total = tokenizer.FREQ, math.log(tokenizer.total)
    size = len(text)
    route = [(0.0, 0)] * (size + 1)
    for start in range(size - 1, -1, -1):
        best, last = -math.inf, start
        end = start + 1
        while end <= size and (frequency := frequencies.get(text[start:end])) is not None:
            if frequency and (found := math.log(frequency) - total + route[end][0]) >= best:
                best, last = found, end - 1
            end += 1
        if best == -math.inf:
            best = -total + route[start + 1][0]  # no word begins here: the character alone, as if seen once
        route[start] = best, last
    return route


def _is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def has_syllable_boundaries(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends where syllables do, in Vietnamese `text`.

    >>> has_syllable_boundaries("hợp tác toàn diện", 0, 7), has_syllable_boundaries("hợp tác toàn diện", 0, 11)
    (True, False)
    """
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
