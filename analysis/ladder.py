"""What grew onto a formula, drawn: a rung a mention, the modifiers as boxes built onto the head; place, verb, voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.draw import (
    INK,
    QUIET,
    RULE,
    SIDE_COLOURS,
    SMALL,
    TYPE,
    height_of,
    put_mark,
    put_rule,
    put_title,
    put_voice,
    say_voice,
    sheet,
    style,
    width_of,
)
from analysis.model import records, tuples
from analysis.show import gloss_section

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEADS = {"zh": "命运共同体", "vi": "cộng đồng chia sẻ tương lai"}
LABEL, STRIP, SECTION = 1.55, 0.9, 1.3  # inches
RUNG, BETWEEN, TOP = 0.3, 0.11, 0.3


def plot_ladder(hits: pd.DataFrame, ax: Axes | None = None, texts: Mapping[str, str] | None = None) -> Axes:
    """A rung a mention, text by text: place in the text, governing verb, modifiers in printed order, head, and whose words.

    hits  : rows of table `hits`, of formulas that modifiers grow onto, with a column `who` that names the text
    texts : the sources (`Corpus.texts`); by them a verb that is printed behind its head (中越命运共同体建设) is drawn there
    """
    from matplotlib import rc_context

    hits = hits.assign(follows=_follows(hits, texts))
    rows = records(hits)
    left = max([(row["language"] == "zh") * _chain(row) + _verb(row) for row in rows], default=0.0) + 0.2
    head = LABEL + STRIP + SECTION + 0.3 + left
    right = max([_behind(row) for row in rows], default=1.0)
    groups = [(who, records(group)) for who, group in hits.groupby("who", sort=False)]
    heights = [max(RUNG * len(group), height_of(str(who))) + 2 * BETWEEN for who, group in groups]
    with rc_context(style()):
        ax = sheet(head + right + 2.1, TOP + sum(heights), ax)
        for x, word, side in ((LABEL, "begins", "left"), (LABEL + STRIP, "ends", "right")):
            ax.text(x, 0.15, word, color=QUIET, fontsize=SMALL, ha=side, va="center_baseline")
        top = TOP
        for (who, group), height in zip(groups, heights, strict=True):
            put_rule(ax, top, strong=top == TOP)
            put_title(ax, top + BETWEEN + RUNG / 2, str(who))
            for number, row in enumerate(group):
                y = top + BETWEEN + RUNG * (number + 0.5)
                _draw_place(ax, row, y)
                end = _draw_rung(ax, row, head, y)
                put_voice(ax, end + 0.12, y, row["side"], say_voice(row["side"], row["outer"]))
            top += height
    return ax


def modifiers_of(row: dict[str, Any]) -> list[str]:
    """The modifiers of a hit, in printed order."""
    return [modifier for modifier in row["modifiers"].split(" | ") if modifier]


def _box(modifier: str) -> float:
    return width_of(modifier, TYPE) + 0.16


def _chain(row: dict[str, Any]) -> float:
    return sum(map(_box, modifiers_of(row)))


def _behind(row: dict[str, Any]) -> float:
    """How far a rung reaches to the right of where the head begins."""
    return width_of(HEADS[row["language"]], TYPE) + (_chain(row) if row["language"] == "vi" else 0.0)


def _verb(row: dict[str, Any]) -> float:
    """Room for the verb before the head."""
    return 0.0 if row["follows"] else width_of(row["predicate"], TYPE)


def _follows(hits: pd.DataFrame, texts: Mapping[str, str] | None) -> list[bool]:
    """Whether the verb stands right behind the hit in its source."""
    return [
        bool(row.predicate) and texts is not None and texts[row.document][row.end :].lstrip().startswith(row.predicate)
        for row in tuples(hits)
    ]


def _draw_place(ax: Axes, row: dict[str, Any], y: float) -> None:
    """Where in its text a mention stands: a mark on a line, and its section."""
    ax.plot([LABEL, LABEL + STRIP], [y, y], color=RULE, linewidth=1.2)
    put_mark(ax, LABEL + STRIP * row["position"], y, row["side"])
    where = "title" if row["role"] == "title" else str(gloss_section(row["section"]))
    ax.text(LABEL + STRIP + 0.12, y, where, color=INK if where == "title" else QUIET, va="center_baseline", fontsize=SMALL)


def _draw_rung(ax: Axes, row: dict[str, Any], head: float, y: float) -> float:
    """Verb, modifiers and head; in Chinese the modifiers stand before the head, in Vietnamese behind. Returns its right end."""
    colour, modifiers = SIDE_COLOURS[row["side"]], modifiers_of(row)
    chinese = row["language"] == "zh"
    ax.text(head, y, HEADS[row["language"]], color=INK, va="center_baseline", fontsize=TYPE)
    x = head - _chain(row) - 0.04 if chinese else head + width_of(HEADS["vi"], TYPE) + 0.04
    verb: dict[str, Any] = {"color": QUIET, "va": "center_baseline", "fontsize": TYPE}
    if row["follows"]:
        ax.text(head + width_of(HEADS[row["language"]], TYPE) + 0.04, y, row["predicate"], **verb)
    else:
        ax.text((x if chinese else head) - 0.08, y, row["predicate"], ha="right", **verb)
    for modifier in modifiers:
        width = _box(modifier)
        ax.barh(y, width - 0.04, left=x, height=RUNG * 0.82, color=colour, alpha=0.14, linewidth=0)
        ax.text(x + (width - 0.04) / 2, y, modifier, color=INK, ha="center", va="center_baseline", fontsize=TYPE)
        x += width
    behind = width_of(row["predicate"], TYPE) + 0.04 if row["follows"] else 0.0
    return head + width_of(HEADS["zh"], TYPE) + behind if chinese else x


def describe_ladder(hits: pd.DataFrame, texts: Mapping[str, str] | None = None) -> str:
    """What `plot_ladder` shows, in words: the alternative text of the figure."""
    said = []
    for who, rows in hits.assign(follows=_follows(hits, texts)).groupby("who", sort=False):
        places = (
            f"at {row.position:.0%}{' (title)' if row.role == 'title' else ''} "
            f"{row.predicate or 'no verb'}{' (behind the head)' if row.follows else ''}, "
            f"{row.modifiers.replace(' | ', ' + ') or 'no modifier'}, "
            f"{say_voice(row.side, row.outer)}"
            for row in tuples(rows)
        )
        said.append(f"{' '.join(str(who).split())}: {'; '.join(places)}.")
    return "The modifiers of 命运共同体 with the verb that governs it, by place in each text. " + " ".join(said)
