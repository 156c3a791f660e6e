from itertools import pairwise

from drawn import marks_on, words_on

from analysis.draw import SIDE_MARKS
from analysis.strips import MARK, describe_strips, plot_strips


def test_strips_have_a_mark_a_hit_in_the_shape_of_its_mouth(hits) -> None:
    names = {"top-priority": "头等优先", "priority-direction": "优先方向", "strategic-choice": "战略选择"}
    rows = hits[hits["formula"].isin(list(names))].assign(who=lambda table: table["period"] + "\n" + table["language"])
    ax = plot_strips(rows, names)
    drawn, marks = words_on(ax), marks_on(ax)

    assert [word for word in drawn if word in names.values()] == [
        *["头等优先", "战略选择", "头等优先", "头等优先"],
        *["头等优先", "优先方向", "战略选择"],
    ]
    assert [drawn.count(voice) for voice in ("China 1", "Vietnam 1", "both sides 1")] == [1, 6, 1]
    # a mark for each hit, and one before each count of a side
    assert [marks.count(SIDE_MARKS[side]) for side in ("PRC", "SRV", "joint")] == [2, 12, 2]
    assert "2026 zh, 优先方向: at 8% (China)." in describe_strips(rows, names)


def test_marks_that_would_touch_stand_side_by_side(hits) -> None:
    rows = hits[hits["formula"] == "top-priority"].head(3).assign(who="2031", position=0.5)
    ax = plot_strips(rows, {"top-priority": "头等优先"})
    words_on(ax)
    places = [line.get_xdata()[0] for line in ax.lines if line.get_marker() in SIDE_MARKS.values()][:3]

    assert min(after - before for before, after in pairwise(places)) >= MARK - 1e-9
