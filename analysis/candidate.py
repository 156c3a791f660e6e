"""Whether the characters of a form, where they stand, are the formula: the conditions, cheapest first.

A whole form takes in the words right before and behind it that belong to it (`leading`, `trailing`). It counts if its
surroundings and its sentence are what the lexicon asks, it is no part of other words, and it is said of whom the lexicon asks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.boundary import has_boundaries, has_syllable_boundaries
from analysis.fold import QUOTES, Key
from analysis.forms import Forms, Formula
from analysis.referents import RELATION, Surroundings

CONTEXT = 40  # characters that a formula's `before`, `after` and `leading` may look at; `trailing` twice as many
EVIDENCE_MAX = 4  # hanzi; longer forms do not arise by chance from parts of other words
_QUOTE_PAIRS = tuple(tuple(pair) for pair in ("“”", "‘’", "「」", "『』", '""', "''"))
_QUOTE_MARKS = frozenset(mark for pair in _QUOTE_PAIRS for mark in pair)


class Pattern(NamedTuple):
    """What a key stands for: a whole form, a slot or a slot's head.

    kind : that of a whole form; 'slot' or 'head'
    slot : number of the slot, from 1; `exchanged` if by another than its first wording
    side : the form counts only in texts or mouths of this side
    """

    formula: str
    kind: str
    slot: int = 0
    exchanged: bool = False
    side: str = ""


class Candidate(NamedTuple):
    """A place where a form may stand; ranges in cleaned text. `core` is the form without leading and trailing words."""

    formula: str
    kind: str
    slots: str
    start: int
    end: int
    core: tuple[int, int]


def whole_form(key: Key, pattern: Pattern, first: int, last: int, about: Surroundings, formula: Formula) -> Candidate | None:
    """A whole form at this place of the key as a candidate, if it may stand there."""
    text = about.cleaned.text
    forms = formula.forms(about.cleaned.language)
    core = with_quotes(text, key.position(first), key.position(last - 1) + 1)
    start, end = core
    if forms.leading:
        leading = re.search(f"(?:{forms.leading})[{QUOTES}]*$", _left(text, start), re.IGNORECASE)
        if leading is None:
            return None
        start -= len(leading.group())
    if forms.trailing:
        trailing = re.match(f"[{QUOTES}]*({forms.trailing})", text[end : end + 2 * CONTEXT], re.IGNORECASE)
        if trailing is None:
            return None
        end += trailing.end() if trailing.group(1) else 0
    start, end = with_quotes(text, start, end)
    candidate = Candidate(formula.id, pattern.kind, "", start, end, core)
    fits = _fits(text, candidate, forms) and fits_sentence(candidate, forms, about) and _is_word(candidate, forms, about)
    if not fits or not is_said_of(candidate, formula, about):
        return None
    if pattern.side and pattern.side != about.home and pattern.side != about.said_by(start):
        return None
    return candidate


def _left(text: str, at: int) -> str:
    """What stands before a place in its paragraph."""
    return text[max(0, at - CONTEXT) : at].rpartition("\n")[2]


def _fits(text: str, candidate: Candidate, forms: Forms) -> bool:
    """Whether the words round a form are what the lexicon asks."""
    start, end = candidate.start, candidate.end
    return not (forms.before and not re.search(f"(?:{forms.before})$", _left(text, start))) and not (
        forms.after and not re.match(forms.after, text[end : end + CONTEXT])
    )


def fits_sentence(candidate: Candidate, forms: Forms, about: Surroundings) -> bool:
    """Whether the sentence of a form is what the lexicon asks."""
    at = candidate.start
    return not (
        (forms.not_in and about.matches(forms.not_in))
        or (forms.sentence and not about.matches(forms.sentence, at))
        or (forms.unless and about.matches(forms.unless, at))
    )


def _is_word(candidate: Candidate, forms: Forms, about: Surroundings) -> bool:
    """Whether a form is no part of other words."""
    text = about.cleaned.text
    start, end = candidate.start, candidate.end
    if about.cleaned.language == "vi":
        return has_syllable_boundaries(text, start, end) and (not forms.proper or _is_proper(text, start, end))
    return end - start > EVIDENCE_MAX or has_boundaries(text, start, end, about.edges)


def _is_proper(text: str, start: int, end: int) -> bool:
    """Whether a Vietnamese name is written as one: biển Đông, and not bờ biển đông."""
    return all(syllable[0].isupper() for syllable in text[start:end].split()[1:])


def is_said_of(candidate: Candidate, formula: Formula, about: Surroundings) -> bool:
    """Whether a form is said of whom the lexicon asks; of China and Vietnam also where nobody at all is named."""
    if not formula.referent:
        return True
    if formula.referent == "bare":
        return about.is_bare(candidate.start)
    whose = about.referent(candidate.start, candidate.end)
    if formula.referent == RELATION:
        return _is_of_relation(candidate, formula, about, whose)
    return whose not in ("", RELATION, "organisations") if formula.referent == "other" else whose == formula.referent


def _is_of_relation(candidate: Candidate, formula: Formula, about: Surroundings, whose: str) -> bool:
    """Whether a form is said of China and Vietnam; where nobody is named, two states or an excerpt may be they."""
    if about.speaks_of_organisations(candidate.start) and (formula.common or about.is_passing(candidate.start)):
        return False
    if whose == RELATION:
        return not formula.common or not about.is_passing(candidate.start)
    # Where nobody is named: all the slots of a formula are hardly another's; else two states, or an excerpt, may be they.
    whole = bool(candidate.slots) and candidate.kind != "partial"
    excerpt = about.is_excerpt() and (not formula.common or bool(formula.forms(about.cleaned.language).sentence))
    return not whose and (whole or excerpt or about.names_two(candidate.start, strictly=formula.common))


def with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with a quote that is open inside closed, and one closed inside opened."""
    inside = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before not in _QUOTE_MARKS and after not in _QUOTE_MARKS:
        return start, end
    for opening, closing in _QUOTE_PAIRS:
        unbalanced = inside.count(closing) - inside.count(opening) if opening != closing else inside.count(opening) % 2
        if unbalanced > 0 and before == opening:
            start -= 1
        elif unbalanced and after == closing:
            end += 1
    return start, end
