"""HTML of one page: a template filled in, or an executed notebook; its own web font; Chinese and Vietnamese marked as such."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from nbconvert.preprocessors import Preprocessor

from analysis.decode import recognise_language
from analysis.draw import FONT

TEMPLATES = Path(__file__).parent / "templates"
_HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+(?:[ —“”‘’0-9+·-]*[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]+)*")


def embedded_font(text: str) -> str:
    """The web font (WOFF, base64) of the Chinese characters of a text; '' if it has none."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    wanted = {ord(char) for char in text if ord(char) >= 0x2E80}
    if not wanted:
        return ""
    with TTFont(FONT, recalcTimestamp=False, recalcBBoxes=False) as font:
        subsetter = subset.Subsetter(subset.Options(layout_features=[], flavor="woff", notdef_outline=True))
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff"
        data = io.BytesIO()
        font.save(data)
    return base64.b64encode(data.getvalue()).decode("ascii")


class FontPreprocessor(Preprocessor):
    """nbconvert preprocessor of the template tifa: the page's own web font into the resources, words of texts as words."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook, Markdown in its outputs without tags and links, and the resources with the font."""
        for output in (output for cell in nb.cells for output in cell.get("outputs", [])):
            if "text/markdown" in output.get("data", {}):
                output["data"]["text/markdown"] = plain_markdown(output["data"]["text/markdown"])
        shown = [cell.source for cell in nb.cells]
        shown += [str(output.get("data", output.get("text", ""))) for cell in nb.cells for output in cell.get("outputs", [])]
        resources["tifa"] = dict(resources.get("tifa", {}), font=embedded_font("提法" + "".join(shown)))
        return nb, resources


def plain_markdown(text: str) -> str:
    """Markdown in which tags, links, pictures and formulas are words: an output may quote any text or title.

    >>> plain_markdown("**2020**: <b>[x](y)")
    '**2020**: &#60;b>&#91;x](y)'
    """
    return re.sub(r"[<&\[$`\\]", lambda mark: f"&#{ord(mark[0])};", text)


def notebook_page(nb: Any, name: str, frame: dict[str, Any]) -> str:
    """An executed notebook as a page of the report: links lead to pages, Chinese and Vietnamese are marked as such."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="tifa", extra_template_basedirs=[str(TEMPLATES)])
    resources = {"metadata": {"name": name}, "tifa": frame | {"here": f"{name}.html"}}
    html, _ = exporter.from_notebook_node(nb, resources)
    # pandas gives each styled table a random name; a page must come out the same twice
    for number, random_name in enumerate(re.findall(r'<table id="(T_[0-9a-f]{5})"', html), start=1):
        html = html.replace(random_name, f"styled-{number}")
    soup: Any = BeautifulSoup(html, "html.parser")  # that our pages have a title, a main and a body no type says
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
    link_formulas(soup, frame["formulas"])
    return finish(soup, f"{name}.html", frame["pages"])


def link_formulas(soup: Any, formulas: Collection[str]) -> None:
    """Make identifiers of formulas in the tables of a notebook lead to their counts, and so to their lines."""
    for cell in soup.select("table.dataframe th, table.dataframe td"):
        if cell.string and (name := cell.string.strip()) in formulas:
            link = soup.new_tag("a", href=f"counts.html#{name}")
            link.string = name
            cell.string.replace_with(link)


def finish(soup: Any, here: str, pages: list[dict[str, str]] | None) -> str:
    """What every page gets: contents, ways to the pages before and behind it, files of its figures, languages."""
    add_contents(soup)
    if pages:
        add_turning(soup, here, pages)
        for name, figure in figure_names(soup, here):
            figure.append(
                BeautifulSoup(
                    f'<p class="files quiet">This figure as <a href="downloads/figures/{name}.svg">SVG</a>, '
                    f'<a href="downloads/figures/{name}.png">PNG</a></p>',
                    "html.parser",
                )
            )
    mark_languages(soup)
    return str(soup)


def figure_names(soup: BeautifulSoup, here: str) -> list[tuple[str, Any]]:
    """The figures of a page that are drawn as SVG, each with the name of its files."""
    drawn = [figure for figure in soup.find_all("figure") if figure.select_one('img[src^="data:image/svg+xml;base64,"]')]
    return [(f"{Path(here).stem}-{number}", figure) for number, figure in enumerate(drawn, start=1)]


def add_contents(soup: Any) -> None:
    """A list of the sections of a page before it, if there are three at least; a section without an anchor gets one."""
    heads = [head for head in soup.main.find_all("h2") if not head.find_parent(class_="block")]
    taken = {tag["id"] for tag in soup.find_all(id=True)}
    for head in heads:
        if not head.get("id"):
            slug = re.sub(r"[^a-z0-9]+", "-", head.get_text().lower()).strip("-") or "section"
            head["id"] = next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, 100))) if name not in taken)
            taken.add(head["id"])
    if len(heads) < 3:
        return
    items = "".join(f'<li><a href="#{escape(head["id"])}">{escape(_words_of(head))}</a></li>' for head in heads)
    folded = f"<details><summary>On this page</summary><ol>{items}</ol></details>"
    contents = f'<nav class="contents" aria-label="On this page">{folded}</nav>'
    soup.main.insert_before(BeautifulSoup(contents, "html.parser"))
    soup.body["class"] = "with-contents"


def _words_of(head: Any) -> str:
    return " ".join("".join(text for text in head.find_all(string=True) if text.parent.get("class") != ["anchor-link"]).split())


def add_turning(soup: Any, here: str, pages: list[dict[str, str]]) -> None:
    """Links to the page before and the page behind at the foot of a page."""
    files = [page["file"] for page in pages]
    if here not in files:  # a further page of the evidence
        return
    at = files.index(here)
    beside = [("prev", "Before: ", at - 1), ("next", "Next: ", at + 1)]
    links = "".join(
        f'<a rel="{rel}" href="{escape(pages[n]["file"])}"><span class="quiet">{said}</span>{escape(pages[n]["label"])}</a>'
        for rel, said, n in beside
        if 0 <= n < len(pages)
    )
    soup.main.insert_after(BeautifulSoup(f'<nav class="turn" aria-label="Before and next">{links}</nav>', "html.parser"))


def mark_languages(soup: Any) -> None:
    """Put lang attributes on runs of Chinese and on texts in Vietnamese, which screen readers and fonts go by."""
    for text, language in list(_texts_of(soup)):
        if language == "vi":
            continue
        if not _HAN.search(text):
            if text.parent.name in ("td", "th", "li", "code") and recognise_language(text) == "vi":
                text.parent["lang"] = "vi"
            continue
        if language.startswith("zh"):
            continue
        pieces: list[Any] = []
        at = 0
        for match in _HAN.finditer(text):
            span = soup.new_tag("span", lang="zh-Hans")
            span.string = match.group()
            pieces += [text[at : match.start()], span]
            at = match.end()
        text.replace_with(*[piece for piece in [*pieces, text[at:]] if piece])


def _texts_of(tag: Tag, language: str = "") -> Iterator[tuple[NavigableString, str]]:
    """The texts in a tag, each with the language that its nearest tag with one has; that of the page as a whole is none."""
    for child in tag.children:
        if type(child) is NavigableString:
            yield child, language
        elif isinstance(child, Tag) and child.name not in ("style", "title", "script"):
            own = "" if child.name == "html" else str(child.get("lang") or language)
            yield from _texts_of(child, own)


def render_page(name: str, context: dict[str, Any]) -> str:
    """A page of ours from its template, with its own web font and languages marked."""
    loader = jinja2.FileSystemLoader(TEMPLATES / "tifa")
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.get_template(context.get("template", name) + ".html.j2")
    context = context | {"here": f"{name}.html"}
    html = template.render(context | {"font": embedded_font(template.render(context | {"font": ""}))})
    return finish(BeautifulSoup(html, "html.parser"), context["here"], context["pages"])
