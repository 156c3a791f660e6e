"""Each finding's figure is drawn from the texts, says what is to be seen, and has a caption that stands alone."""

import re

import pytest
from drawn import words_on

from analysis import count_wordings, read_findings, read_formulas
from analysis.pictures import Sources, draw_picture


@pytest.fixture(scope="module")
def sources(seeds, hits, period_counts) -> Sources:
    return Sources(seeds, read_formulas(), hits, count_wordings(hits, period_counts))


def test_every_figure_named_is_drawn(seeds, sources) -> None:
    findings = read_findings(seeds.folder)
    pictures = [draw_picture(finding, sources) for finding in findings]

    assert {finding.figure for finding in findings} == {"wordings", "ladder", "strips", "architecture", "founders"}
    assert draw_picture(findings[0].model_copy(update={"figure": ""}), sources) is None
    for picture in pictures:
        assert picture
        assert words_on(picture.ax)
        assert picture.ax.figure.get_figwidth() <= 9.8  # so that a page shows it in its own size
        assert min(text.get_fontsize() for text in picture.ax.texts) >= 9.5  # 12.7 px
        assert len(picture.alt) > 100
        assert re.search(r"\d+ (?:Chinese )?(?:text|hit|mention|passage)", picture.caption)
        assert "whose words" in picture.caption


def test_notes_stand_on_the_figure(seeds, sources) -> None:
    for finding in read_findings(seeds.folder):
        picture = draw_picture(finding, sources)
        shown = words_on(picture.ax) if picture else []
        for note in finding.notes.values():
            assert picture
            assert set(note.split("\n")) <= set(shown) or note in picture.caption
