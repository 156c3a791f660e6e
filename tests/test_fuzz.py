"""A short run of the fuzzer (`make fuzz` is the long one), and each input on which it once found something."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz import CHECKS, check_alignment, check_text, check_tokens, run


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_made_up_is_an_uncaught_error_or_a_broken_range(check: Callable[[], None]) -> None:
    run(check, 60, derandomize=True)


@pytest.mark.parametrize(
    ("check", "found"),
    [
        (check_tokens, ("\x00__", "vi")),  # pyvi joins what stands together, and the walk ran over the end
        (check_tokens, ("\ud800\ud800", "vi")),  # half a character, which no model and no automaton takes
        (check_alignment, ("", "Tổng\n中越", "vi")),  # a word and the line's end joined by pyvi
        (check_text, ("\ud800双方", "zh", "PRC")),
    ],
)
def test_what_was_found_once_stays_mended(check: Callable[..., None], found: tuple[str, ...]) -> None:
    check.hypothesis.inner_test(*found)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem
)
def test_a_styled_table_escapes_its_words(path: Path) -> None:
    """pandas escapes what it prints, but not where it has a style."""
    source = path.read_text(encoding="utf-8")

    assert source.count(".style.") == source.count('escape=\\"html\\"')
