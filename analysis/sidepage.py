"""Two texts in two columns, the changes marked inside the text: a page of HTML, or the columns alone for a notebook.

Dropped words are struck out, added ones underlined, and every row says in a word what it is, so that nothing hangs on colour.
A clause that moved stands in both places, each leading to the other. The page is one file and needs no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from analysis.align import Row, Side, align_sides, alignment_table, pick_documents, read_sides, text_of, units_of
from analysis.aligned import CHANGES
from analysis.attribute import find_hits
from analysis.draw import SIDE_WORDS
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.glosses import name_speaker, say_section
from analysis.model import Corpus
from analysis.names import short_names
from analysis.passages import hold_passages, passage_table
from analysis.segment import find_sections
from analysis.show import short_gloss
from analysis.summary import compare_formulas, measure_alignment, note_little
from analysis.terms import LANGUAGE_WORDS, number_of

TEMPLATES = Path(__file__).parent / "templates" / "tifa"
ALIKE = 0.5  # share of words in common from which two passages are compared word by word
TAG = {"zh": "zh-Hans", "vi": "vi"}


def side_page(
    corpus: Corpus, a: str, b: str, hits: pd.DataFrame | None = None, formulas: dict[str, Formula] | None = None
) -> str:
    """The page of two documents of a corpus, the earlier one first.

    a, b     : documents, or how the name of just one document begins
    hits     : table `hits`; found if not given
    formulas : the lexicon; read if not given
    """
    from analysis.render import render_page

    formulas = read_formulas() if formulas is None else formulas
    both, *names = pick_documents(corpus, a, b)
    hits = find_hits(both, formulas) if hits is None else hits
    first, second = read_sides(both, names[0], names[1], hits)
    rows = align_sides(first, second)
    shares = measure_alignment(alignment_table(first, second, rows))
    documents = corpus.documents.set_index("document")
    known = [(name, documents.loc[name].to_dict()) for name in names]
    context = {
        "pages": None,
        "mark": "m",
        "stamp": f"Made on {date.today().isoformat()} with tifa-analysis {version('tifa-analysis')}.",
        "texts": [about | {"document": name, "side": _say(about["issuer_side"])} for name, about in known],
        "little": note_little(shares),
        "shares": shares.to_dict("records"),
        "meanings": CHANGES,
        "changed_formulas": _formula_groups(compare_formulas(hits, *names), formulas),
        "blocks": _blocks(rows, second),
        "lang": TAG[first.cleaned.language],
        "lines": side_lines(first, second, rows, formulas),
    }
    return render_page("side", context)


def side_columns(
    corpus: Corpus, a: str, b: str, hits: pd.DataFrame | None = None, formulas: dict[str, Formula] | None = None
) -> object:
    """The columns of what both texts have, for display in a notebook; arguments as for `side_page`."""
    from IPython.display import HTML

    formulas = read_formulas() if formulas is None else formulas
    first, second = read_sides(corpus, a, b, hits)
    rows = [row for row in align_sides(first, second) if row.change not in ("added", "dropped")]
    names = [side.cleaned.document for side in (first, second)]
    context = {
        "lang": TAG[first.cleaned.language],
        "lines": side_lines(first, second, rows, formulas),
        "names": [short_names(corpus.documents)[name] for name in names],
        "mark": re.sub(r"\W", "-", f"m-{'-'.join(names)}-"),  # a notebook may show several pairs
    }
    return HTML(str(_macros(context).columns()))


def passage_columns(
    corpus: Corpus,
    formula: str | Sequence[str],
    hits: pd.DataFrame | None = None,
    unit: str = "list",
    against: str = "nearest",
    documents: Sequence[str] | None = None,
) -> object:
    """Passages with voice and place at the margin, for display in a notebook; arguments as for `passages.find_passages`.

    Words are marked only where the two passages have half of their words in common; a passage without one like it stands alone.
    """
    from IPython.display import HTML

    held = hold_passages(corpus, formula, hits, unit, against, documents)
    called = short_names(corpus.documents)
    lines = []
    for row, one in zip(passage_table(corpus, held).to_dict("records"), held, strict=True):
        whose = _say(row["side"])
        like = one.alike is not None and one.alike >= ALIKE
        changed = [(change.second.start, change.second.stop) for change in one.changes if change.second and like]
        units, start = one.passage.units, one.passage.first
        ranges = [(units[first].first - start, units[last - 1].last - start) for first, last in changed]
        text = one.passage.cleaned.text[start : one.passage.last]
        names = {"lang": TAG[row["language"]], "pieces": _pieces(text, ranges), "name": called[row["document"]]}
        names["tongue"] = LANGUAGE_WORDS[row["language"]]
        drops = row["drops"].split(" | ") if like and row["drops"] else []
        speakers = " | ".join(dict.fromkeys(_name(hit) for hit in one.passage.hits if hit["speaker"]))
        place = say_section(row["section"], find_sections(one.passage.cleaned))
        about = {"against": one.against, "like": like, "drops": drops, "whose": whose, "speaker": speakers, "section": place}
        lines.append(row | names | about)
    return HTML(str(_macros({"passages": lines, "words": SIDE_WORDS}).passages_table()))


def _name(hit: Mapping[str, Any]) -> str:
    """Who speaks, as printed and in Latin letters or English."""
    said = name_speaker(hit["speaker"], hit["speaker_id"])
    return f"{hit['speaker']} {said}" if said and said != SIDE_WORDS[hit["side"]] else str(hit["speaker"])


def _macros(context: dict[str, Any]) -> Any:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.get_template("tifa_side.html.j2").make_module(context)


def _say(sides: str) -> str:
    """Sides in words; '' for none."""
    return " | ".join(SIDE_WORDS[side] for side in sides.split(" | ") if side)


def _pieces(text: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A text in pieces: words, and whether they are marked."""
    pieces = []
    at = 0
    for begin, end in ranges:
        pieces += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def side_lines(first: Side, second: Side, rows: list[Row], formulas: dict[str, Formula]) -> list[dict[str, Any]]:
    """What stands in the columns, line by line: both texts in their own order, what moved in both places."""
    lines: list[tuple[tuple[int, int, int], dict[str, Any]]] = []
    places = {row.first.start: row.second.start for row in rows if row.change in ("kept", "changed")}
    at = -1
    stand = {}
    for row in sorted((row for row in rows if row.first), key=lambda row: row.first.start):
        at = places.get(row.first.start, at)
        stand[row.first.start] = at
    in_place = sorted(places.values())
    for number, row in enumerate(rows):
        line = _line(number, row, first, second, formulas)
        if row.change == "moved":
            anchor = max((place for place in in_place if place < row.second.start), default=-1)
            lines.append(((stand[row.first.start], 1, row.first.start), line | {"b": None, "here": "a"}))
            lines.append(((anchor, 2, row.second.start), line | {"here": "b"}))
        elif row.change == "dropped":
            lines.append(((stand[row.first.start], 1, row.first.start), line))
        else:
            anchor = max((place for place in in_place if place <= row.second.start), default=-1)
            lines.append(((anchor, 2 if row.change == "added" else 0, row.second.start), line))
    return [line for _, line in sorted(lines, key=lambda item: item[0])]


def _line(number: int, row: Row, first: Side, second: Side, formulas: dict[str, Formula]) -> dict[str, Any]:
    figures = ": figures" if row.differs == "figures" else ""
    label = row.change + (f", {row.edit}" if row.edit == "changed" else "") + figures
    return {
        "number": number,
        "change": row.change,
        "label": label,
        "block": row.block,
        "here": "",
        "a": _cell(first, row.first, [change.first for change in row.changes], row.change == "dropped", formulas),
        "b": _cell(second, row.second, [change.second for change in row.changes], row.change == "added", formulas),
    }


def _cell(side: Side, numbers: range, changed: list[range], whole: bool, formulas: dict[str, Formula]) -> dict[str, Any] | None:
    """The text of a cell in pieces (words, whether they are marked), and the formulas in it."""
    if not numbers:
        return None
    text, start = text_of(side, numbers), side.clauses[numbers.start].first
    units = units_of(side, numbers)
    ranges = [(units[own.start].first - start, units[own.stop - 1].last - start) for own in changed if own]
    hits = {hit["formula"]: hit["side"] for n in numbers for hit in side.hits[n]}
    named = [
        {
            "name": formulas[name].zh_name if name in formulas else name,
            "gloss": short_gloss(formulas[name]) if name in formulas else "",
            "side": _say(own),
        }
        for name, own in hits.items()
    ]
    return {"pieces": _pieces(text, [(0, len(text))] if whole else ranges), "formulas": named}


def _blocks(rows: list[Row], second: Side) -> list[dict[str, Any]]:
    """What moved, block by block: its first row and words."""
    blocks: dict[int, dict[str, Any]] = {}
    for number, row in sorted(enumerate(rows), key=lambda item: item[1].first.start):
        if row.block is not None:
            block = blocks.setdefault(row.block, {"number": number, "opening": text_of(second, row.second), "n": 0})
            block["n"] += 1
    return [block | {"size": number_of(block["n"], "row")} for block in blocks.values()]


def _formula_groups(table: pd.DataFrame, formulas: dict[str, Formula]) -> list[dict[str, Any]]:
    titles = {"came": "Came", "went": "Went", "changed form": "Changed form", "kept": "In both, in the same words"}
    rows = [
        row
        | {"name": formulas[row["formula"]].zh_name, "gloss": formulas[row["formula"]].gloss}
        | {sides: _say(row[sides]) for sides in ("sides_a", "sides_b")}
        for row in table.to_dict("records")
        if row["formula"] in formulas
    ]
    return [
        {"title": title, "change": change, "rows": [row for row in rows if row["change"] == change]}
        for change, title in titles.items()
    ]
