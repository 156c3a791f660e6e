"""Tables -> matplotlib Axes. One visual language: quiet type, a palette told apart by the colour-blind, words on the figure.

A formula is shown by its words, not by a bar: with one text a period the wording is the finding, and the count only says how
often. Chinese is drawn with the subset of Noto Sans SC that comes with the package, so that figures are the same on a
machine without a CJK font.
"""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-subset.otf"
# Okabe & Ito's palette, told apart with every common colour blindness; kinds also differ in their words.
COLOURS = {"name": "#0072B2", "full": "#D55E00", "reordered": "#CC79A7", "variant": "#009E73"}
KIND_WORDS = {"name": "by name", "full": "in full", "reordered": "reordered", "variant": "with a word changed"}
INK, QUIET, RULE = "#1b1b1b", "#5f5f5f", "#d9d9d9"


def style() -> dict[str, object]:
    """Settings for `matplotlib.rc_context`: fonts that have every glyph, repeatable SVG."""
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(FONT))
    return {
        "font.family": ["DejaVu Sans", "Noto Sans SC"],
        "font.size": 10,
        "svg.fonttype": "path",
        "svg.hashsalt": "tifa",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.dpi": 120,
    }


def number_of(n: int, noun: str) -> str:
    """A number with its noun.

    >>> number_of(1, "text"), number_of(5, "text")
    ('1 text', '5 texts')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrap(text: str, columns: int) -> str:
    """Break a text into lines of at most so many columns (a hanzi has two), Chinese after 、 where it can.

    >>> wrap("好邻居、好朋友、好同志、好伙伴", 16).splitlines()
    ['好邻居、好朋友、', '好同志、好伙伴']
    """
    if _columns(text) == len(text):
        return textwrap.fill(text, columns)
    lines = [""]
    for part in text.replace("、", "、\0").replace(" ", " \0").split("\0"):
        for piece in [part] if _columns(part) <= columns else list(part):
            if _columns(lines[-1] + piece) > columns:
                lines.append("")
            lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def plot_wordings(wordings: pd.DataFrame, names: dict[str, str], language: str = "zh", ax: Axes | None = None) -> Axes:
    """Formula × period: in each cell the words the formula is printed in, and how often; in grey which zero it is.

    wordings : table `wordings`
    names    : formula -> label of its row, in the order of the rows
    """
    from matplotlib import pyplot as plt

    table = wordings[(wordings["language"] == language) & wordings["formula"].isin(list(names))]
    periods = sorted(table["period"].unique())
    texts = table.groupby("period")["texts"].max()
    cells = {(row["formula"], row["period"]): _cell(row) for row in table.to_dict("records")}
    heights = [1.2 + max(len(cells[formula, period][1]) for period in periods) for formula in names]
    with plt.rc_context(style()):
        if ax is None:
            ax = plt.subplots(figsize=(1.9 + 1.95 * len(periods), 0.9 + 0.24 * sum(heights)), layout="constrained")[1]
        top, tops = 0.0, []
        for formula, height in zip(names, heights, strict=True):
            ax.axhline(top, color=RULE, linewidth=0.8)
            for x, period in enumerate(periods):
                _draw_cell(ax, x, top, height, *cells[formula, period])
            tops.append(top + 0.35)
            top += height
        labels = [f"{period}\nn = {number_of(texts[period], 'text')}" for period in periods]
        ax.set_xticks(range(len(periods)), labels, color=INK, ha="left", x=-0.4)
        ax.set_yticks(tops, list(names.values()), color=INK, va="top")
        ax.set(xlim=(-0.06, len(periods) - 0.06), ylim=(top, 0))
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def _cell(row: dict[str, Any]) -> tuple[str, list[str], str]:
    """Heading, lines and colour of a cell."""
    if not row["n"]:
        return "0", [row["zero"]], QUIET
    kinds = [part.rsplit(" ", 1)[0] for part in row["kinds"].split(", ")]
    said = " and ".join(KIND_WORDS[kind] for kind in kinds)
    lines = [line for part in row["wording"].split(" | ") for line in wrap(part, 20).splitlines()]
    return f"{row['n']} {said}", lines, COLOURS[kinds[-1]]


def _draw_cell(ax: Axes, x: float, top: float, height: float, heading: str, lines: list[str], colour: str) -> None:
    if colour != QUIET:
        ax.plot([x - 0.03, x - 0.03], [top + 0.3, top + height - 0.3], color=colour, linewidth=4, solid_capstyle="butt")
    ax.text(x + 0.02, top + 0.35, heading, color=QUIET, va="top", fontsize=8.5)
    for number, line in enumerate(lines, start=1):
        ax.text(x + 0.02, top + 0.35 + number * 0.95, line, color=INK if colour != QUIET else QUIET, va="top", fontsize=9.5)


def describe_wordings(wordings: pd.DataFrame, names: dict[str, str], language: str = "zh") -> str:
    """What `plot_wordings` shows, in words: the alternative text of the figure."""
    table = wordings[(wordings["language"] == language) & wordings["formula"].isin(list(names))]
    sentences = []
    for formula, label in names.items():
        cells = table[table["formula"] == formula].sort_values("period")
        said = "; ".join(f"{row.period}: {row.cell}" for row in cells.itertuples())
        sentences.append(f"{' '.join(label.split())} – {said}.")
    return "Table of formulas by year with their wording. " + " ".join(sentences)


def figure_html(ax: Axes, alt: str, caption: str) -> object:
    """The figure of an Axes as an HTML figure with SVG, alternative text and caption, for display in a notebook.

    The figure is closed, so that it is not shown a second time.
    """
    import base64
    import html
    import io

    from IPython.display import HTML
    from matplotlib import pyplot as plt

    data = io.BytesIO()
    with plt.rc_context(style()):
        ax.figure.savefig(data, format="svg", metadata={"Date": None})
    plt.close(ax.figure)
    source = base64.b64encode(data.getvalue()).decode("ascii")
    image = f'<img src="data:image/svg+xml;base64,{source}" alt="{html.escape(alt)}">'
    return HTML(f"<figure>{image}<figcaption>{html.escape(caption)}</figcaption></figure>")
