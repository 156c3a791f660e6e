"""Forms that a source has in two pieces, with something set aside between them: page numbers, credits, captions.

Method. Lines are set aside whole, and pieces of them at their ends; so the first piece of a cut form ends its line, but for
what is trimmed off it, and the second begins one below. For many sources at once arrays tell which line ends are like that of
a first piece; sources with such a line are read.

>>> cuts = Cuts(["命运共同体"], "zh")
>>> [cuts.holds(source) for source in ("构建命运\\n— 3 —\\n共同体", "构建命运\\n— 3 —\\n今年", "构建命运共同体\\n今年")]
[True, False, False]
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from analysis.fold import CASED, look_up
from analysis.lines import BLANKS, BREAKS, find_lines, split_lines
from analysis.roles import trim_line
from analysis.rules import SPEC, compile_rules
from analysis.squeeze import SEPARATOR, squeeze, squeeze_character, squeezed_codes

_ENDS = frozenset("。！？；…")  # of sentences; no rule takes them off a line
_DROPPED, _BREAK, _APART, _OTHER = range(4)  # kinds of characters that are not told apart: forgotten, ends of lines, separators


class Cuts:
    """The squeezed forms of one language as lines may cut them."""

    def __init__(self, forms: Sequence[str], language: str) -> None:
        self._language = language
        self._beginnings = _beginnings(forms)
        self._longest = max(map(len, forms), default=0)
        self._ends = _ENDS.difference(*forms)
        self._signs = _signs(language)
        # A form of which some characters stand before a break has its first right before it, or two inner ones:
        self._firsts = {form[0] for form in forms if len(form) > 1}
        self._pairs = {one + other for form in forms for one, other in pairwise(form[:-1])}
        chars = sorted({*self._ends, *"".join(forms)})
        kinds = {char: number for number, char in enumerate(chars, _OTHER + 1)}
        self._kinds = _kinds_of_codes(kinds, language)
        numbers = np.arange(_OTHER + 1 + len(kinds))
        self._is_end = np.isin(numbers, [_APART, *(kinds[char] for char in self._ends)])
        self._is_first = np.isin(numbers, [kinds[char] for char in self._firsts])
        self._are_pairs = {(kinds[pair[0]], kinds[pair[1]]) for pair in self._pairs}

    def line_ends(self, whole: str, codes: np.ndarray) -> np.ndarray:
        """Places of line breaks before which a form may begin: the line ends as one does, or something may be trimmed off it.

        whole : sources, a separator and a line break between them
        codes : of its characters
        """
        kinds = self._kinds.take(codes, mode="clip")
        row = kinds[kinds != _DROPPED]
        breaks = np.flatnonzero(row == _BREAK)
        places = np.flatnonzero(kinds == _BREAK)
        open_ended = (np.diff(breaks, prepend=-1) > 1) & ~self._is_end[kinds[places - 1]]
        last = breaks[open_ended] - 1
        begun = self._is_first[row[last]].tolist()
        pairs = zip(row[last - 1].tolist(), row[last].tolist(), strict=True)
        lines = zip(np.append(0, places)[:-1][open_ended].tolist(), places[open_ended].tolist(), strict=True)
        found = [
            end
            for first, pair, (start, end) in zip(begun, pairs, lines, strict=True)
            if first or pair in self._are_pairs or self._may_be_trimmed(whole[start:end])
        ]
        return np.array(found, int)

    def _may_be_trimmed(self, line: str) -> bool:
        return any(sign in line for sign in self._signs)

    def holds(self, source: str) -> bool:
        """Whether a line, without what is trimmed off it, ends as a form begins, and a line below it begins as that goes on."""
        printed = split_lines(source)
        for number, one in enumerate(printed[:-1]):
            following = self._following(one) if one[-1] not in self._ends else ()
            if following and any(_first(other, self._language) in following for other in printed[number + 1 :]):
                return True
        return False

    def _following(self, printed: str) -> frozenset[str]:
        """With what characters the forms go on that begin at the end of a printed line."""
        end = squeeze(_trimmed(printed, self._language), self._language)[-self._longest :]
        if end[-1:] not in self._firsts and end[-2:] not in self._pairs:
            return frozenset()
        return frozenset().union(*(self._beginnings.get(end[-n:], ()) for n in range(1, len(end) + 1)))


def _kinds_of_codes(kinds: Mapping[str, int], language: str) -> np.ndarray:
    """For every code the number of the character that stands for it, or its kind if it has none; the last is as all further."""
    codes = look_up(np.arange(max([CASED, *(ord(char) + 2 for char in kinds)])), squeezed_codes(language))
    numbers = np.full(len(codes), _OTHER, np.min_scalar_type(_OTHER + 1 + len(kinds)))
    numbers[[ord(char) for char in kinds]] = list(kinds.values())
    numbers[0] = _DROPPED
    found = numbers.take(codes)
    found[[ord(char) for char in BREAKS]] = _BREAK
    found[ord(SEPARATOR)] = _APART
    return found


def _beginnings(forms: Iterable[str]) -> dict[str, set[str]]:
    """Every beginning of a form, and the characters that may follow it."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for n in range(1, len(form)):
            found[form[:n]].add(form[n])
    return dict(found)


@functools.cache
def _signs(language: str) -> tuple[str, ...]:
    """Strings of which a line has at least one if anything can be trimmed off its end."""
    ends = (rule for rule, _ in compile_rules(SPEC.rules, language).edges if rule.where == "end")
    return tuple(sign for rule in ends for sign in rule.needs)


def _trimmed(printed: str, language: str) -> str:
    """What is left of a printed line without what is trimmed off it."""
    rules = compile_rules(SPEC.rules, language)
    return "".join(trim_line(line, rules)[0].text for line in find_lines(printed))


def _first(printed: str, language: str) -> str:
    """The first character, squeezed, of a printed line without what is trimmed off its start; '' if there is none.

    What is trimmed off its end is of no account: a line of which nothing would be left is taken for one that goes on.
    """
    text = printed.strip(BLANKS)
    begun = next((match for pattern in _at_start(language) if (match := pattern.match(text[:160]))), None)
    left = (squeeze_character(char, language) for char in text[begun.end() if begun else 0 :])
    return next(filter(None, left), "")


@functools.cache
def _at_start(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for rule, pattern in compile_rules(SPEC.rules, language).edges if rule.where == "start")
