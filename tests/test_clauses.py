"""Cutting into clauses, by cases and by what must always hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clauses import clause_range, cut_clauses, find_clauses
from analysis.clean import Cleaned, clean_text

CHINESE = [
    ("双方同意扩大铁路合作。双方互致问候！", ["双方同意扩大铁路合作。", "双方互致问候！"]),
    ("双方将继续扩大铁路合作，并尽快开通新的口岸。", ["双方将继续扩大铁路合作，", "并尽快开通新的口岸。"]),
    ("双方合作良好，并将尽快开通新的口岸。", ["双方合作良好，并将尽快开通新的口岸。"]),  # six hanzi before the comma
    ("双方将继续扩大铁路合作，效果很好。", ["双方将继续扩大铁路合作，效果很好。"]),  # four behind it
    ("今年春天，双方通了电话，并商定秋天再次见面会谈。", ["今年春天，双方通了电话，", "并商定秋天再次见面会谈。"]),
    ("扩大农业、渔业、林业、铁路、公路、航空合作。", ["扩大农业、渔业、林业、铁路、公路、航空合作。"]),
    ("代表说：“我们愿意继续扩大合作，也愿意多听各方意见。”", ["代表说：“我们愿意继续扩大合作，也愿意多听各方意见。”"]),
    ("代表说：“我们愿意合作。”双方随后签字。", ["代表说：“我们愿意合作。”", "双方随后签字。"]),
    ("签署了《关于扩大农业合作的协定，及其附件的说明》。", ["签署了《关于扩大农业合作的协定，及其附件的说明》。"]),
    ("贸易额达到一亿零五百万即105,000,000元人民币。", ["贸易额达到一亿零五百万即105,000,000元人民币。"]),
    ("双方合作；双方满意；", ["双方合作；", "双方满意；"]),
    ("一、合作\n（一）铁路\n双方同意。", ["一、合作\n", "（一）铁路\n", "双方同意。"]),
    ("“双方将继续扩大铁路合作，并尽快开通新的口岸。", ["“双方将继续扩大铁路合作，", "并尽快开通新的口岸。"]),  # never closed
]
VIETNAMESE = [
    ("Hai bên hài lòng. Hai bên ký kết.", ["Hai bên hài lòng. ", "Hai bên ký kết."]),
    (
        "Hai bên nhất trí mở rộng hợp tác đường sắt, đồng thời sớm mở thêm cửa khẩu mới.",
        ["Hai bên nhất trí mở rộng hợp tác đường sắt, ", "đồng thời sớm mở thêm cửa khẩu mới."],
    ),
    ("Hai bên trao đổi, rồi cùng nhau ký kết văn bản.", ["Hai bên trao đổi, rồi cùng nhau ký kết văn bản."]),
    ("Kim ngạch đạt 10.500 tấn trong cả năm nay.", ["Kim ngạch đạt 10.500 tấn trong cả năm nay."]),
    ("1. Hai bên hài lòng; hai bên ký kết…", ["1. Hai bên hài lòng; ", "hai bên ký kết…"]),
    ("Đoàn thăm TP. Hải Phòng hôm qua.", ["Đoàn thăm TP. Hải Phòng hôm qua."]),
]


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_is_cut(text: str, expected: list[str]) -> None:
    assert [text[first:last] for first, last in cut_clauses(text, "zh")] == expected


@pytest.mark.parametrize(("text", "expected"), VIETNAMESE)
def test_vietnamese_is_cut(text: str, expected: list[str]) -> None:
    assert [text[first:last] for first, last in cut_clauses(text, "vi")] == expected


@pytest.mark.parametrize(
    ("one", "other", "language", "same"),
    [
        ("双方同意“合作”。", "双方同意合作；", "zh", True),
        ("增长3.5%。", "增长35%。", "zh", False),
        ("共1,000元。", "共1000元。", "zh", True),
        ("Hai bên hoà bình – hữu nghị.", "hai bên HÒA BÌNH - hữu nghị", "vi", True),
        ("Hai bên hợp tác.", "Hai bên hợp tác tốt.", "vi", False),
    ],
)
def test_the_key_forgets_marks_quotes_case_and_spaces_only(one: str, other: str, language: str, same: bool) -> None:
    keys = [find_clauses(clean_text(text, language))[0].key for text in (one, other)]

    assert (keys[0] == keys[1]) is same


def pieces_zh() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*"双方同意扩大合作，。；、：“”《》（）5", "2026年", " ", "\n", ", "]), max_size=60).map(
        "".join
    )


def pieces_vi() -> st.SearchStrategy[str]:
    words = ["Hai bên", "nhất trí", "mở rộng", "hợp tác", ",", ".", ";", "…", "“", "”", "5", "2.500", "1.", "\n"]
    return st.lists(st.sampled_from(words), max_size=50).map(" ".join)


texts = st.one_of(st.tuples(pieces_zh(), st.just("zh")), st.tuples(pieces_vi(), st.just("vi")))


@given(texts)
def test_clauses_tile_the_counted_text(case: tuple[str, str]) -> None:
    cleaned = clean_text(*case)
    clauses = find_clauses(cleaned)

    assert "".join(cleaned.text[clause.first : clause.last] for clause in clauses) == cleaned.text
    assert all(cleaned.text[clause.first : clause.last].strip() for clause in clauses)
    assert all(clause.first <= unit.first < unit.last <= clause.last for clause in clauses for unit in clause.units)


@given(texts)
def test_ranges_in_the_source_hold_every_counted_character_once(case: tuple[str, str]) -> None:
    cleaned = clean_text(*case)
    ranges = [clause_range(cleaned, clause.first, clause.last) for clause in find_clauses(cleaned)]

    assert ranges == sorted(ranges)
    assert all(end <= start for (_, end), (start, _) in pairwise(ranges))
    for start, end, char in zip(cleaned.starts, cleaned.ends, cleaned.text, strict=True):
        assert char.isspace() or sum(first <= start and end <= last for first, last in ranges) == 1


def test_a_range_stops_before_what_is_set_aside(cleaned: dict[str, Cleaned]) -> None:
    statement = cleaned["003"]
    aside = [(p.stretch.start, p.stretch.end) for p in statement.pieces if not p.stretch.counted]
    ranges = [clause_range(statement, clause.first, clause.last) for clause in find_clauses(statement)]

    assert aside
    assert not any(start < stop and begin < end for start, end in ranges for begin, stop in aside)
