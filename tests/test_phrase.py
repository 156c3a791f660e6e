import pytest

from analysis.phrase import find_phrase, is_governed, verb_before

HEAD = "命运共同体"


@pytest.mark.parametrize(
    ("left", "modifiers", "predicate"),
    [
        ("双方加快构建具有战略意义的中越", ["具有战略意义", "中越"], "加快构建"),
        ("结成了名副其实的", ["名副其实"], "结成"),
        ("共同打造更加紧密的中越", ["更加紧密", "中越"], "打造"),
        ("推动构建面向和平与繁荣的澜湄国家", ["面向和平与繁荣", "澜湄国家"], "推动构建"),
        ("构建中越具有战略意义的", ["中越", "具有战略意义"], "构建"),
        ("深化更高水平、更加紧密的越中两国", ["更高水平", "更加紧密", "越中两国"], "深化"),
        ("", [], ""),
        ("中方表示，更高水平的中越", ["更高水平", "中越"], ""),
        ("打造更为紧密的中国—东盟", ["更为紧密", "中国—东盟"], "打造"),
    ],
)
def test_modifiers_and_verb_in_chinese(left: str, modifiers: list[str], predicate: str) -> None:
    text = f"{left}{HEAD}。"
    head = (len(left), len(left) + len(HEAD))

    assert find_phrase(text, len(left), "zh", head) == (modifiers, predicate)


@pytest.mark.parametrize(
    ("left", "right", "modifiers", "predicate"),
    [
        ("Hai bên thúc đẩy xây dựng ", " Việt Nam - Trung Quốc có ý nghĩa chiến lược", None, "thúc đẩy xây dựng"),
        (
            "Xây dựng ",
            " có ý nghĩa chiến lược giữa Việt Nam và Trung Quốc",
            ["có ý nghĩa chiến lược", "Việt Nam và Trung Quốc"],
            "Xây dựng",
        ),
        ("Trung Quốc nêu ", " cho nhân loại", ["nhân loại"], ""),
    ],
)
def test_modifiers_and_verb_in_vietnamese(left: str, right: str, modifiers: list[str] | None, predicate: str) -> None:
    head = "cộng đồng chia sẻ tương lai"
    found = find_phrase(f"{left}{head}{right}.", len(left), "vi", (len(left), len(left + head)))

    assert found == (modifiers or ["Việt Nam - Trung Quốc", "có ý nghĩa chiến lược"], predicate)


def test_a_verbal_noun_behind_counts_where_no_verb_stands_before() -> None:
    text = "为中越命运共同体建设贡献力量。"

    assert find_phrase(text, 1, "zh", (3, 8))[1] == "建设"
    assert find_phrase("推动中越命运共同体建设。", 2, "zh", (4, 9))[1] == "推动"


@pytest.mark.parametrize(
    ("left", "governed"), [("结成", True), ("紧密的", True), ("", True), ("海洋", False), ("亚太", False), ("两国", True)]
)
def test_what_may_stand_before_a_head_without_a_referent(left: str, governed: bool) -> None:
    assert is_governed(left + HEAD, len(left)) is governed


def test_the_verb_right_before() -> None:
    assert verb_before("在增进政治互信", 3, "zh") == "增进"
    assert verb_before("在政治互信", 1, "zh") == ""
