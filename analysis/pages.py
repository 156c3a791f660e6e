"""What the front page of the report shows, as plain values for its template.

Everything is computed from the corpus; `gather` computes it once and refuses findings that no longer hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribute import find_hits
from analysis.concordance import kwic_of_hits
from analysis.count import count_hits, count_wordings, measure_texts, period_notes
from analysis.draw import SIDE_WORDS, figure_html
from analysis.findings import STRENGTHS, Finding, check_findings, read_findings
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.glosses import gloss_verb, name_speaker, say_section
from analysis.model import Corpus, CorpusError, records, tuples
from analysis.names import other_date, short_names
from analysis.pictures import Sources, draw_picture
from analysis.read import read_corpus
from analysis.segment import segment_corpus
from analysis.terms import number_of, say_kind

TAG = {"zh": "zh-Hans", "vi": "vi"}
LANGUAGE_NAMES = {"zh": "Chinese", "vi": "Vietnamese"}


class Results(NamedTuple):
    """What every page is made from, computed once.

    hits     : of every kind, without decoys; `lines` are their concordance lines
    sections : document -> its sections in order
    counts   : by period
    """

    corpus: Corpus
    formulas: dict[str, Formula]
    sizes: pd.DataFrame
    hits: pd.DataFrame
    lines: pd.DataFrame
    segments: pd.DataFrame
    sections: dict[str, list[str]]
    counts: pd.DataFrame
    wordings: pd.DataFrame
    findings: list[Finding]


def gather(corpus_path: str | Path | None = None, lexicon: str | Path | None = None) -> Results:
    """Corpus, sizes, concordance lines, wordings and findings; a finding that no longer holds is a fault."""
    corpus, formulas = read_corpus(corpus_path), read_formulas(lexicon)
    hits = find_hits(corpus, formulas, all_kinds=True)
    hits = hits[~hits["formula"].isin([formula.id for formula in formulas.values() if formula.decoy])]
    sizes = measure_texts(corpus)
    counts = count_hits(corpus, hits, formulas, by="period", sizes=sizes)
    findings = read_findings(corpus.folder)
    if faults := check_findings(findings, corpus, hits, counts):
        raise CorpusError(faults)
    lines = kwic_of_hits(corpus, hits, width=40)
    wordings = count_wordings(hits, counts)
    segments = segment_corpus(corpus)
    return Results(corpus, formulas, sizes, hits, lines, segments, _sections(segments), counts, wordings, findings)


def _sections(segments: pd.DataFrame) -> dict[str, list[str]]:
    counted = segments[segments["counted"]]
    return {str(document): own["section"].tolist() for document, own in counted.groupby("document")}


def front_page(results: Results) -> dict[str, Any]:
    """What the front page shows: limits, texts, findings, and how much was looked for and found."""
    corpus = results.corpus
    sizes = results.sizes.set_index("document")["characters"]
    rows = records(corpus.documents)
    called = short_names(corpus.documents)
    documents = [
        row
        | {"name": called[row["document"]], "lang": TAG[row["language"]], "characters": int(sizes[row["document"]])}
        | {"said_language": LANGUAGE_NAMES[row["language"]], "said_side": SIDE_WORDS.get(row["issuer_side"]) or "not stated"}
        for row in rows
    ]
    return {
        "template": "front",
        "headline": f"Formulas of China–Vietnam diplomacy in {number_of(len(documents), 'text')}",
        "limits": limits(corpus),
        "documents": documents,
        "notes": period_notes(corpus),
        "looked_for": results.counts["formula"].nunique(),
        "found": results.counts.loc[results.counts["n"] > 0, "formula"].nunique(),
        "findings": [_finding(finding, results, called) for finding in results.findings],
        "strengths": {word: STRENGTHS[word] for word in STRENGTHS if word in {one.strength for one in results.findings}},
    }


def _finding(finding: Finding, results: Results, called: pd.Series) -> dict[str, Any]:
    """A finding with the place of each quotation, as the hit in it has it."""
    languages = dict(zip(results.corpus.documents["document"], results.corpus.documents["language"], strict=True))
    dates = {row.document: other_date(row) for row in tuples(results.corpus.documents)}
    evidence = []
    for one in finding.evidence:
        hits = results.hits[(results.hits["document"] == one.document) & (results.hits["formula"] == one.formula)]
        hit = hits[(hits["start"] >= one.start) & (hits["end"] <= one.end)].iloc[0]
        place = "title" if hit["role"] == "title" else f"{hit['position']:.0%} into the text"
        section = say_section(hit["section"], results.sections[one.document])
        about = {"name": called[one.document], "when": dates[one.document] or hit["period"]}
        about["place"] = ", ".join(filter(None, [section, place]))
        about["lang"] = TAG[languages[one.document]]
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
    elsewhere = [(row.document, row.period) for row in tuples(documents) if other_date(row)]
    sentences += [f"“{short_names(documents)[document]}” stands under {period}." for document, period in elsewhere]
    shown = (
        "Wording, voice, place and order: in which words a formula stands, whose words it is, where in the text, and what comes"
    )
    shown += " first. Counts stand with their wording."
    barred = []
    called = short_names(documents)
    if few:
        barred.append(
            "A trend, a rate, or that a formula was dropped or avoided: a difference between years is here also a difference "
            "between kinds of text. No p-value, trend line or rate is shown; they belong to corpora with at least ten texts a "
            "period. One reckoning by length serves the zeros only: it tells a text too short from an absence (see Methods)."
        )
    for language, name in LANGUAGE_NAMES.items():
        own = documents[documents["language"] == language]
        if own["period"].nunique() == 1:
            barred.append(f"In {name} there are texts of one period only: nothing can be said of change in {name}.")
        for document in own.loc[own["version_language"] == language, "document"]:
            barred.append(
                f"“{called[document]}” is the {name}-language version. What the other says, and in which order, is not here."
            )
    barred.append("A formula that is not looked for is not found: its absence says nothing.")
    return {"It is": [" ".join(sentences)], "It can show": [shown], "It cannot show": barred}


def anchor(*parts: str) -> str:
    """The anchor of lines: of a formula, a formula in a text, or a formula in a period and language.

    >>> anchor("six-mores", "2026", "zh"), anchor("six-mores", "my text")
    ('six-mores-2026-zh', 'six-mores-my-text')
    """
    return "-".join(re.sub(r"\s+", "-", part) for part in parts if part)


def beside(row: Mapping[str, Any]) -> str:
    """What is there of a formula and not counted, in words.

    >>> beside({"partial": 0, "paraphrase": 2})
    '+ 2 paraphrased'
    """
    return ", ".join(f"+ {row[kind]} {say_kind(kind)}" for kind in ("partial", "paraphrase") if row[kind])


def shown_lines(formula: Formula, results: Results) -> list[dict[str, Any]]:
    """The lines of a formula as they are shown: by period, language, text and place; with date, genre and voice in words."""
    about: Any = results.corpus.documents.set_index("document")[["date", "date_basis", "genre"]].to_dict("index")
    called = short_names(results.corpus.documents)
    here = (results.lines["formula"] == formula.id).to_numpy()  # lines are in the order of hits
    own = results.lines[here].assign(speaker_id=results.hits["speaker_id"].to_numpy()[here])
    lines = records(own.sort_values(["period", "language"], kind="stable", ascending=[True, False]))
    for line in lines:
        line |= about[line["document"]] | {"lang": TAG[line["language"]], "name": called[line["document"]]}
        line |= {"words": say_kind(line["kind"], formula.id)} | _voice(line)
        line["place"] = say_section(line["section"], results.sections[line["document"]])
    return lines


def _voice(line: Mapping[str, Any]) -> dict[str, str]:
    """Whose words a line is, in words for readers; who speaks and by which verb also in English, as far as known."""
    voice = SIDE_WORDS[line["side"]]
    who = name_speaker(line["speaker"], line["speaker_id"])
    told = SIDE_WORDS[line["outer"]] if line["outer"] else ""
    return {"voice": voice, "who": "" if who == voice else who, "verb_gloss": gloss_verb(line["verb"]), "told_by": told}
