"""Notebooks and tables -> one HTML report: a front page, a page per notebook, the evidence, the methods.

The pages need no network and no script. Chinese is drawn by a web font that holds just the page's own characters, cut from
the subset of Noto Sans SC that comes with the package. The report is written beside its place and then renamed; an old
report is replaced, any other folder is left alone.
"""

from __future__ import annotations

import asyncio
import base64
import io
import platform
import re
import shutil
import tempfile
from datetime import date
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import nbformat
import pandas as pd
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from nbconvert.preprocessors import Preprocessor

from analysis.concordance import kwic_of_hits
from analysis.count import count_hits, count_wordings, measure_texts, period_notes
from analysis.draw import FONT, KIND_WORDS, number_of
from analysis.findings import Finding, check_findings, read_findings
from analysis.formulas import Formula, read_formulas
from analysis.match import find_hits
from analysis.model import Corpus, CorpusError, data_dictionary
from analysis.read import DEFAULT_CORPUS, read_corpus, recognise_language
from analysis.roles import rule_table
from analysis.segment import set_aside

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
TEMPLATES = Path(__file__).parent / "templates"
MARKER = "tifa-report.txt"
HEADLINE = 3  # formulas of the lexicon that the front page shows
TAG = {"zh": "zh-Hans", "vi": "vi"}
_HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+(?:[ —“”‘’0-9+·-]*[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+)*")


class Results(NamedTuple):
    """What every page is made from, computed once."""

    corpus: Corpus
    formulas: dict[str, Formula]
    sizes: pd.DataFrame
    lines: pd.DataFrame
    wordings: pd.DataFrame
    findings: list[Finding]


def embedded_font(text: str) -> str:
    """The web font (WOFF2, base64) of the Chinese characters of a text; '' if it has none."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    wanted = {ord(char) for char in text if ord(char) >= 0x2E80}
    if not wanted:
        return ""
    with TTFont(FONT, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(subset.Options(layout_features=["locl"], flavor="woff2", notdef_outline=True))
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff2"
        data = io.BytesIO()
        font.save(data)
    return base64.b64encode(data.getvalue()).decode("ascii")


class FontPreprocessor(Preprocessor):
    """nbconvert preprocessor of the template tifa: puts the page's own web font into the resources."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        shown = [cell.source for cell in nb.cells]
        shown += [str(output.get("data", output.get("text", ""))) for cell in nb.cells for output in cell.get("outputs", [])]
        resources["tifa"] = dict(resources.get("tifa", {}), font=embedded_font("提法" + "".join(shown)))
        return nb, resources


def write_report(corpus_path: str | Path | None = None, folder: str | Path = "build/report") -> Path:
    """Make the whole report of a corpus in `folder`; returns the path of its front page.

    Raises CorpusError for faults of corpus, lexicon or findings, FileExistsError if `folder` holds anything but a report,
    FileNotFoundError outside a checkout, where there are no notebooks.
    """
    folder = Path(folder)
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not notebooks:
        raise FileNotFoundError("the report is made from notebooks/, which only a checkout has; run it there")
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise FileExistsError(f"{folder} holds files that are no report; give another folder with -o")
    results = gather(corpus_path)
    executed = asyncio.run(run_notebooks(notebooks, corpus_path))
    pages = [{"file": "index.html", "label": "Front page"}]
    pages += [{"file": f"{path.stem}.html", "label": nb.metadata.get("title", path.stem)} for path, nb in executed]
    pages += [{"file": "evidence.html", "label": "Evidence"}, {"file": "methods.html", "label": "Methods"}]
    frame = {"pages": pages, "stamp": f"Made on {date.today().isoformat()} with tifa-analysis {version('tifa-analysis')}."}
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        made = Path(beside) / "report"
        made.mkdir()
        for path, nb in executed:
            (made / f"{path.stem}.html").write_text(notebook_page(nb, path.stem, frame), encoding="utf-8")
        for name, context in (
            ("index", front_page(results)),
            ("evidence", evidence_page(results)),
            ("methods", methods_page(results, corpus_path)),
        ):
            (made / f"{name}.html").write_text(_render(name, context | frame), encoding="utf-8")
        (made / MARKER).write_text("Made by tifa-analysis; the next report replaces this folder.\n", encoding="utf-8")
        if folder.exists():
            folder.rename(Path(beside) / "old")
        made.rename(folder)
    return folder / "index.html"


def gather(corpus_path: str | Path | None = None) -> Results:
    """Corpus, sizes, concordance lines, wordings and findings; a finding that no longer holds is a fault."""
    corpus, formulas = read_corpus(corpus_path), read_formulas()
    hits = find_hits(corpus, formulas, all_kinds=True)
    hits = hits[[not formulas[formula].decoy for formula in hits["formula"]]]
    sizes = measure_texts(corpus)
    counts = count_hits(corpus, hits, formulas, by="period", sizes=sizes)
    findings = read_findings(corpus.folder)
    if faults := check_findings(findings, corpus, hits, counts):
        raise CorpusError(faults)
    lines = kwic_of_hits(corpus, hits, width=24)
    return Results(corpus, formulas, sizes, lines, count_wordings(corpus, hits, counts), findings)


async def run_notebooks(paths: list[Path], corpus_path: str | Path | None = None) -> list[tuple[Path, Any]]:
    """Execute notebooks, each in a kernel of its own, two at a time; a cell that fails is an error."""
    gate = asyncio.Semaphore(2)

    async def run(path: Path) -> tuple[Path, Any]:
        async with gate:
            return path, await run_notebook(path, corpus_path)

    return list(await asyncio.gather(*map(run, paths)))


async def run_notebook(path: Path, corpus_path: str | Path | None = None) -> Any:
    """Execute one notebook in its folder; with a corpus, its cell tagged `parameters` is set to it."""
    from nbclient import NotebookClient

    nb = nbformat.read(path, as_version=4)
    if corpus_path is not None:
        for cell in nb.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = f"CORPUS = {str(Path(corpus_path).resolve())!r}"
    client = NotebookClient(nb, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    client.create_kernel_manager()
    client.km.transport_encryption = "auto"  # without it ipykernel 7.3 and later warn in every notebook
    await client.async_execute()
    return nb


def notebook_page(nb: Any, name: str, frame: dict[str, Any]) -> str:
    """An executed notebook as a page of the report: links lead to pages, Chinese and Vietnamese are marked as such."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="tifa", extra_template_basedirs=[str(TEMPLATES)])
    resources = {"metadata": {"name": name}, "tifa": frame | {"here": f"{name}.html"}}
    html, _ = exporter.from_notebook_node(nb, resources)
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", href=True):
        link["href"] = re.sub(r"\.ipynb(?=#|$)", ".html", link["href"])
    for box in soup.select("div.scroll"):
        box.attrs |= {"tabindex": "0", "role": "region", "aria-label": "Table or figure"}
    mark_languages(soup)
    return str(soup)


def mark_languages(soup: BeautifulSoup) -> None:
    """Put lang attributes on runs of Chinese and on texts in Vietnamese, which screen readers and fonts go by."""
    for text in list(soup.find_all(string=True)):
        parent = text.parent
        if type(text) is not NavigableString or parent.name in ("style", "title", "script") or parent.find_parent(lang="vi"):
            continue
        if not _HAN.search(text):
            if parent.name in ("td", "th", "li", "code") and recognise_language(text) == "vi":
                parent["lang"] = "vi"
            continue
        if any((tag.get("lang") or "").startswith("zh") for tag in [parent, *parent.parents] if tag.name != "html"):
            continue
        pieces: list[Any] = []
        at = 0
        for match in _HAN.finditer(text):
            span = soup.new_tag("span", lang="zh-Hans")
            span.string = match.group()
            pieces += [text[at : match.start()], span]
            at = match.end()
        text.replace_with(*[piece for piece in [*pieces, text[at:]] if piece])


def _render(name: str, context: dict[str, Any]) -> str:
    loader = jinja2.FileSystemLoader(TEMPLATES / "tifa")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.get_template({"index": "front"}.get(name, name) + ".html.j2")
    context = context | {"here": f"{name}.html"}
    return template.render(context | {"font": embedded_font(template.render(context | {"font": ""}))})


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
    noted = {(d["period"], d["language"]) for d in documents if d["date_basis"] == "inferred" or d["date"][:4] != d["period"]}
    periods = {row["document"]: row["period"] for row in rows}
    languages = {row["document"]: row["language"] for row in rows}
    shown = list(results.formulas.values())[:HEADLINE]
    names = ", ".join(f"{formula.zh_name}" for formula in shown)
    return {
        "headline": f"Formulas of China–Vietnam diplomacy in {number_of(len(documents), 'text')}",
        "limits": limits(corpus),
        "documents": documents,
        "notes": period_notes(corpus),
        "grid_title": f"The first formulas of the lexicon: {names}",
        "columns": [column | {"noted": (column["period"], column["language"]) in noted} for column in columns],
        "grid": [_grid_row(formula, results.wordings, columns) for formula in shown],
        "blocks": [block for formula in shown for block in _blocks(formula, results, by_period=True)],
        "findings": [
            finding.model_dump()
            | {
                "evidence": [
                    evidence.model_dump() | {"period": periods[evidence.document], "lang": TAG[languages[evidence.document]]}
                    for evidence in finding.evidence
                ]
            }
            for finding in results.findings
        ],
    }


def limits(corpus: Corpus) -> str:
    """What a corpus of this shape is and cannot show, in plain words computed from its documents."""
    documents = corpus.documents
    groups = documents.groupby(["language", "period"]).size()
    sentences = [f"{number_of(len(documents), 'text')} in {number_of(documents['period'].nunique(), 'period')}."]
    if groups.max() < 10:
        sentences.append(
            f"No period has more than {number_of(groups.max(), 'text')} in a language. Year, genre, side, language and length vary together, so "
            "that a difference between years is also a difference between kinds of text. What such texts show is wording, "
            "voice, order and place; so counts stand here with their wording, and there are no p-values, no trend lines and "
            "no rates, which belong to corpora with at least ten texts a period."
        )
    for language, name in (("zh", "Chinese"), ("vi", "Vietnamese")):
        periods = documents.loc[documents["language"] == language, "period"].nunique()
        if periods == 1:
            sentences.append(f"In {name} there are texts of one period only: nothing can be said of change in {name}.")
    return " ".join(sentences)


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
            node = line["node"]
            line |= {"lang": TAG[line["language"]], "short": node if len(node) <= 24 else f"{node[:11]}…{node[-11:]}"}
        about = formula.model_dump() | {"period": period, "language": language, "lines": lines}
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
    checksums = corpus.documents[["document", "file", "encoding", "date", "date_basis", "date_note", "source", "sha256"]]
    parts = [
        ("sources", "Sources and checksums", "As received; nothing edits them.", checksums, [7]),
        ("corrections", "Corrections", "Faults in the sources, read otherwise in cleaned text.", corpus.corrections, []),
        ("set-aside", "What was counted and set aside", "Characters of the source, white space apart.", share, []),
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
