"""A document -> `Cleaned`: the counted text as it is read, and for every character its range in the source.

Sources are never edited. Cleaned text differs from the source in what a reader does not notice: line breaks inside a
paragraph, markup, spaces between hanzi, half-width punctuation in Chinese, decomposed Vietnamese letters, traditional
characters, and the faults listed in corrections.csv. The steps stand in `steps`.

>>> characters = join_parts("司\\n\\n法 合作, **共同**", [(0, 1), (3, 15)], "zh")
>>> "".join(char for char, _, _ in characters)
'司法合作，共同'
>>> characters[1:4]
[('法', 3, 4), ('合', 5, 6), ('作', 6, 7)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analysis.extract import PAGES
from analysis.model import Corpus, records, tuples
from analysis.places import Ends, Places, Starts
from analysis.roles import Stretch, find_stretches
from analysis.rules import SPEC, CleanSpec
from analysis.script import is_traditional, simplify
from analysis.steps import STEPS, Characters, apply_corrections, compose, cut_spot, find_spots, is_join, is_touched, widen_marks

_HALVES = re.compile("[\ud800-\udfff]")


class Piece(NamedTuple):
    """A stretch and where its characters stand in cleaned text (first == last if it is not counted)."""

    stretch: Stretch
    first: int
    last: int


@dataclass(frozen=True)
class Cleaned:
    """The counted text of one document.

    text   : counted stretches, cleaned, parted by line feeds
    starts : for each character of `text` its first code point in the source
    ends   : for each character of `text` one past its last code point in the source
    pieces : every stretch of the source, counted or not, in order
    """

    document: str
    language: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    pieces: tuple[Piece, ...]


def source_range(cleaned: Cleaned, start: int, end: int) -> tuple[int, int]:
    """The range in the source of a range of cleaned text.

    >>> source_range(clean_text("　　双方同意。", "zh"), 0, 4)
    (2, 6)
    """
    return cleaned.starts[start], cleaned.ends[end - 1]


def clean_corpus(corpus: Corpus, spec: CleanSpec = SPEC) -> dict[str, Cleaned]:
    """Every document of a corpus, cleaned by the same rules: document -> Cleaned.

    >>> from analysis.read import read_corpus
    >>> cleaned = clean_corpus(read_corpus())
    >>> len(cleaned), cleaned["003_cf8b52a174d3942d"].language
    (5, 'zh')
    """
    corrections = corrections_of(corpus)
    return {row.document: clean_row(corpus, row, corrections, spec) for row in tuples(corpus.documents)}


def corrections_of(corpus: Corpus) -> dict[str, list[dict[str, Any]]]:
    """The corrections of each document that has any."""
    faults = corpus.corrections.groupby("document") if len(corpus.corrections) else ()
    return {str(document): records(rows) for document, rows in faults}


def clean_row(corpus: Corpus, row: Any, corrections: Mapping[str, list[dict[str, Any]]], spec: CleanSpec = SPEC) -> Cleaned:
    """One document of a corpus, a row of its table `documents`, cleaned."""
    corrected = corrections.get(row.document, ())
    text, page = corpus.texts[row.document], row.file.lower().endswith(PAGES)
    return clean_text(text, row.language, row.document, row.title, corrected, spec, page)


def clean_text(
    source: str,
    language: str,
    document: str = "",
    title: str = "",
    corrections: Iterable[Mapping[str, Any]] = (),
    spec: CleanSpec = SPEC,
    page: bool = False,
) -> Cleaned:
    """One source -> Cleaned.

    corrections : rows with start, end and corrected
    page        : the source is a saved page (`find_stretches`)

    >>> cleaned = clean_text("Quan hệ hữu nghi\\u0323 truyền thống.", "vi")
    >>> cleaned.text, source_range(cleaned, 8, 15)
    ('Quan hệ hữu nghị truyền thống.', (8, 15))
    """
    corrections = list(corrections)
    source = _whole_characters(source)
    if language == "zh" and is_traditional(source):
        source, title = simplify(source), simplify(title)
        corrections = [{**row, "corrected": simplify(row["corrected"])} for row in corrections]
    texts: list[str] = []
    pieces: list[Piece] = []
    places, at = Places(), 0
    plain = not corrections and unicodedata.is_normalized(spec.unicode, source)
    for stretch in find_stretches(source, language, title, spec, page):
        first = at
        if stretch.counted:
            if first:
                texts.append("\n")
                places.add(stretch.start, stretch.start)
                first += 1
            if plain:
                texts.append(_read_spots(source, stretch.parts, language, places))
            else:
                texts.append(_read_stretch(source, stretch, language, corrections, spec, places))
            at = first + len(texts[-1])
        pieces.append(Piece(stretch, first, at))
    return Cleaned(document, language, "".join(texts), Starts(places), Ends(places), tuple(pieces))


def _whole_characters(source: str) -> str:
    """A source with U+FFFD for halves of characters, which no file has, but a text handed over may."""
    try:
        source.encode()  # three times as quick as a search for them
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", source)
    return source


def _read_stretch(
    source: str, stretch: Stretch, language: str, corrections: list[Mapping[str, Any]], spec: CleanSpec, places: Places
) -> str:
    """The cleaned text of a stretch, as `join_parts` reads it; its places are added to `places`."""
    parts = stretch.parts
    printed = " ".join([source[start:end] for start, end in parts])
    corrected = corrections and any(row["start"] < stretch.end and stretch.start < row["end"] for row in corrections)
    if corrected or not unicodedata.is_normalized(spec.unicode, printed):
        return _add(join_parts(source, parts, language, corrections, spec), places)
    return _read_spots(source, parts, language, places)


def _read_spots(source: str, parts: Sequence[tuple[int, int]], language: str, places: Places) -> str:
    """As `_read_stretch`, of a stretch that is composed and has no fault.

    Only spots in which the steps have something to do are read character by character.
    """
    start, end = parts[0]
    printed = source[start:end] if len(parts) == 1 else " ".join([source[start:end] for start, end in parts])
    spots = []
    if is_touched(printed, language):
        printed = widen_marks(printed) if language == "zh" else printed
        spots = list(find_spots(printed, language))
    if not spots and len(parts) == 1:
        places.add_run(start, end - start)
        return printed
    own = _printed_places(parts)
    texts = []
    at = 0
    for start, end in spots:
        join = is_join(printed, start, end)
        before, behind = (start + 1, end - 1) if join else (start, end)
        texts.append(printed[at:before])
        places.add_part(own, at, before)
        at = behind
        for first, last in () if join else cut_spot(printed, start, end):
            spot = [(printed[n], *own.range_at(n)) for n in range(first, last)]
            texts.append(_add(_apply_steps(spot, language)[first > start :], places))
    texts.append(printed[at:])
    places.add_part(own, at, len(own))
    return "".join(texts)


def _printed_places(parts: Sequence[tuple[int, int]]) -> Places:
    """Where the characters of parts joined by spaces stand."""
    own = Places()
    for number, (start, end) in enumerate(parts):
        if number:
            own.add(parts[number - 1][1], start)
        own.add_run(start, end - start)
    return own


def _add(characters: Characters, places: Places) -> str:
    """The text of characters; their places are added to `places`."""
    for _, start, end in characters:
        places.add(start, end)
    return "".join(char for char, _, _ in characters)


def _apply_steps(characters: Characters, language: str) -> Characters:
    for step in STEPS[language]:
        characters = step(characters)
    return characters


def join_parts(
    source: str,
    parts: Iterable[tuple[int, int]],
    language: str,
    corrections: Iterable[Mapping[str, Any]] = (),
    spec: CleanSpec = SPEC,
) -> Characters:
    """The cleaned characters of a stretch: its parts joined where a page break or a wrap cut them, then each step in turn."""
    characters: Characters = []
    for start, end in parts:
        part = [(source[at], at, at + 1) for at in range(start, end)]
        if characters:
            characters.append((" ", characters[-1][2], start))  # between hanzi the space goes again, below
        characters += part
    characters = apply_corrections(characters, corrections)
    return _apply_steps(compose(characters, spec.unicode), language)
