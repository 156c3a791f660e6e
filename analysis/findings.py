"""findings.toml + corpus -> checked claims. A claim is a row with its evidence; what no longer holds fails by its name.

Each piece of evidence is a range whose words must stand in the source and must contain a hit of the formula it is evidence
for, in the mouth it is claimed to be in; each count a claim rests on must be what the texts have. What is known from elsewhere
is no evidence: it stands apart, with its source.

>>> from analysis.read import read_corpus
>>> corpus = read_corpus()
>>> findings = read_findings(corpus.folder)
>>> [finding.id for finding in findings][:3]
['guidelines-spelled-out', 'six-mores-name-and-words', 'community-attributes']
>>> check_findings(findings, corpus)
[]
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.attribute import find_hits
from analysis.count import count_hits
from analysis.model import KINDS, Corpus, CorpusError, records, unreadable

STRENGTHS = {
    "attested": "it stands there",
    "contrast": "the texts differ, but in more than the year",
    "suggestive": "worth a look in more texts",
}


class Evidence(BaseModel):
    """A quotation: its range, the words that stand there, whose words they are, and pinyin and translation of our own.

    side, outer    : what the hit says of its voice; checked, also where empty
    speaker, slots : checked where given
    voice          : the same in words for readers
    """

    model_config = ConfigDict(extra="forbid")

    document: str
    start: int
    end: int
    quotation: str
    pinyin: str = ""
    translation: str = ""
    formula: str
    side: Literal["PRC", "SRV", "joint", "other", "author", ""]
    outer: str = ""
    speaker: str = ""
    slots: str = ""
    voice: str = ""


class Expectation(BaseModel):
    """The count a claim rests on, by period: mentions, or hits of one kind."""

    model_config = ConfigDict(extra="forbid")

    formula: str
    language: Literal["zh", "vi"]
    kind: str = ""
    n: dict[str, int]


class Outside(BaseModel):
    """What is known from elsewhere of a formula, with its source."""

    model_config = ConfigDict(extra="forbid")

    formula: str
    fact: str
    source: str


class Finding(BaseModel):
    """A claim with its evidence, its strength, the rival explanation and what must not be concluded.

    claim   : one sentence
    details : what else is to be seen, in a few more
    figure  : which picture is drawn (`pictures`), '' for none
    notes   : formula, section or modifier -> what stands on the picture for a reader without the language
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    title: str
    claim: str
    details: str = ""
    figure: Literal["", "wordings", "ladder", "strips", "architecture", "founders"] = ""
    notes: dict[str, str] = {}
    strength: Literal["attested", "contrast", "suggestive"]
    rival: str
    not_concluded: str
    evidence: list[Evidence] = Field(min_length=1)
    count: list[Expectation] = []
    outside: list[Outside] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    finding: list[Finding] = []


def read_findings(folder: Path) -> list[Finding]:
    """The findings of a corpus folder, [] where it has no findings.toml. Raises CorpusError with every fault of form.

    >>> from analysis.read import read_corpus
    >>> read_findings(read_corpus().folder)[0].id
    'guidelines-spelled-out'
    """
    path = folder / "findings.toml"
    if not path.exists():
        return []
    try:
        return _File(**tomllib.loads(path.read_text(encoding="utf-8"))).finding
    except ValidationError as error:
        where = ((".".join(str(part) for part in fault["loc"]), fault["msg"]) for fault in error.errors())
        raise CorpusError([f"findings.toml {place}: {message}" for place, message in where]) from None
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, RecursionError) as error:
        raise CorpusError([f"findings.toml: not TOML ({error})"]) from None


def check_findings(
    findings: list[Finding], corpus: Corpus, hits: pd.DataFrame | None = None, counts: pd.DataFrame | None = None
) -> list[str]:
    """Every claim held against the texts: one line a fault, which names the finding; [] if all hold.

    hits, counts : of every kind, and by period; found if not given

    findings     : as `read_findings` gives them

    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> check_findings(read_findings(corpus.folder), corpus)
    []
    """
    if not findings:
        return []
    hits = find_hits(corpus, all_kinds=True) if hits is None else hits
    counts = count_hits(corpus, hits, by="period") if counts is None else counts
    counts = counts.set_index(["formula", "language", "period"])
    faults = []
    for finding in findings:
        problems = [_evidence_fault(evidence, corpus, hits) for evidence in finding.evidence]
        problems += [fault for expectation in finding.count for fault in _count_faults(expectation, counts)]
        faults += [f"finding {finding.id}: {problem}" for problem in problems if problem]
    return faults


def _evidence_fault(evidence: Evidence, corpus: Corpus, hits: pd.DataFrame) -> str:
    place = f"{evidence.document} {evidence.start}–{evidence.end}"
    if evidence.document not in corpus.texts:
        return f"evidence is in {evidence.document}, which is not in the corpus"
    there = corpus.texts[evidence.document][evidence.start : evidence.end]
    if there != evidence.quotation:
        return f"{place} reads {there!r}, not {evidence.quotation!r}"
    inside = hits[
        (hits["document"] == evidence.document)
        & (hits["formula"] == evidence.formula)
        & (hits["start"] >= evidence.start)
        & (hits["end"] <= evidence.end)
    ]
    if inside.empty:
        return f"{place} has no hit of {evidence.formula}"
    claimed = {name: getattr(evidence, name) for name in ("side", "outer", "speaker", "slots")}
    claimed = {name: value for name, value in claimed.items() if value or name in ("side", "outer")}
    found = records(inside[list(claimed)])
    if claimed in found:
        return ""
    return f"{place} has {evidence.formula} with {_said(found[0])}; the claim rests on {_said(claimed)}"


def _said(voice: dict[str, str]) -> str:
    return ", ".join(f"{name} {value!r}" for name, value in voice.items())


def _count_faults(expectation: Expectation, counts: pd.DataFrame) -> list[str]:
    if expectation.kind and expectation.kind not in KINDS:
        return [f"kind {expectation.kind!r} is not known; use one of {', '.join(KINDS)}"]
    column = expectation.kind or "n"
    faults = []
    for period, expected in expectation.n.items():
        key = (expectation.formula, expectation.language, period)
        what = f"{expectation.formula} ({expectation.language}, {column}) in {period}"
        if key not in counts.index:
            faults.append(f"{what}: the corpus has no such count, the claim rests on {expected}")
        elif (actual := counts.loc[key, column]) != expected:
            faults.append(f"{what} is {actual!s}, the claim rests on {expected}")
    return faults
