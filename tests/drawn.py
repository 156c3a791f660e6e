"""What stands on a figure; a missing glyph is a warning, and a warning is a failure."""

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.draw import figure_file


def words_on(ax: Axes) -> list[str]:
    """The words drawn, after the figure was drawn once; none may stand outside the sheet."""
    figure_file(ax, "png")
    outside = [text.get_text() for text in ax.texts if text.get_text() and not _inside(ax, text)]

    assert outside == []
    return [text.get_text() for text in ax.texts]


def _inside(ax: Axes, text) -> bool:
    box = text.get_window_extent(FigureCanvasAgg(ax.figure).get_renderer())
    width, height = ax.figure.bbox.width, ax.figure.bbox.height
    return box.x0 >= -2 and box.y0 >= -2 and box.x1 <= width + 2 and box.y1 <= height + 2


def marks_on(ax: Axes) -> list[str]:
    """The shapes of the marks, one a mark."""
    return [line.get_marker() for line in ax.lines if line.get_marker() not in ("None", None)]
