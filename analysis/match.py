"""Formulas × corpus -> hits. The one place where a formula is recognised; counts, charts and findings start from its hits.

Method. The counted text is folded to a key (`fold`) and scanned once for all forms, slots and heads, overlapping. A whole
form becomes a hit if it is no part of other words (`boundary`), its surroundings match what the lexicon asks (`candidate`), it
is said of whom the lexicon asks (`referents`), and no longer form of the same formula, and no formula that excludes it, covers
it. Slots that follow one another make a spelled-out form, heads a paraphrase (`slots`). What cleaning set aside has no hits.

>>> from analysis.clean import clean_text
>>> from analysis.formulas import read_formulas
>>> matcher = Matcher(read_formulas())
>>> cleaned = clean_text("秉持“好邻居、好朋友、好同志、好伙伴”的“四好”精神。", "zh")
>>> [(hit["formula"], hit["kind"], hit["text"], hit["mention"]) for hit in find_in(cleaned, matcher)]
[('four-goods', 'full', '好邻居、好朋友、好同志、好伙伴', 0), ('four-goods', 'name', '“四好”精神', 0)]
>>> find_in(clean_text("访问了越南海防市。", "zh"), matcher)
[]
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from sys import intern
from typing import TYPE_CHECKING, Any

from analysis.candidate import Candidate, Pattern, fits_sentence, is_said_of, whole_form, with_quotes
from analysis.clean import Cleaned, source_range
from analysis.fold import QUOTES, Key, fold, form_key
from analysis.forms import Formula
from analysis.phrase import find_phrase, verb_before
from analysis.referents import Surroundings
from analysis.segment import find_sections
from analysis.sieve import Sieve, build_automaton
from analysis.slots import Slot, find_chains, find_paraphrases

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# Between a name and its spelled-out form in one noun phrase: “…”的十六字方针, “六个更”（…）, “六个更”，即“…”, …等老一辈.
_ONE_PHRASE = re.compile(
    f"[{QUOTES}]*\\s?(?:的|之|这一|等|等两国|cùng(?: với)?(?: nhiều| các)?)?\\s?[{QUOTES}]*"
    f"|[{QUOTES}]*\\s?[，：（(:,]?\\s?(?:即|tức(?: là)?|là)?\\s?[{QUOTES}]*"
)
# A list quoted right before a name gives its content: “…”的十六字方针 with other words in it is another sixteen characters.
_WORDS = "[\u4e00-\u9fff]{2,8}"
_APPOSITION = re.compile(f"[“‘「]{_WORDS}(?:[、，]{_WORDS}){{2,7}}[”’」](?:的|这一)?[{QUOTES}]?$")


class Matcher:
    """Formulas made ready for scanning: one automaton a language, built once."""

    def __init__(self, formulas: dict[str, Formula]) -> None:
        self.formulas = formulas
        self.keys: dict[str, list[str]] = {}
        self.patterns: dict[str, list[list[Pattern]]] = {}
        self.automata: dict[str, AhoCorasick] = {}
        for language in ("zh", "vi"):
            keys = _patterns(formulas, language)
            self.keys[language] = list(keys)
            self.patterns[language] = list(keys.values())
            self.automata[language] = build_automaton(self.keys[language])

    @functools.cached_property
    def sieve(self) -> Sieve:
        """Which sources need no reading, since none of these formulas can stand in them."""
        return Sieve(self.keys)


def _patterns(formulas: dict[str, Formula], language: str) -> dict[str, list[Pattern]]:
    keys: dict[str, list[Pattern]] = defaultdict(list)
    for formula in formulas.values():
        forms = formula.forms(language)
        for form, kind, side in forms.whole():
            keys[form_key(form, language)].append(Pattern(formula.id, kind, side=side))
        for kind, lists in (("slot", forms.slots), ("head", forms.heads)):
            for number, slot in enumerate(lists, start=1):
                for wording in slot:
                    keys[form_key(wording, language)].append(Pattern(formula.id, kind, number, wording != slot[0]))
    return keys


def find_in(cleaned: Cleaned, matcher: Matcher, side: str = "", about: Surroundings | None = None) -> list[dict[str, Any]]:
    """Hits of every kind, decoys too, in one cleaned document; ranges in the source.

    side  : the side that issued the document
    about : its surroundings, where they are known already; with `said_by`, forms of one side count in its mouth too
    """
    about = Surroundings(cleaned, side) if about is None else about
    return [row for _, row in iterate_hits(cleaned, matcher, about)]


def iterate_hits(cleaned: Cleaned, matcher: Matcher, about: Surroundings) -> Iterator[tuple[int, dict[str, Any]]]:
    """As `find_in`, one hit at a time, behind where it begins in cleaned text: a text may have millions."""
    kept = _find(cleaned, matcher, about)
    yield from _rows(about, [candidate for candidate in kept if not _names_another(candidate, kept, cleaned, matcher)], matcher)


def _find(cleaned: Cleaned, matcher: Matcher, about: Surroundings) -> list[Candidate]:
    """The candidates that are formulas, in order, each formula's the longest."""
    key = fold(cleaned.text, cleaned.language)
    found = scan(key, matcher, cleaned.language)
    if not found:
        return []
    candidates = [
        candidate
        for pattern, start, end in found
        if not pattern.slot and (candidate := whole_form(key, pattern, start, end, about, matcher.formulas[pattern.formula]))
    ]
    candidates += _spelled_out(key, found, about, matcher)
    return _resolve(candidates, matcher)


def scan(key: Key, matcher: Matcher, language: str) -> list[tuple[Pattern, int, int]]:
    """Every form, slot and head wherever its characters stand; ranges in the key."""
    patterns = matcher.patterns[language]
    return [
        (pattern, start, end)
        for number, start, end in matcher.automata[language].find_matches_as_indexes(key.text, overlapping=True)
        for pattern in patterns[number]
    ]


def _spelled_out(key: Key, found: list[tuple[Pattern, int, int]], about: Surroundings, matcher: Matcher) -> list[Candidate]:
    """Slots that make a form, and heads that make a paraphrase, as candidates."""
    candidates = []
    places: dict[tuple[str, str], list[Slot]] = defaultdict(list)
    for pattern, start, end in found:
        if pattern.slot:
            places[pattern.formula, pattern.kind].append(Slot(pattern.slot, pattern.exchanged, start, end))
    for (name, kind), slots in places.items():
        formula = matcher.formulas[name]
        language = about.cleaned.language
        forms = formula.forms(language)
        if kind == "slot":
            chains = find_chains(slots, key.text, language, len(forms.slots))
        else:
            chains = find_paraphrases(slots, key.text, language, len(forms.heads))
        for chain in chains:
            start, end = with_quotes(about.cleaned.text, key.position(chain.start), key.position(chain.end - 1) + 1)
            if kind == "head":
                start -= len(verb_before(about.cleaned.text, start, language))
            candidate = Candidate(name, chain.kind, chain.slots if kind == "slot" else "", start, end, (start, end))
            told = not (formula.decoy and chain.kind == "partial")  # half of another formula tells nothing apart
            if told and fits_sentence(candidate, forms, about) and is_said_of(candidate, formula, about):
                candidates.append(candidate)
    return candidates


def _resolve(candidates: Iterable[Candidate], matcher: Matcher) -> list[Candidate]:
    """Of overlapping candidates of one formula the longest; none that a formula which excludes it covers."""
    kept: list[Candidate] = []
    cluster: list[Candidate] = []
    end = -1
    for candidate in sorted(candidates, key=lambda c: c.start):
        if candidate.start >= end:
            kept += _strongest(cluster, matcher)
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate.end)
    kept += _strongest(cluster, matcher)
    return sorted(kept, key=lambda c: (c.start, -c.end, c.formula))


def _strongest(cluster: list[Candidate], matcher: Matcher) -> list[Candidate]:
    """Of candidates that overlap one another in a row, those that stay; the longest first, paraphrases last."""
    if len(cluster) < 2:
        return cluster
    kept: list[Candidate] = []
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)  # of each formula, in order: they never overlap
    for candidate in sorted(cluster, key=lambda c: (c.kind == "paraphrase", c.start - c.end, c.start, c.kind)):
        if not any(_yields(candidate, name, ranges, matcher) for name, ranges in taken.items()):
            kept.append(candidate)
            insort(taken[candidate.formula], (candidate.start, candidate.end))
    return kept


def _yields(candidate: Candidate, name: str, ranges: list[tuple[int, int]], matcher: Matcher) -> bool:
    """Whether a candidate gives way to a longer one: of its own formula, or one that excludes it and covers it."""
    if candidate.formula == name:
        before = bisect_left(ranges, (candidate.end,)) - 1
        return before >= 0 and ranges[before][1] > candidate.start
    if candidate.formula not in matcher.formulas[name].excludes:
        return False
    before = bisect_right(ranges, (candidate.start, inf)) - 1
    return before >= 0 and ranges[before][1] >= candidate.end


def _names_another(candidate: Candidate, kept: list[Candidate], cleaned: Cleaned, matcher: Matcher) -> bool:
    """Whether a list quoted right before the name of a formula that has slots holds other words than its own."""
    if candidate.kind != "name" or not matcher.formulas[candidate.formula].forms(cleaned.language).slots:
        return False
    apposition = _APPOSITION.search(cleaned.text[max(0, candidate.start - 80) : candidate.start])
    if apposition is None:
        return False
    first, last = (bisect_left(kept, at, key=lambda other: other.start) for at in (candidate.start - 80, candidate.start))
    return not any(other.formula == candidate.formula and other.slots for other in kept[first:last])


def _rows(about: Surroundings, candidates: list[Candidate], matcher: Matcher) -> Iterator[tuple[int, dict[str, Any]]]:
    """Where each hit begins, and its row of table `hits` without what is the document's and what attribution fills."""
    cleaned = about.cleaned
    sections = find_sections(cleaned, about.segment_at(candidates[-1].start) + 1) if candidates else []
    for candidate, mention in zip(candidates, _mentions(candidates, cleaned.text), strict=True):
        segment = about.segment_at(candidate.start)
        start, end = source_range(cleaned, candidate.start, candidate.end)
        head = candidate.core if matcher.formulas[candidate.formula].grows else None
        modifiers, predicate = find_phrase(cleaned.text, candidate.start, cleaned.language, head)
        row = {
            "formula": candidate.formula,
            "kind": candidate.kind,
            "slots": candidate.slots,
            "start": start,
            "end": end,
            "text": intern(cleaned.text[candidate.start : candidate.end]),
            "modifiers": intern(" | ".join(modifiers)),
            "mention": mention,
            "predicate": intern(predicate),
            "role": cleaned.pieces[segment].stretch.role,
            "section": sections[segment],
            "position": candidate.start / len(cleaned.text),
            "segment": segment,
            "sentence": about.sentence_number(candidate.start),
        }
        yield candidate.start, row


def _is_spelled(candidate: Candidate) -> bool:
    return bool(candidate.slots) or candidate.kind == "full"


def _mentions(candidates: list[Candidate], text: str) -> list[int]:
    """Number of the mention each candidate belongs to: a name and its spelled-out form in one noun phrase are one mention."""
    numbers: list[int] = []
    last: dict[str, tuple[Candidate, int]] = {}
    following = 0
    for candidate in candidates:
        number = following
        if candidate.formula in last:
            previous, its_number = last[candidate.formula]
            named_once = _is_spelled(previous) != _is_spelled(candidate)
            if named_once and _ONE_PHRASE.fullmatch(text[previous.end : candidate.start]):
                number = its_number
        following = max(following, number + 1)
        last[candidate.formula] = candidate, number
        numbers.append(number)
    return numbers
