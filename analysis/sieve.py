"""Whether a source can hold any form at all, told before it is cleaned: most texts of a large corpus hold none.

Method. What cleaning may change between the characters of a form (white space, markup, width, quotes, dashes, tone marks) is
forgotten in sources and in forms alike, by one table, and the sources are scanned for what is left of the forms. A form that
the source has in two pieces, with something set aside between them, begins at the end of a line; so lines that do not end a
sentence are looked at apart. A source in which nothing is found has no form when it is cleaned; in one that passes, there may
be none. What changes a source as a whole (traditional script, decomposed letters) lets it pass unread.

>>> sieve = Sieve({"zh": ["六个更", "命运共同体"], "vi": []})
>>> [sieve.may_hold(text, "zh") for text in ("“六 个\\n**更**”", "构建命运\\n— 3 —\\n共同体", "今年夏粮收成好。\\n农民满意。")]
[True, True, False]
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.fold import CASED, SLICE, as_text, key_codes, look_up
from analysis.lines import BLANKS, find_lines, split_lines
from analysis.roles import trim_line
from analysis.rules import SPEC, compile_rules
from analysis.script import is_traditional
from analysis.steps import may_become

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FULL = 1_000  # forms up to which a full automaton is small (4 MB) and twice as fast; with 5,000 it is 28 MB and no faster
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LATIN = (*range(0x250), *range(0x1E00, 0x1F00))
_ENDS = frozenset("。！？；…")  # of sentences; no rule takes them off a line


@functools.cache
def _table(language: str) -> np.ndarray:
    """For every code in `key_codes` that of the character that stands for it, 0 if it is forgotten."""
    codes = key_codes(language).copy()
    for char, kept in may_become().items():
        codes[ord(char)] = codes[ord(kept)] if kept else 0
    codes[codes == ord("-")] = 0  # of several in a row one stays
    codes[0xD800:0xE000] = ord("\ufffd")
    if language == "vi":  # hòa and hoà: without tones they are one
        for code in _LATIN:
            marks = unicodedata.normalize("NFD", chr(codes[code]))
            bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
            codes[code] = ord(bare) if len(bare) == 1 else codes[code]
    return codes


def squeeze(text: str, language: str) -> str:
    """What is left of a text, or of a form, when all that cleaning and folding may change is forgotten.

    >>> squeeze("１６ 字（“方针”）", "zh"), squeeze("Hoà bình", "vi") == squeeze("hòa\\nbình", "vi")
    ('16字（方针）', True)
    """
    table = _table(language)
    slices = (text[at : at + SLICE] for at in range(0, len(text), SLICE))  # codes take several times the room of characters
    return "".join(as_text(codes[codes != 0]) for codes in (look_up(one, table) for one in slices))


def build_automaton(forms: Sequence[str]) -> AhoCorasick:
    """What finds all forms in one pass."""
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(forms, implementation=Implementation.DFA if len(forms) <= _FULL else None)


class Sieve:
    """The forms of a lexicon as sources are scanned for them."""

    def __init__(self, keys: Mapping[str, Iterable[str]]) -> None:
        """`keys` : language -> forms, slots and heads as `fold` has them."""
        self._forms = {language: sorted({squeeze(key, language) for key in own}) for language, own in keys.items()}
        self._automata: dict[str, AhoCorasick] = {}
        self._beginnings = {language: _beginnings(forms) for language, forms in self._forms.items()}
        self._longest = {language: max(map(len, forms), default=0) for language, forms in self._forms.items()}
        self._ends = {language: _ENDS.difference(*forms) for language, forms in self._forms.items()}

    def may_hold(self, source: str, language: str) -> bool:
        """Whether the cleaned text of a source may have a form, slot or head; where not, it has none."""
        if "" in self._forms[language] or not unicodedata.is_normalized("NFC", source):
            return True
        if language == "zh" and is_traditional(source):
            return True
        return bool(self._automaton(language).find_matches_as_indexes(squeeze(source, language))) or self._is_cut(
            source, language
        )

    def _automaton(self, language: str) -> AhoCorasick:
        if language not in self._automata:
            self._automata[language] = build_automaton(self._forms[language])
        return self._automata[language]

    def _is_cut(self, source: str, language: str) -> bool:
        """Whether a line, without what is trimmed off it, ends as a form begins, and a line below it begins as that goes on."""
        beginnings, longest = self._beginnings[language], self._longest[language]
        printed = split_lines(source)
        for number, one in enumerate(printed[:-1]):
            if one[-1] in self._ends[language]:
                continue
            end = squeeze(_trimmed(one, language), language)[-longest:]
            further = [beginnings[end[-n:]] for n in range(1, len(end) + 1) if end[-n:] in beginnings]
            if further:
                following = frozenset().union(*further)
                if any(_first(other, language) in following for other in printed[number + 1 :]):
                    return True
        return False


def _beginnings(forms: list[str]) -> dict[str, set[str]]:
    """Every beginning of a form, and the characters that may follow it."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for n in range(1, len(form)):
            found[form[:n]].add(form[n])
    return dict(found)


def _trimmed(printed: str, language: str) -> str:
    """What is left of a printed line without what is trimmed off it."""
    rules = compile_rules(SPEC.rules, language)
    return "".join(trim_line(line, rules)[0].text for line in find_lines(printed))


def _first(printed: str, language: str) -> str:
    """The first character, as `squeeze` has it, of a printed line without what is trimmed off its start; '' if there is none.

    What is trimmed off its end is of no account: a line of which nothing would be left is taken for one that goes on.
    """
    codes = _table(language)
    text = printed.strip(BLANKS)
    begun = next((match for pattern in _at_start(language) if (match := pattern.match(text[:160]))), None)
    left = (int(codes[code]) if code < CASED else code for code in map(ord, text[begun.end() if begun else 0 :]))
    return next((chr(code) for code in left if code), "")


@functools.cache
def _at_start(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for rule, pattern in compile_rules(SPEC.rules, language).edges if rule.where == "start")
