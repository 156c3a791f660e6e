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

from analysis.model import KIND_WORDS
from analysis.terms import number_of

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


def plot_ladder(hits: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """A rung a mention, text by text: place in the text, governing verb, and the modifiers as boxes built onto the head.

    hits : rows of table `hits`, of formulas that modifiers grow onto, with a column `who` that names the text
    """
    from matplotlib import pyplot as plt

    rows = hits.to_dict("records")
    lengths = [sum(_columns(modifier) + 2 for modifier in _modifiers_of(row)) for row in rows]
    left = -max([length for row, length in zip(rows, lengths, strict=True) if row["language"] == "zh"], default=0) - 12
    right = max([30 + length for row, length in zip(rows, lengths, strict=True) if row["language"] == "vi"], default=12)
    y, marks = 0.0, {}
    with plt.rc_context(style()):
        if ax is None:
            height = 0.5 + 0.33 * (len(rows) + 0.5 * hits["who"].nunique())
            ax = plt.subplots(figsize=(0.071 * (right - left + 32) + 1.1, height), layout="constrained")[1]
        for row in rows:
            if row["who"] not in marks:
                y -= 0.5
                marks[row["who"]] = y - 0.5
                ax.axhline(y, color=RULE, linewidth=0.8)
            y -= 1
            _draw_place(ax, row, left, y + 0.5)
            _draw_rung(ax, row, y + 0.5)
        ax.set_yticks(list(marks.values()), list(marks), color=INK)
        ax.set_xticks([left - 30, left - 14], ["begins", "ends"], color=QUIET, fontsize=8)
        ax.set(xlim=(left - 32, right), ylim=(y - 0.2, 0))
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def _modifiers_of(row: dict[str, Any]) -> list[str]:
    return [modifier for modifier in row["modifiers"].split(" | ") if modifier]


def _draw_place(ax: Axes, row: dict[str, Any], left: float, y: float) -> None:
    """Where in its text a mention stands: a dot on a line, and its section."""
    colour = COLOURS["full"] if row["role"] == "title" else COLOURS["name"]
    ax.plot([left - 30, left - 14], [y, y], color=RULE, linewidth=1.2)
    ax.plot([left - 30 + 16 * row["position"]], [y], marker="o", markersize=5, color=colour)
    ax.text(left - 12, y, "title" if row["role"] == "title" else row["section"], color=colour, va="center", fontsize=8.5)


def _draw_rung(ax: Axes, row: dict[str, Any], y: float) -> None:
    """Verb, modifiers and head; in Chinese the modifiers stand before the head, in Vietnamese behind."""
    modifiers = _modifiers_of(row)
    chinese = row["language"] == "zh"
    x = 0.0
    for modifier in reversed(modifiers) if chinese else modifiers:
        width = _columns(modifier) + 2
        start = x - width if chinese else 28 + x
        ax.barh(y, width - 0.4, left=start + 0.2, height=0.78, color="#dcebf5", edgecolor=COLOURS["name"], linewidth=0.8)
        ax.text(start + width / 2, y, modifier, color=INK, ha="center", va="center", fontsize=9)
        x += -width if chinese else width
    ax.text(0.6, y, "命运共同体" if chinese else "cộng đồng chia sẻ tương lai", color=INK, va="center", fontsize=9)
    ax.text((x if chinese else 0) - 0.6, y, row["predicate"], color=QUIET, ha="right", va="center", fontsize=9)


def describe_ladder(hits: pd.DataFrame) -> str:
    """What `plot_ladder` shows, in words: the alternative text of the figure."""
    said = []
    for who, rows in hits.groupby("who", sort=False):
        places = (
            f"at {row.position:.0%}{' (title)' if row.role == 'title' else ''} "
            f"{row.predicate or 'no verb'}, {row.modifiers.replace(' | ', ' + ') or 'no modifier'}"
            for row in rows.itertuples()
        )
        said.append(f"{who}: {'; '.join(places)}.")
    return "The modifiers of 命运共同体 with the verb that governs it, by place in each text. " + " ".join(said)


def plot_strips(hits: pd.DataFrame, names: dict[str, str], ax: Axes | None = None) -> Axes:
    """Where formulas stand in each text: a line a text and formula from its beginning to its end, a mark a hit.

    hits  : rows of table `hits`, with a column `who` that names the text
    names : formula -> label, in the order of the lines; a formula that a text does not have gets no line there
    """
    from matplotlib import pyplot as plt

    palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#999999"]
    texts = list(dict.fromkeys(hits["who"]))
    lines = [(who, name) for who in texts for name in names if ((hits["who"] == who) & (hits["formula"] == name)).any()]
    with plt.rc_context(style()):
        if ax is None:
            ax = plt.subplots(figsize=(9, 0.6 + 0.27 * len(lines) + 0.2 * len(texts)), layout="constrained")[1]
        y, marks = 0.0, {}
        for who, name in lines:
            if who not in marks:
                y -= 0.7
                marks[who] = y - 0.5
            y -= 1
            places = hits.loc[(hits["who"] == who) & (hits["formula"] == name), "position"]
            colour = palette[list(names).index(name) % len(palette)]
            ax.plot([0, 1], [y + 0.5] * 2, color=RULE, linewidth=1)
            ax.vlines(places, y + 0.15, y + 0.85, color=colour, linewidth=2.2)
            ax.text(1.01, y + 0.5, f"{names[name]} ({len(places)})", color=colour, va="center", fontsize=8.5)
        ax.set_yticks(list(marks.values()), list(marks), color=INK)
        ax.set_xticks([0, 0.5, 1], ["beginning", "place in the counted text", "end"], color=QUIET)
        ax.set(xlim=(-0.01, 1.3), ylim=(y - 0.2, 0))
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def describe_strips(hits: pd.DataFrame, names: dict[str, str]) -> str:
    """What `plot_strips` shows, in words: the alternative text of the figure."""
    said = []
    for (who, formula), rows in hits[hits["formula"].isin(list(names))].groupby(["who", "formula"], sort=False):
        places = ", ".join(f"{place:.0%}" for place in rows["position"])
        said.append(f"{' '.join(who.split())}, {names[formula]}: at {places}.")
    return "Where formulas stand in each text, from its beginning to its end. " + " ".join(said)


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
