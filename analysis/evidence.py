"""The evidence as pages: every line behind every count by formula, and the counts, each of which leads to its lines.

A line has an anchor where the lines of a text, or of a period and language, begin: `anchor(formula, document)` and
`anchor(formula, period, language)`. Of a large corpus the lines fill several pages, so that no page is past reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.count import THRESHOLD, count_hits
from analysis.forms import Formula
from analysis.model import HEADLINE_KINDS, ZERO_MEANINGS, records
from analysis.names import short_names
from analysis.pages import Results, anchor, beside, shown_lines
from analysis.terms import LANGUAGE_WORDS, number_of

LINES = 1_200  # lines a page of evidence has at most; a line takes about a kilobyte of HTML
COLUMNS = 12  # texts up to which the counts have a column a text; beyond it a column a period and language


def evidence_pages(results: Results) -> dict[str, dict[str, Any]]:
    """Every hit of every formula that has one, as concordance lines: name of a page -> what it shows."""
    pages: list[list[dict[str, Any]]] = [[]]
    room = LINES
    for block in _blocks(results):
        lines = block["lines"]
        while lines:
            if not room:
                pages.append([])
                room = LINES
            part, lines = lines[:room], lines[room:]
            first = len(part) == len(block["lines"]) or part[0] is block["lines"][0]
            pages[-1].append(block | {"lines": part, "anchor": block["anchor"] if first else f"{block['anchor']}-{len(pages)}"})
            room -= len(part)
    names = ["evidence", *(f"evidence-{number}" for number in range(2, len(pages) + 1))]
    listed = [{"file": f"{name}.html", "label": f"Lines {number}"} for number, name in enumerate(names, start=1)]
    shared = {"template": "evidence", "parts": listed if len(names) > 1 else [], "totals": say_totals(results)}
    return {name: shared | {"blocks": blocks} for name, blocks in zip(names, pages, strict=True)}


def _blocks(results: Results) -> Iterator[dict[str, Any]]:
    """The lines of each formula that has any, in the order of the lexicon, with anchors where those of a group begin."""
    for formula in results.formulas.values():
        lines = shown_lines(formula, results)
        seen: set[str] = set()
        for line in lines:
            names = {
                "group": anchor(formula.id, line["period"], line["language"]),
                "id": anchor(formula.id, line["document"]),
            }
            line |= {key: name for key, name in names.items() if name not in seen}
            seen.update(names.values())
        if lines:
            yield _about(formula) | {"lines": lines}


def _about(formula: Formula) -> dict[str, Any]:
    names = {"anchor": formula.id, "label": formula.zh_name, "vi_inferred": formula.vi_name_is_inferred()}
    return formula.model_dump() | names


def find_places(pages: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Where each anchor of the evidence stands: anchor -> link from another page."""
    return {
        name: f"{page}.html#{name}"
        for page, shown in pages.items()
        for block in shown["blocks"]
        for name in [block["anchor"], *(line[key] for line in block["lines"] for key in ("group", "id") if key in line)]
    }


def counts_page(results: Results, places: dict[str, str]) -> dict[str, Any]:
    """Formula × text, or period and language where there are many texts; each count leads to its lines.

    places : as `find_places` gives them
    """
    by = "document" if len(results.corpus.documents) <= COLUMNS else "period"
    counts = results.counts
    if by == "document":
        counts = count_hits(results.corpus, results.hits, results.formulas, sizes=results.sizes)
    columns = _columns(results, by)
    cells = _cells(counts, list(columns[0]["key"]), places)
    rows = []
    for formula in (formula for formula in results.formulas.values() if not formula.decoy):
        own = [cells[formula.id, *column["key"].values()] for column in columns]
        total = sum(cell["n"] for cell in own)
        rows.append(_about(formula) | {"link": places.get(formula.id, ""), "cells": own, "n": total})
    found = sum(row["n"] > 0 for row in rows)
    shown = {"columns": columns, "rows": rows, "totals": say_totals(results), "zeros": ZERO_MEANINGS, "threshold": THRESHOLD}
    return shown | {"found": found, "looked_for": len(rows)}


def say_totals(results: Results) -> str:
    """How the numbers of the pages meet: formulas with lines and with a count, lines of every kind and counted, mentions."""
    hits, counts = results.hits, results.counts
    counted = hits[hits["kind"].isin(HEADLINE_KINDS)]
    only = [results.formulas[name].zh_name for name in dict.fromkeys(hits["formula"]) if name not in set(counted["formula"])]
    beside = len(hits) - len(counted)
    said = [f"{number_of(hits['formula'].nunique(), 'formula')} stand in these texts in {number_of(len(hits), 'line')}."]
    if beside:
        apart = f", so that {number_of(len(only), 'formula')} has lines and no count ({'、'.join(only)})" if only else ""
        said.append(f"{beside} of the lines are in part or paraphrased and not counted{apart}.")
    mentions = int(counts["n"].sum())
    said.append(
        f"The {len(counted)} lines that count make {number_of(mentions, 'mention')} of "
        f"{number_of(counted['formula'].nunique(), 'formula')}: a name with its words beside it is one mention and two lines."
    )
    return " ".join(said)


def _cells(counts: pd.DataFrame, keys: list[str], places: dict[str, str]) -> dict[tuple[str, ...], dict[str, Any]]:
    """What stands in each cell: count or zero, kinds that are shown and not counted, where the lines are."""
    cells = {}
    for row in records(counts):
        where = (row["formula"], *(row[key] for key in keys))
        link = places.get(anchor(*where), "")
        cells[where] = {"n": row["n"], "zero": row["zero"], "beside": beside(row), "link": link}
    return cells


def _columns(results: Results, by: str) -> list[dict[str, Any]]:
    documents = results.corpus.documents.sort_values(["language", "period"], ascending=[False, True], kind="stable")
    if by == "document":
        called = short_names(documents)
        return [
            {"key": {"document": row["document"]}, "name": called[row["document"]], "below": [LANGUAGE_WORDS[row["language"]]]}
            for row in records(documents)
        ]
    texts = documents.groupby(["language", "period"], sort=False).size()
    return [
        {
            "key": {"period": period, "language": language},
            "name": period,
            "below": [LANGUAGE_WORDS[language], number_of(n, "text")],
        }
        for language, period, n in texts.reset_index(name="n").itertuples(index=False)
    ]
