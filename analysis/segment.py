"""Sections, paragraphs and sentences, as ranges.

`segment_corpus` is the audit of cleaning: every stretch of every source with its role, whether it is counted, and why not.

>>> from analysis.clean import clean_text
>>> cleaned = clean_text("一、双方同意合作。双方强调互信。\\n（一）加强交往。", "zh")
>>> [cleaned.text[first:last] for first, last, _ in find_sentences(cleaned)]
['一、双方同意合作。', '双方强调互信。', '（一）加强交往。']
>>> find_sections(cleaned)
['一', '一（一）']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from math import inf

import pandas as pd

from analysis.clean import Cleaned, clean_corpus
from analysis.model import Corpus, frame, tuples
from analysis.rules import SPEC, CleanSpec

_ZH_NUMBER = "[一二三四五六七八九十]{1,3}"
_LEVEL_1 = re.compile(rf"({_ZH_NUMBER})、|第({_ZH_NUMBER})[章节部]|([IVX]{{1,5}})[.、]\s")
_LEVEL_2 = re.compile(rf"[（(]({_ZH_NUMBER})[）)]|(\d{{1,2}})\.\s")
_LEVEL = re.compile(f"{_LEVEL_1.pattern}|{_LEVEL_2.pattern}")
_ZH_END = "[。！？!?]+[”’」』）)》]*"
# A full stop between digits or after an abbreviation ends nothing; a lost space after one does not hide it.
_VI_END = (
    r"(?:(?<!\bTP)(?<!\bTS)(?<!\bThS)(?<!\bPGS)(?<!\bGS)(?<!\bMr)(?<!\bJr)[.!?…]+[”\"’)]*(?=\s|$)"
    r"|(?<=[a-zà-ỹđ])\.(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))"
)
# A sentence is what stands before its end, which may be missing, in one paragraph.
_SENTENCE = {
    "zh": re.compile(rf"(?=\S)[^。！？!?\n]*(?:{_ZH_END})?"),
    # Behind a mark that ends nothing others like it end nothing either, unless the last has white space behind it.
    "vi": re.compile(rf"(?=\S)(?:[^.!?…\n]++|(?!{_VI_END})[.!?…](?:[.!?…]++(?![”\"’)]*+(?:\s|$)))?)*+(?:{_VI_END})?"),
}
LONGEST = 100_000  # characters; a longer sentence or paragraph is read in pieces, and none that somebody wrote is as long
_CLAUSE_END = re.compile(r"(?s:.*)[，；,;、\s]")


def find_sentences(cleaned: Cleaned) -> list[tuple[int, int, int]]:
    """Sentences of the counted text as (first, last, segment), ranges in cleaned text; none crosses a paragraph."""
    return [
        (first, last, number)
        for number, piece in enumerate(cleaned.pieces)
        for first, last in split_sentences(cleaned.text, piece.first, piece.last, cleaned.language)
    ]


def split_sentences(text: str, first: int, last: int, language: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of one paragraph, text[first:last].

    >>> split_sentences("双方同意合作。双方强调互信。", 0, 14, "zh")
    [(0, 7), (7, 14)]
    """
    return list(_iter_sentences(text, first, last, language))


def _iter_sentences(text: str, first: int, last: int, language: str) -> Iterator[tuple[int, int]]:
    spans = (match.span() for match in _SENTENCE[language].finditer(text, first, last))
    if last - first <= LONGEST:
        return (span for span in spans if span[0] < span[1])
    return (part for span in spans for part in _cut(text, *span))


def _cut(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A sentence as one; in pieces where it is too long: each ends with a clause, and is longer than half of the most."""
    while last - first > LONGEST:
        most = first + LONGEST
        match = _CLAUSE_END.match(text, first + LONGEST // 2, most)
        end = match.end() if match else most
        yield first, end
        while end < last and text[end].isspace():
            end += 1
        first = end
    if first < last:
        yield first, last


def _cut_paragraph(text: str, first: int, last: int, language: str) -> list[tuple[int, int]]:
    """A paragraph as one; where it is too long in pieces of whole sentences, as `split_sentences` has them."""
    if last - first <= LONGEST:
        return [(first, last)]
    starts = [first]
    for start, end in _iter_sentences(text, first, last, language):
        if end - starts[-1] > LONGEST and start > starts[-1]:
            starts.append(start)
    return list(pairwise([*starts, last]))


def count_sentences(text: str, first: int, last: int, language: str) -> int:
    """How many sentences stand in the paragraphs of text[first:last].

    >>> count_sentences("双方同意合作。双方强调互信。\\n会谈圆满成功", 0, 21, "zh")
    3
    """
    if last - first <= LONGEST:
        return sum(map(bool, _SENTENCE[language].findall(text, first, last)))
    return sum(1 for _ in _iter_sentences(text, first, last, language))


class Sentences:
    """The sentences of one document; its paragraphs are split only where one asks.

    A paragraph has the number of its stretch, unless one before it, or it, is so long that it is read as several.
    """

    def __init__(self, cleaned: Cleaned) -> None:
        self._cleaned = cleaned
        self._split: dict[int, list[tuple[int, int]]] = {}
        self._counted = [(0, 0)]  # (where a paragraph begins, sentences before it)
        self.paragraphs = [(piece.first, piece.last) for piece in cleaned.pieces]
        self.segments = list(range(len(self.paragraphs)))  # for each paragraph the number of its stretch
        if len(cleaned.text) > LONGEST:
            parts = [_cut_paragraph(cleaned.text, *paragraph, cleaned.language) for paragraph in self.paragraphs]
            self.paragraphs = [part for own in parts for part in own]
            self.segments = [number for number, own in enumerate(parts) for _ in own]
        self._starts = [first for first, _ in self.paragraphs]

    def paragraph(self, at: int) -> int:
        """Number of the paragraph in which a character stands."""
        number = bisect_right(self._starts, at) - 1
        while self.paragraphs[number][0] == self.paragraphs[number][1]:  # what is not counted has no characters
            number -= 1
        return number

    def of(self, paragraph: int) -> list[tuple[int, int]]:
        """Ranges of the sentences of a paragraph."""
        if paragraph not in self._split:
            first, last = self.paragraphs[paragraph]
            self._split[paragraph] = split_sentences(self._cleaned.text, first, last, self._cleaned.language)
        return self._split[paragraph]

    def index(self, at: int) -> int:
        """Which of the sentences of its paragraph a character stands in, from 0."""
        return _index(self.of(self.paragraph(at)), at)

    def at(self, at: int) -> tuple[int, int]:
        """Range of the sentence in which a character stands."""
        sentences = self.of(self.paragraph(at))
        return sentences[_index(sentences, at)]

    def number(self, at: int) -> int:
        """Number of the sentence in which a character stands, in the counted text."""
        paragraph = self.paragraph(at)
        first, _ = self.paragraphs[paragraph]
        known = bisect_right(self._counted, (first, inf))
        place, sentences = self._counted[known - 1]
        if place < first:
            sentences += count_sentences(self._cleaned.text, place, first, self._cleaned.language)
            self._counted.insert(known, (first, sentences))
        return sentences + _index(self.of(paragraph), at)


def _index(sentences: list[tuple[int, int]], at: int) -> int:
    """Which of the sentences of a paragraph a character stands in."""
    return max(0, bisect_right(sentences, (at, inf)) - 1)


def find_sections(cleaned: Cleaned, n: int | None = None) -> list[str]:
    """The section of every stretch, or of the first `n`: its number (四（一）) or the heading above it; '' before the first."""
    sections = []
    upper = lower = section = ""
    for piece in cleaned.pieces[:n]:
        role = piece.stretch.role
        if role == "heading":
            text = cleaned.text[piece.first : piece.last]
            if _LEVEL_2.match(text):
                lower = f" {text}" if upper else text
            else:
                upper, lower = text, ""
            section = upper + lower
        elif role == "body" and (match := _LEVEL.match(cleaned.text, piece.first, piece.last)):
            group = match.lastindex or 0  # one group has matched
            number = match[group]
            if group <= _LEVEL_1.groups:
                upper, lower = number, ""
            else:
                lower = f"（{number}）"
            section = upper + lower
        sections.append(section)
    return sections


def segment_corpus(corpus: Corpus, spec: CleanSpec = SPEC) -> pd.DataFrame:
    """Table `segments`: every stretch of every source, in order.

    A page number inside a paragraph that it cuts is a row of its own; so ranges may nest, but no character of a source
    that is not white space is outside all of them.

    >>> from analysis.read import read_corpus
    >>> segments = segment_corpus(read_corpus())
    >>> segments["role"].value_counts()[["body", "furniture"]].tolist()
    [87, 59]
    """
    rows = []
    for document, cleaned in clean_corpus(corpus, spec).items():
        for number, (piece, section) in enumerate(zip(cleaned.pieces, find_sections(cleaned), strict=True)):
            stretch = piece.stretch
            rows.append(
                {
                    "document": document,
                    "segment": number,
                    "role": stretch.role,
                    "section": section,
                    "start": stretch.start,
                    "end": stretch.end,
                    "counted": stretch.counted,
                    "reason": stretch.reason,
                }
            )
    return frame("segments", rows)


def set_aside(corpus: Corpus, spec: CleanSpec = SPEC) -> pd.DataFrame:
    """How much of each source is counted and how much is set aside, by role.

    One row a document and role: stretches, characters of the source (white space apart), and their share of the text.

    >>> from analysis.read import read_corpus
    >>> set_aside(read_corpus())[["role", "stretches", "characters", "share"]].values.tolist()[0]
    ['body', 12, 3735, 1.0]
    """
    table = segment_corpus(corpus, spec)
    table["characters"] = [
        sum(not char.isspace() for char in corpus.texts[row.document][row.start : row.end]) for row in tuples(table)
    ]
    grouped = table.groupby(["document", "counted", "role"], sort=False)["characters"]
    result = grouped.agg(stretches="size", characters="sum").reset_index()
    totals = result.groupby("document")["characters"].transform("sum")
    return result.assign(share=result["characters"] / totals)


def find_breaks(corpus: Corpus, spec: CleanSpec = SPEC) -> pd.DataFrame:
    """Where sources cut a paragraph: document, section, range of the break, and the characters on either side of it.

    >>> from analysis.read import read_corpus
    >>> find_breaks(read_corpus())[["left", "right"]].to_numpy().tolist()[0]
    ['界形势深刻变化的历史', '进程中始终走在时代前']
    """
    rows = []
    for document, cleaned in clean_corpus(corpus, spec).items():
        for piece, section in zip(cleaned.pieces, find_sections(cleaned), strict=True):
            parts = piece.stretch.parts
            for (_, start), (end, _) in pairwise(parts):
                left, right = corpus.texts[document][start - 10 : start], corpus.texts[document][end : end + 10].split("\n")[0]
                rows.append((document, section, start, end, left, right))
    return pd.DataFrame(rows, columns=["document", "section", "start", "end", "left", "right"])
