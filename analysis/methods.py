"""The appendix on methods."""

from __future__ import annotations

import platform
import re
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.model import KIND_MEANINGS, LIFE_MEANINGS, ZERO_MEANINGS, data_dictionary
from analysis.pages import Results
from analysis.read import DEFAULT_CORPUS
from analysis.rules import rule_table
from analysis.segment import set_aside


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
