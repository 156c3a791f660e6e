"""Formulas by period, drawn: in each cell the words as printed, in which form, and whose they are; or which zero it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis.draw import INK, LARGE, QUIET, SIDE_COLOURS, SMALL, put_mark, put_rule, put_title, say_voice, sheet, style, wrap
from analysis.model import HEADLINE_KINDS, records
from analysis.terms import number_of, say_kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL, WIDE, NARROW, TYPE = 1.5, 2.12, 1.2, 10.5  # inches and points
HEAD, LINE, VOICE, GAP = 0.74, 0.2, 0.18, 0.12


class _Entry(NamedTuple):
    """One wording in a cell: whose, how said, and its lines."""

    side: str
    said: str
    lines: list[str]

    @property
    def voice(self) -> list[str]:
        """What is said of it, in lines as wide as a cell."""
        return wrap(self.said, 30).splitlines()

    @property
    def height(self) -> float:
        """In inches."""
        return VOICE * len(self.voice) + LINE * len(self.lines) + GAP


def plot_wordings(
    wordings: pd.DataFrame,
    hits: pd.DataFrame,
    names: dict[str, str],
    about: dict[str, str] | None = None,
    language: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Formula × period: in each cell the words a formula is printed in, in which form and whose; in grey which zero it is.

    wordings : table `wordings`
    hits     : table `hits`
    names    : formula -> label of its row, in the order of the rows; its first line is set larger
    about    : period -> what kind of text it is
    """
    from matplotlib import rc_context

    table = wordings[(wordings["language"] == language) & wordings["formula"].isin(list(names))]
    periods = sorted(table["period"].unique())
    cells = _cells(table, hits[(hits["language"] == language) & hits["kind"].isin(HEADLINE_KINDS)])
    widths = [WIDE if any(cells[formula, period] for formula in names) else NARROW for period in periods]
    edges = [LABEL + sum(widths[:number]) for number in range(len(periods))]
    heights = [
        max(0.7, 0.2 + max((sum(one.height for one in cells[formula, period]) for period in periods), default=0.0))
        for formula in names
    ]
    with rc_context(style()):
        ax = sheet(LABEL + sum(widths) + 0.05, HEAD + sum(heights), ax)
        for period, x in zip(periods, edges, strict=True):
            n = number_of(int(table.loc[table["period"] == period, "texts"].max()), "text")
            ax.text(x, 0.2, period, color=INK, fontsize=LARGE, va="center_baseline")
            ax.text(x, 0.32, f"n = {n}" + _kind_of_text(about, period), color=QUIET, fontsize=SMALL, va="top", linespacing=1.45)
        y = HEAD
        for (formula, label), height in zip(names.items(), heights, strict=True):
            put_rule(ax, y, strong=y == HEAD)
            put_title(ax, y + 0.2, label)
            for period, x in zip(periods, edges, strict=True):
                zero = table[(table["formula"] == formula) & (table["period"] == period)]["cell"].iloc[0]
                _draw_cell(ax, x, y, cells[formula, period], zero.removeprefix("0 (").removesuffix(")"))
            y += height
    return ax


def _kind_of_text(about: dict[str, str] | None, period: str) -> str:
    return f"\n{about[period]}" if about and period in about else ""


def _cells(table: pd.DataFrame, hits: pd.DataFrame) -> dict[tuple[str, str], list[_Entry]]:
    """The wordings of each cell, in order of place, each once a form and voice."""
    cells: dict[tuple[str, str], list[_Entry]] = {}
    for row in records(table):
        own = hits[(hits["formula"] == row["formula"]) & (hits["period"] == row["period"])]
        entries = []
        for (text, kind, side, outer), group in own.groupby(["text", "kind", "side", "outer"], sort=False):
            times = f" ×{len(group)}" if len(group) > 1 else ""
            said = f"{say_voice(side, outer)}, {say_kind(kind, row['formula'])}{times}"
            entries.append(_Entry(side, said, wrap(text, 24).splitlines()))
        cells[row["formula"], row["period"]] = entries
    return cells


def _draw_cell(ax: Axes, x: float, y: float, entries: list[_Entry], zero: str) -> None:
    if not entries:
        ax.text(x, y + 0.2, "0", color=QUIET, fontsize=SMALL, va="center_baseline")
        for number, line in enumerate(wrap(zero, 14).splitlines()):
            ax.text(x, y + 0.4 + 0.18 * number, line, color=QUIET, fontsize=SMALL, va="center_baseline")
        return
    y += 0.12
    for entry in entries:
        colour = SIDE_COLOURS[entry.side]
        put_mark(ax, x + 0.05, y + 0.08, entry.side, 5)
        for line in entry.voice:
            ax.text(x + 0.15, y + 0.08, line, color=colour, fontsize=SMALL, va="center_baseline")
            y += VOICE
        bottom = y + LINE * len(entry.lines)
        ax.plot([x + 0.05] * 2, [y + 0.03, bottom], color=colour, linewidth=2.2, solid_capstyle="butt")
        for number, line in enumerate(entry.lines):
            ax.text(x + 0.15, y + LINE * (number + 0.55), line, color=INK, fontsize=TYPE, va="center_baseline")
        y = bottom + GAP


def describe_wordings(wordings: pd.DataFrame, hits: pd.DataFrame, names: dict[str, str], language: str = "zh") -> str:
    """What `plot_wordings` shows, in words: the alternative text of the figure."""
    table = wordings[(wordings["language"] == language) & wordings["formula"].isin(list(names))]
    cells = _cells(table, hits[(hits["language"] == language) & hits["kind"].isin(HEADLINE_KINDS)])
    sentences = []
    for formula, label in names.items():
        rows = records(table[table["formula"] == formula].sort_values("period"))
        said = "; ".join(f"{row['period']}: {_say_cell(row, cells[formula, row['period']])}" for row in rows)
        sentences.append(f"{' '.join(label.split())} – {said}.")
    return "Table of formulas by year, with their wording and whose words they are. " + " ".join(sentences)


def _say_cell(row: dict[str, Any], entries: list[_Entry]) -> str:
    if not entries:
        return str(row["cell"])
    return ", then ".join(f"{entry.said}: {''.join(entry.lines)}" for entry in entries)
