"""Notebooks and tables -> one HTML report: a front page, a page per notebook, counts, evidence, methods, downloads.

The pages need no network, and no script to be read; a small one searches and sorts counts and evidence. Chinese is drawn
by a web font that holds just the page's own characters, cut from the subset of Noto Sans SC that comes with the package.
The report is written beside its place and then renamed; an old report is replaced, any other folder is left alone.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from analysis.downloads import collect_tables, downloads_page, figure_files, table_files, take_figures
from analysis.evidence import counts_page, evidence_pages, find_places
from analysis.execute import run_notebooks
from analysis.formulas import read_formulas
from analysis.methods import describe_run, methods_page
from analysis.pages import Results, front_page, gather
from analysis.render import notebook_page, render_page
from analysis.whole import clear_leftovers, folder_beside

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
    notebooks = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if corpus_path is None or _reads_a_corpus(path)]
    if not notebooks:
        raise FileNotFoundError("the report is made from notebooks/, which only a checkout has; run it there")
    clear_leftovers(folder.resolve())  # a run killed between two steps may have put the old report away
    if folder.exists() and not _is_report(folder):
        raise FileExistsError(f"{folder} holds files that are no report; give another folder with -o")
    files = asyncio.run(_make_files(notebooks, corpus_path, lexicon))
    listed = "".join(f"{name}\n" for name in sorted(files))
    files[MARKER] = f"Made by tifa-analysis; the next report replaces this folder and in it:\n{listed}".encode()
    with folder_beside(folder) as made:
        for name, content in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content)
    return folder / "index.html"


def _reads_a_corpus(notebook: Path) -> bool:
    """Whether a notebook has the parameter CORPUS; one that makes its own texts shows nothing of another corpus."""
    cells = nbformat.read(notebook, as_version=4).cells
    return any("parameters" in cell.metadata.get("tags", []) and cell.source.startswith("CORPUS = ") for cell in cells)


def _is_report(folder: Path) -> bool:
    """Whether a folder is empty or holds a report of ours and nothing else, so that it may be replaced.

    A report is what its marker lists; pages beside it are ours too, since older reports had no list.
    """
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if MARKER not in there:
        return not any(folder.iterdir())
    listed = {MARKER, *(folder / MARKER).read_text(encoding="utf-8").splitlines()[1:]}
    return all(name in listed or ("/" not in name and name.endswith(".html")) for name in there)


async def _make_files(notebooks: list[Path], corpus_path: str | Path | None, lexicon: str | Path | None) -> dict[str, bytes]:
    """Every file of the report by its path in it; our own pages are made while the notebooks run in their kernel."""
    titles = {path.stem: nbformat.read(path, as_version=4).metadata.get("title", path.stem) for path in notebooks}
    labels = {
        "index": "Front page",
        **titles,
        **{name: name.capitalize() for name in ("counts", "evidence", "methods", "downloads")},
    }
    stamp = f"Made on {date.today().isoformat()} with tifa-analysis {version('tifa-analysis')}."
    frame: dict[str, Any] = {
        "pages": [{"file": f"{name}.html", "label": label} for name, label in labels.items()],
        "formulas": {name for name, formula in read_formulas(lexicon).items() if not formula.decoy},
        "stamp": stamp,
    }
    running = asyncio.create_task(_notebook_pages(notebooks, {"CORPUS": corpus_path, "LEXICON": lexicon}, frame))
    try:
        results = await asyncio.to_thread(gather, corpus_path, lexicon)
        own = await asyncio.to_thread(_own_pages, results, corpus_path, lexicon, frame)
        tables = await asyncio.to_thread(collect_tables, results)
        files = await asyncio.to_thread(table_files, tables, describe_run(results))
        pages = own | await running
    except BaseException:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        raise
    figures = [figure for name in labels if name in pages for figure in take_figures(pages[name], f"{name}.html")]
    files |= figure_files(figures)
    shown = downloads_page(tables, figures, files, {page["file"]: page["label"] for page in frame["pages"]})
    pages["downloads"] = render_page("downloads", shown | frame)
    return {f"{name}.html": html.encode("utf-8") for name, html in pages.items()} | files


async def _notebook_pages(notebooks: list[Path], settings: dict[str, Any], frame: dict[str, Any]) -> dict[str, str]:
    """HTML of every notebook by its name, made while the next one runs."""
    making = {}
    async with aclosing(run_notebooks(notebooks, settings)) as executed:
        async for path, nb in executed:
            making[path.stem] = asyncio.create_task(asyncio.to_thread(notebook_page, nb, path.stem, frame))
    return {name: await page for name, page in making.items()}


def _own_pages(
    results: Results, corpus_path: Path | str | None, lexicon: Path | str | None, frame: dict[str, Any]
) -> dict[str, str]:
    evidence = evidence_pages(results)
    contexts = {
        "index": front_page(results),
        "counts": counts_page(results, find_places(evidence)),
        **evidence,
        "methods": methods_page(results, corpus_path, lexicon),
    }
    return {name: render_page(name, context | frame) for name, context in contexts.items()}
