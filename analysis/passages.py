"""Passage against passage: the sentence or list in which a formula stands, across all texts, word by word.

Each passage is compared with one before it of the same language: the words that it adds, the words that it drops. The passages
stand in order of period, date and place, with whose words they are and where they stand in their text beside them.

>>> from analysis.read import read_corpus
>>> table = find_passages(read_corpus(), "six-mores", unit="list")
>>> table[["period", "against"]].to_numpy().tolist()
[['2025', <NA>], ['2026', 0], ['2026', 1]]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribute import find_hits
from analysis.changes import Change, as_symbols, find_changes
from analysis.clauses import Unit, find_units
from analysis.clean import Cleaned, clean_corpus, source_range
from analysis.model import Corpus, frame
from analysis.segment import find_sentences

UNITS = ("sentence", "list")
AGAINST = ("before", "first", "nearest")
# What ends a list: every mark of punctuation but the list comma, quotes, title marks and brackets.
_MARKS = re.compile(r"[，；：。！？,;:!?]|\.(?=\s|$)")


class Passage(NamedTuple):
    """A sentence or list with the hits in it; a range of cleaned text."""

    cleaned: Cleaned
    first: int
    last: int
    units: tuple[Unit, ...]
    hits: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        """Its cleaned characters."""
        return self.cleaned.text[self.first : self.last].strip()


class Held(NamedTuple):
    """A passage, the number of the one it is compared with, how alike they are, and what changed from that one to it."""

    passage: Passage
    against: int | None
    alike: float | None
    changes: tuple[Change, ...]


def find_passages(
    corpus: Corpus,
    formula: str | Sequence[str],
    hits: pd.DataFrame | None = None,
    unit: str = "sentence",
    against: str = "before",
    documents: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Table `passages` of one formula, or of several taken together.

    formula   : identifier, or several
    hits      : table `hits`; found if not given
    unit      : sentence; or list: the stretch between the marks around the formula, list commas aside
    against   : which passage of the language each is compared with: the one before it, the first, or, of those before it, the
                nearest in its words
    documents : only these; all if not given

    >>> from analysis.read import read_corpus
    >>> passages = find_passages(read_corpus(), "sixteen-characters", unit="list")
    >>> passages.loc[0, "period"], passages.loc[0, "text"][:20]
    ('2016', '坚定不移地秉持“长期稳定、面向未来、睦邻')
    """
    return passage_table(corpus, hold_passages(corpus, formula, hits, unit, against, documents))


def hold_passages(
    corpus: Corpus,
    formula: str | Sequence[str],
    hits: pd.DataFrame | None = None,
    unit: str = "sentence",
    against: str = "before",
    documents: Sequence[str] | None = None,
) -> list[Held]:
    """Passages each compared with another; arguments as for `find_passages`."""
    for value, known, what in ((unit, UNITS, "unit"), (against, AGAINST, "against")):
        if value not in known:
            raise ValueError(f"{what} {value!r} is not known; use one of {', '.join(known)}")
    hits = find_hits(corpus) if hits is None else hits
    wanted = [formula] if isinstance(formula, str) else list(formula)
    chosen = hits[hits["formula"].isin(wanted) & (hits["document"].isin(documents) if documents is not None else True)]
    order = corpus.documents.sort_values(["language", "period", "date", "document"], ascending=[False, True, True, True])
    cleaned = clean_corpus(corpus)
    held: list[Held] = []
    for name in order["document"]:
        own = chosen[chosen["document"] == name].sort_values(["start", "end"], kind="stable")
        for passage in _passages(cleaned[name], own.to_dict("records"), unit):
            held.append(_hold(passage, held, against))
    return held


def _passages(cleaned: Cleaned, hits: Iterable[dict[str, Any]], unit: str) -> list[Passage]:
    """The passages of one document in which hits stand."""
    sentences = find_sentences(cleaned)
    found: list[tuple[int, int, list[dict[str, Any]]]] = []
    for hit in hits:
        first, last, _ = sentences[hit["sentence"]]
        if unit == "list":
            first, last = _list_around(cleaned, hit, first, last)
        if found and first < found[-1][1]:  # two hits in one passage
            before, end, own = found.pop()
            found.append((min(first, before), max(last, end), [*own, hit]))
        else:
            found.append((first, last, [hit]))
    units = find_units(cleaned, [(first, last) for first, last, _ in found])
    return [
        Passage(cleaned, first, last, tuple(one for one in units if first <= one.first < last), tuple(own))
        for first, last, own in found
    ]


def _list_around(cleaned: Cleaned, hit: dict[str, Any], first: int, last: int) -> tuple[int, int]:
    """The list in which a hit stands, within its sentence."""
    start = next(at for at in range(first, last) if cleaned.ends[at] > hit["start"])
    end = next((at for at in range(start, last) if cleaned.starts[at] >= hit["end"]), last)
    before = [match.end() for match in _MARKS.finditer(cleaned.text, first, start)]
    after = _MARKS.search(cleaned.text, end, last)
    return (before[-1] if before else first), (after.start() if after else last)


def _hold(passage: Passage, others: Sequence[Held], against: str) -> Held:
    """A passage compared with one of those before it."""
    language = passage.cleaned.language
    numbers = [n for n, other in enumerate(others) if other.passage.cleaned.language == language]
    if not numbers:
        return Held(passage, None, None, ())
    alike = {n: _alike(others[n].passage.units, passage.units, language) for n in numbers}
    number = {"before": numbers[-1], "first": numbers[0], "nearest": max(numbers, key=lambda n: (alike[n], n))}[against]
    changes = find_changes(others[number].passage.units, passage.units, language)
    return Held(passage, number, alike[number], tuple(changes))


def _alike(first: Sequence[Unit], second: Sequence[Unit], language: str) -> float:
    from rapidfuzz.distance import LCSseq

    vocabulary: dict[Any, str] = {}
    strings = [as_symbols(units, language, vocabulary) for units in (first, second)]
    return 2 * LCSseq.similarity(*strings) / sum(map(len, strings))


def passage_table(corpus: Corpus, held: Sequence[Held]) -> pd.DataFrame:
    """Passages as table `passages`."""
    documents = corpus.documents.set_index("document")
    rows = []
    for passage, number, alike, changes in held:
        about, hits = documents.loc[passage.cleaned.document], passage.hits
        start, end = source_range(passage.cleaned, passage.first, passage.last)
        row = {
            "document": passage.cleaned.document,
            "period": about["period"],
            "language": passage.cleaned.language,
            "start": start,
            "end": end,
            "text": passage.text,
            "issuer_side": about["issuer_side"],
            "against": number,
            "similarity": alike,
        }
        row |= {name: hits[0][name] for name in ("role", "section", "position")}
        row |= {
            name: " | ".join(dict.fromkeys(hit[name] for hit in hits if hit[name])) for name in ("formula", "side", "speaker")
        }
        if number is not None:
            other = held[number].passage
            row["drops"] = " | ".join(_printed(other, change.first) for change in changes if change.first)
            row["adds"] = " | ".join(_printed(passage, change.second) for change in changes if change.second)
        rows.append(row)
    return frame("passages", rows)


def _printed(passage: Passage, numbers: range) -> str:
    return passage.cleaned.text[passage.units[numbers.start].first : passage.units[numbers.stop - 1].last]
