"""The answer to an exercise, folded: a sentence whose numbers the cell has computed, and the table it rests on."""

from __future__ import annotations

import html

import pandas as pd

from analysis.show import table_html


def fold_answer(
    said: str, table: pd.DataFrame | None = None, texts: pd.Series | None = None, summary: str = "Answer"
) -> object:
    """An answer that opens on a click, for display in a notebook; of a long table the first forty rows.

    texts   : document -> short name
    summary : what stands there while it is folded

    >>> fold_answer("Two & no more.").data
    '<details class="answer"><summary>{html.escape(summary)}</summary><p>Two &amp; no more.</p></details>'
    """
    from IPython.display import HTML

    rows = "" if table is None else table_html(table.head(40), texts)
    return HTML(f'<details class="answer"><summary>Answer</summary><p>{html.escape(said)}</p>{rows}</details>')
