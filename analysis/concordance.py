"""Concordance (KWIC, key word in context): the lines behind a count, or behind any words a reader wants to see.

>>> from analysis.read import read_corpus
>>> lines = kwic(read_corpus(), text="铁路", width=7)
>>> len(lines), lines.loc[0, ["left", "node", "right"]].tolist()
(16, ['战略加速对接。', '铁路', '合作实现扩容升'])
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.attribute import find_hits
from analysis.boundary import has_syllable_boundaries
from analysis.clean import Cleaned, clean_corpus, source_range
from analysis.fold import fold, form_key
from analysis.forms import Formula
from analysis.formulas import identify_formula, read_formulas
from analysis.model import Corpus, frame, records
from analysis.script import simplify
from analysis.segment import find_sections


def kwic(
    corpus: Corpus,
    formula: str | None = None,
    text: str | None = None,
    width: int = 40,
    formulas: dict[str, Formula] | None = None,
) -> pd.DataFrame:
    """Table `concordance`: every line with a formula (by its id or its whole name), or with a search text.

    formula : hits of every kind; decoys too where one is asked for
    text    : any words, compared as forms are (quotes, case, kinds of dash and comma do not matter); in Vietnamese whole
              syllables, in Chinese plain characters without boundary evidence
    width   : characters of context on either side at most, within the stretch; whole syllables in Vietnamese, and nothing is
              put into or taken from Chinese

    Raises ValueError if not exactly one of formula and text is given, or the formula is not in the lexicon.

    >>> from analysis.read import read_corpus
    >>> kwic(read_corpus(), formula="six-mores", width=6)[["left", "node", "right"]].to_numpy().tolist()[0]
    ['确认，按照“', '六个更', '”总体目标，']
    """
    if (formula is None) == (text is None) or (text is not None and not form_key(text, "zh")):
        raise ValueError("give either formula or text, and a text with more than quotes and spaces in it")
    if width < 0:
        raise ValueError(f"width {width} is less than nothing; give 0 or more")
    cleaned = clean_corpus(corpus)
    if formula is not None:
        formulas = read_formulas() if formulas is None else formulas
        formula = identify_formula(formulas, formula)
        hits = find_hits(corpus, formulas, all_kinds=True)
        return kwic_of_hits(corpus, hits[hits["formula"] == formula], width)
    periods = dict(zip(corpus.documents["document"], corpus.documents["period"], strict=True))
    rows = []
    for document, one in cleaned.items():
        sections = find_sections(one)
        for first, last in _find_text(one, text or ""):
            start, end = source_range(one, first, last)
            line = _line(one, sections, first, last, width)
            rows.append({"period": periods[document], "start": start, "end": end, **line})
    return frame("concordance", rows)


def kwic_of_hits(
    corpus: Corpus, hits: pd.DataFrame, width: int = 40, cleaned: Mapping[str, Cleaned] | None = None
) -> pd.DataFrame:
    """Table `concordance` of rows of table `hits`, in their order.

    width   : characters of context on either side
    cleaned : as `clean_corpus` gives it; cleaned if not given
    """
    cleaned = clean_corpus(corpus) if cleaned is None else cleaned
    sections = {document: find_sections(cleaned[document]) for document in hits["document"].unique()}
    rows = []
    for hit in records(hits):
        one = cleaned[hit["document"]]
        first = one.text.index(hit["text"], bisect_left(one.starts, hit["start"]))
        rows.append(hit | _line(one, sections[hit["document"]], first, first + len(hit["text"]), width))
    return frame("concordance", rows)


def _find_text(cleaned: Cleaned, text: str) -> Iterator[tuple[int, int]]:
    key = fold(cleaned.text, cleaned.language)
    wanted = form_key(text, cleaned.language)
    if cleaned.language == "zh" and wanted not in key.text:
        wanted = form_key(simplify(text), cleaned.language)
    at = key.text.find(wanted)
    while at >= 0:
        first, last = key.position(at), key.position(at + len(wanted) - 1) + 1
        if cleaned.language == "zh" or has_syllable_boundaries(cleaned.text, first, last):
            yield first, last
        at = key.text.find(wanted, at + len(wanted))


def _line(cleaned: Cleaned, sections: list[str], first: int, last: int, width: int) -> dict[str, Any]:
    number = bisect_right(cleaned.pieces, first, key=lambda piece: piece.last)  # the first piece that ends behind it
    piece = cleaned.pieces[number]
    begin, stop = max(piece.first, first - width), min(piece.last, last + width)
    if cleaned.language == "vi":
        while begin > piece.first and begin < first and cleaned.text[begin - 1] != " ":
            begin += 1
        while stop < piece.last and stop > last and cleaned.text[stop] != " ":
            stop -= 1
    return {
        "document": cleaned.document,
        "language": cleaned.language,
        "left": cleaned.text[begin:first],
        "node": cleaned.text[first:last],
        "right": cleaned.text[last:stop],
        "role": piece.stretch.role,
        "section": sections[number],
    }
