"""Tables -> matplotlib Axes. One visual language: quiet type, a palette told apart by the colour-blind, words on the figure.

A formula is shown by its words, not by a bar: with one text a period the wording is the finding, and the count only says how
often. Chinese is drawn with the subset of Noto Sans SC that comes with the package, so that figures are the same on a
machine without a CJK font.
"""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-subset.otf"
# Okabe & Ito's palette, told apart with every common colour blindness; kinds also differ in their words.
COLOURS = {"name": "#0072B2", "full": "#D55E00", "reordered": "#CC79A7", "variant": "#009E73"}
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


def plot_wordings(
    wordings: pd.DataFrame, names: dict[str, str], language: str = "zh", ax: Axes | None = None
) -> Axes:
    """Formula × period: in each cell the words the formula is printed in, and how often; in grey which zero it is.

    wordings : table `wordings`
    names    : formula -> label of its row, in the order of the rows
    """
    from matplotlib import pyplot as plt
    from matplotlib.patches import Rectangle

    table = wordings[(wordings["language"] == language) & wordings["formula"].isin(list(names))]
    periods = sorted(table["period"].unique())
    with plt.rc_context(style()):
        ax = plt.subplots(figsize=(2.3 + 2.35 * len(periods), 0.75 + 1.25 * len(names)))[1] if ax is None else ax
        for y, formula in enumerate(names):
            ax.axhline(y - 0.5, color=RULE, linewidth=0.8)
            for x, period in enumerate(periods):
                row = table[(table["formula"] == formula) & (table["period"] == period)].iloc[0]
                if row["n"]:
                    kind = row["kinds"].split(" ")[0]
                    both = ", " in row["kinds"]
                    said = row["kinds"].replace("name", "by name").replace("full", "in full")
                    box = Rectangle((x - 0.46, y - 0.4), 0.05, 0.8, color=COLOURS["full" if both else kind], linewidth=0)
                    ax.add_patch(box)
                    words = "\n".join(wrap(part, 22) for part in row["wording"].split(" | "))
                    ax.text(x - 0.37, y - 0.06, words, color=INK, va="center", fontsize=9.5, linespacing=1.35)
                    ax.text(x - 0.37, y + 0.41, said, color=QUIET, va="bottom", fontsize=7.5)
                else:
                    ax.text(x - 0.37, y, f"0\n{row['zero']}", color=QUIET, va="center", fontsize=8.5, linespacing=1.4)
        texts = table.groupby("period")["texts"].max()
        labels = [f"{period}\nn = {texts[period]} text{'s' if texts[period] > 1 else ''}" for period in periods]
        ax.set_xticks(range(len(periods)), labels, color=INK)
        ax.set_yticks(range(len(names)), list(names.values()), color=INK)
        ax.set_xlim(-0.5, len(periods) - 0.5)
        ax.set_ylim(len(names) - 0.5, -0.5)
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.figure.tight_layout()
    return ax


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
