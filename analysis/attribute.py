"""Formulas × corpus -> hits, each with whose words it is: the table that counts, ledger and comparison start from.

Method. `match` finds the hits of a document, `voice` reads who speaks where; a hit has the voice of its first character.
Sides are PRC, SRV, joint, other (anybody else), author (the narrator) and empty (undecided); nothing undecided is guessed.

>>> from analysis.read import read_corpus
>>> hits = find_hits(read_corpus())
>>> hits.loc[hits["formula"] == "top-priority", ["side", "verb", "hedge"]].to_numpy().tolist()
[['SRV', '强调', ''], ['SRV', 'coi', 'một trong những'], ['SRV', '主张', ''], ['SRV', '重申', '']]
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from sys import intern
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.accounts import Accounts
from analysis.clean import Cleaned, clean_row, corrections_of, source_range
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.match import Matcher, iterate_hits
from analysis.model import HEADLINE_KINDS, Corpus, frame, tuples
from analysis.referents import Surroundings
from analysis.segmenters import token_edges, use_tokens
from analysis.voice import Voices

# Words that take back a part of what a formula claims, inside it or right behind it.
_HEDGES = {
    "zh": re.compile("(?:其中)?之一|一项|一个(?=重要)|较为|基本上|某种程度"),
    "vi": re.compile(r"một trong (?:những|các)|một (?=ưu tiên)|phần nào|về cơ bản", re.IGNORECASE),
}


_OF_DOCUMENTS = ["document", "file", "language", "title", "issuer_side", "date", "period", "genre"]
PATIENCE = 3  # seconds without a word about progress


def find_hits(
    corpus: Corpus,
    formulas: dict[str, Formula] | None = None,
    all_kinds: bool = False,
    tokens: pd.DataFrame | None = None,
    cleaned: Mapping[str, Cleaned] | None = None,
) -> pd.DataFrame:
    """Table `hits`: every occurrence of every formula in the counted text, in order of document and place, and whose words.

    all_kinds : also kinds outside the headline count (partial, paraphrase) and decoys
    tokens    : words by another segmenter (`tokenise_corpus(corpus, segmenter=...)`, or a table of one's own with the columns
                document, start, end, token): boundary evidence for Chinese forms of up to four hanzi in documents that have
                any; by default jieba's probabilities (docs/segmenters.md)
    cleaned   : as `clean_corpus` gives it; cleaned if not given

    Work that takes long says on standard error how far it is; the environment variable TQDM_DISABLE=1 silences it.

    >>> from analysis.read import read_corpus
    >>> hits = find_hits(read_corpus())
    >>> hits.loc[hits["formula"] == "six-mores", ["period", "kind", "side", "outer"]].to_records(index=False).tolist()
    [('2025', 'name', 'joint', 'PRC'), ('2026', 'full', 'joint', ''), ('2026', 'name', 'joint', '')]
    """
    matcher = Matcher(read_formulas() if formulas is None else formulas)
    return frame("hits", _iterate_corpus(corpus, matcher, all_kinds, tokens, cleaned))


def _iterate_corpus(
    corpus: Corpus, matcher: Matcher, all_kinds: bool, tokens: pd.DataFrame | None, cleaned: Mapping[str, Cleaned] | None
) -> Iterator[dict[str, Any]]:
    """The hits of every document of a corpus, one at a time."""
    corrections = corrections_of(corpus)
    words = {} if tokens is None else dict(iter(use_tokens(corpus, tokens).groupby("document")))
    rows = list(tuples(corpus.documents[_OF_DOCUMENTS]))
    may_hold = matcher.sieve.sift((corpus.texts[row.document], row.language) for row in rows)
    for row, readable in zip(tqdm(rows, desc="formulas", unit="text", delay=PATIENCE), may_hold, strict=True):
        if not readable and row.document not in corrections:
            continue
        one = clean_row(corpus, row, corrections) if cleaned is None else cleaned[row.document]
        edges = token_edges(one, words[row.document]) if row.document in words else None
        for hit in _iterate_voiced(one, matcher, row.issuer_side, row.date or row.period, all_kinds, edges, row.genre):
            yield {"document": row.document, "period": row.period, "language": one.language, **hit}


def find_voiced(
    cleaned: Cleaned,
    matcher: Matcher,
    side: str = "",
    date: str = "",
    all_kinds: bool = False,
    edges: frozenset[int] | None = None,
    genre: str = "",
) -> list[dict[str, Any]]:
    """The hits of one cleaned document with side, speaker, speaker_id, outer, verb, basis and hedge.

    side : the side that issued the document
    date : of the document, by which an office resolves to whoever held it
    edges : where words begin and end, by a segmenter of the user's own
    genre : of the document, which may be a speech
    """
    return list(_iterate_voiced(cleaned, matcher, side, date, all_kinds, edges, genre))


def _iterate_voiced(
    cleaned: Cleaned, matcher: Matcher, side: str, date: str, all_kinds: bool, edges: frozenset[int] | None, genre: str
) -> Iterator[dict[str, Any]]:
    """As `find_voiced`, one hit at a time."""
    about = Surroundings(cleaned, side)
    about.edges = edges
    voices = functools.cache(lambda: Voices(Accounts(about, date, side, genre)))  # read only where somebody asks
    about.said_by = lambda at: voices().at(at).side  # 东海 counts in Vietnam's mouth
    for at, hit in iterate_hits(cleaned, matcher, about):
        if all_kinds or (hit["kind"] in HEADLINE_KINDS and not matcher.formulas[hit["formula"]].decoy):
            yield hit | _voice_of(at, at + len(hit["text"]), cleaned, voices())


def _voice_of(start: int, end: int, cleaned: Cleaned, voices: Voices) -> dict[str, Any]:
    """The columns of a hit, text[start:end] of the cleaned text, that say whose words it is."""
    voice, inside = voices.at(start), voices.at(end - 1)  # 坚决反对…: the verb may be the formula's first
    verb = inside.verb if inside[:4] == voice[:4] else voice.verb
    row: dict[str, Any] = {
        "side": voice.side,
        "speaker": intern(voice.speaker),
        "speaker_id": voice.person,
        "outer": voice.outer,
        "verb": verb,
    }
    if voice.basis:
        first, last = source_range(cleaned, *voice.basis)
        row |= {"basis": intern(cleaned.text[slice(*voice.basis)]), "basis_start": first, "basis_end": last}
    return row | {"hedge": _hedge(cleaned, start, end)}


def _hedge(cleaned: Cleaned, start: int, end: int) -> str:
    """The words that hedge a formula, as printed."""
    inside = _HEDGES[cleaned.language].search(cleaned.text, start, end)
    near = inside or _HEDGES[cleaned.language].match(cleaned.text, end)
    return near.group().strip() if near else ""
