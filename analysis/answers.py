"""The answer to an exercise, folded: a sentence whose numbers the cell has computed, and the table it rests on."""

from __future__ import annotations

import html

import pandas as pd

from analysis.show import table_html


def fold_answer(
    said: str, table: pd.DataFrame | None = None, texts: pd.Series | None = None, summary: str = "Answer", most: int = 40
) -> object:
    """An answer that opens on a click, for display in a notebook.

    texts   : document -> short name
    most    : rows shown at most
    summary : what stands there while it is folded

    >>> fold_answer("Two & no more.").data
    '<details class="answer"><summary>Answer</summary><p>Two &amp; no more.</p></details>'
    """
    from IPython.display import HTML

    rows = "" if table is None else table_html(table.head(most), texts)
    words = f"<p>{html.escape(said)}</p>" if said else ""
    return HTML(f'<details class="answer"><summary>{html.escape(summary)}</summary>{words}{rows}</details>')
