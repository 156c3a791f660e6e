"""The map of paragraphs, drawn: a mark a paragraph, a shape and a colour a group, its name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.draw import COLOURS, INK, QUIET, RULE, style
from analysis.terms import number_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe & Ito's again; a group differs by shape too, so that no colour has to be told from another.
MARKS = ("o", "^", "s", "D", "v", "P", "X")
GROUP_COLOURS = (*COLOURS.values(), INK)


def plot_map(points: pd.DataFrame, colour_by: str, ax: Axes | None = None) -> Axes:
    """Paragraphs by their two components; the groups of a column told apart by shape, colour and a label at the margin.

    points    : as `similar.map_paragraphs` gives them, with the column to group by
    colour_by : name of that column

    A label stands at the height of its group's middle paragraph and a line leads to it. It says how many paragraphs there are.
    """
    from matplotlib import pyplot as plt

    groups = _groups(points, colour_by)
    with plt.rc_context(style()):
        if ax is None:
            ax = plt.subplots(figsize=(8.6, 4.6), layout="constrained")[1]
        if not groups:
            ax.text(0.5, 0.5, "too few paragraphs for a map", color=QUIET, ha="center", va="center", transform=ax.transAxes)
        looks = {name: (MARKS[at % len(MARKS)], GROUP_COLOURS[at % len(GROUP_COLOURS)]) for at, name in enumerate(groups)}
        for name, rows in groups.items():
            mark, colour = looks[name]
            ax.scatter(rows["x"], rows["y"], s=30, marker=mark, color=colour, alpha=0.75, linewidth=0)
        _label(ax, groups, looks)
        ax.axhline(0, color=RULE, linewidth=0.8, zorder=0)
        ax.set_xlabel("first component", color=QUIET, loc="left")
        ax.set_ylabel("second component", color=QUIET, loc="bottom")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color(RULE)
    return ax
