import io

import matplotlib as mpl
import pandas as pd
import pytest

from analysis.plots import MARKS, describe_map, plot_map
from analysis.similar import map_paragraphs


@pytest.fixture(scope="module", autouse=True)
def _off_screen() -> None:
    mpl.use("agg")


@pytest.fixture(scope="module")
def points(seeds) -> pd.DataFrame:
    return map_paragraphs(seeds, "zh")[0]


def test_the_map_has_every_paragraph_and_names_every_group(points) -> None:
    """A missing glyph is a warning, and a warning is a failure."""
    from matplotlib import pyplot as plt

    ax = plot_map(points.assign(who=points["period"] + " 联合声明"), "who")
    ax.figure.savefig(io.BytesIO(), format="png")
    drawn = [text.get_text() for text in ax.texts]
    sizes = sorted(len(marks.get_offsets()) for marks in ax.collections)
    heights = [text.get_position()[1] for text in ax.texts]
    plt.close(ax.figure)

    assert ax.get_legend() is None
    assert sorted(drawn) == [
        f"{year} 联合声明\nn = {n} paragraphs" for year, n in (("2016", 12), ("2022", 21), ("2025", 8), ("2026", 41))
    ]
    assert sizes == [1] * 8 + [8, 12, 21, 41]
    assert len(set(heights)) == 4


def test_groups_differ_in_shape_as_well_as_colour() -> None:
    from matplotlib import pyplot as plt

    points = pd.DataFrame({"x": range(6), "y": [0.0] * 6, "who": list("abcdef")})
    ax = plot_map(points, "who")
    shapes = {tuple(marks.get_paths()[0].vertices.flatten()) for marks in ax.collections}
    plt.close(ax.figure)

    assert len(shapes) == 6 < len(MARKS)


def test_the_description_says_what_is_to_be_seen() -> None:
    points = pd.DataFrame({"x": [0.1, 0.3], "y": [-0.2, 0.2], "period": ["2016", ""]})

    assert describe_map(points, "period") == (
        "Map of paragraphs by two components of their words, told apart by period. "
        "2016, 1 paragraph: first component 0.10 to 0.10, middle 0.10, second -0.20 to -0.20, middle -0.20; "
        "not known, 1 paragraph: first component 0.30 to 0.30, middle 0.30, second 0.20 to 0.20, middle 0.20."
    )


def test_an_empty_map_says_so(points) -> None:
    from matplotlib import pyplot as plt

    ax = plot_map(points.iloc[:0], "period")
    said = [text.get_text() for text in ax.texts]
    plt.close(ax.figure)

    assert said == ["too few paragraphs for a map"]
    assert describe_map(points.iloc[:0], "period").endswith("too few paragraphs for a map.")
    with pytest.raises(ValueError, match="'genre' is no column"):
        plot_map(points, "genre")
