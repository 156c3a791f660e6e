"""The architecture of a text, drawn: a strip a section, as long as the section, a mark a hit in the lane of its voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.draw import (
    INK,
    PALE,
    QUIET,
    SIDE_COLOURS,
    SIDE_MARKS,
    SIDE_WORDS,
    SMALL,
    columns_of,
    height_of,
    put_rule,
    put_title,
    put_voice,
    sheet,
    style,
    wrap,
)
from analysis.model import records
from analysis.show import gloss_section

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL, STRIP, SHARE, WORDS = 1.85, 2.1, 0.7, 70  # inches; columns of a line of words
TOP, LANE, LINE, AROUND, LEAST, NAMED = 0.36, 0.1, 0.19, 0.12, 0.34, 3  # inches; formulas that are named of a section


def plot_architecture(
    parts: pd.DataFrame, hits: pd.DataFrame, names: dict[str, str], notes: dict[str, str] | None = None, ax: Axes | None = None
) -> Axes:
    """The sections of one text in order, each a strip as long as its share, its hits by voice, its first formulas by name.

    parts : rows of table `outline`, of one document
    hits  : rows of table `hits`, of the same document
    names : formula -> name; the first NAMED of a section are given, and how many more there are
    notes : section -> what a reader should know of it, in lines below its number
    """
    from matplotlib import rc_context

    rows = records(parts)
    sides = [side for side in SIDE_MARKS if (hits["side"] == side).any()]
    lines = [_formulas(row, names) for row in rows]
    titles = [_title(row, notes or {}) for row in rows]
    least = max(LEAST, LANE * len(sides))
    heights = [max(least, LINE * (len(own) + 1), height_of(title)) + AROUND for own, title in zip(lines, titles, strict=True)]
    words = LABEL + STRIP + SHARE
    with rc_context(style()):
        ax = sheet(words + WORDS * 0.0725, TOP + sum(heights) + 0.05, ax)
        for x, word in ((LABEL, "size of the section, and its hits"), (words, "hits by voice; the first formulas")):
            ax.text(x, 0.18, word, color=QUIET, fontsize=SMALL, va="center_baseline")
        top = TOP
        for row, title, own, height in zip(rows, titles, lines, heights, strict=True):
            put_rule(ax, top, strong=top == TOP)
            y = top + AROUND / 2
            put_title(ax, y + LINE * 0.6, title)
            inside = hits[(hits["start"] >= row["start"]) & (hits["end"] <= row["end"])]
            _draw_strip(ax, y + 0.04, row, inside, sides, parts["share"].max())
            _draw_words(ax, words, y + LINE * 0.6, inside["side"], own)
            top += height
    return ax


def _title(row: dict[str, Any], notes: dict[str, str]) -> str:
    section = row["section"] or "opening"
    said = str(gloss_section(section))
    return f"{said}\n{notes[section]}" if section in notes else said


def _formulas(row: dict[str, Any], names: dict[str, str]) -> list[str]:
    """The first formulas of a section by name, in lines."""
    found = [part.split(" ×")[0] for part in row["formulas"].split(" | ") if part]
    lines = [""]
    said = [names[name] for name in found[:NAMED]] + ([f"and {len(found) - NAMED} more"] if len(found) > NAMED else [])
    for name in said:  # whole names, since some have a list comma inside
        longer = f"{lines[-1]} · {name}" if lines[-1] else name
        lines[-1:] = [longer] if columns_of(longer) <= WORDS or not lines[-1] else [lines[-1], name]
    return [line for whole in lines for line in wrap(whole, WORDS).splitlines()]


def _share(row: dict[str, Any]) -> str:
    return f"{row['share']:.0%}" if row["share"] >= 0.01 else "below 1%"


def _draw_strip(ax: Axes, y: float, row: dict[str, Any], inside: pd.DataFrame, sides: list[str], largest: float) -> None:
    """The section as a strip; its hits as strokes, a lane a side."""
    width, height = STRIP * row["share"] / largest, LANE * max(len(sides), 1)
    ax.fill_between([LABEL, LABEL + width], y, y + height, color=PALE, linewidth=0)
    for hit in records(inside):
        x = LABEL + width * (hit["start"] - row["start"]) / (row["end"] - row["start"])
        lane = y + LANE * sides.index(hit["side"])
        ax.plot(
            [x, x], [lane + 0.01, lane + LANE - 0.01], color=SIDE_COLOURS[hit["side"]], linewidth=1.6, solid_capstyle="butt"
        )
    ax.text(LABEL + width + 0.08, y + height / 2, _share(row), color=INK, fontsize=SMALL, va="center_baseline")


def _draw_words(ax: Axes, x: float, y: float, found: pd.Series, lines: list[str]) -> None:
    at = x
    for side in SIDE_MARKS:
        if n := int((found == side).sum()):
            at = put_voice(ax, at, y, side, f"{SIDE_WORDS[side]} {n}") + 0.12
    for number, line in enumerate(lines, start=1):
        ax.text(x, y + LINE * number, line, color=QUIET, fontsize=SMALL, va="center_baseline")


def describe_architecture(parts: pd.DataFrame, hits: pd.DataFrame, notes: dict[str, str] | None = None) -> str:
    """What `plot_architecture` shows, in words: the alternative text of the figure."""
    said = []
    for row in records(parts):
        inside = hits[(hits["start"] >= row["start"]) & (hits["end"] <= row["end"])]["side"]
        voices = ", ".join(f"{SIDE_WORDS[side]} {n}" for side in SIDE_MARKS if (n := int((inside == side).sum())))
        title = ", ".join(_title(row, notes or {}).split("\n"))
        said.append(f"{title}: {_share(row)} of the text; hits: {voices or 'none'}.")
    return "The sections of one text in order, with their size and the formulas in them by voice. " + " ".join(said)
