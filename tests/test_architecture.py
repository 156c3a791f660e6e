import pytest
from drawn import words_on

from analysis import measure_sections
from analysis.architecture import describe_architecture, plot_architecture
from analysis.draw import PALE, SIDE_COLOURS
from analysis.terms import HEADLINE_KINDS


@pytest.fixture(scope="module")
def statement(seeds, hits):
    parts = measure_sections(seeds, hits)
    name = parts["document"].iloc[-1]
    return parts[parts["document"] == name], hits[(hits["document"] == name) & hits["kind"].isin(HEADLINE_KINDS)]


def test_a_strip_a_section_as_long_as_its_share_and_a_stroke_a_hit(statement) -> None:
    from matplotlib.colors import to_hex

    parts, hits = statement
    names = {name: name for name in hits["formula"]}
    ax = plot_architecture(parts, hits, names, {"四（六）": "differences\nat sea"})
    drawn = words_on(ax)
    strips = [box for box in ax.collections if to_hex(box.get_facecolor()[0]) == PALE]
    lengths = [box.get_paths()[0].get_extents().width for box in strips]
    strokes = [line.get_color() for line in ax.lines if line.get_linewidth() == 1.6]

    assert lengths == pytest.approx([share / parts["share"].max() * max(lengths) for share in parts["share"]])
    assert sorted(strokes) == sorted(SIDE_COLOURS[side] for side in hits["side"])
    assert drawn.count("四（三） section 4 (3)") == 1
    assert "at sea" in drawn
    assert "26%" in drawn
    assert any(line.endswith("and 20 more") for line in drawn)
    assert "both sides 18" in drawn


def test_the_description_goes_through_the_sections_in_order(statement) -> None:
    said = describe_architecture(*statement, {"三": "congratulations"})

    assert "三 section 3, congratulations: 8% of the text; hits: China 4, Vietnam 4. 四 section 4: " in said
    assert said.index("四（五）") < said.index("四（六）") < said.index("五 section 5: below 1%")
