"""The words of two clauses compared: what they have in common, which words changed, and of what class the change is.

Words are those of the segmenters. Two clauses have in common the longest sequence of words that both have in this order,
counted in hanzi (Chinese), syllables (Vietnamese) and figures. In a figure (第十四次) its parts are compared, so that another
number is not another word. Changed words are whole words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from analysis.clauses import Unit
from analysis.countries import find_mentions, find_places
from analysis.tokenise import jieba_tokenizer

_ZH_NUMBER = "[0-9一二三四五六七八九十百千万亿两零〇.,，:/%‰-]"
_FIGURE = {
    "zh": re.compile(rf"第?{_ZH_NUMBER}+[年月日号时点届次个周岁轮期]*|[年月日号届次第]|[一二三四五六七八九十]+(?:大|中全会)"),
    "vi": re.compile(
        r"\d+(?:[.,:/-]\d+)*[%‰]?|thứ|lần|ngày|tháng|năm|một|hai|ba|bốn|tư|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ"
    ),
}
_NAME_TAGS = ("nr", "ns", "nt")  # people, places, bodies, in the tags of jieba's dictionary
NO_WORD = "\uffff"


class Change(NamedTuple):
    """Words of the first clause that stand where words of the second do; ranges of units, either may be empty."""

    first: range
    second: range


def words_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units by word."""
    return [list(own) for _, own in groupby(units, key=lambda unit: unit.word)]


def is_figure(word: str, language: str) -> bool:
    """Whether a word is a number, an ordinal or a part of a date.

    >>> [is_figure(word, "zh") for word in ("第十四次", "2026", "17日", "一致")]
    [True, True, True, False]
    """
    return _FIGURE[language].fullmatch(word) is not None


def as_symbols(units: Sequence[Unit], language: str, vocabulary: dict[Any, str]) -> str:
    """A clause as a string with a character for every unit; the same character in the same place of the same word only.

    vocabulary : what each character stands for; grows
    """
    keys: list[Any] = []
    for word in words_of(units):
        whole = "".join(unit.key for unit in word)
        if language == "vi" or is_figure(whole, language):
            keys += [unit.key for unit in word]
        else:
            keys += [(whole, place) for place in range(len(word))]
    return "".join(vocabulary.setdefault(key, chr(0x10000 + len(vocabulary))) for key in keys) or NO_WORD


def find_changes(first: Sequence[Unit], second: Sequence[Unit], language: str) -> list[Change]:
    """Which words of two clauses changed, in order.

    >>> from analysis.clauses import find_clauses
    >>> from analysis.clean import clean_text
    >>> one, other = (find_clauses(clean_text(text, "zh"))[0].units for text in ("继续推进铁路合作。", "推动铁路合作。"))
    >>> find_changes(one, other, "zh")
    [Change(first=range(0, 4), second=range(0, 2))]
    """
    from rapidfuzz.distance import LCSseq

    vocabulary: dict[Any, str] = {}
    strings = [as_symbols(units, language, vocabulary) if units else "" for units in (first, second)]
    blocks = LCSseq.opcodes(*strings)
    matched = {
        code.src_start + n: code.dest_start + n
        for code in blocks
        if code.tag == "equal"
        for n in range(code.src_end - code.src_start)
    }
    _keep_whole_words(matched, first, second)
    changes = []
    at, other = 0, 0
    for here, there in [*sorted(matched.items()), (len(first), len(second))]:
        if at < here or other < there:
            changes += _trim(Change(range(at, here), range(other, there)), first, second)
        at, other = here + 1, there + 1
    return changes


def _keep_whole_words(matched: dict[int, int], first: Sequence[Unit], second: Sequence[Unit]) -> None:
    """Take out of the matches what is part of a word that does not match as a whole, until only whole words are left."""
    groups = [_word_places(first), _word_places(second)]
    while True:
        back = {there: here for here, there in matched.items()}
        broken = [here for word in groups[0] if not all(n in matched for n in word) for here in word if here in matched]
        broken += [back[there] for word in groups[1] if not all(n in back for n in word) for there in word if there in back]
        if not broken:
            return
        for here in broken:
            matched.pop(here, None)


def _word_places(units: Sequence[Unit]) -> list[list[int]]:
    return [list(own) for _, own in groupby(range(len(units)), key=lambda n: units[n].word)]


def _trim(change: Change, first: Sequence[Unit], second: Sequence[Unit]) -> list[Change]:
    """A change without what is the same at its ends, where both texts have a word's edge: the segmenter cut differently."""
    (start, stop), (begin, end) = ((side.start, side.stop) for side in change)

    def edge(units: Sequence[Unit], at: int) -> bool:
        return at in (0, len(units)) or units[at - 1].word != units[at].word

    for length in range(min(stop - start, end - begin), 0, -1):
        same = [unit.key for unit in first[start : start + length]] == [unit.key for unit in second[begin : begin + length]]
        if same and edge(first, start + length) and edge(second, begin + length):
            start, begin = start + length, begin + length
            break
    for length in range(min(stop - start, end - begin), 0, -1):
        same = [unit.key for unit in first[stop - length : stop]] == [unit.key for unit in second[end - length : end]]
        if same and edge(first, stop - length) and edge(second, end - length):
            stop, end = stop - length, end - length
            break
    return [Change(range(start, stop), range(begin, end))] if start < stop or begin < end else []


@functools.cache
def _tagger() -> Any:
    from jieba.posseg import POSTokenizer

    return POSTokenizer(jieba_tokenizer())


def _names_zh(text: str) -> list[tuple[int, int]]:
    ranges, at = [], 0
    for pair in _tagger().cut(text):
        if pair.flag.startswith(_NAME_TAGS) and len(pair.word) > 1:
            ranges.append((at, at + len(pair.word)))
        at += len(pair.word)
    return ranges


def _names_vi(text: str) -> list[tuple[int, int]]:
    """Two or more words with a capital side by side."""
    words = [match.span() for match in re.finditer(r"[^\W\d_]+|[^\w\s-]", text)]
    ranges = []
    for capital, own in groupby(words, key=lambda word: text[word[0]].isupper()):
        name = list(own)
        if capital and len(name) > 1:
            ranges.append((name[0][0], name[-1][1]))
    return ranges


_NAMES: dict[str, Callable[[str], list[tuple[int, int]]]] = {"zh": _names_zh, "vi": _names_vi}


def find_names(text: str, language: str) -> list[tuple[int, int]]:
    """Ranges of names of people, places and bodies: countries by the lexicon, others by jieba's tags or by capitals.

    >>> find_names("đoàn Việt Nam thăm Bắc Kinh", "vi")
    [(5, 13), (19, 27)]
    """
    countries = [(mention.start, mention.end) for mention in find_mentions(text, find_places(text, language), language)]
    return sorted({*countries, *_NAMES[language](text)})


def classify(changes: Sequence[Change], sides: Sequence[tuple[Sequence[Unit], str, int]], language: str) -> str:
    """`figures` where only names, dates, ordinals and figures changed, `words` where others did, '' where nothing did.

    sides : for either side its units, the text of its clauses and where in cleaned text that begins
    """
    if not changes:
        return ""
    for place, (units, text, start) in enumerate(sides):
        changed = {n for change in changes for n in change[place]}
        words = [[units[n] for n in word] for word in _word_places(units) if changed & set(word)]
        rest = [word for word in words if not is_figure("".join(unit.key for unit in word), language)]
        names = find_names(text, language) if rest else []
        for word in rest:
            first, last = word[0].first - start, word[-1].last - start
            if not any(begin <= first and last <= end for begin, end in names):
                if language == "vi" and all(is_figure(unit.key, language) for unit in word):
                    continue
                return "words"
    return "figures"
