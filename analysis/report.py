"""Notebooks and tables -> one HTML report: a front page, a page per notebook, the evidence, the methods.

The pages need no network and no script. Chinese is drawn by a web font that holds just the page's own characters, cut from
the subset of Noto Sans SC that comes with the package. The report is written beside its place and then renamed; an old
report is replaced, any other folder is left alone.
"""

from __future__ import annotations

import asyncio
import base64
import io
import re
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import nbformat
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from nbconvert.preprocessors import Preprocessor

from analysis.decode import recognise_language
from analysis.draw import FONT
from analysis.model import CorpusError
from analysis.pages import evidence_page, front_page, gather, methods_page

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
TEMPLATES = Path(__file__).parent / "templates"
MARKER = "tifa-report.txt"
_HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+(?:[ —“”‘’0-9+·-]*[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+)*")


def embedded_font(text: str) -> str:
    """The web font (WOFF, base64) of the Chinese characters of a text; '' if it has none."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    wanted = {ord(char) for char in text if ord(char) >= 0x2E80}
    if not wanted:
        return ""
    with TTFont(FONT, recalcTimestamp=False, recalcBBoxes=False) as font:
        subsetter = subset.Subsetter(subset.Options(layout_features=["locl"], flavor="woff", notdef_outline=True))
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff"
        data = io.BytesIO()
        font.save(data)
    return base64.b64encode(data.getvalue()).decode("ascii")


class FontPreprocessor(Preprocessor):
    """nbconvert preprocessor of the template tifa: puts the page's own web font into the resources."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook as it is, and the resources with the font."""
        shown = [cell.source for cell in nb.cells]
        shown += [str(output.get("data", output.get("text", ""))) for cell in nb.cells for output in cell.get("outputs", [])]
        resources["tifa"] = dict(resources.get("tifa", {}), font=embedded_font("提法" + "".join(shown)))
        return nb, resources


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
    """HTML of every page by its name; our own pages are made while the notebooks run in their kernels."""
    titles = {path.stem: nbformat.read(path, as_version=4).metadata.get("title", path.stem) for path in notebooks}
    labels = {"index": "Front page", **titles, "evidence": "Evidence", "methods": "Methods"}
    frame = {
        "pages": [{"file": f"{name}.html", "label": label} for name, label in labels.items()],
        "stamp": f"Made on {date.today().isoformat()} with tifa-analysis {version('tifa-analysis')}.",
    }
    running = asyncio.create_task(run_notebooks(notebooks, corpus_path, lexicon))
    try:
        own = await asyncio.to_thread(_own_pages, corpus_path, lexicon, frame)
        executed = await running
    except BaseException:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        raise
    return own | {path.stem: notebook_page(nb, path.stem, frame) for path, nb in executed}


def _own_pages(corpus_path: str | Path | None, lexicon: str | Path | None, frame: dict[str, Any]) -> dict[str, str]:
    results = gather(corpus_path, lexicon)
    contexts = {"index": front_page(results), "evidence": evidence_page(results), "methods": methods_page(results, corpus_path)}
    return {name: render_page(name, context | frame) for name, context in contexts.items()}


async def run_notebooks(
    paths: list[Path], corpus_path: str | Path | None = None, lexicon: str | Path | None = None
) -> list[tuple[Path, Any]]:
    """Execute notebooks, each in a kernel of its own, two at a time; a cell that fails is an error."""
    gate = asyncio.Semaphore(2)

    async def run(path: Path) -> tuple[Path, Any]:
        async with gate:
            return path, await run_notebook(path, corpus_path, lexicon)

    return list(await asyncio.gather(*map(run, paths)))


async def run_notebook(path: Path, corpus_path: str | Path | None = None, lexicon: str | Path | None = None) -> Any:
    """Execute one notebook in its folder; its cell tagged `parameters` is set to the corpus and the lexicon given."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    nb = nbformat.read(path, as_version=4)
    for name, value in (("CORPUS", corpus_path), ("LEXICON", lexicon)):
        for cell in nb.cells:
            if value is not None and "parameters" in cell.metadata.get("tags", []):
                setting = f"{name} = {str(Path(value).resolve())!r}"
                cell.source = re.sub(rf"^{name} = .*$", lambda _, setting=setting: setting, cell.source, flags=re.MULTILINE)
    client = NotebookClient(nb, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    client.create_kernel_manager()
    client.km.transport_encryption = "auto"  # without it ipykernel 7.3 and later warn in every notebook
    try:
        await client.async_execute()
    except CellExecutionError as error:
        raise CorpusError([f"notebook {path.name}: a cell failed with {error.ename}: {error.evalue}"]) from None
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
    soup.title.string = f"Tifa: {soup.title.string}"
    for mark in soup.select("a.anchor-link"):
        mark["aria-hidden"] = "true"
        mark["tabindex"] = "-1"
    for cell in soup.select("table.dataframe th"):
        cell["scope"] = "col" if cell.find_parent("thead") else "row"
        if not cell.get_text(strip=True):
            cell.name = "td"
            del cell["scope"]
    for number, box in enumerate(soup.select("div.scroll"), start=1):
        box.attrs |= {"tabindex": "0", "role": "region", "aria-label": f"Table or figure {number}"}
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


def render_page(name: str, context: dict[str, Any]) -> str:
    """A page of ours from its template, with its own web font and languages marked."""
    loader = jinja2.FileSystemLoader(TEMPLATES / "tifa")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.get_template({"index": "front"}.get(name, name) + ".html.j2")
    context = context | {"here": f"{name}.html"}
    html = template.render(context | {"font": embedded_font(template.render(context | {"font": ""}))})
    soup = BeautifulSoup(html, "html.parser")
    mark_languages(soup)
    return str(soup)
