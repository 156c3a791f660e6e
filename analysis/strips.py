"""Where formulas are in each text, drawn: a line a text and formula, a mark a hit in the colour and shape of its voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.draw import (
    INK,
    QUIET,
    RULE,
    SIDE_MARKS,
    SIDE_WORDS,
    SMALL,
    TYPE,
    apart,
    height_of,
    put_mark,
    put_rule,
    put_title,
    put_voice,
    sheet,
    style,
    width_of,
)
from analysis.model import tuples

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL, LINE, BETWEEN, TOP, STRIP, MARGIN, MARK = 1.62, 0.27, 0.11, 0.34, 2.75, 0.15, 0.095  # inches


def plot_strips(hits: pd.DataFrame, names: dict[str, str], ax: Axes | None = None) -> Axes:
    """Where formulas are in each text, and whose words they are: a line a text and formula, from its beginning to its end.

    hits  : rows of table `hits`, with a column `who` that names the text
    names : formula -> label, in the order of the lines; a formula that a text does not have gets no line there

    Marks that would touch are moved apart. Beside each line are the formula and its hits by side.
    """
    from matplotlib import rc_context

    groups = [(who, _lines(own, names)) for who, own in hits.groupby("who", sort=False)]
    heights = [max(LINE * len(lines), height_of(str(who))) + 2 * BETWEEN for who, lines in groups]
    words = LABEL + STRIP + MARGIN
    voices = words + max([width_of(name, TYPE) for name in names.values()], default=0.5) + 0.15
    with rc_context(style()):
        ax = sheet(voices + 2.9, TOP + sum(heights), ax)
        for x, word, side in (
            (LABEL, "begins", "left"),
            (LABEL + STRIP, "ends", "right"),
            (voices, "hits, by voice", "left"),
        ):
            ax.text(x, 0.17, word, color=QUIET, fontsize=SMALL, ha=side, va="center_baseline")
        top = TOP
        for (who, lines), height in zip(groups, heights, strict=True):
            put_rule(ax, top, strong=top == TOP)
            put_title(ax, top + BETWEEN + LINE / 2, str(who))
            for number, (name, own) in enumerate(lines):
                y = top + BETWEEN + LINE * (number + 0.5)
                ax.plot([LABEL, LABEL + STRIP], [y, y], color=RULE, linewidth=1.2, zorder=0)
                own = own.sort_values("position")
                places = apart([STRIP * place for place in own["position"]], [MARK] * len(own))
                for place, side in zip(places, own["side"], strict=True):
                    put_mark(ax, LABEL + place, y, side)
                ax.text(words, y, names[name], color=INK, va="center_baseline", fontsize=TYPE)
                _draw_sides(ax, voices, y, own["side"])
            top += height
    return ax


def _lines(own: pd.DataFrame, names: dict[str, str]) -> list[tuple[str, pd.DataFrame]]:
    """The formulas that a text has, in the order of the names, each with its hits."""
    return [(name, own[own["formula"] == name]) for name in names if (own["formula"] == name).any()]


def _draw_sides(ax: Axes, x: float, y: float, sides: pd.Series) -> None:
    for side in SIDE_MARKS:
        if n := int((sides == side).sum()):
            x = put_voice(ax, x, y, side, f"{SIDE_WORDS[side]} {n}") + 0.12


def describe_strips(hits: pd.DataFrame, names: dict[str, str]) -> str:
    """What `plot_strips` shows, in words: the alternative text of the figure."""
    said = []
    for (who, formula), rows in hits[hits["formula"].isin(list(names))].groupby(["who", "formula"], sort=False):
        places = ", ".join(f"{row.position:.0%} ({SIDE_WORDS[row.side]})" for row in tuples(rows))
        said.append(f"{' '.join(str(who).split())}, {names[str(formula)]}: at {places}.")
    return "Where formulas are in each text, from its beginning to its end, and whose words they are. " + " ".join(said)
