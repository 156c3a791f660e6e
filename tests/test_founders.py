from drawn import marks_on, words_on

from analysis.draw import SIDE_COLOURS, SIDE_MARKS
from analysis.founders import describe_founders, plot_founders


def test_the_order_of_the_names_is_that_of_each_mouth(hits) -> None:
    rows = hits[hits["formula"] == "older-generation"].assign(who=lambda table: table["period"])
    ax = plot_founders(rows)
    drawn = words_on(ax)
    boxes = [ax.patches[number].get_facecolor()[:3] for number in range(0, len(ax.patches), 2)]

    assert [word for word in drawn if word in ("Mao Zedong", "Hồ Chí Minh")][::2] == [
        "Mao Zedong",
        "Hồ Chí Minh",
        "Hồ Chí Minh",
        "Mao Zedong",
    ]
    assert {"张德江 Zhang Dejiang", "陈大光 Trần Đại Quang", "Chủ tịch Hồ Chí Minh, Chủ tịch Mao Trạch Đông"} <= set(drawn)
    assert marks_on(ax) == [SIDE_MARKS[side] for side in ("PRC", "SRV", "author", "joint")]
    assert boxes[0] == boxes[3] != boxes[1] == boxes[2]
    assert SIDE_COLOURS["PRC"] != SIDE_COLOURS["SRV"]


def test_a_passage_with_one_name_has_no_order(hits) -> None:
    rows = hits[hits["formula"] == "older-generation"].assign(who="2016", slots="1")

    assert describe_founders(rows) == "The order of the two founders by speaker. "
    assert "Mao Zedong" not in words_on(plot_founders(rows))
