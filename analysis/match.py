"""Formulas × corpus -> hits. The one place where a formula is recognised; counts, charts and findings start from its hits.

Method. Each counted stretch is folded to a key (`formulas.fold`) and scanned once for all forms and slots, overlapping.
A candidate becomes a hit if it is no part of other words (`boundary`), its surroundings match what the lexicon asks, and no
longer form of the same formula, and no formula that excludes it, covers it. Slots that follow one another in a list make a
spelled-out form, whose kind is read off their order. The scan knows counted text only: what cleaning set aside has no hits.

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

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from analysis.boundary import has_boundaries, has_syllable_boundaries
from analysis.clean import Cleaned, clean_corpus, source_range
from analysis.formulas import QUOTES, Formula, fold, form_key, read_formulas
from analysis.model import HEADLINE_KINDS, Corpus, frame
from analysis.segment import find_sections, find_sentences

CONTEXT = 16  # characters that a formula's `before` and `after` may look at
EVIDENCE_MAX = 4  # hanzi; longer forms do not arise by chance from parts of other words
_JOINT = {"zh": re.compile("[、；·]?(?:和|与|及|以及)?"), "vi": re.compile("[,;]? ?(?:và )?")}
# Between a name and its spelled-out form in one noun phrase: “…”的十六字方针, “六个更”（…）, “六个更”，即“…”, "6 hơn" (…).
_ONE_PHRASE = re.compile(
    f"[{QUOTES}]*\\s?(?:的|之|这一)?\\s?[{QUOTES}]*|[{QUOTES}]*\\s?[，：（(:,]?\\s?(?:即|tức(?: là)?|là)?\\s?[{QUOTES}]*"
)
# A list quoted right before a name gives its content: “…”的十六字方针 with other words in it is another sixteen characters.
_APPOSITION = re.compile(f"[“‘「][\u4e00-\u9fff]{{2,8}}(?:[、，][\u4e00-\u9fff]{{2,8}}){{2,7}}[”’」](?:的|这一)?[{QUOTES}]?$")


class Pattern(NamedTuple):
    """What a key stands for: a whole form (slot 0), or a slot (from 1; `exchanged` if it is not the slot's first wording).

    A form with a `side` counts only in texts issued by it.
    """

    formula: str
    kind: str
    slot: int = 0
    exchanged: bool = False
    side: str = ""


@dataclass(frozen=True)
class Candidate:
    """A place where a form may stand; the range is in the key of the document."""

    formula: str
    kind: str
    slots: str
    start: int
    end: int


class Matcher:
    """Formulas made ready for scanning: one automaton a language, built once."""

    def __init__(self, formulas: dict[str, Formula]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.formulas = formulas
        self.patterns: dict[str, list[list[Pattern]]] = {}
        self.automata: dict[str, AhoCorasick] = {}
        for language in ("zh", "vi"):
            keys = _patterns(formulas, language)
            self.patterns[language] = list(keys.values())
            self.automata[language] = AhoCorasick(list(keys), matchkind=MatchKind.Standard)


def _patterns(formulas: dict[str, Formula], language: str) -> dict[str, list[Pattern]]:
    keys: dict[str, list[Pattern]] = {}
    for formula in formulas.values():
        forms = formula.forms(language)
        named = [(form, Pattern(formula.id, "name")) for form in (*forms.name, *forms.inferred)]
        named += [(form, Pattern(formula.id, "variant")) for form in forms.variant]
        named += [(form, Pattern(formula.id, "name", side=side)) for side, names in forms.sided.items() for form in names]
        named += [
            (wording, Pattern(formula.id, "slot", number, wording != slot[0]))
            for number, slot in enumerate(forms.slots, start=1)
            for wording in slot
        ]
        for form, pattern in named:
            keys.setdefault(form_key(form, language), []).append(pattern)
    return keys


def find_hits(corpus: Corpus, formulas: dict[str, Formula] | None = None, all_kinds: bool = False) -> pd.DataFrame:
    """Table `hits`: every occurrence of every formula in the counted text, in order of document and place.

    all_kinds : also kinds outside the headline count (partial, paraphrase) and decoys

    >>> from analysis.read import read_corpus
    >>> hits = find_hits(read_corpus())
    >>> hits.loc[hits["formula"] == "six-mores", ["period", "kind"]].to_records(index=False).tolist()
    [('2025', 'name'), ('2026', 'full'), ('2026', 'name')]
    """
    matcher = Matcher(read_formulas() if formulas is None else formulas)
    rows: list[dict[str, Any]] = []
    documents = corpus.documents.set_index("document")
    for document, cleaned in clean_corpus(corpus).items():
        about = documents.loc[document]
        found = find_in(cleaned, matcher, about["issuer_side"])
        rows += [{"document": document, "period": about["period"], "language": cleaned.language, **hit} for hit in found]
    if not all_kinds:
        rows = [row for row in rows if row["kind"] in HEADLINE_KINDS and not matcher.formulas[row["formula"]].decoy]
    return frame("hits", rows)


def find_in(cleaned: Cleaned, matcher: Matcher, side: str = "") -> list[dict[str, Any]]:
    """Hits of every kind, decoys too, in one cleaned document; ranges in the source.

    side : the side that issued the document, for forms that only one side uses
    """
    key = fold(cleaned.text, cleaned.language)
    whole, slots = _scan(cleaned, key.text, key.positions, matcher, side)
    candidates = whole + _spelled_out(slots, key.text, matcher, cleaned.language)
    kept = [_in_text(candidate, cleaned.text, key.positions) for candidate in _resolve(candidates, matcher)]
    return _rows(cleaned, [candidate for candidate in kept if not _names_another(candidate, kept, cleaned, matcher)])


def _scan(
    cleaned: Cleaned, key: str, positions: Any, matcher: Matcher, side: str
) -> tuple[list[Candidate], list[tuple[Pattern, int, int]]]:
    """Whole forms that stand where they may, and slots wherever they are."""
    whole, slots = [], []
    patterns = matcher.patterns[cleaned.language]
    for number, start, end in matcher.automata[cleaned.language].find_matches_as_indexes(key, overlapping=True):
        for pattern in patterns[number]:
            if pattern.slot:
                slots.append((pattern, start, end))
            elif pattern.side in ("", side) and _may_stand(
                cleaned, positions[start], positions[end - 1] + 1, matcher.formulas[pattern.formula]
            ):
                whole.append(Candidate(pattern.formula, pattern.kind, "", start, end))
    return whole, slots


def _may_stand(cleaned: Cleaned, start: int, end: int, formula: Formula) -> bool:
    """Whether a whole form at this place of the text is the formula: surroundings, boundaries."""
    forms = formula.forms(cleaned.language)
    text = cleaned.text
    if forms.before and not re.search(forms.before, text[max(0, start - CONTEXT) : start]):
        return False
    if forms.after and not re.match(forms.after, text[end : end + CONTEXT]):
        return False
    if cleaned.language == "vi":
        return has_syllable_boundaries(text, start, end) and (not forms.proper or _is_proper(text, start, end))
    return end - start > EVIDENCE_MAX or has_boundaries(text, start, end)


def _is_proper(text: str, start: int, end: int) -> bool:
    """Whether a Vietnamese name is written as one: biển Đông, and not bờ biển đông."""
    return all(syllable[0].isupper() for syllable in text[start:end].split()[1:])


def _spelled_out(slots: list[tuple[Pattern, int, int]], key: str, matcher: Matcher, language: str) -> list[Candidate]:
    """Slots of one formula that follow one another, joined by no more than a comma or an 'and', as one candidate."""
    candidates = []
    chains: dict[str, list[tuple[Pattern, int, int]]] = {}
    for pattern, start, end in sorted(slots, key=lambda item: (item[1], -item[2])):
        chain = chains.get(pattern.formula, [])
        if chain and start < chain[-1][2]:
            continue  # inside the slot before it
        joined = chain and _JOINT[language].fullmatch(key[chain[-1][2] : start])
        if joined and pattern.slot not in {member.slot for member, _, _ in chain}:
            chain.append((pattern, start, end))
            continue
        candidates += _kind_of(chain, matcher, language)
        chains[pattern.formula] = [(pattern, start, end)]
    for chain in chains.values():
        candidates += _kind_of(chain, matcher, language)
    return candidates


def _kind_of(chain: list[tuple[Pattern, int, int]], matcher: Matcher, language: str) -> list[Candidate]:
    """A chain of two slots or more as a candidate; where two kinds apply: partial, then variant, then reordered, then full."""
    if len(chain) < 2:
        return []
    formula = chain[0][0].formula
    order = [pattern.slot for pattern, _, _ in chain]
    if len(order) < len(matcher.formulas[formula].forms(language).slots):
        if matcher.formulas[formula].decoy:
            return []  # half of another relationship's formula tells nothing apart
        kind = "partial"
    elif any(pattern.exchanged for pattern, _, _ in chain):
        kind = "variant"
    else:
        kind = "full" if order == sorted(order) else "reordered"
    printed = "-".join(f"{pattern.slot}{'*' if pattern.exchanged else ''}" for pattern, _, _ in chain)
    return [Candidate(formula, kind, printed, chain[0][1], chain[-1][2])]


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
    """Of candidates that overlap one another in a row, those that stay, the longest first."""
    kept: list[Candidate] = []
    for candidate in sorted(cluster, key=lambda c: (c.start - c.end, c.start, c.kind)):
        if not any(_yields(candidate, other, matcher) for other in kept):
            kept.append(candidate)
    return kept


def _yields(candidate: Candidate, other: Candidate, matcher: Matcher) -> bool:
    """Whether a candidate gives way to a longer one: of its own formula, or one that excludes it and covers it."""
    if candidate.formula == other.formula:
        return candidate.start < other.end and other.start < candidate.end
    covered = other.start <= candidate.start and candidate.end <= other.end
    return covered and candidate.formula in matcher.formulas[other.formula].excludes


def _names_another(candidate: Candidate, kept: list[Candidate], cleaned: Cleaned, matcher: Matcher) -> bool:
    """Whether a list quoted right before the name of a formula that has slots holds other words than its own."""
    if candidate.kind != "name" or not matcher.formulas[candidate.formula].forms(cleaned.language).slots:
        return False
    apposition = _APPOSITION.search(cleaned.text[max(0, candidate.start - 80) : candidate.start])
    return apposition is not None and not any(
        other.formula == candidate.formula and other.slots and candidate.start - 80 <= other.start < candidate.start
        for other in kept
    )


def _in_text(candidate: Candidate, text: str, positions: Any) -> Candidate:
    """The candidate with its range in cleaned text; a quote that is open inside is closed, one closed inside is opened."""
    start, end = positions[candidate.start], positions[candidate.end - 1] + 1
    inside = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    for opening, closing in ("“”", "‘’", "「」", "『』", '""', "''"):
        unbalanced = inside.count(closing) - inside.count(opening) if opening != closing else inside.count(opening) % 2
        if unbalanced > 0 and before == opening:
            start -= 1
        elif unbalanced and after == closing:
            end += 1
    return replace(candidate, start=start, end=end)


def _rows(cleaned: Cleaned, candidates: list[Candidate]) -> list[dict[str, Any]]:
    """Rows of table `hits`, without the columns of the document and without those that attribution fills."""
    sentences = find_sentences(cleaned)
    sections = find_sections(cleaned)
    rows = []
    mentions = _mentions(candidates, cleaned.text)
    sentence = 0
    for candidate, mention in zip(candidates, mentions, strict=True):
        while sentence + 1 < len(sentences) and sentences[sentence + 1][0] <= candidate.start:
            sentence += 1
        segment = sentences[sentence][2]
        start, end = source_range(cleaned, candidate.start, candidate.end)
        rows.append(
            {
                "formula": candidate.formula,
                "kind": candidate.kind,
                "slots": candidate.slots,
                "start": start,
                "end": end,
                "text": cleaned.text[candidate.start : candidate.end],
                "mention": mention,
                "role": cleaned.pieces[segment].stretch.role,
                "section": sections[segment],
                "position": candidate.start / len(cleaned.text),
                "segment": segment,
                "sentence": sentence,
            }
        )
    return rows


def _mentions(candidates: list[Candidate], text: str) -> list[int]:
    """Number of the mention each candidate belongs to: a name and its spelled-out form in one noun phrase are one mention."""
    numbers: list[int] = []
    last: dict[str, tuple[Candidate, int]] = {}
    following = 0
    for candidate in candidates:
        number = following
        if candidate.formula in last:
            previous, its_number = last[candidate.formula]
            named_once = (previous.kind == "name") != (candidate.kind == "name")
            if named_once and _ONE_PHRASE.fullmatch(text[previous.end : candidate.start]):
                number = its_number
        following = max(following, number + 1)
        last[candidate.formula] = candidate, number
        numbers.append(number)
    return numbers
