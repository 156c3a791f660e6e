"""Notebooks and tables -> one HTML report: a front page, a page per notebook, the evidence, the methods.

The pages need no network and no script. Chinese is drawn by a web font that holds just the page's own characters, cut from
the subset of Noto Sans SC that comes with the package. The report is written beside its place and then renamed; an old
report is replaced, any other folder is left alone.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import aclosing
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from analysis.evidence import counts_page, evidence_pages, find_places
from analysis.execute import run_notebooks
from analysis.formulas import read_formulas
from analysis.methods import methods_page
from analysis.pages import front_page, gather
from analysis.render import notebook_page, render_page

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
MARKER = "tifa-report.txt"


def write_report(
    corpus_path: str | Path | None = None, folder: str | Path = "build/report", lexicon: str | Path | None = None
) -> Path:
    """Make the whole report of a corpus in `folder`; returns the path of its front page.

    Raises CorpusError for faults of corpus, lexicon or findings, FileExistsError if `folder` holds anything but a report,
    FileNotFoundError outside a checkout, where there are no notebooks.
    """
    folder = Path(folder)
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not notebooks:
        raise FileNotFoundError("the report is made from notebooks/, which only a checkout has; run it there")
    if folder.exists() and not _is_report(folder):
        raise FileExistsError(f"{folder} holds files that are no report; give another folder with -o")
    html = asyncio.run(_make_pages(notebooks, corpus_path, lexicon))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        made = Path(beside) / "report"
        made.mkdir()
        for name, text in html.items():
            (made / f"{name}.html").write_text(text, encoding="utf-8")
        (made / MARKER).write_text("Made by tifa-analysis; the next report replaces this folder.\n", encoding="utf-8")
        if folder.exists():
            folder.rename(Path(beside) / "old")
        made.rename(folder)
    return folder / "index.html"


def _is_report(folder: Path) -> bool:
    """Whether a folder is empty or holds a report of ours and nothing else, so that it may be replaced."""
    names = {path.name for path in folder.iterdir()}
    return not names or (MARKER in names and all(name == MARKER or name.endswith(".html") for name in names))


async def _make_pages(notebooks: list[Path], corpus_path: str | Path | None, lexicon: str | Path | None) -> dict[str, str]:
    """HTML of every page by its name; our own pages are made while the notebooks run in their kernel."""
    titles = {path.stem: nbformat.read(path, as_version=4).metadata.get("title", path.stem) for path in notebooks}
    labels = {"index": "Front page", **titles, "counts": "Counts", "evidence": "Evidence", "methods": "Methods"}
    frame = {
        "pages": [{"file": f"{name}.html", "label": label} for name, label in labels.items()],
        "formulas": {name for name, formula in read_formulas(lexicon).items() if not formula.decoy},
        "stamp": f"Made on {date.today().isoformat()} with tifa-analysis {version('tifa-analysis')}.",
    }
    running = asyncio.create_task(_notebook_pages(notebooks, {"CORPUS": corpus_path, "LEXICON": lexicon}, frame))
    try:
        own = await asyncio.to_thread(_own_pages, corpus_path, lexicon, frame)
        return own | await running
    except BaseException:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        raise


async def _notebook_pages(notebooks: list[Path], settings: dict[str, Any], frame: dict[str, Any]) -> dict[str, str]:
    """HTML of every notebook by its name, made while the next one runs."""
    making = {}
    async with aclosing(run_notebooks(notebooks, settings)) as executed:
        async for path, nb in executed:
            making[path.stem] = asyncio.create_task(asyncio.to_thread(notebook_page, nb, path.stem, frame))
    return {name: await page for name, page in making.items()}


def _own_pages(corpus_path: str | Path | None, lexicon: str | Path | None, frame: dict[str, Any]) -> dict[str, str]:
    results = gather(corpus_path, lexicon)
    evidence = evidence_pages(results)
    contexts = {
        "index": front_page(results),
        "counts": counts_page(results, find_places(evidence)),
        **evidence,
        "methods": methods_page(results, corpus_path),
    }
    return {name: render_page(name, context | frame) for name, context in contexts.items()}
