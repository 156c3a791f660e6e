"""The founders' frame, drawn: a row a passage, the two names in the order in which that voice puts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.draw import INK, QUIET, SIDE_COLOURS, SMALL, TYPE, put_rule, put_title, put_voice, say_voice, sheet, style
from analysis.model import records
from analysis.people import read_people

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Slot of the lexicon -> whose founder, and his name.
FOUNDERS = {"1": ("PRC", "Mao Zedong"), "2": ("SRV", "Hồ Chí Minh")}
LABEL, VOICE, BOX, ROW, TOP = 1.75, 2.3, 1.6, 0.8, 0.4  # inches


def plot_founders(hits: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Who is named first, and by whom: a row a hit, its speaker, and a box a founder in printed order, in his side's colour.

    hits : rows of table `hits` of `older-generation`, with a column `who` that names the text; those without an order
           (column `slots`) are left out
    """
    from matplotlib import rc_context

    rows = records(_ordered(hits))
    with rc_context(style()):
        ax = sheet(LABEL + VOICE + 2 * BOX + 0.5, TOP + ROW * max(len(rows), 1) + 0.06, ax)
        for number, word in enumerate(("first", "then")):
            ax.text(LABEL + VOICE + (BOX + 0.3) * number, 0.2, word, color=QUIET, fontsize=SMALL, va="center_baseline")
        ax.text(LABEL, 0.2, "whose words", color=QUIET, fontsize=SMALL, va="center_baseline")
        for number, row in enumerate(rows):
            y = TOP + ROW * number
            put_rule(ax, y, strong=number == 0)
            put_title(ax, y + 0.26, row["who"])
            put_voice(ax, LABEL - 0.02, y + 0.26, row["side"], say_voice(row["side"], row["outer"]), TYPE)
            ax.text(LABEL + 0.14, y + 0.45, _speaker(row), color=QUIET, fontsize=SMALL, va="center_baseline")
            _draw_order(ax, LABEL + VOICE, y, row)
    return ax


def _ordered(hits: pd.DataFrame) -> pd.DataFrame:
    return hits[hits["slots"].str.fullmatch("[12]-[12]")]


def _speaker(row: dict[str, Any]) -> str:
    """The speaker as printed, and in Latin letters where the list of people knows him; a side's own word is left out."""
    if row["speaker_id"] not in read_people().persons:
        return ""
    latin = read_people().latin(row["speaker_id"])
    return row["speaker"] if row["speaker"] == latin else f"{row['speaker']} {latin}"


def _draw_order(ax: Axes, x: float, y: float, row: dict[str, Any]) -> None:
    ax.text(x, y + 0.55, row["text"], color=INK, fontsize=TYPE, va="center_baseline")
    for number, slot in enumerate(row["slots"].split("-")):
        side, name = FOUNDERS[slot]
        left = x + (BOX + 0.3) * number
        ax.barh(y + 0.26, BOX, left=left, height=0.3, color=SIDE_COLOURS[side], alpha=1.0 if number == 0 else 0.16, linewidth=0)
        colour = "white" if number == 0 else INK
        ax.text(left + BOX / 2, y + 0.26, name, color=colour, fontsize=TYPE, ha="center", va="center_baseline")
    ax.annotate("", (x + BOX + 0.25, y + 0.26), (x + BOX + 0.04, y + 0.26), arrowprops={"arrowstyle": "->", "color": QUIET})


def describe_founders(hits: pd.DataFrame) -> str:
    """What `plot_founders` shows, in words: the alternative text of the figure."""
    said = []
    for row in records(_ordered(hits)):
        first, second = (FOUNDERS[slot][1] for slot in row["slots"].split("-"))
        speaker = f" ({_speaker(row)})" if _speaker(row) else ""
        voice = f"{say_voice(row['side'], row['outer'])}{speaker}"
        said.append(f"{' '.join(row['who'].split())}, {voice}: {first} before {second}, {row['text']}.")
    return "The order of the two founders by speaker. " + " ".join(said)
