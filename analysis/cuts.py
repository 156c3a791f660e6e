"""Forms that a source has in two pieces, with something set aside between them: page numbers, credits, captions.

Method. Lines are set aside whole, and pieces of them at their ends; so the first piece of a cut form ends its line, but for
what is trimmed off it, and the second begins one below. For many sources at once arrays tell which line ends are like that of
a first piece; sources with such a line are read.

>>> from analysis.squeeze import number_kinds
>>> cuts = Cuts(["命运共同体"], "zh", number_kinds(Cuts.characters(["命运共同体"], "zh")))
>>> [cuts.holds(source) for source in ("构建命运\\n— 3 —\\n共同体", "构建命运\\n— 3 —\\n今年", "构建命运共同体\\n今年")]
[True, False, False]
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from analysis.lines import BLANKS, find_lines, split_lines
from analysis.roles import trim_line
from analysis.rules import SPEC, compile_rules
from analysis.squeeze import APART, BREAK, DROPPED, OTHER, squeeze, squeeze_character

_ENDS = frozenset("。！？；…")  # of sentences; no rule takes them off a line


class Cuts:
    """The squeezed forms of one language as lines may cut them."""

    def __init__(self, forms: Sequence[str], language: str, kinds: Mapping[str, int]) -> None:
        """`kinds` : a number for each of `characters`."""
        self._language = language
        self._beginnings = _beginnings(forms)
        self._longest = max(map(len, forms), default=0)
        self._ends = _ENDS.difference(*forms)
        self._known = OTHER + 1 + len(kinds)
        numbers = np.arange(self._known)
        self._is_end = np.isin(numbers, [APART, *(kinds[char] for char in self._ends)])
        self._is_first = np.isin(numbers, [kinds[form[0]] for form in forms if len(form) > 1])
        self._is_needed = np.isin(numbers, [kinds[char] for char in _needed(language)])
        pairs = {pair for form in forms for pair in pairwise(form[:-1])}
        self._pairs = [self._pair(kinds[one], kinds[other]) for one, other in pairs]

    @staticmethod
    def characters(forms: Sequence[str], language: str) -> set[str]:
        """Those that are told apart."""
        return {*_ENDS, *_needed(language), *"".join(forms)}

    def _pair(self, one: Any, other: Any) -> Any:
        return one * self._known + other

    def line_ends(self, kinds: np.ndarray) -> np.ndarray:
        """Places of line breaks before which a form may begin: the line ends as one does, or something may be trimmed off it.

        kinds : of the characters of sources; a line ends where two of them are parted
        """
        row = kinds[kinds != DROPPED]
        breaks = np.flatnonzero(row == BREAK)
        places = np.flatnonzero(kinds == BREAK)
        previous = np.append(-1, breaks)[:-1]
        open_ended = np.flatnonzero((breaks > previous + 1) & ~self._is_end[kinds[places - 1]])
        ends = breaks[open_ended]
        needed = np.flatnonzero(self._is_needed.take(row))
        trimmed = needed.searchsorted(ends) > needed.searchsorted(previous[open_ended])
        pairs = self._pair(row[ends - 2].astype(np.int64), row[ends - 1])
        begun = self._is_first[row[ends - 1]] | np.isin(pairs, self._pairs)
        return np.asarray(places[open_ended[trimmed | begun]])

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
        return frozenset().union(*(self._beginnings.get(end[-n:], ()) for n in range(1, len(end) + 1)))


def _beginnings(forms: Iterable[str]) -> dict[str, set[str]]:
    """Every beginning of a form, and the characters that may follow it."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for n in range(1, len(form)):
            found[form[:n]].add(form[n])
    return dict(found)


@functools.cache
def _needed(language: str) -> frozenset[str]:
    """Characters of which a line has at least one if anything can be trimmed off its end."""
    ends = (rule for rule, _ in compile_rules(SPEC.rules, language).edges if rule.where == "end")
    return frozenset(squeeze(char, language) for rule in ends for char in rule.needs)


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
