"""Short names: readable, and never two alike."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.model import frame
from analysis.names import short_names


def named(*rows: dict) -> list[str]:
    return short_names(frame("documents", [{"document": f"text-{n}", **row} for n, row in enumerate(rows)])).tolist()


def test_a_text_without_genre_has_its_title_and_without_title_its_identifier() -> None:
    assert named({"title": "关于会谈的短讯", "period": "2031"}, {"title": "Tin ngắn"}, {"period": "2031"}) == [
        "关于会谈的短讯 2031",
        "Tin ngắn",
        "text-2",
    ]


def test_a_long_title_is_cut_and_one_that_has_the_year_does_not_get_it_twice() -> None:
    first, second = named({"title": "会" * 30, "period": "2031"}, {"title": "2031年讲话", "period": "2031"})

    assert first == "会" * 19 + "… 2031"
    assert second == "2031年讲话"


def test_texts_of_one_kind_and_period_are_told_apart_by_date_then_language_then_number() -> None:
    report = {"genre": "news report", "period": "2031"}

    assert named({**report, "date": "2031-02-01"}, {**report, "date": "2031-03-01"}) == [
        "News report 2031-02-01",
        "News report 2031-03-01",
    ]
    statement = {"genre": "joint statement", "period": "2031", "date": "2031-05-05"}
    assert named({**statement, "language": "zh"}, {**statement, "language": "vi"}) == [
        "Joint statement 2031, zh",
        "Joint statement 2031, vi",
    ]
    assert named({**report, "language": "zh"}, {**report, "language": "zh"}, {**report, "period": "2032"}) == [
        "News report 2031, 1",
        "News report 2031, 2",
        "News report 2032",
    ]


cells = st.sampled_from(["", "a", "a, 1", "zh", "text-1", "2031"])


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("genre", "title", "period", "date", "language"), cells)), max_size=6))
def test_no_two_names_are_alike(rows: list[dict]) -> None:
    names = named(*rows)

    assert len(set(names)) == len(names)
    assert all(names)
