"""The hand alignment holds together: its texts are not here, so only its own figures are looked at."""

import itertools
from collections import Counter

from aligned import GOVERNMENT, read_aligned, touching
from edited import CHANGES, score_operations


def test_every_clause_stands_in_one_row_and_every_row_has_its_sides() -> None:
    rows = read_aligned()
    for side in ("a", "b"):
        ranges = sorted(part for row in rows for part in getattr(row, side))
        assert all(start < end for start, end in ranges)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(ranges))
    for row in rows:
        assert row.change in CHANGES
        assert row.edit in (("kept", "changed") if row.change == "moved" else ("",))
        assert (bool(row.a), bool(row.b)) == (row.change != "added", row.change != "dropped")


def test_what_is_in_place_has_one_order() -> None:
    in_place = [(row.a, row.b) for row in read_aligned() if row.change in ("kept", "changed")]

    assert in_place == sorted(in_place)
    assert [b for _, b in in_place] == sorted(b for _, b in in_place)


def test_all_five_changes_are_there_in_numbers_as_the_readme_says() -> None:
    rows, sure = read_aligned(), read_aligned(doubtful=False)
    text = (GOVERNMENT.parent / "README.md").read_text(encoding="utf-8")

    for change, number in Counter(row.change for row in rows).items():
        certain = sum(row.change == change for row in sure)
        assert f"| {change} | {number} | {number - certain} |" in text
    assert f"{sum(len(row.a) for row in rows)} clauses of 2008 and {sum(len(row.b) for row in rows)} of 2013" in text


def test_rows_elsewhere_are_not_scored() -> None:
    rows = read_aligned()
    elsewhere = rows[0]._replace(a=((10**6, 10**6 + 9),), b=())

    assert touching([*rows, elsewhere], rows) == rows
    assert score_operations(rows, touching([*rows, elsewhere], rows))["overall"]["f1"] == 1
