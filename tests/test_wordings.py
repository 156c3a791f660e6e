import pytest
from drawn import marks_on, words_on

from analysis import count_wordings
from analysis.draw import SIDE_MARKS, name_texts
from analysis.wordings import describe_wordings, plot_wordings

NAMES = {"sixteen-characters": "十六字方针\n16-character guideline", "six-mores": "六个更\nsix mores"}


@pytest.fixture
def wordings(seeds, hits, period_counts):
    return count_wordings(hits, period_counts)


def test_the_figure_has_every_word_mouth_and_zero(wordings, hits) -> None:
    ax = plot_wordings(wordings, hits, NAMES, {"2016": "magazine article"})
    drawn = words_on(ax)

    assert "长期稳定、面向未来、" in drawn
    assert drawn.count("not yet coined") == 2
    assert "分歧管控解决更好" in drawn
    assert [word for word in drawn if word.isdigit() and len(word) == 4] == ["2016", "2022", "2025", "2026"]
    assert "n = 1 text\nmagazine article" in drawn
    assert "China, in full" in drawn
    assert "both sides, as China tells it," in drawn
    assert marks_on(ax) == [SIDE_MARKS[side] for side in ("PRC", "joint", "joint", "joint", "joint")]


def test_the_description_says_what_is_to_be_seen(wordings, hits) -> None:
    said = describe_wordings(wordings, hits, NAMES)

    assert "2026: both sides, in full: 长期稳定、面向未来、睦邻友好、全面合作" in said
    assert "2025: both sides, as China tells it, by name: 六个更; 2026:" in said
    assert "2016: 0 (not yet coined)" in said


def test_the_same_words_in_two_mouths_are_two_entries(wordings, hits) -> None:
    other = hits.copy()
    row = other[(other["formula"] == "six-mores") & (other["period"] == "2025")].assign(side="SRV", outer="")
    import pandas as pd

    said = describe_wordings(wordings, pd.concat([other, row], ignore_index=True), NAMES)

    assert "2025: both sides, as China tells it, by name: 六个更, then Vietnam, by name: 六个更" in said


def test_texts_of_one_name_get_their_identifiers(seeds) -> None:
    twice = seeds.documents.assign(genre="news", period="2022", date="2022", language="zh")

    assert name_texts(twice)["000_eabdb7ae368f3909"] == "2022\n000_eabdb7ae368f3909"
