import base64
import io
import re

import matplotlib as mpl
import pytest

from analysis import count_wordings
from analysis.draw import (
    FONT,
    describe_ladder,
    describe_strips,
    describe_wordings,
    figure_html,
    plot_ladder,
    plot_strips,
    plot_wordings,
    style,
    wrap,
)

NAMES = {"sixteen-characters": "十六字方针\n16-character guideline", "six-mores": "六个更\nsix mores"}


@pytest.fixture(scope="module", autouse=True)
def _off_screen() -> None:
    mpl.use("agg")


@pytest.fixture
def wordings(seeds, hits, period_counts):
    return count_wordings(seeds, hits, period_counts)


def test_the_figure_has_every_word_and_every_glyph(wordings) -> None:
    """A missing glyph is a warning, and a warning is a failure."""
    from matplotlib import pyplot as plt

    ax = plot_wordings(wordings, NAMES)
    ax.figure.savefig(io.BytesIO(), format="png")
    drawn = "".join(text.get_text() for text in ax.texts)
    plt.close(ax.figure)

    assert "长期稳定、面向未来、睦邻友好、全面合作" in drawn
    assert drawn.count("not yet coined") == 2
    assert "分歧管控解决更好" in drawn
    assert [label.get_text().split("\n")[0] for label in ax.get_xticklabels()] == ["2016", "2022", "2025", "2026"]


def test_figures_are_the_same_every_time(wordings) -> None:
    first, second = (figure_html(plot_wordings(wordings, NAMES), "words", "caption").data for _ in range(2))

    assert first == second


def test_a_figure_has_alternative_text_and_caption(wordings) -> None:
    shown = figure_html(plot_wordings(wordings, NAMES), 'said "so" <here>', "a & b").data

    assert 'alt="said &quot;so&quot; &lt;here&gt;"' in shown
    assert "<figcaption>a &amp; b</figcaption>" in shown
    svg = base64.b64decode(re.search('base64,([^"]+)', shown)[1]).decode("utf-8")
    assert "<text" not in svg  # words are paths: no font is needed to see them


def test_the_description_says_what_is_to_be_seen(wordings) -> None:
    said = describe_wordings(wordings, NAMES)

    assert "2026: 1: 长期稳定、面向未来、睦邻友好、全面合作" in said
    assert "2016: 0 (not yet coined)" in said


@pytest.mark.parametrize(
    ("text", "columns"), [("好邻居、好朋友、好同志、好伙伴", 10), ("Đối tác hợp tác chiến lược toàn diện", 12), ("六个更", 20)]
)
def test_wrapping_loses_no_character(text: str, columns: int) -> None:
    lines = wrap(text, columns).splitlines()

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= columns for line in lines)


def test_the_font_has_the_characters_of_the_seeds_and_of_names(seeds) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(FONT) as font:
        known = set(font.getBestCmap())
    texts = "".join(seeds.texts.values()) + "镕堃喆ạằẫệợựỹĐ"

    assert {char for char in texts if not char.isspace() and ord(char) not in known} == set()
    assert style()["font.family"] == ["DejaVu Sans", "Noto Sans SC"]


def test_the_ladder_has_every_modifier_verb_and_place(hits) -> None:
    """A missing glyph is a warning, and a warning is a failure."""
    from matplotlib import pyplot as plt

    ladder = hits[hits["formula"].isin(["shared-future-china-vietnam", "shared-future"])]
    ladder = ladder.assign(who=ladder["period"])
    ax = plot_ladder(ladder)
    ax.figure.savefig(io.BytesIO(), format="png")
    drawn = [text.get_text() for text in ax.texts]
    rows = [label.get_text() for label in ax.get_yticklabels()]
    plt.close(ax.figure)

    assert rows == ["2016", "2025", "2026"]
    assert drawn.count("更高水平") == 2
    assert drawn.count("命运共同体") == 9
    assert {"结成", "打造", "加快构建", "建设", "推动构建", "title", "四（一）"} <= set(drawn)


def test_the_ladder_in_vietnamese_stands_behind_the_head(make_corpus) -> None:
    from matplotlib import pyplot as plt

    from analysis import find_hits, read_corpus

    text = "Hai bên thúc đẩy xây dựng cộng đồng chia sẻ tương lai Việt Nam - Trung Quốc có ý nghĩa chiến lược."
    ladder = find_hits(read_corpus(make_corpus(a_txt=text))).assign(who="2025")
    ax = plot_ladder(ladder)
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}
    plt.close(ax.figure)

    assert (
        places["thúc đẩy xây dựng"]
        < places["cộng đồng chia sẻ tương lai"]
        < places["Việt Nam - Trung Quốc"]
        < places["có ý nghĩa chiến lược"]
    )
    assert describe_ladder(ladder) == (
        "The modifiers of 命运共同体 with the verb that governs it, by place in each text. "
        "2025: at 27% thúc đẩy xây dựng, Việt Nam - Trung Quốc + có ý nghĩa chiến lược."
    )


def test_strips_have_a_mark_a_hit_and_a_line_a_text_and_formula(hits) -> None:
    """A missing glyph is a warning, and a warning is a failure."""
    from matplotlib import pyplot as plt

    names = {"six-mores": "六个更", "four-goods": "四好"}
    rows = hits[hits["formula"].isin(list(names)) & hits["kind"].isin(["name", "full"])].assign(
        who=lambda table: table["period"]
    )
    ax = plot_strips(rows, names)
    ax.figure.savefig(io.BytesIO(), format="png")
    labels = [text.get_text() for text in ax.texts]
    marks = sum(len(collection.get_segments()) for collection in ax.collections)
    plt.close(ax.figure)

    assert labels == ["四好 (1)", "六个更 (1)", "六个更 (2)", "四好 (1)"]
    assert marks == len(rows) == 5
    assert "2025, 六个更: at " in describe_strips(rows, names)
