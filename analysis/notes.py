"""What is no fault of a corpus but should be looked at, as lines: `check` prints them, and so may a notebook.

>>> from analysis.read import read_corpus
>>> corpus_notes(read_corpus())
[]
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.decode import recognise_language
from analysis.extract import PAGES
from analysis.listing import KNOWN, NOT_TEXTS, SPEECHES, is_known_genre, read_listing
from analysis.model import Corpus, records
from analysis.read import read_bytes, text_files, year_in_name
from analysis.sheets import CELL, SHEETS, read_sheet
from analysis.webpage import PageRule, pick_rule, read_outlets, view_page

_LANGUAGES = {"zh": "Chinese", "vi": "Vietnamese"}
_SHOWN = 10  # tables that are not listed


def corpus_notes(corpus: Corpus) -> list[str]:
    """What should be looked at: files not listed, languages that do not fit, periods missing or guessed, pages, columns."""
    path = corpus.folder / "documents.csv"
    listed = read_listing(path, ["file"])[0] if path.is_file() else []
    places = {posixpath.normpath(row["file"]): (place, row) for place, row in listed}
    read = set(map(posixpath.normpath, corpus.documents["file"]))
    is_folder = read == (places.keys() if listed else {*text_files(corpus.folder)})  # and no single file of it
    notes = [*_unlisted(corpus, read)] if listed and is_folder else []
    for row in records(corpus.documents):
        place, said = places.get(posixpath.normpath(row["file"]), ("", {}))
        notes += _text_notes(row, corpus.texts[row["document"]], place, said)
    notes += _page_notes(corpus, read_outlets(corpus.folder) if is_folder else {})
    for document, rows in corpus.left_out.groupby("document", sort=False):
        parts = "; ".join(f"{row.what} ({row.characters}: “{row.begins}”)" for row in rows.itertuples())
        notes.append(f"{document}: left out of the page: {parts}")
    return [*notes, *_unknown_columns(corpus, {name for _, row in listed for name in row})]


def _unlisted(corpus: Corpus, listed: set[str]) -> Iterator[str]:
    """Files in the folder that documents.csv does not name; of a table that is none of texts, what it lacks."""
    way_out = "to add it: python -m analysis new --add FOLDER"
    for file in text_files(corpus.folder):
        if file not in listed:
            yield f"{file} is not listed in documents.csv and not read; {way_out}"
    tables = [file for file in text_files(corpus.folder, SHEETS) if file not in listed and file not in NOT_TEXTS]
    for file in tables[:_SHOWN]:
        try:
            read_sheet(file, read_bytes(corpus.folder, file))
            yield f"{file} is not listed in documents.csv and not read; {way_out}"
        except ValueError as error:
            yield f"{file} is not listed in documents.csv and not read: as a table of texts it {error}"
    if len(tables) > _SHOWN:
        yield f"{len(tables) - _SHOWN} more tables are not listed in documents.csv and not read"


def _text_notes(row: Mapping[str, Any], text: str, place: str, said: Mapping[str, str]) -> Iterator[str]:
    """Of one text: `place` and `said` are its row in documents.csv, if it has one."""
    document, file = row["document"], row["file"]
    seen = recognise_language(text)
    where = f"{file} {row['place']}" if row.get("place") else place or file
    if not is_known_genre(row["genre"]):
        speeches = ", ".join(SPEECHES)
        yield f"{where}: genre {row['genre']!r} says nothing of whose words the text is; its author's own are: {speeches}"
    if row["language_basis"] == "stated" and seen and seen != row["language"]:
        yield f"{where}: says {row['language']}, the text looks {_LANGUAGES[seen]}"
    if not row["period"]:
        yield f"{document} has no period: give it a date or a period in documents.csv"
    elif not row["date"]:
        named = not said.get("period") and row["period"] == year_in_name(file)
        basis = ", the year in its file's name," if named else ""
        yield f"{document} stands under {row['period']}{basis} and has no date"
    if row["script"]:
        yield f"{document} is in traditional characters and matched in simplified ones"
    if file.lower().endswith(".pdf"):
        yield f"{document} comes from a PDF: lines end where the page ends them; look at `segment_corpus`"
    if file.lower().endswith(".xlsx") and len(text) >= CELL - 1:
        yield f"{document} fills its cell ({CELL:,} characters): probably cut; put the text into a file"


def _page_notes(corpus: Corpus, rules: Mapping[str, PageRule]) -> Iterator[str]:
    """Pages read whole, pages of which more is left out than read, rules and selectors that fit nothing."""
    fitting: dict[str, set[str]] = {}
    left_out = corpus.left_out.groupby("document")["characters"].sum()
    for row in records(corpus.documents):
        if not row["file"].lower().endswith(PAGES):
            continue
        rule = pick_rule(rules, row.get("outlet", ""), row["source"])
        view = view_page(read_bytes(corpus.folder, row["file"]).decode(row["encoding"]), rule)
        name = next((name for name, one in rules.items() if one is rule), "")
        fitting.setdefault(name, set()).update(view.fitting)
        if view.whole:
            yield f"{row['file']}: page read whole: no article, main or #content; see outlets.toml in the README"
        left, kept = left_out.get(row["document"], 0), sum(not char.isspace() for char in corpus.texts[row["document"]])
        if left > kept:
            by = f"the rule [{name}] of outlets.toml" if name else "its text"
            yield f"{row['file']}: more is left out of the page ({left} characters) than read ({kept}); look at {by}"
    for name, rule in rules.items():
        yield from _rule_notes(name, rule, fitting.get(name))


def _rule_notes(name: str, rule: PageRule, fitting: set[str] | None) -> Iterator[str]:
    if fitting is None:
        hosts = f", or a source at {' or '.join(rule.hosts)}" if rule.hosts else ""
        yield f"outlets.toml [{name}] is for no page: none has outlet {name!r} in documents.csv{hosts}"
        return
    for key in ("content", "drop"):
        for selector in getattr(rule, key) if key in rule.model_fields_set else ():
            if selector not in fitting:
                yield f"outlets.toml [{name}] {key}: {selector!r} fits nothing on any of its pages; mend or delete it"


def _unknown_columns(corpus: Corpus, listed: set[str]) -> Iterator[str]:
    for name in corpus.documents:
        if name in KNOWN:
            continue
        files = corpus.documents.loc[corpus.documents[name].astype(bool), "file"].unique()
        for file in ["documents.csv"] if name in listed else map(str, files):
            yield f"column {name!r} of {Path(file)} is not one the suite reads"
