"""The map of paragraphs, drawn: a mark a paragraph, a shape and a colour a group, its name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.draw import INK, PALETTE, QUIET, RULE, SMALL, apart, style
from analysis.terms import number_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe & Ito's again; a group differs by shape too, so that no colour has to be told from another.
MARKS = ("o", "^", "s", "D", "v", "P", "X")
GROUP_COLOURS = (*PALETTE, INK)


def plot_map(points: pd.DataFrame, colour_by: str, ax: Axes | None = None) -> Axes:
    """Paragraphs by their two components; the groups of a column told apart by shape, colour and a label at the margin.

    points    : as `similar.map_paragraphs` gives them, with the column to group by
    colour_by : name of that column

    A line leads from the middle of a group (hollow: median of either component) to its label, which says how many paragraphs
    it has.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    groups = _groups(points, colour_by)
    with rc_context(style()):
        if ax is None:
            ax = Figure(figsize=(9.2, 4.8), layout="constrained").subplots()
        if not groups:
            ax.text(0.5, 0.5, "too few paragraphs for a map", color=QUIET, ha="center", va="center", transform=ax.transAxes)
        looks = {name: (MARKS[at % len(MARKS)], GROUP_COLOURS[at % len(GROUP_COLOURS)]) for at, name in enumerate(groups)}
        for name, rows in groups.items():
            mark, colour = looks[name]
            ax.scatter(rows["x"], rows["y"], s=30, marker=mark, color=colour, alpha=0.75, linewidth=0)
        ax.plot(ax.get_xlim(), (0, 0), color=RULE, linewidth=0.8, zorder=0)
        ax.margins(x=0)
        _label(ax, groups, looks)
        ax.set_xlabel("first component", color=QUIET, loc="left")
        ax.set_ylabel("second component", color=QUIET, loc="bottom")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color(RULE)
    return ax


def _groups(points: pd.DataFrame, colour_by: str) -> dict[str, pd.DataFrame]:
    """The rows of each group, by its name; those of no name are 'not known'."""
    if colour_by not in points.columns:
        raise ValueError(f"{colour_by!r} is no column of the points; they have {', '.join(points.columns)}")
    names = points[colour_by].fillna("").astype(str).replace("", "not known")
    return {name: points[names == name] for name in sorted(names.unique())}


def _label(ax: Axes, groups: dict[str, pd.DataFrame], looks: dict[str, tuple[str, str]]) -> None:
    """Names at the right margin, in the order of the groups' heights and evenly apart where they would touch."""
    if not groups:
        return
    low, high = ax.get_ylim()
    left, right = ax.get_xlim()
    gap = (high - low) * 0.13
    middles = {name: (rows["x"].median(), rows["y"].median()) for name, rows in groups.items()}
    order = sorted(middles, key=lambda name: middles[name][1])
    heights = apart([middles[name][1] for name in order], [gap] * len(order))
    at = right + 0.06 * (right - left)
    for name, height in zip(order, heights, strict=True):
        mark, colour = looks[name]
        ax.plot([middles[name][0], at], [middles[name][1], height], color=colour, linewidth=0.8, alpha=0.6, zorder=1)
        ax.scatter(
            [middles[name][0]], [middles[name][1]], s=110, marker=mark, facecolor="white", edgecolor=colour, linewidth=1.6
        )
        ax.scatter([at], [height], s=40, marker=mark, color=colour, clip_on=False, zorder=3)
        said = f"{name}\nn = {number_of(len(groups[name]), 'paragraph')}"
        ax.text(at + 0.02 * (right - left), height, said, color=INK, va="center", fontsize=SMALL)
    ax.set_xlim(left, right + 0.42 * (right - left))
    ax.set_ylim(min(low, heights[0] - gap), max(high, heights[-1] + gap))


def describe_map(points: pd.DataFrame, colour_by: str) -> str:
    """What `plot_map` shows, in words: the alternative text of the figure."""
    groups = _groups(points, colour_by)
    if not groups:
        return "Map of paragraphs by their words: too few paragraphs for a map."
    said = "; ".join(
        f"{name}, {number_of(len(rows), 'paragraph')}: first component {_span(rows['x'])}, second {_span(rows['y'])}"
        for name, rows in groups.items()
    )
    return f"Map of paragraphs by two components of their words, told apart by {colour_by}. {said}."


def _span(values: pd.Series) -> str:
    low, middle, high = (np.round(values.quantile(at), 2) + 0.0 for at in (0, 0.5, 1))
    return f"{low:.2f} to {high:.2f}, middle {middle:.2f}"
