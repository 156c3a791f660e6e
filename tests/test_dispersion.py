"""Every measure against numbers from elsewhere.

PUBLISHED: a number in print, with its source. PROGRAM: what another program gives. SECOND PATH: arithmetic written out here.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.dispersion import document_range, dp, dp_norm, juilland_d

# Gries 2020, A Practical Handbook of Corpus Linguistics: 99–118: a corpus of letters in five parts.
PARTS = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
SIZES = [len(part) for part in PARTS]


def letter(name: str) -> list[int]:
    return [part.count(name) for part in PARTS]


MEASURES = (dp, dp_norm, juilland_d)
documents = st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 1_000_000)), min_size=2, max_size=40).filter(
    lambda rows: any(hits for hits, _ in rows)
)


def test_the_letter_a_of_gries() -> None:
    """PUBLISHED: Gries 2020, to the decimals printed: DP 0.18, Juilland's D 0.785."""
    assert (letter("a"), SIZES) == ([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert dp(letter("a"), SIZES) == pytest.approx(0.18, abs=0.005)
    assert juilland_d(letter("a"), SIZES) == pytest.approx(0.785, abs=0.0005)
    assert document_range(letter("a")) == 5


@pytest.mark.parametrize(
    ("name", "spread", "deviation", "normed", "d"),
    [("b", 5, 0.02, 0.024, 0.968), ("i", 1, 0.82, 1, 0), ("q", 1, 0.8, 0.976, 0), ("x", 1, 0.78, 0.951, 0)],
)
def test_four_more_letters_of_gries(name: str, spread: int, deviation: float, normed: float, d: float) -> None:
    """PROGRAM: the same corpus in the tests of scattertext, which follows Gries 2020, three decimals."""
    assert document_range(letter(name)) == spread
    assert dp(letter(name), SIZES) == pytest.approx(deviation, abs=0.0005)
    assert dp_norm(letter(name), SIZES) == pytest.approx(normed, abs=0.0005)
    assert juilland_d(letter(name), SIZES) == pytest.approx(d, abs=0.0005)


def test_three_equal_parts_of_lijffijt_and_gries() -> None:
    """PUBLISHED: Lijffijt & Gries 2012, p. 148: two thirds, one third, nothing: DP is a third, normed a half."""
    assert dp([2, 1, 0], [10, 10, 10]) == pytest.approx(1 / 3)
    assert dp_norm([2, 1, 0], [10, 10, 10]) == pytest.approx(0.5)


def test_equal_parts_of_gries_2008() -> None:
    """The first corpus of letters (Gries 2008, p. 406) has five parts of ten.

    SECOND PATH: shares 1/15 to 5/15 against 3/15 differ by 2 + 1 + 0 + 1 + 2 fifteenths, half of which is 3/15; standard
    deviation √2 and mean 3 of 1 to 5 give 1 − √2 / 3 / 2. Even is 0.
    """
    assert dp([1, 2, 3, 4, 5], [10] * 5) == pytest.approx(3 / 15)
    assert dp_norm([1, 2, 3, 4, 5], [10] * 5) == pytest.approx(3 / 15 / (4 / 5))
    assert juilland_d([1, 2, 3, 4, 5], [10] * 5) == pytest.approx(1 - math.sqrt(2) / 3 / 2)
    assert dp([3, 3, 3], [10] * 3) == pytest.approx(0)


def test_juillands_d_of_carroll() -> None:
    """PUBLISHED: Carroll 1970, ETS Research Bulletin 1970(2), p. 14 (by way of the tests of Wordless): 0.6464."""
    assert juilland_d([0, 4, 3, 2, 1], [1] * 5) == pytest.approx(0.6464, abs=0.00005)


def test_lynes_allemand() -> None:
    """PROGRAM: README of the R package tlda, data of Lyne 1985: D 0.6038797; DP 0.4990705 (directionality "gries")."""
    hits = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0]
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]

    assert juilland_d(hits, sizes) == pytest.approx(0.6038797, abs=5e-8)
    assert dp(hits, sizes) == pytest.approx(0.4990705, abs=5e-8)
    assert document_range(hits) == 5


def test_what_occurs_nowhere_has_no_dispersion() -> None:
    for measure in MEASURES:
        assert math.isnan(measure([0, 0, 0], [10, 20, 30]))
    assert document_range([0, 0, 0]) == 0


def test_one_document() -> None:
    assert dp([3], [10]) == 0
    assert math.isnan(dp_norm([3], [10]))
    assert math.isnan(juilland_d([3], [10]))


def test_a_row_a_formula() -> None:
    table = [[1, 2, 3, 4, 5], [0, 0, 0, 0, 0], [0, 0, 7, 0, 0]]

    for measure in MEASURES:
        assert type(measure(table[0], SIZES)) is float
        assert measure(table, SIZES).tolist() == pytest.approx([measure(row, SIZES) for row in table], nan_ok=True)
    assert type(document_range(table[0])) is int
    assert document_range(table).tolist() == [5, 0, 1]
    assert dp_norm([[3], [0]], [10]).shape == juilland_d([[3], [0]], [10]).shape == (2,)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("hits", "sizes", "message"),
    [
        ([1, -2], [10, 10], "hits has -2: a count is 0 or more; give 0 to documents without hits"),
        ([1, float("nan")], [10, 10], "hits has nan: a count is 0 or more"),
        ([1, 2], [10, 0], r"sizes\[1\] is 0: must be above 0; leave out documents without text"),
        ([1, 2], [float("nan"), 10], r"sizes\[0\] is nan: must be above 0"),
        ([1, 2], [10, 10, 10], r"hits have the shape \(2,\), sizes \(3,\): give one size to every document"),
        ([1, 2], 10, r"sizes \(\): give one size to every document"),
        ([], [], r"hits have the shape \(0,\): give the hits of at least one document"),
        (3, [10], r"hits have the shape \(\): give the hits"),
    ],
)
def test_wrong_input_is_named(measure, hits, sizes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        measure(hits, sizes)


@given(documents)
def test_measures_are_in_their_range(rows: list[tuple[int, int]]) -> None:
    hits, sizes = zip(*rows, strict=True)

    assert 0 <= dp(hits, sizes) < 1
    assert dp(hits, sizes) <= dp_norm(hits, sizes) <= 1
    assert 0 <= juilland_d(hits, sizes) <= 1
    assert 1 <= document_range(hits) <= len(rows)


@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(rows: list[tuple[int, int]], random) -> None:
    shuffled = random.sample(rows, len(rows))

    for measure in MEASURES:
        there, again = (measure(*zip(*order, strict=True)) for order in (rows, shuffled))
        assert there == pytest.approx(again, abs=1e-9)
    assert document_range([hits for hits, _ in rows]) == document_range([hits for hits, _ in shuffled])


@given(documents, st.integers(2, 9))
def test_the_unit_of_sizes_changes_nothing(rows: list[tuple[int, int]], unit: int) -> None:
    hits, sizes = (np.array(column) for column in zip(*rows, strict=True))

    for measure in MEASURES:
        assert measure(hits, sizes / unit) == pytest.approx(measure(hits, sizes), abs=1e-9)


@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=40))
def test_hits_in_step_with_sizes_are_even(sizes: list[int]) -> None:
    hits = [3 * size for size in sizes]

    assert dp(hits, sizes) == pytest.approx(0, abs=1e-9)
    assert juilland_d(hits, sizes) == pytest.approx(1)


@given(st.lists(st.integers(1, 100_000), min_size=2, max_size=40))
def test_all_hits_in_the_smallest_document_are_the_most_uneven(sizes: list[int]) -> None:
    hits = [0] * len(sizes)
    hits[sizes.index(min(sizes))] = 4

    assert dp_norm(hits, sizes) == pytest.approx(1)
    assert juilland_d(hits, sizes) == pytest.approx(0, abs=1e-7)
