"""Clauses of a text, cut by the wording of their rule and by nothing else: the reading that edited texts are checked by.

A line is a paragraph; its end ends a sentence. In Chinese a sentence ends at 。！？；!?; with the closing quotes or
brackets right behind; in Vietnamese at . ! ? ; … before white space, where no section number at the line's head is meant.
Inside a sentence a comma ends a clause if at least 8 letters or digits (Vietnamese: 6 syllables) stand between the last cut
and it, and as many between it and the sentence's end, and it stands neither between digits nor inside a pair of quotes,
title marks or brackets. White space belongs to the clause before it.
"""

import itertools
import re

Range = tuple[int, int]

PAIRS = dict(zip("“‘「『《〈（([【", "”’」』》〉）)]】", strict=True))
CLOSING = re.escape("".join(PAIRS.values()) + "\"'")
ENDS = {"zh": re.compile(f"[。！？；!?;]+[{CLOSING}]*"), "vi": re.compile(rf"[.!?;…]+[{CLOSING}]*(?=\s|$)")}
SECTION = re.compile(r"\s*(?:\d+|[IVX]+|[a-z])\. ")
LEAST = {"zh": 8, "vi": 6}
# A number with its points and commas is one syllable, and so is each run of letters.
UNITS = {"zh": re.compile(r"[^\W_]"), "vi": re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")}


def cut_clauses(text: str, language: str) -> list[Range]:
    """The clauses of a text as ranges in code points; they tile it.

    >>> [text[a:b] for text in ["一、修渠。今年各县续修山塘水渠，惠及岛上渔民农户。\\n"] for a, b in cut_clauses(text, "zh")]
    ['一、修渠。', '今年各县续修山塘水渠，', '惠及岛上渔民农户。\\n']
    >>> text = "1. Hai xã cùng đắp 3,5 km đê biển, nạo vét kênh mương nội đồng. Xong!"
    >>> [text[a:b] for a, b in cut_clauses(text, "vi")]
    ['1. Hai xã cùng đắp 3,5 km đê biển, ', 'nạo vét kênh mương nội đồng. ', 'Xong!']
    """
    cuts = [cut for line in re.finditer(r"[^\n]*\n|[^\n]+$", text) for cut in _line_cuts(line[0], line.start(), language)]
    cuts = [_past_space(text, cut) for cut in cuts if text[:cut].strip()]
    bounds = [0, *sorted(set(cuts))] if text.strip() else [0]
    return list(itertools.pairwise(bounds))


def words_of(text: str, language: str) -> list[str]:
    """Characters (Chinese) or syllables (Vietnamese) without punctuation, quotes, white space and case.

    >>> words_of("“两廊”，一圈", "zh"), words_of("Hai nước, 2,5 km", "vi")
    (['两', '廊', '一', '圈'], ['hai', 'nước', '2,5', 'km'])
    """
    return UNITS[language].findall(text.lower())


def _past_space(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _line_cuts(line: str, offset: int, language: str) -> list[int]:
    section = SECTION.match(line) if language == "vi" else None
    ends = [end.end() for end in ENDS[language].finditer(line, section.end() if section else 0)]
    if line.strip() and (not ends or line[ends[-1] :].strip()):
        ends.append(len(line.rstrip()))
    inside = _inside_pairs(line)
    cuts, start = [], 0
    for end in ends:
        cuts += [offset + cut for cut in _major_commas(line, start, end, inside, language)]
        cuts.append(offset + end)
        start = end
    return cuts


def _major_commas(line: str, start: int, end: int, inside: set[int], language: str) -> list[int]:
    cuts, last = [], start
    for comma in re.finditer("[，,]", line[start:end]):
        at = start + comma.start()
        between_digits = line[at - 1 : at].isdigit() and line[at + 1 : at + 2].isdigit()
        sides = [len(words_of(stretch, language)) for stretch in (line[last:at], line[at:end])]
        if min(sides) >= LEAST[language] and not between_digits and at not in inside:
            last = at + 1
            cuts.append(last)
    return cuts


def _inside_pairs(line: str) -> set[int]:
    """Places inside quotes, title marks and brackets that close again in the same line."""
    inside, waiting = set(), []
    for at, character in enumerate(line):
        if character in PAIRS:
            waiting.append((PAIRS[character], at))
        elif waiting and character == waiting[-1][0]:
            inside |= set(range(waiting.pop()[1], at))
    straight = [at for at, character in enumerate(line) if character == '"']
    for opened, closed in zip(straight[::2], straight[1::2], strict=False):
        inside |= set(range(opened, closed))
    return inside
