"""The answer to an exercise, folded: a sentence whose numbers the cell has computed, and the table it rests on."""

from __future__ import annotations

import html

import pandas as pd


def fold_answer(said: str, table: pd.DataFrame | None = None) -> object:
    """An answer that opens on a click, for display in a notebook.

    >>> fold_answer("Two & no more.").data
    '<details class="answer"><summary>Answer</summary><p>Two &amp; no more.</p></details>'
    """
    from IPython.display import HTML

    rows = "" if table is None else table.to_html(index=False, max_rows=40, border=0)
    return HTML(f'<details class="answer"><summary>Answer</summary><p>{html.escape(said)}</p>{rows}</details>')
