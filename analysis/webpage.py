"""A saved web page -> its text, and what was left out. The page is data: no script runs, nothing is fetched.

What is read is selected, not guessed: by the selectors of the outlet's rule (`outlets.toml` in the corpus folder), else by
`DEFAULT`; of a page in which none of these fits, all but what `furniture` finds. Paragraphs are parted by a blank line; the
cells of a row stand in one line, parted by ` | `, so that no wording runs from one cell into the next.

>>> page = "<nav>首页</nav><article><h1>联合声明</h1><p>双方<b>同意</b>\\n合作。</p></article>"
>>> text, left_out = read_page(page)
>>> text
'联合声明\\n\\n双方同意 合作。'
>>> left_out
[{'what': 'nav', 'characters': 2, 'begins': '首页'}]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.furniture import find_furniture
from analysis.model import CorpusError, unreadable

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MAX_PAGE = 2_000_000  # characters
MAX_DEPTH = 5_000  # elements within elements; the parser's time grows with the square
MAX_OPEN = 2_000  # comments and half tags, which the parser searches to the end of the page
_BLOCKS = [
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
    ),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
    *("table", "tbody", "tfoot", "thead", "tr", "ul"),
]
_NO_TEXT = ["script", "style", "noscript", "template", "svg", "object", "iframe", "head"]
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}


class PageRule(BaseModel):
    """What of an outlet's pages is its text, by CSS selectors.

    hosts   : the rule holds for pages whose column `source` is an address at one of these, or whose `outlet` is its name
    content : all that any of these selects is read, in the order of the page, what lies in one another once; where a rule has
              none, the longest element that the first fitting selector of `DEFAULT` selects
    drop    : left out of it
    """

    model_config = ConfigDict(extra="forbid")

    hosts: tuple[str, ...] = ()
    content: tuple[str, ...] = (
        "article",
        "main",
        "[role=main]",
        "#content",
        "[itemprop=articleBody]",
        ".main-content",
        ".article-content",
        "body",
    )
    drop: tuple[str, ...] = (
        "nav", "aside", "footer", "form", "button", "select", "textarea", "[hidden]", "[aria-hidden=true]",
        "[style*='display:none']", "[style*='display: none']",
    )  # fmt: skip

    @property
    def chooses(self) -> bool:
        """Whether the rule itself says what is read."""
        return "content" in self.model_fields_set


DEFAULT = PageRule()


class PageView(NamedTuple):
    """How a rule fits a page: whether the page is read whole since nothing fits, and the rule's selectors that do."""

    whole: bool
    fitting: frozenset[str]


def read_outlets(folder: Path) -> dict[str, PageRule]:
    """The rules in a corpus folder's outlets.toml, {} where it has none. Raises CorpusError with every fault."""
    path = folder / "outlets.toml"
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise CorpusError(["outlets.toml is a link out of the corpus folder; copy the file into it"])
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unreadable(path, error) from None
    except (ValueError, RecursionError) as error:
        raise CorpusError([f"outlets.toml: {error}"]) from None
    rules, faults = {}, []
    for name, table in tables.items():
        try:
            rules[name] = PageRule.model_validate(table)
            faults += [f"outlets.toml [{name}]: {fault}" for fault in _bad_selectors(rules[name])]
        except ValidationError as error:
            where = (f"{'.'.join(map(str, fault['loc'])) or name}: {fault['msg']}" for fault in error.errors())
            faults += [f"outlets.toml [{name}] {fault}; a rule has lists hosts, content, drop" for fault in where]
    if faults:
        raise CorpusError(faults)
    return rules


def _bad_selectors(rule: PageRule) -> Iterable[str]:
    import soupsieve

    for selector in (*rule.content, *rule.drop):
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError:
            yield f"{selector!r} is no CSS selector; write for example 'article', '#content' or '.text'"


def pick_rule(rules: Mapping[str, PageRule], outlet: str = "", source: str = "") -> PageRule:
    """The rule of an outlet by its name, else by the address of the page, else the default."""
    if outlet in rules:
        return rules[outlet]
    host = (urlsplit(source).hostname or "") if re.match("https?://[^\\[\\]]*$", source) else ""
    at = (rule for rule in rules.values() if any(host == name or host.endswith(f".{name}") for name in rule.hosts))
    return next(at, DEFAULT)


def read_page(page: str, rule: PageRule = DEFAULT) -> tuple[str, list[dict[str, Any]]]:
    """The text of a page, and what was left out of it: what (tag, id, class), characters, how it begins.

    Raises ValueError where the page is too large or nested too deep, or where nothing fits the rule.
    """
    _bound(page)
    soup = _parse(page)
    left_out: list[dict[str, Any]] = []
    _take_out(soup.select(", ".join(rule.drop)) if rule.drop else [], left_out)
    content = _content(soup, rule)
    if _is_whole(content, rule):
        _take_out(find_furniture(content[0]), left_out)
    kept = {id(tag) for tag in content}
    above = {id(tag) for one in content for tag in one.parents}
    head = [] if rule.chooses else [tag for tag in soup.find_all("h1") if not kept & {id(up) for up in tag.parents}]
    head = head if len(head) == 1 and not any(one.find("h1") for one in content) and head[0] not in content else []
    kept |= {id(tag) for tag in head}
    above |= {id(tag) for one in head for tag in one.parents}
    for tag in [one for one in (soup, *soup.find_all(True)) if id(one) in above]:  # a page need not have a body
        left_out += [_described(child) for child in tag.find_all(recursive=False) if id(child) not in kept | above]
    text = "\n\n".join(_text(tag) for tag in (*head, *content))
    return text.strip(), [row for row in left_out if row["characters"]]


def view_page(page: str, rule: PageRule = DEFAULT) -> PageView:
    """How a rule fits a page that can be read.

    >>> view_page("<div class='a'>双方同意。</div>", PageRule(content=(".a", ".b")))
    PageView(whole=False, fitting=frozenset({'.a'}))
    >>> view_page("<div class='a'>双方同意。</div>").whole
    True
    """
    soup = _parse(page)
    fitting = frozenset(selector for selector in (*rule.content, *rule.drop) if soup.select_one(selector))
    return PageView(_is_whole(_content(soup, rule), rule), fitting)


def _parse(page: str) -> BeautifulSoup:
    """The page without what is no text."""
    from bs4 import BeautifulSoup, Comment

    soup = BeautifulSoup(page, "html.parser")
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    for tag in soup.find_all(_NO_TEXT):
        tag.decompose()
    return soup


def _take_out(tags: Iterable[Tag], left_out: list[dict[str, Any]]) -> None:
    for tag in tags:
        if not tag.decomposed and tag.parent is not None:
            left_out.append(_described(tag))
            tag.decompose()


def _is_whole(content: list[Tag], rule: PageRule) -> bool:
    """Whether nothing but the page itself was found, by no rule."""
    return not rule.chooses and content[0].name in ("body", "[document]")


def _bound(page: str) -> None:
    if len(page) > MAX_PAGE:
        raise ValueError(f"is a page of {len(page):,} characters, more than {MAX_PAGE:,}; save its text as .txt")
    if len(re.findall(r"<(?:!--|\?|/(?![a-zA-Z]))", page)) > MAX_OPEN:
        raise ValueError(f"has more than {MAX_OPEN:,} comments or broken tags; save its text as .txt")
    depth = deepest = 0
    for closing, name in re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", page):
        depth += 0 if name.lower() in _VOID else -1 if closing else 1
        depth, deepest = max(depth, 0), max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise ValueError(f"has elements nested more than {MAX_DEPTH:,} deep; save its text as .txt")


def _content(soup: BeautifulSoup, rule: PageRule) -> list[Tag]:
    """All that an outlet's rule selects, in order; without one the longest element that the first fitting selector does."""
    if rule.chooses:
        found = _with_text(soup, ", ".join(rule.content)) if rule.content else []
        chosen = {id(tag) for tag in found}
        if outermost := [tag for tag in found if not any(id(up) in chosen for up in tag.parents)]:
            return outermost
        raise ValueError(f"nothing fits {', '.join(map(repr, rule.content))}; mend the rule in outlets.toml, or add the text")
    for selector in rule.content:
        if found := _with_text(soup, selector):
            return [max(found, key=lambda tag: len(tag.get_text()))]
    if soup.get_text(strip=True):
        return [soup]
    raise ValueError("has no text outside scripts and menus; add the text or delete the row")


def _with_text(soup: BeautifulSoup, selector: str) -> list[Tag]:
    return [tag for tag in soup.select(selector) if tag.get_text(strip=True)]


def _described(tag: Tag) -> dict[str, Any]:
    text = " ".join(tag.get_text(" ").split())
    name = (
        tag.name
        + (f"#{tag['id']}" if tag.get("id") else "")
        + "".join(f".{part}" for part in tag.get_attribute_list("class") if part)
    )
    return {"what": name, "characters": sum(not char.isspace() for char in text), "begins": text[:30]}


def _text(tag: Tag) -> str:
    """Text with a blank line between blocks, a line end for <br>, ` | ` between the cells of a row."""
    as_is: set[int] = set()  # what stands in <pre>; looked up once, since parents are many where elements are nested deep
    for pre in tag.find_all("pre"):
        as_is |= set() if id(pre) in as_is else {id(inner) for inner in pre.descendants}
    inside = any(up.name == "pre" for up in (tag, *tag.parents))
    for string in () if inside else tag.find_all(string=True):
        if id(string) not in as_is:
            string.replace_with(re.sub("[ \t\n\r\f]+", " ", string))
    for line in tag.find_all("br"):
        line.replace_with("\n")
    for row in tag.find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        if any(len(cell.find_all(_BLOCKS)) > 1 or "\n" in cell.get_text() for cell in cells):
            for cell in cells:  # a table that lays out the page
                cell.insert(0, "\n\n")
        else:
            for cell in cells:
                cell.string = " ".join(cell.get_text().split())
            for cell in cells[1:]:
                cell.insert(0, " | ")
    for block in tag.find_all(_BLOCKS):
        block.insert(0, "\n\n")
        block.append("\n\n")
    lines = (line.strip(" \t\r") for line in tag.get_text().split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
