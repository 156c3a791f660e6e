"""What the pages of the report show, as plain values for the templates: front page, evidence, methods.

Everything is computed from the corpus; `gather` computes it once and refuses findings that no longer hold.
"""

from __future__ import annotations

import platform
import re
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribute import find_hits
from analysis.concordance import kwic_of_hits
from analysis.count import count_hits, count_wordings, measure_texts, needs_note, period_notes
from analysis.draw import figure_html
from analysis.findings import Finding, check_findings, read_findings
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.model import KIND_MEANINGS, KIND_WORDS, LIFE_MEANINGS, ZERO_MEANINGS, Corpus, CorpusError, data_dictionary
from analysis.pictures import Sources, draw_picture
from analysis.read import DEFAULT_CORPUS, read_corpus
from analysis.rules import rule_table
from analysis.segment import set_aside
from analysis.terms import number_of

HEADLINE = 3  # formulas of the lexicon that the front page shows
TAG = {"zh": "zh-Hans", "vi": "vi"}
LANGUAGE_NAMES = {"zh": "Chinese", "vi": "Vietnamese"}


class Results(NamedTuple):
    """What every page is made from, computed once."""

    corpus: Corpus
    formulas: dict[str, Formula]
    sizes: pd.DataFrame
    lines: pd.DataFrame
    wordings: pd.DataFrame
    findings: list[Finding]
    hits: pd.DataFrame


def gather(corpus_path: str | Path | None = None, lexicon: str | Path | None = None) -> Results:
    """Corpus, sizes, concordance lines, wordings and findings; a finding that no longer holds is a fault."""
    corpus, formulas = read_corpus(corpus_path), read_formulas(lexicon)
    hits = find_hits(corpus, formulas, all_kinds=True)
    hits = hits[[not formulas[formula].decoy for formula in hits["formula"]]]
    sizes = measure_texts(corpus)
    counts = count_hits(corpus, hits, formulas, by="period", sizes=sizes)
    findings = read_findings(corpus.folder)
    if faults := check_findings(findings, corpus, hits, counts):
        raise CorpusError(faults)
    lines = kwic_of_hits(corpus, hits, width=40)
    return Results(corpus, formulas, sizes, lines, count_wordings(corpus, hits, counts), findings, hits)


def front_page(results: Results) -> dict[str, Any]:
    """What the front page shows: limits, texts, the first formulas of the lexicon by period with their lines, findings."""
    corpus = results.corpus
    sizes = results.sizes.set_index("document")["characters"]
    rows = corpus.documents.to_dict("records")
    documents = [row | {"lang": TAG[row["language"]], "characters": int(sizes[row["document"]])} for row in rows]
    columns = (
        results.wordings.groupby(["period", "language"], as_index=False)["texts"].max().sort_values(["language", "period"])
    )
    columns = columns.sort_values(["language", "period"], ascending=[False, True]).to_dict("records")
    noted = {(d["period"], d["language"]) for d in documents if needs_note(d)}
    shown = list(results.formulas.values())[:HEADLINE]
    names = ", ".join(f"{formula.zh_name}" for formula in shown)
    return {
        "headline": f"Formulas of China–Vietnam diplomacy in {number_of(len(documents), 'text')}",
        "limits": limits(corpus),
        "documents": documents,
        "notes": period_notes(corpus),
        "zeros": ZERO_MEANINGS,
        "looked_for": sum(not formula.decoy for formula in results.formulas.values()),
        "grid_title": f"{names} by period",
        "columns": [column | {"noted": (column["period"], column["language"]) in noted} for column in columns],
        "grid": [_grid_row(formula, results.wordings, columns) for formula in shown],
        "blocks": [block for formula in shown for block in _blocks(formula, results, by_period=True)],
        "findings": [_finding(finding, results) for finding in results.findings],
    }


def _finding(finding: Finding, results: Results) -> dict[str, Any]:
    """A finding with the place of each quotation, as the hit in it has it."""
    languages = dict(zip(results.corpus.documents["document"], results.corpus.documents["language"], strict=True))
    evidence = []
    for one in finding.evidence:
        hits = results.hits[(results.hits["document"] == one.document) & (results.hits["formula"] == one.formula)]
        hit = hits[(hits["start"] >= one.start) & (hits["end"] <= one.end)].iloc[0]
        place = "title" if hit["role"] == "title" else f"{hit['position']:.0%} into the text"
        section = f"section {hit['section']}, " if hit["section"] else ""
        about = {"period": hit["period"], "lang": TAG[languages[one.document]], "place": section + place}
        evidence.append(one.model_dump() | about)
    picture = draw_picture(finding, Sources(results.corpus, results.formulas, results.hits, results.wordings))
    names = {formula: results.formulas[formula].zh_name for formula in dict.fromkeys(one.formula for one in finding.evidence)}
    drawn = figure_html(*picture).data if picture else ""
    return finding.model_dump() | {"evidence": evidence, "formulas": names, "picture": drawn}


def limits(corpus: Corpus) -> dict[str, list[str]]:
    """What a corpus of this shape is, can show and cannot show, in plain words computed from its documents."""
    documents = corpus.documents
    most = documents.groupby(["language", "period"]).size().max()
    few = most < 10
    size = f"{number_of(len(documents), 'text')} in {number_of(documents['period'].nunique(), 'period')}"
    sentences = [f"{size}, no more than {number_of(most, 'text')} a period and language."]
    if few:
        sentences.append("Year, genre, side, language and length vary together.")
    if inferred := int((documents["date_basis"] == "inferred").sum()):
        sentences.append(f"The date of {number_of(inferred, 'text')} is inferred.")
    shown = (
        "Wording, voice, place and order: in which words a formula stands, in whose mouth, where in the text, and what comes"
    )
    shown += " first. Counts stand with their wording."
    barred = []
    if few:
        barred.append(
            "A trend, a rate, or that a formula was dropped or avoided: a difference between years is here also a difference "
            "between kinds of text. There are no p-values, trend lines or rates; they belong to corpora with at least ten "
            "texts a period."
        )
    for language, name in LANGUAGE_NAMES.items():
        own = documents[documents["language"] == language]
        if own["period"].nunique() == 1:
            barred.append(f"In {name} there are texts of one period only: nothing can be said of change in {name}.")
        for document in own.loc[own["version_language"] == language, "document"]:
            barred.append(f"{document} is the {name}-language version. What the other says, and in which order, is not here.")
    barred.append("A formula that is not looked for is not found: its absence says nothing.")
    return {"It is": [" ".join(sentences)], "It can show": [shown], "It cannot show": barred}


def _anchor(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def _grid_row(formula: Formula, wordings: pd.DataFrame, columns: list[dict[str, Any]]) -> dict[str, Any]:
    table = wordings[wordings["formula"] == formula.id].set_index(["period", "language"])
    cells = []
    for column in columns:
        row = table.loc[(column["period"], column["language"])]
        kinds = [part.rsplit(" ", 1) for part in row["kinds"].split(", ") if part]
        cells.append(
            {
                "n": int(row["n"]),
                "kinds": ", ".join(KIND_WORDS[k] if len(kinds) == 1 else f"{n} {KIND_WORDS[k]}" for k, n in kinds),
                "wordings": row["wording"].split(" | "),
                "zero": row["zero"],
                "lang": TAG[column["language"]],
                "anchor": _anchor(formula.id, column["period"], column["language"]),
            }
        )
    return {"zh_name": formula.zh_name, "pinyin": formula.pinyin, "gloss": formula.gloss, "cells": cells}


def _blocks(formula: Formula, results: Results, by_period: bool = False) -> list[dict[str, Any]]:
    """Concordance lines of a formula, as one block or one a period and language."""
    found = results.lines[results.lines["formula"] == formula.id]
    groups = found.groupby(["period", "language"]) if by_period else [(("", ""), found)]
    blocks = []
    for (period, language), group in groups:
        lines = group.to_dict("records")
        for line in lines:
            line |= {"lang": TAG[line["language"]]}
        about = formula.model_dump() | {"period": period, "language": language, "lines": lines}
        about["vi_inferred"] = formula.vi_name_is_inferred()
        blocks.append(about | {"anchor": _anchor(formula.id, period, language), "label": f"{formula.zh_name} {period}"})
    return blocks


def evidence_page(results: Results) -> dict[str, Any]:
    """Every hit of every formula that has one, as concordance lines."""
    found = set(results.lines["formula"])
    return {"blocks": [block for f in results.formulas.values() if f.id in found for block in _blocks(f, results)]}


def methods_page(results: Results, corpus_path: str | Path | None) -> dict[str, Any]:
    """Checksums, cleaning rules and what they set aside, data dictionary, versions."""
    corpus = results.corpus
    share = set_aside(corpus)
    share["share"] = [f"{value:.1%}" for value in share["share"]]
    names = [re.split(r"[^A-Za-z0-9_.-]", name)[0] for name in requires("tifa-analysis") or []]
    versions = pd.DataFrame(
        [("Python", platform.python_version()), *((name, version(name)) for name in ["tifa-analysis", *names])],
        columns=["package", "version"],
    )
    checksums = corpus.documents[["document", "sha256", "encoding", "source"]]
    parts = [
        ("sources", "Sources and checksums", "As received; nothing edits them.", checksums, [1]),
        ("corrections", "Corrections", "Faults in the sources, read otherwise in cleaned text.", corpus.corrections, []),
        ("set-aside", "What was counted and set aside", "Characters of the source, white space apart.", share, []),
        ("kinds", "Kinds of hit", "The headline count is of the first four, in mentions.", _meanings(KIND_MEANINGS), []),
        ("zeros", "Kinds of zero", "Tried in this order.", _meanings(ZERO_MEANINGS), []),
        ("lives", "Words on the life of a formula", "For two texts a period and three periods.", _meanings(LIFE_MEANINGS), []),
        ("rules", "Cleaning rules", "Tried in this order; the first that fits gives the role.", rule_table(), [3]),
        ("dictionary", "Data dictionary", "Every column of every table.", data_dictionary(), []),
        ("versions", "Versions", "What this report was made with.", versions, []),
    ]
    command = (
        "make report" if corpus_path is None or Path(corpus_path) == DEFAULT_CORPUS else "python -m analysis report CORPUS"
    )
    return {
        "command": command,
        "parts": [
            {"anchor": a, "title": t, "text": x, "columns": list(d.columns), "rows": d.to_numpy().tolist(), "code": c}
            for a, t, x, d, c in parts
        ],
    }


def _meanings(meanings: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(meanings.items()), columns=["word", "meaning"])
