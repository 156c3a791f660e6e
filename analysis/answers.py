"""Exercises, folded: an answer is a sentence whose numbers the cell has computed, and the table it rests on."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from analysis.forms import Formula
from analysis.show import show_table

CLASSES = "For classes"  # how the heading of the exercises begins


def fold_answer(
    said: str,
    table: pd.DataFrame | None = None,
    texts: pd.Series | None = None,
    formulas: dict[str, Formula] | None = None,
    summary: str = "Answer",
    most: int = 40,
) -> object:
    """An answer that opens on a click, for display in a notebook.

    texts, formulas : as for `show.show_table`
    most    : rows shown at most
    summary : what stands there while it is folded

    >>> fold_answer("Two & no more.").data
    '<details class="answer"><summary>Answer</summary><p>Two &amp; no more.</p></details>'
    """
    rows = [] if table is None else [show_table(table.head(most), texts, formulas)]
    return fold_shown(summary, *([said] if said else []), *rows)


def fold_shown(summary: str, *shown: Any) -> object:
    """Tables and figures that open on a click, for display in a notebook.

    shown : what `show_table` and `figure_html` give; a string is a paragraph

    >>> fold_shown("More", "Two & no more.").data
    '<details class="answer"><summary>More</summary><p>Two &amp; no more.</p></details>'
    """
    from IPython.display import HTML

    inside = "".join(f"<p>{html.escape(one)}</p>" if isinstance(one, str) else one.data for one in shown)
    return HTML(f'<details class="answer"><summary>{html.escape(summary)}</summary>{inside}</details>')


def fold_exercises(soup: Any) -> None:
    """The exercises of a page, which are at its end, in one folded block; its heading is what opens it.

    >>> from bs4 import BeautifulSoup
    >>> cells = "<div class='cell'><h2>For classes</h2></div><div class='cell'>Why?</div>"
    >>> page = BeautifulSoup(f"<main>{cells}</main>", "html.parser")
    >>> fold_exercises(page)
    >>> page.details.summary.get_text(), [cell.get_text() for cell in page.details.find_all(class_="cell")]
    ('For classes', ['', 'Why?'])
    """
    head = next((head for head in soup.main.find_all("h2") if head.get_text().startswith(CLASSES)), None)
    first = head.find_parent(class_="cell") if head else None
    if head is None or first is None:
        return
    block, summary = soup.new_tag("details", attrs={"class": "classes"}), soup.new_tag("summary")
    for mark in head.select("a"):  # nothing to click on inside of what opens on a click
        mark.decompose()
    first.insert_before(block)
    summary.append(head.extract())
    block.append(summary)
    for cell in [first, *(cell for cell in block.find_next_siblings(class_="cell") if cell is not first)]:
        block.append(cell.extract())
