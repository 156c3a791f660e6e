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
from analysis.draw import SIDE_WORDS
from analysis.formulas import LEXICON
from analysis.model import KIND_MEANINGS, LIFE_MEANINGS, ZERO_MEANINGS, data_dictionary, records, tuples
from analysis.names import short_names
from analysis.outlets import outlet_table
from analysis.pages import Results
from analysis.read import DEFAULT_CORPUS
from analysis.rules import rule_table
from analysis.segment import set_aside
from analysis.terms import SIDE_MEANINGS, number_of, say_kind

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
    parts = [*_text_parts(results), *_lexicon_parts(results, lexicon), *_word_parts(results), *_program_parts()]
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


def _text_parts(results: Results) -> Iterable[Part]:
    corpus = results.corpus
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
        "set-aside-by-rule", "What each rule set aside", "Stretches and characters, white space apart.", _by_rule(results)
    )
    yield Part(
        "rules", "Cleaning rules", "Tried in this order; the first that fits gives the role.", rule_table(), ("pattern",)
    )


def _by_rule(results: Results) -> pd.DataFrame:
    aside = results.segments[~results.segments["counted"]]
    texts = results.corpus.texts
    sizes = [sum(not char.isspace() for char in texts[row.document][row.start : row.end]) for row in tuples(aside)]
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
    yield _outlet_part(results)
    yield Part("lexicon", "Lexicon and its checksums", text, pd.DataFrame(rows, columns=["file", "sha256"]), ("sha256",))


def _outlet_part(results: Results) -> Part:
    looked_for = [formula for formula in results.formulas.values() if not formula.decoy]
    text = (
        "Where first uses, forms and confidence are from: every outlet as the lexicon's sources abbreviate it, in words, and "
        f"how many of the {number_of(len(looked_for), 'formula')} name it. A source is an outlet and, mostly, a day. Titles "
        "and links of what was looked up were not recorded, only some domains, which stand here as plain text."
    )
    return Part("outlets", "Sources of the lexicon", text, outlet_table(looked_for))


def _word_parts(results: Results) -> Iterable[Part]:
    kinds = [(say_kind(kind), kind, meaning) for kind, meaning in KIND_MEANINGS.items()]
    yield _said("kinds", "Kinds of hit", "The headline count is of the first four, in mentions.", kinds)
    zeros = "Tried in this order, in the words of the tables. " + say_reckoning(results)
    yield _meanings("zeros", "Kinds of zero", zeros, ZERO_MEANINGS)
    sides = [(SIDE_WORDS[side], side, meaning) for side, meaning in SIDE_MEANINGS.items()]
    yield _said(
        "voices", "Whose words", "A side is left undecided where the text does not tell, and empty in the tables.", sides
    )
    yield _meanings("lives", "Words on the life of a formula", "For two texts a period and three periods.", LIFE_MEANINGS)
    text = "Those that need ten texts a period are there for corpora that have them, and stand in no page of a smaller one."
    rows = [_measure(function) for function in MEASURES]
    yield Part("measures", "Measures", text, pd.DataFrame(rows, columns=["measure", "what it is", "source"]), ("measure",))


def _said(anchor: str, title: str, text: str, rows: list[tuple[str, str, str]]) -> Part:
    return Part(anchor, title, text, pd.DataFrame(rows, columns=["on these pages", "in the tables", "meaning"]))


def say_reckoning(results: Results) -> str:
    """How a text too short is told from an absence: formula, threshold, and the nearest case on either side of it, computed."""
    said = [
        "“Text too short” and “absent” rest on a reckoning, the only rate used: mentions to be expected = mentions in the "
        "other texts of the language × letters, hanzi and digits of this text ÷ those of the other texts. Below "
        f"{count.THRESHOLD:g} the zero is “text too short”, from {count.THRESHOLD:g} on “absent”. Texts are taken one by one "
        "where a table has a column a text (Counts), a period's texts together where it has a column a period (the ledger)."
    ]
    counts = count.count_hits(results.corpus, results.hits, results.formulas, sizes=results.sizes)
    counts = counts.assign(expected=count.expect_mentions(counts)).sort_values("expected", kind="stable")
    called = short_names(results.corpus.documents)
    for zero, place in (("text too short", -1), ("absent", 0)):
        if cases := records(counts[counts["zero"] == zero]):
            said.append(_say_case(cases[place], counts, called, results))
    return " ".join(said)


def _say_case(case: dict[str, Any], counts: pd.DataFrame, called: pd.Series, results: Results) -> str:
    others = counts[(counts["formula"] == case["formula"]) & (counts["language"] == case["language"])]
    others = others[others["document"] != case["document"]]
    named = f"{results.formulas[case['formula']].zh_name} in {called[case['document']]}"
    reckoned = f"{case['characters']:,} ÷ {others['characters'].sum():,} = {case['expected']:.2f}"
    mentions = number_of(int(others["n"].sum()), "mention")
    return f"Nearest to {count.THRESHOLD:g}, “{case['zero']}”: {named}, {mentions} in the others × {reckoned}."


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
