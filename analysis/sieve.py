"""Which sources can hold any form at all, told before they are cleaned: most texts of a large corpus hold none.

Method. Many sources at once are searched for the forms, both without all that cleaning may change (`squeeze`), and for line
ends at which a form may be cut (`cuts`). A source in which nothing is found has no form when it is cleaned; in one that
passes there may be none. What changes a source as a whole (traditional script, decomposed letters) lets it pass unread, and
so does its length.

>>> sieve = Sieve({"zh": ["六个更", "命运共同体"], "vi": []})
>>> sources = "“六 个\\n**更**”", "构建命运\\n— 3 —\\n共同体", "今年夏粮收成好。\\n农民满意。"
>>> list(sieve.sift((source, "zh") for source in sources))
[True, True, False]
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.cuts import Cuts
from analysis.fold import as_codes, as_text, look_up
from analysis.script import are_traditional
from analysis.squeeze import SEPARATOR, squeeze, squeezed_codes

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FULL = 1_000  # forms up to which a full automaton is small (4 MB) and twice as fast; with 5,000 it is 28 MB and no faster
TOGETHER = 100_000  # characters of sources that are searched at once; with more of them their arrays leave the processor
LONGEST = 1_000_000  # characters; a longer source passes


def build_automaton(forms: Sequence[str]) -> AhoCorasick:
    """What finds all forms in one pass."""
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(forms, implementation=Implementation.DFA if len(forms) <= _FULL else None)


class Sieve:
    """The forms of a lexicon as sources are searched for them."""

    def __init__(self, keys: Mapping[str, Iterable[str]]) -> None:
        """`keys` : language -> forms, slots and heads as `fold` has them."""
        self._keys = {language: tuple(own) for language, own in keys.items()}
        self._searches: dict[str, _Search] = {}

    def sift(self, sources: Iterable[tuple[str, str]]) -> Iterator[bool]:
        """For each source, given with its language, whether it may have a form, slot or head when it is cleaned; in order."""
        for group in _groups(sources):
            held = [True] * len(group)
            for language in {language for _, language in group}:
                own = [number for number, (_, other) in enumerate(group) if other == language]
                found = self._search(language).may_hold([group[number][0] for number in own])
                for number, may_hold in zip(own, found, strict=True):
                    held[number] = may_hold
            yield from held

    def _search(self, language: str) -> _Search:
        if language not in self._searches:
            self._searches[language] = _Search(self._keys[language], language)
        return self._searches[language]


def _groups(sources: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Sources as they are searched together."""
    group: list[tuple[str, str]] = []
    size = 0
    for source in sources:
        if group and size + len(source[0]) > TOGETHER:
            yield group
            group, size = [], 0
        group.append(source)
        size += len(source[0])
    if group:
        yield group


class _Search:
    """The forms of one language, ready to be looked for."""

    def __init__(self, keys: Iterable[str], language: str) -> None:
        forms = sorted({squeeze(key, language) for key in keys})
        self._language, self._any = language, "" in forms
        self._automaton = build_automaton(forms)
        self._cuts = Cuts(forms, language)

    def may_hold(self, sources: Sequence[str]) -> list[bool]:
        """For each source whether it may hold a form."""
        if self._any or max(map(len, sources)) > LONGEST:
            return [True] * len(sources)
        whole = "".join(f"{source}{SEPARATOR}\n" for source in sources)
        codes = as_codes(whole)
        stops = np.cumsum([len(source) + len(SEPARATOR) + 1 for source in sources])
        held = self._changed_as_a_whole(sources, whole, codes, stops)
        for number in _owners(self._find(codes), stops):
            held[number] = True
        for number in _owners(self._cuts.line_ends(whole, codes), stops):
            held[number] = held[number] or self._cuts.holds(sources[number])
        return held

    def _find(self, codes: np.ndarray) -> np.ndarray:
        """Where forms begin."""
        squeezed = look_up(codes, squeezed_codes(self._language))
        kept = squeezed != 0
        found = self._automaton.find_matches_as_indexes(as_text(squeezed[kept]))
        gone = np.flatnonzero(~kept)
        places = np.array([start for _, start, _ in found], int)
        return places + (gone - np.arange(len(gone))).searchsorted(places, "right")

    def _changed_as_a_whole(self, sources: Sequence[str], whole: str, codes: np.ndarray, stops: np.ndarray) -> list[bool]:
        """Which sources are in decomposed letters or in traditional script."""
        held = [False] * len(sources)
        if not unicodedata.is_normalized("NFC", whole):
            held = [not unicodedata.is_normalized("NFC", source) for source in sources]
        if self._language == "zh":
            traditional = are_traditional(codes, np.append(0, stops[:-1]))
            held = [one or bool(other) for one, other in zip(held, traditional, strict=True)]
        return held


def _owners(places: np.ndarray, stops: np.ndarray) -> set[int]:
    """The numbers of the sources in which places stand that are counted through all of them."""
    return set(stops.searchsorted(places, "right").tolist())
