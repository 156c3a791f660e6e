"""Tables -> matplotlib Axes. One visual language: quiet type, words on the figure, and a colour and shape for each voice.

A figure shows wording, voice, place and order; counts stand in words. Colour always says whose words they are, in Okabe and
Ito's palette, and shape and word say it again. Everything is drawn on a sheet measured in inches, y downwards, in the subset of
Noto Sans SC that comes with the package, so that figures are the same on a machine without a CJK font.
"""

from __future__ import annotations

import io
import re
import textwrap
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.names import other_date
from analysis.terms import LANGUAGE_WORDS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-subset.otf"
# Points. A page on a screen of 1280 px shows a sheet of up to 9.8 inches in its own size, SMALL type then at 12.7 px.
SMALL, TYPE, LARGE = 9.5, 10, 11
# Okabe & Ito's palette, told apart with every common colour blindness.
PALETTE = ("#0072B2", "#D55E00", "#CC79A7", "#009E73")
INK, QUIET, RULE, PALE = "#1b1b1b", "#5f5f5f", "#d9d9d9", "#f3f1ec"
SIDE_COLOURS = {"PRC": "#D55E00", "SRV": "#009E73", "joint": "#0072B2", "other": "#CC79A7", "author": "#5f5f5f", "": "#8a8a8a"}
SIDE_MARKS = {"PRC": "s", "SRV": "^", "joint": "D", "other": "v", "author": "o", "": "x"}
SIDE_WORDS = {
    "PRC": "China",
    "SRV": "Vietnam",
    "joint": "both sides",
    "other": "somebody else",
    "author": "narrator",
    "": "undecided",
}


def style() -> Any:
    """Settings for `matplotlib.rc_context`: fonts that have every glyph, repeatable SVG."""
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(FONT))
    return {
        "font.family": ["Noto Sans SC", "DejaVu Sans"],
        "font.size": 10,
        "svg.fonttype": "path",
        "text.parse_math": False,  # a dollar in a title is a dollar
        "svg.hashsalt": "tifa",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.dpi": 120,
    }


def sheet(width: float, height: float, ax: Axes | None = None) -> Axes:
    """An empty Axes to write and draw on, in inches from its upper left corner; on a figure of its own if none is given."""
    from matplotlib.figure import Figure

    if ax is None:
        ax = Figure(figsize=(width, height)).add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(height, 0))
    ax.axis("off")
    return ax


def columns_of(text: str) -> int:
    """Width of a text in columns; a hanzi has two.

    >>> columns_of("六个更 name")
    11
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def width_of(text: str, size: float) -> float:
    """Width of a text in inches, in type of `size` points; a little more than it takes, since letters differ.

    >>> width_of("六个更", 12)
    0.5
    """
    han = columns_of(text) - len(text)
    return (han + 0.55 * (len(text) - han)) * size / 72


def wrap(text: str, columns: int) -> str:
    """Break a text into lines of at most so many columns (a hanzi has two), Chinese after 、 where it can.

    >>> wrap("好邻居、好朋友、好同志、好伙伴", 16).splitlines()
    ['好邻居、好朋友、', '好同志、好伙伴']
    """
    if columns_of(text) == len(text):
        return textwrap.fill(text, columns)
    lines = [""]
    for part in text.replace("、", "、\0").replace(" ", " \0").split("\0"):
        for piece in [part] if columns_of(part) <= columns else list(part):
            if columns_of(lines[-1] + piece) > columns:
                lines.append("")
            lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


def say_voice(side: str, outer: str = "") -> str:
    """Whose words, for readers.

    >>> say_voice("joint", "PRC"), say_voice("author")
    ('both sides, as China tells it', 'narrator')
    """
    return SIDE_WORDS[side] + (f", as {SIDE_WORDS[outer]} tells it" if outer and outer != side else "")


def name_texts(documents: pd.DataFrame) -> dict[str, str]:
    """Document -> its name on a figure: the period, and below it the genre and, where there are several, the language.

    documents : table `documents`; texts that would have one name get their identifiers. One whose date is of another year than
                its period has its date in the first line.

    >>> from analysis.read import read_corpus
    >>> list(name_texts(read_corpus().documents).values())[:2]
    ['2016\\nmagazine article\\nChinese', 'Jan 2017 (inferred)\\nbackground article\\nVietnamese']
    """
    several = documents["language"].nunique() > 1
    rows: list[Any] = list(documents.itertuples())  # what type a column has no type checker knows
    times = [other_date(row) or row.period for row in rows]
    languages = ["\n" + LANGUAGE_WORDS.get(row.language, row.language) if several else "" for row in rows]
    names = [
        f"{time}\n{row.genre or row.document}{language}" for row, time, language in zip(rows, times, languages, strict=True)
    ]
    names = [
        f"{time}\n{row.document}" if names.count(name) > 1 else name for row, time, name in zip(rows, times, names, strict=True)
    ]
    return dict(zip(documents["document"], names, strict=True))


def put_mark(ax: Axes, x: float, y: float, side: str, size: float = 5.5) -> None:
    """The mark of a side, in its colour and shape; the narrator's is hollow."""
    colour = SIDE_COLOURS[side]
    hollow = side in ("author", "")
    look: dict[str, Any] = (
        {"mfc": "white", "mec": colour, "mew": 1.3} if hollow else {"mfc": colour, "mec": "white", "mew": 0.6}
    )
    ax.plot([x], [y], marker=SIDE_MARKS[side], ms=size if hollow else size + 1, zorder=3, **look)


def put_voice(ax: Axes, x: float, y: float, side: str, said: str, size: float = SMALL) -> float:
    """A side's mark and words; returns where they end."""
    put_mark(ax, x + 0.06, y, side)
    ax.text(x + 0.16, y, said, color=SIDE_COLOURS[side], va="center_baseline", fontsize=size)
    return x + 0.16 + width_of(said, size)


def put_title(ax: Axes, y: float, title: str) -> None:
    """The name of a row at the left margin: its first line larger, the others quiet below it."""
    first, *others = title.split("\n")
    ax.text(0.04, y, first, color=INK, fontsize=LARGE, va="center_baseline")
    for number, line in enumerate(others):
        ax.text(0.04, y + 0.2 + 0.18 * number, line, color=QUIET, fontsize=SMALL, va="center_baseline")


def height_of(title: str) -> float:
    """Inches that a row needs for its name.

    >>> height_of("2016\\nmagazine article")
    0.38
    """
    return round(0.2 + 0.18 * title.count("\n"), 2)


def put_rule(ax: Axes, y: float, strong: bool = False) -> None:
    """A line across the sheet."""
    ax.plot(ax.get_xlim(), [y, y], color=INK if strong else RULE, linewidth=0.8, zorder=0)


def apart(wished: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Rising places for things of these sizes, each moved as little as keeps them from touching.

    >>> apart([0.0, 0.5, 4.0], [1.0, 1.0, 1.0])
    [-0.25, 0.75, 4.0]
    """
    offsets, at = [], 0.0
    for before, size in zip([0.0, *sizes], sizes, strict=False):
        at += (before + size) / 2
        offsets.append(at)
    blocks: list[list[float]] = []  # of the things that touch: sum of the places wished for the first, and how many
    for place, offset in zip(wished, offsets, strict=True):
        blocks.append([place - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, size = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + size]
    bases = [total / size for total, size in blocks for _ in range(int(size))]
    return [float(base + offset) for base, offset in zip(bases, offsets, strict=True)]


_COMMENT = re.compile(rb"[ \t]*<!--.*?-->\n?", re.DOTALL)  # the words of paths, whoever wrote them


def figure_file(ax: Axes, kind: str = "svg") -> bytes:
    """The figure of an Axes as a file: `svg` with words as paths and without a date, or `png`."""
    from matplotlib import rc_context

    data = io.BytesIO()
    kinds: dict[str, dict[str, Any]] = {
        "svg": {"metadata": {"Date": None}},
        "png": {"metadata": {"Software": None}, "dpi": 200},
    }
    figure: Any = ax.figure
    with rc_context(style()):
        figure.savefig(data, format=kind, **kinds[kind])
    return _COMMENT.sub(b"", data.getvalue()) if kind == "svg" else data.getvalue()


def figure_html(ax: Axes, alt: str, caption: str) -> Any:
    """The figure of an Axes as an HTML figure with SVG, alternative text and caption, for display in a notebook."""
    import base64
    import html

    from IPython.display import HTML

    source = base64.b64encode(figure_file(ax)).decode("ascii")
    image = f'<img src="data:image/svg+xml;base64,{source}" alt="{html.escape(alt)}">'
    return HTML(f"<figure>{image}<figcaption>{html.escape(caption)}</figcaption></figure>")
