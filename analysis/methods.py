"""The appendix on methods, generated from the run: how to repeat and cite it, texts, cleaning, lexicon, measures, versions."""

from __future__ import annotations

import hashlib
import inspect
import platform
import re
from collections.abc import Iterable
from importlib.metadata import distributions, requires, version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import compare, count, dispersion, keyness, likeness, similar, trends
from analysis.formulas import LEXICON
from analysis.model import KIND_MEANINGS, LIFE_MEANINGS, ZERO_MEANINGS, Corpus, data_dictionary, tuples
from analysis.pages import Results
from analysis.read import DEFAULT_CORPUS
from analysis.rules import rule_table
from analysis.segment import segment_corpus, set_aside
from analysis.terms import SIDE_MEANINGS, ZERO_REMARKS, number_of

CITATION = Path(__file__).parent.parent / "CITATION.cff"
MEASURES = (
    count.count_hits,
    count.explain_zero,
    *(
        function
        for module in (keyness, dispersion, compare, trends, similar, likeness)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ),
)


class Part(NamedTuple):
    """A section of the appendix: anchor, title, a word on it, its table, and which columns are code."""

    anchor: str
    title: str
    text: str
    table: pd.DataFrame
    code: tuple[str, ...] = ()


def methods_page(results: Results, corpus_path: str | Path | None, lexicon: str | Path | None = None) -> dict[str, Any]:
    """What the page of methods shows, all of it computed from this run."""
    parts = [*_text_parts(results.corpus), *_lexicon_parts(results, lexicon), *_word_parts(), *_program_parts()]
    return {
        "command": command(corpus_path, lexicon),
        "is_default": corpus_path is None or Path(corpus_path) == DEFAULT_CORPUS,
        "citation": citation(),
        "about": describe_run(results),
        "parts": [
            {"anchor": part.anchor, "title": part.title, "text": part.text, "columns": list(part.table.columns)}
            | {"rows": part.table.to_numpy().tolist(), "code": [list(part.table.columns).index(name) for name in part.code]}
            for part in parts
        ],
    }


def command(corpus_path: str | Path | None, lexicon: str | Path | None = None) -> str:
    """The command that makes a report again; folders by their names only, since where they lie is nobody's business.

    >>> command(None), command("/somewhere/my texts", "mine.toml")
    ('python -m analysis report', 'python -m analysis report "my texts" --lexicon mine.toml')
    """
    words = ["python -m analysis report"]
    if corpus_path is not None and Path(corpus_path) != DEFAULT_CORPUS:
        words.append(_quoted(Path(corpus_path).resolve().name))
    if lexicon is not None:
        words += ["--lexicon", _quoted(Path(lexicon).name)]
    return " ".join(words)


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[\w.-]+", name) else f'"{name}"'


def citation() -> str:
    """How to cite the program, from CITATION.cff where there is one, else from the package."""
    text = CITATION.read_text(encoding="utf-8") if CITATION.is_file() else ""
    facts = dict(re.findall(r'^([a-z-]+): "?(.*?)"?$', text, re.MULTILINE))
    title = facts.get("title", "Tifa (提法)")
    year = facts.get("date-released", "")[:4]
    return f"The Tifa authors{f' ({year})' if year else ''}: {title}. Version {version('tifa-analysis')}."


def checksum(data: bytes) -> str:
    """SHA-256, in hexadecimal digits.

    >>> checksum(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def describe_run(results: Results) -> str:
    """One sentence that tells a run from any other: program, texts and lexicon by their checksums."""
    texts = checksum("".join(sorted(results.corpus.documents["sha256"])).encode("ascii"))
    formulas = number_of(sum(not formula.decoy for formula in results.formulas.values()), "formula")
    return (
        f"tifa-analysis {version('tifa-analysis')}, {number_of(len(results.corpus.texts), 'text')} ({texts[:12]}), "
        f"{formulas} looked for ({_lexicon_checksum(results)[:12]})."
    )


def _lexicon_checksum(results: Results) -> str:
    """Of the formulas as read, so that a comment or the order of keys in the file makes no other version."""
    return checksum("\n".join(formula.model_dump_json() for formula in results.formulas.values()).encode("utf-8"))


def _text_parts(corpus: Corpus) -> Iterable[Part]:
    columns = ["document", "period", "date", "date_basis", "date_note", "issuer"]
    yield Part(
        "texts", "Texts and their dates", "A period is the year under which a text is compared.", corpus.documents[columns]
    )
    sums = corpus.documents[["document", "file", "sha256", "encoding", "language_basis", "source"]]
    yield Part("sources", "Sources and checksums", "As received; nothing edits them.", sums, ("file", "sha256"))
    yield Part("corrections", "Corrections", "Faults in the sources, read otherwise in cleaned text.", corpus.corrections)
    share = set_aside(corpus)
    share["share"] = [f"{value:.1%}" for value in share["share"]]
    yield Part("set-aside", "What was counted and set aside", "Characters of the source, white space apart.", share)
    yield Part(
        "set-aside-by-rule", "What each rule set aside", "Stretches and characters, white space apart.", _by_rule(corpus)
    )
    yield Part(
        "rules", "Cleaning rules", "Tried in this order; the first that fits gives the role.", rule_table(), ("pattern",)
    )


def _by_rule(corpus: Corpus) -> pd.DataFrame:
    table = segment_corpus(corpus)
    aside = table[~table["counted"]]
    sizes = [sum(not char.isspace() for char in corpus.texts[row.document][row.start : row.end]) for row in tuples(aside)]
    grouped = aside.assign(characters=sizes).groupby(["reason", "role"], sort=False)
    table = grouped.agg(texts=("document", "nunique"), stretches=("start", "size"), characters=("characters", "sum"))
    return table.reset_index().rename(columns={"reason": "rule"})


def _lexicon_parts(results: Results, lexicon: str | Path | None) -> Iterable[Part]:
    own = Path(lexicon) if lexicon else LEXICON
    files = [own, *sorted(path for path in LEXICON.parent.glob("*.toml") if path != LEXICON)]
    rows = [(path.name, checksum(path.read_bytes())) for path in files]
    text = (
        f"Of the formulas as read: {_lexicon_checksum(results)}. The other files say who speaks, by which verbs, which country."
    )
    yield Part("lexicon", "Lexicon and its checksums", text, pd.DataFrame(rows, columns=["file", "sha256"]), ("sha256",))


def _word_parts() -> Iterable[Part]:
    yield _meanings("kinds", "Kinds of hit", "The headline count is of the first four, in mentions.", KIND_MEANINGS)
    yield _meanings(
        "zeros",
        "Kinds of zero",
        "Tried in this order; the last ones are what readers are told where more is known.",
        ZERO_MEANINGS | ZERO_REMARKS,
    )
    yield _meanings("voices", "Whose words", "A side is left open where the text does not tell.", SIDE_MEANINGS)
    yield _meanings("lives", "Words on the life of a formula", "For two texts a period and three periods.", LIFE_MEANINGS)
    text = "Those that need ten texts a period are there for corpora that have them, and stand in no page of a smaller one."
    rows = [_measure(function) for function in MEASURES]
    yield Part("measures", "Measures", text, pd.DataFrame(rows, columns=["measure", "what it is", "source"]), ("measure",))


def _measure(function: Any) -> tuple[str, str, str]:
    """Name, first sentence and source of a measure, from its own documentation."""
    text = inspect.getdoc(function) or ""
    source = re.search(r"Sources?: (.*?)(?:\n\n|$)", text, re.DOTALL)
    module = function.__module__.rpartition(".")[2]
    said = " ".join(source[1].split()) if source else f"ours: analysis/{module}.py"
    return f"{module}.{function.__name__}", text.partition("\n")[0], said


def _meanings(anchor: str, title: str, text: str, meanings: dict[str, str]) -> Part:
    return Part(anchor, title, text, pd.DataFrame(list(meanings.items()), columns=["word", "meaning"]))


def _program_parts() -> Iterable[Part]:
    yield Part("dictionary", "Data dictionary", "Every column of every table.", data_dictionary(), ("column",))
    names = [re.split(r"[^A-Za-z0-9_.-]", name)[0] for name in requires("tifa-analysis") or []]
    there = {re.sub("[-_.]+", "-", one.name).lower() for one in distributions()}  # of the extras not all need be
    names = [name for name in names if re.sub("[-_.]+", "-", name).lower() in there]
    rows = [("Python", platform.python_version()), *((name, version(name)) for name in ["tifa-analysis", *names])]
    yield Part("versions", "Versions", "What this report was made with.", pd.DataFrame(rows, columns=["package", "version"]))
