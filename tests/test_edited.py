"""The edited texts say of themselves what is true: every test reads the texts, none asks how they were made."""

import itertools
from collections import Counter
from difflib import SequenceMatcher
from math import isnan

import pytest
from clauses import Range, cut_clauses, words_of
from edited import CHANGES, HEAVY, MIDDLE, NEAR, Edited, Operation, make_edited, moves_are_clear, score_operations

LANGUAGES = ("zh", "vi")
SEEDS = range(20)
SHARES = (NEAR, MIDDLE, HEAVY)


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, float], list[Edited]]:
    return {(one, share): [make_edited(seed, one, share) for seed in SEEDS] for one in LANGUAGES for share in SHARES}


def words(text: str, ranges: tuple[Range, ...], language: str) -> list[str]:
    return [word for start, end in ranges for word in words_of(text[start:end], language)]


def common(one: list[str], two: list[str]) -> float:
    """Share of the characters in blocks that difflib matches in order: at most what really stays."""
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    kept = sum(len("".join(one[block.a : block.a + block.size])) for block in blocks)
    return 2 * kept / len("".join(one + two))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", SHARES)
def test_every_clause_stands_in_exactly_one_operation(texts, language: str, share: float) -> None:
    for one in texts[language, share]:
        for text, side in ((one.a, "a"), (one.b, "b")):
            ranges = sorted(part for operation in one.operations for part in getattr(operation, side))

            assert ranges == cut_clauses(text, language)
            assert ranges[0][0] == 0
            assert ranges[-1][1] == len(text)
            assert all(left[1] == right[0] for left, right in itertools.pairwise(ranges))
        assert 40 <= sum(len(operation.a) for operation in one.operations) <= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_have_the_sides_that_they_must_have(texts, language: str) -> None:
    sides = {"kept": {(1, 1), (1, 2), (2, 1)}, "changed": {(1, 1), (1, 2), (2, 1)}, "moved": {(1, 1)}}
    sides |= {"added": {(0, 1)}, "dropped": {(1, 0)}}
    for operation in (operation for share in SHARES for one in texts[language, share] for operation in one.operations):
        assert (len(operation.a), len(operation.b)) in sides[operation.change]
        assert operation.edit in (("kept", "changed") if operation.change == "moved" else ("",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", SHARES)
def test_kept_has_the_same_words_and_changed_at_least_half_of_them(texts, language: str, share: float) -> None:
    for one in texts[language, share]:
        for operation in one.operations:
            before, after = words(one.a, operation.a, language), words(one.b, operation.b, language)
            if "kept" in operation[:2]:
                assert before == after
            elif "changed" in operation[:2]:
                assert before != after
                assert common(before, after) >= 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_new_clause_is_like_one_that_went(texts, language: str) -> None:
    for one in texts[language, HEAVY]:
        gone = [words(one.a, operation.a, language) for operation in one.operations if operation.change == "dropped"]
        new = [words(one.b, operation.b, language) for operation in one.operations if operation.change == "added"]

        assert all(common(before, after) < 0.5 for before in gone for after in new)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_in_place_keeps_its_order_and_what_moved_does_not(texts, language: str) -> None:
    for one in (one for share in SHARES for one in texts[language, share]):
        pairs = [operation for operation in one.operations if operation.a and operation.b]
        in_place = sorted(operation for operation in pairs if operation.change != "moved")
        places = sorted((operation.a, operation.b) for operation in in_place)

        assert all(left[1] < right[1] for left, right in itertools.pairwise(places))
        assert moves_are_clear(one.operations)
        for operation in (operation for operation in pairs if operation.change == "moved"):
            jumped = [each for each in in_place if (each.a < operation.a) != (each.b < operation.b)]
            assert sum(end - start for each in jumped for start, end in each.a) > sum(end - start for start, end in operation.a)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_operation_occurs_and_more_with_a_greater_share(texts, language: str) -> None:
    shapes = Counter((o.change, o.edit, len(o.a), len(o.b)) for one in texts[language, MIDDLE] for o in one.operations)
    least = {("kept", "", 1, 1): 1000, ("changed", "", 1, 1): 100, ("added", "", 0, 1): 60, ("dropped", "", 1, 0): 60}
    least |= {("moved", "kept", 1, 1): 30, ("moved", "changed", 1, 1): 15, ("changed", "", 2, 1): 10, ("changed", "", 1, 2): 10}
    least |= {("kept", "", 2, 1): 5, ("kept", "", 1, 2): 5}

    assert set(shapes) == set(least)
    assert {shape: shapes[shape] for shape in least if shapes[shape] < least[shape]} == {}

    def edited(share: float) -> float:
        operations = [operation for one in texts[language, share] for operation in one.operations]
        return sum(operation.change != "kept" for operation in operations) / len(operations)

    assert 0.05 < edited(NEAR) < 0.15 < edited(MIDDLE) < 0.35 < edited(HEAVY) < 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_changes_are_of_figures_or_names_alone_and_some_keeps_of_marks_alone(texts, language: str) -> None:
    one_to_one = [
        (operation.change, one.a[slice(*operation.a[0])].strip(), one.b[slice(*operation.b[0])].strip())
        for one in texts[language, MIDDLE]
        for operation in one.operations
        if len(operation.a) == len(operation.b) == 1
    ]
    figures = [(a, b) for change, a, b in one_to_one if change == "changed" and _without_digits(a) == _without_digits(b)]
    marks = [(a, b) for change, a, b in one_to_one if change == "kept" and a != b]

    assert len(figures) >= 10
    assert any("“" in a and "“" not in b for a, b in marks)
    assert any(a[-1] != b[-1] for a, b in marks)


def _without_digits(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_seed_gives_one_text_and_seeds_differ(language: str) -> None:
    assert make_edited(3, language) == make_edited(3, language)
    assert make_edited(3, language) != make_edited(4, language)


def test_the_score_counts_rows_by_their_sets_of_clauses() -> None:
    """Found: one kept, the merge with its clauses in another order, and the moved one with another edit."""
    truth = [
        Operation("kept", "", ((0, 5),), ((0, 5),)),
        Operation("changed", "", ((5, 9), (9, 14)), ((5, 12),)),
        Operation("moved", "kept", ((14, 20),), ((30, 36),)),
        Operation("dropped", "", ((20, 25),), ()),
    ]
    found = [truth[0], truth[1]._replace(a=((9, 14), (5, 9))), truth[2]._replace(edit="changed")]
    score = score_operations(truth, found)

    assert (score["overall"]["precision"], score["overall"]["recall"]) == (pytest.approx(2 / 3), 0.5)
    assert score["overall"]["f1"] == pytest.approx(4 / 7)
    assert (score["without kept"]["same"], score["without kept"]["truth"], score["without kept"]["found"]) == (1, 3, 2)
    assert score["moved"]["f1"] == 0
    assert isnan(score["dropped"]["precision"])
    assert isnan(score["added"]["f1"])
    assert set(score) == {"overall", "without kept", *CHANGES}


def exact_matches(one: Edited, language: str) -> list[Operation]:
    """Clauses with the same words in one order are kept, all others dropped and added."""
    in_a, in_b = (cut_clauses(text, language) for text in (one.a, one.b))
    of_a = [tuple(words(one.a, (part,), language)) for part in in_a]
    of_b = [tuple(words(one.b, (part,), language)) for part in in_b]
    blocks = SequenceMatcher(None, of_a, of_b, autojunk=False).get_matching_blocks()
    pairs = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    gone, new = set(range(len(in_a))) - {a for a, _ in pairs}, set(range(len(in_b))) - {b for _, b in pairs}
    rows = [Operation("kept", "", (in_a[a],), (in_b[b],)) for a, b in pairs]
    rows += [Operation("dropped", "", (in_a[at],), ()) for at in gone]
    return rows + [Operation("added", "", (), (in_b[at],)) for at in new]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", SHARES)
def test_the_truth_scores_one_and_exact_matches_far_less(texts, language: str, share: float) -> None:
    totals = Counter()
    for one in texts[language, share]:
        assert score_operations(one.operations, one.operations)["overall"]["f1"] == 1
        found = score_operations(one.operations, exact_matches(one, language))["without kept"]
        totals.update({name: found[name] for name in ("same", "truth", "found")})

    assert 0 < 2 * totals["same"] / (totals["truth"] + totals["found"]) < 0.45


@pytest.mark.parametrize(
    ("language", "text", "clauses"),
    [
        ("zh", "今年各县修好水渠八十条，惠及农户。", ["今年各县修好水渠八十条，惠及农户。"]),  # four behind the comma
        ("zh", "各县今年修渠八，各县明年修渠九。", ["各县今年修渠八，各县明年修渠九。"]),  # seven before it
        ("zh", "各县今年修好渠八，各县明年修好渠九。", ["各县今年修好渠八，", "各县明年修好渠九。"]),
        ("zh", "人口今年增加到了1,250,300人以上。", ["人口今年增加到了1,250,300人以上。"]),
        (
            "zh",
            "他说“岛上的水渠今年修好了，渔民都很高兴。”众人鼓掌。",
            ["他说“岛上的水渠今年修好了，渔民都很高兴。”", "众人鼓掌。"],
        ),
        ("zh", "修渠\n  筑坝\n\n", ["修渠\n  ", "筑坝\n\n"]),
        ("zh", "修渠！？！筑坝；架桥", ["修渠！？！", "筑坝；", "架桥"]),
        ("vi", "1. Đắp đê biển.\n", ["1. Đắp đê biển.\n"]),
        ("vi", "Giá tăng 2.500 đồng… Hết.", ["Giá tăng 2.500 đồng… ", "Hết."]),
        ("vi", "Sáng nay, hai xã cùng nhau đắp đê biển.", ["Sáng nay, hai xã cùng nhau đắp đê biển."]),
        ("vi", "Hai xã cùng đắp đê, ba xã cùng nạo kênh.", ["Hai xã cùng đắp đê, ba xã cùng nạo kênh."]),
        ("vi", "Hai xã cùng đắp đê biển, ba xã cùng nạo vét kênh.", ["Hai xã cùng đắp đê biển, ", "ba xã cùng nạo vét kênh."]),
    ],
)
def test_clauses_are_cut_by_their_rule(language: str, text: str, clauses: list[str]) -> None:
    assert [text[start:end] for start, end in cut_clauses(text, language)] == clauses
