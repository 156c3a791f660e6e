"""HTML of one page: a template filled in, or an executed notebook; its own web font; Chinese and Vietnamese marked as such."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import jinja2
from bs4 import BeautifulSoup
from bs4.element import NavigableString
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


def notebook_page(nb: Any, name: str, frame: dict[str, Any]) -> str:
    """An executed notebook as a page of the report: links lead to pages, Chinese and Vietnamese are marked as such."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="tifa", extra_template_basedirs=[str(TEMPLATES)])
    resources = {"metadata": {"name": name}, "tifa": frame | {"here": f"{name}.html"}}
    html, _ = exporter.from_notebook_node(nb, resources)
    # pandas gives each styled table a random name; a page must come out the same twice
    for number, random_name in enumerate(re.findall(r'<table id="(T_[0-9a-f]{5})"', html), start=1):
        html = html.replace(random_name, f"styled-{number}")
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
