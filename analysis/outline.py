"""The architecture of a text: its sections, how much of it each takes, and which formulas stand where.

>>> from analysis.read import read_corpus
>>> parts = measure_sections(read_corpus())
>>> parts.loc[parts["section"].str.startswith("四（"), "section"].tolist()
['四（一）', '四（二）', '四（三）', '四（四）', '四（五）', '四（六）']
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pandas as pd

from analysis.attribute import find_hits
from analysis.clean import Cleaned, clean_corpus
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.model import HEADLINE_KINDS, Corpus, frame
from analysis.segment import find_sections

OPENING = 24  # characters of a section's first words


def measure_sections(
    corpus: Corpus, hits: pd.DataFrame | None = None, formulas: dict[str, Formula] | None = None
) -> pd.DataFrame:
    """Table `outline`: the sections of every document in order, counted text only.

    A section is a run of stretches with one number or under one heading; a text without any is one section.

    hits : as `find_hits` gives them; found if not given

    >>> from analysis.read import read_corpus
    >>> measure_sections(read_corpus()).groupby("document").size().tolist()
    [1, 1, 3, 1, 13]
    """
    hits = find_hits(corpus, read_formulas() if formulas is None else formulas) if hits is None else hits
    headline = hits[hits["kind"].isin(HEADLINE_KINDS)]
    periods = dict(zip(corpus.documents["document"], corpus.documents["period"], strict=True))
    rows = []
    for document, cleaned in clean_corpus(corpus).items():
        own = headline[headline["document"] == document]
        about = {"document": document, "period": periods[document], "language": cleaned.language}
        rows += [about | section for section in _sections(cleaned, own)]
    return frame("outline", rows)


def _sections(cleaned: Cleaned, hits: pd.DataFrame) -> Iterable[dict[str, Any]]:
    counted = [
        (section, number, piece)
        for number, (section, piece) in enumerate(zip(find_sections(cleaned), cleaned.pieces, strict=True))
        if piece.first < piece.last
    ]
    total = sum(char.isalnum() for char in cleaned.text)
    for section, group in groupby(counted, key=lambda one: one[0]):
        members = list(group)
        pieces = [piece for _, _, piece in members]
        text = cleaned.text[pieces[0].first : pieces[-1].last]
        characters = sum(char.isalnum() for char in text)
        here = hits[hits["segment"].isin([number for _, number, _ in members])]
        names = here["formula"].value_counts(sort=False)
        yield {
            "section": section,
            "start": pieces[0].stretch.start,
            "end": pieces[-1].stretch.end,
            "characters": characters,
            "share": characters / total,
            "opening": " ".join(text[:OPENING].split()),
            "n": len(here.drop_duplicates("mention")),
            "formulas": " | ".join(f"{name} ×{n}" if n > 1 else str(name) for name, n in names.items()),
        }
