import base64
import re

import pytest
from matplotlib import rc_context

from analysis.draw import (
    FONT,
    PALETTE,
    SIDE_COLOURS,
    SIDE_MARKS,
    apart,
    figure_file,
    figure_html,
    put_voice,
    sheet,
    style,
    wrap,
)
from analysis.terms import SIDES


def figure():
    with rc_context(style()):
        ax = sheet(3, 1)
        put_voice(ax, 0.1, 0.5, "joint", "both sides 双方")
    return ax


def test_figures_are_the_same_every_time() -> None:
    first, second = (figure_html(figure(), "words", "caption").data for _ in range(2))

    assert first == second


def test_a_figure_has_alternative_text_and_caption() -> None:
    shown = figure_html(figure(), 'said "so" <here>', "a & b").data

    assert 'alt="said &quot;so&quot; &lt;here&gt;"' in shown
    assert "<figcaption>a &amp; b</figcaption>" in shown
    svg = base64.b64decode(re.search('base64,([^"]+)', shown)[1]).decode("utf-8")
    assert "<text" not in svg  # words are paths: no font is needed to see them


@pytest.mark.parametrize(
    ("text", "columns"), [("好邻居、好朋友、好同志、好伙伴", 10), ("Đối tác hợp tác chiến lược toàn diện", 12), ("六个更", 20)]
)
def test_wrapping_loses_no_character(text: str, columns: int) -> None:
    lines = wrap(text, columns).splitlines()

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= columns for line in lines)


def test_the_font_has_the_traditional_forms_of_ordinary_characters() -> None:
    from fontTools.ttLib import TTFont
    from opencc import OpenCC

    ordinary = [bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]  # level 1
    traditional = OpenCC("s2t").convert("".join(ordinary))

    with TTFont(FONT) as font:
        known = set(font.getBestCmap())

    assert {char for char in traditional if ord(char) not in known} == set()
    assert {ord(char) for char in "黨國關係發展戰略"} <= known


def test_the_font_has_the_characters_of_the_seeds_and_of_names(seeds) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(FONT) as font:
        known = set(font.getBestCmap())
    texts = "".join(seeds.texts.values()) + "镕堃喆ạằẫệợựỹĐ"

    assert {char for char in texts if not char.isspace() and ord(char) not in known} == set()
    assert style()["font.family"] == ["Noto Sans SC", "DejaVu Sans"]


def test_every_side_has_a_shape_and_a_colour_of_its_own() -> None:
    assert set(SIDE_MARKS) == set(SIDE_COLOURS) == {*SIDES, ""}
    assert len(set(SIDE_MARKS.values())) == len(set(SIDE_COLOURS.values())) == len(SIDE_MARKS)
    assert set(PALETTE) <= set(SIDE_COLOURS.values())


def test_a_figure_is_a_file_of_either_kind() -> None:
    assert figure_file(figure(), "png").startswith(b"\x89PNG")
    assert b"<svg" in figure_file(figure())
    assert b"<dc:date>" not in figure_file(figure())


def test_what_would_touch_is_moved_apart_as_little_as_can_be() -> None:
    places = apart([1.0, 1.0, 5.0], [2.0, 1.0, 1.0])

    assert places == [0.25, 1.75, 5.0]
    assert apart([], []) == []
