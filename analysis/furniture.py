"""What of a page that is read whole is menu, share bar or list of links, by the names of its elements and by their links.

An element is furniture by its name (class or id: menu, breadcrumb, share, related …), or where all its words stand in two or
more links and no sentence ends in it. Whatever holds the heading of the page or more than half of its words stays.

>>> from bs4 import BeautifulSoup
>>> page = BeautifulSoup("<ul><li><a>首页</a><li><a>新闻</a></ul><p>双方同意<a>合作</a>。</p>", "html.parser")
>>> [tag.name for tag in find_furniture(page)]
['ul']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bs4 import Tag

_NAMES = frozenset(
    [
        *("share", "sharing", "social", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "menu", "related", "nav", "navbar"),
        *("navigation", "footer", "sidebar", "topbar", "toolbar", "copyright"),
    ]
)
_NOT_WITH = frozenset(["content", "text", "body", "article", "has", "with", "no"])  # text-with-sidebar, article-footer
_LISTS = frozenset(["div", "p", "ul", "ol", "li", "dl", "section", "header"])  # elsewhere a link is a part of its sentence
_LINK_MAX = 100  # letters of a link, on the average; a paragraph that is a link is longer
_SHARE_MAX = 0.5
_ENDS = re.compile("[。！？]|[.!?](?:\\s|$)")


class _Words(NamedTuple):
    """Of an element: its letters and digits, those in links, the links, whether a sentence ends in it, or a heading is."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    ends: bool = False
    heading: bool = False


def find_furniture(page: Tag) -> list[Tag]:
    """The outermost elements of a page that are furniture, in order; none where nothing else would be left."""
    tags = page.find_all(True)
    words: dict[int, _Words] = {}
    for tag in reversed(tags):  # the inner ones first
        words[id(tag)] = _measure(tag, words)
    whole = _measure(page, words)
    found: set[int] = set()
    outermost = []
    for tag in tags:
        if id(tag.parent) in found:
            found.add(id(tag))
        elif _is_furniture(tag, words[id(tag)], whole.letters):
            found.add(id(tag))
            outermost.append(tag)
    left = sum(words[id(tag)].letters for tag in outermost) < whole.letters
    return outermost if left else []


def _measure(tag: Tag, words: dict[int, _Words]) -> _Words:
    parts = [words[id(child)] if id(child) in words else _of_string(str(child)) for child in tag.children]
    letters = sum(part.letters for part in parts)
    heading = tag.name == "h1" or any(part.heading for part in parts)
    ends = any(part.ends for part in parts)
    if tag.name == "a":
        return _Words(letters, letters, int(letters > 0), ends, heading)
    return _Words(letters, sum(part.linked for part in parts), sum(part.links for part in parts), ends, heading)


def _of_string(string: str) -> _Words:
    return _Words(letters=sum(map(str.isalnum, string)), ends=_ENDS.search(string) is not None)


def _is_furniture(tag: Tag, words: _Words, letters: int) -> bool:
    if not words.letters or words.heading or words.letters > _SHARE_MAX * letters:
        return False
    if any(_is_name(name) for name in (*tag.get_attribute_list("class"), *tag.get_attribute_list("id")) if name):
        return True
    links = words.links > 1 and words.linked == words.letters and words.linked <= _LINK_MAX * words.links
    return tag.name in _LISTS and links and not words.ends


def _is_name(name: str) -> bool:
    parts = re.findall("[A-Z]?[a-z]+|[A-Z]+", name)
    told = {part.lower() for part in parts} | {"".join(parts).lower()}
    return bool(told & _NAMES) and not told & _NOT_WITH
