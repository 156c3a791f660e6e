"""What is a hit, of which kind, from where to where. Sentences are made up in the style of such texts."""

import cProfile
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clean import clean_text
from analysis.formulas import read_formulas
from analysis.match import Matcher, find_in

MATCHER = Matcher(read_formulas())
SIXTEEN = "长期稳定、面向未来、睦邻友好、全面合作"
MORES = "政治互信更高、安全合作更实、务实合作更深、民意基础更牢、多边协调配合更紧、分歧管控解决更好"


def found(text: str, language: str = "zh", side: str = "") -> list[tuple[str, str, str]]:
    return [
        (hit["formula"], hit["kind"], hit["text"])
        for hit in find_in(clean_text(f"{text}", language), MATCHER, side)
        if hit["formula"] not in ("popular-foundation",)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("秉持“十六字”方针。", [("sixteen-characters", "name", "“十六字”方针")]),
        ("秉持“十六字方针”。", [("sixteen-characters", "name", "十六字方针")]),
        ("秉持16 字方针。", [("sixteen-characters", "name", "16 字方针")]),
        (f"秉持“{SIXTEEN}”的方针。", [("sixteen-characters", "full", SIXTEEN)]),
        ("秉持长期稳定,面向未来,睦邻友好,全面合作方针。", [("sixteen-characters", "full", SIXTEEN.replace("、", "，"))]),
        (
            "本着睦邻友好、全面合作、长期稳定、面向未来的方针。",
            [("sixteen-characters", "reordered", "睦邻友好、全面合作、长期稳定、面向未来")],
        ),
        ("睦邻友好、全面合作。", [("sixteen-characters", "partial", "睦邻友好、全面合作")]),
        ("睦邻友好、全面合作关系。", [("good-neighbourly-comprehensive-relations", "name", "睦邻友好、全面合作关系")]),
        ("好邻居、好朋友、好同志和好伙伴。", [("four-goods", "full", "好邻居、好朋友、好同志和好伙伴")]),
        (
            MORES.replace("务实合作", "互利合作") + "。",
            [("six-mores", "variant", MORES.replace("务实合作", "互利合作"))],
        ),
        ("按照“六个更”总体目标。", [("six-mores", "name", "六个更")]),
        ("按照六个更总体目标。", [("six-mores", "name", "六个更")]),
        ("构建人类命运共同体。", [("shared-future-mankind", "name", "人类命运共同体")]),
        ("结成了名副其实的命运共同体。", [("shared-future", "name", "命运共同体")]),
        ("构建中越具有战略意义的命运共同体。", [("shared-future-china-vietnam", "name", "中越具有战略意义的命运共同体")]),
        ("全面战略合作伙伴关系。", [("comprehensive-strategic-cooperative-partnership", "name", "全面战略合作伙伴关系")]),
        ("深化全面战略合作。", [("comprehensive-strategic-cooperation", "name", "全面战略合作")]),
        ("落实《南海各方行为宣言》。", [("doc", "name", "南海各方行为宣言"), ("south-china-sea", "name", "南海")]),
        # Nothing, or something else:
        ("社会长期稳定，面貌一新。", []),
        ("维护亚洲睦邻友好。", []),
        ("坚持“六个更加”注重。", []),
        ("建设“四好”农村路。", []),
        ("构建中柬命运共同体。", []),
        ("访问越南海防市。", []),
        ("每一个中国人都知道。", []),
        ("码头等优先发展项目。", []),
        (
            "中老两国秉持长期稳定、睦邻友好、彼此信赖、全面合作方针。",
            [("decoy-laos-sixteen-characters", "full", "长期稳定、睦邻友好、彼此信赖、全面合作")],
        ),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "quan hệ Đối tác hợp tác Chiến lược Toàn diện.",
            [("comprehensive-strategic-cooperative-partnership", "name", "Đối tác hợp tác Chiến lược Toàn diện")],
        ),
        (
            "quan hệ Đối tác chiến lược toàn diện.",
            [("comprehensive-strategic-cooperative-partnership", "variant", "Đối tác chiến lược toàn diện")],
        ),
        ('theo phương châm "16 chữ".', [("sixteen-characters", "name", 'phương châm "16 chữ"')]),
        (
            "láng giềng hữu nghị, hợp tác toàn diện, ổn định lâu dài, hướng tới tương lai.",
            [
                (
                    "sixteen-characters",
                    "reordered",
                    "láng giềng hữu nghị, hợp tác toàn diện, ổn định lâu dài, hướng tới tương lai",
                )
            ],
        ),
        ('phương hướng "6 hơn".', [("six-mores", "name", 'phương hướng "6 hơn"')]),
        (
            "là một trong những ưu tiên hàng đầu trong chính sách đối ngoại.",
            [("top-priority", "variant", "một trong những ưu tiên hàng đầu")],
        ),
        ("Cộng đồng chia sẻ tương lai Việt Nam – Trung Quốc.", None),
        ("tình hữu nghị truyền thống.", [("traditional-friendship", "name", "hữu nghị truyền thống")]),
        ("cao hơn 6 hơn 5 điểm.", []),
        ("tình hữu nghị truyền thốngx.", []),
        ("trên vùng biển đông bắc.", []),
    ],
)
def test_vietnamese(text: str, expected: list[tuple[str, str, str]] | None) -> None:
    expected = expected if expected is not None else [("shared-future-china-vietnam", "name", text.rstrip("."))]

    assert found(text, "vi") == expected
    assert [(formula, kind) for formula, kind, _ in found(unicodedata.normalize("NFD", text.replace("òa", "oà")), "vi")] == [
        (formula, kind) for formula, kind, _ in expected
    ]


def test_the_east_sea_is_a_name_of_one_side() -> None:
    text = "就东海问题交换意见，维护东海和平。"

    assert found(text, side="SRV") == [
        ("east-sea", "name", "东海"),
        ("south-china-sea-peace", "name", "维护东海和平"),
        ("east-sea", "name", "东海"),
    ]
    assert found(text, side="PRC") == found(text) == []


def test_slots_are_given_as_printed() -> None:
    text = f"双方重申睦邻友好、全面合作、长期稳定、面向未来。{MORES.replace('务实合作', '互利合作')}。"

    assert [hit["slots"] for hit in find_in(clean_text(text, "zh"), MATCHER) if hit["slots"]] == ["3-4-1-2", "1-2-3*-4-5-6"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (f"秉持“{SIXTEEN}”的十六字方针。", [0, 0]),
        (f"秉持“十六字”方针，即“{SIXTEEN}”。", [0, 0]),
        (f"按照“六个更”（{MORES}）总体目标。", [0, 0]),
        (f"秉持十六字方针。双方重申“{SIXTEEN}”。", [0, 1]),
        ("深化传统友谊和传统友谊教育。", [0, 1]),
    ],
)
def test_a_name_and_its_words_in_one_noun_phrase_are_one_mention(text: str, mentions: list[int]) -> None:
    named = [hit for hit in find_in(clean_text(text, "zh"), MATCHER) if hit["formula"] != "popular-foundation"]

    assert len(named) == 2
    assert len({hit["mention"] for hit in named}) == len(set(mentions))


@pytest.mark.parametrize("form", ["“十六字”方针", "全面战略合作伙伴关系", "中越命运共同体", SIXTEEN])
def test_a_formula_cut_by_a_break_is_whole_and_its_range_holds_the_break(form: str) -> None:
    head = "双方同意，加强各领域务实合作，深化多边框架下的沟通协调，继续推进两国友好事业，"
    for cut in range(2, len(form) - 1):
        source = f"前言：双方交换意见。\n\n{head}{form[:cut]}\n\n{form[cut:]}。"
        hit = find_in(clean_text(source, "zh"), MATCHER)[0]

        assert source[hit["start"] : hit["end"]] == f"{form[:cut]}\n\n{form[cut:]}"


@given(st.permutations(list(MATCHER.formulas)))
def test_the_order_of_the_lexicon_does_not_matter(order: list[str]) -> None:
    text = f"秉持“{SIXTEEN}”方针，按照“六个更”目标，落实《南海各方行为宣言》，构建中越命运共同体和人类命运共同体。"
    other = Matcher({identifier: MATCHER.formulas[identifier] for identifier in order})

    assert find_in(clean_text(text, "zh"), other) == find_in(clean_text(text, "zh"), MATCHER)


@given(
    st.lists(st.sampled_from([*"“”，。和的", SIXTEEN, "六个更", "中越命运共同体", "越南海防", "南海", "四好精神"]), max_size=12)
)
def test_width_of_punctuation_does_not_matter(parts: list[str]) -> None:
    text = "双方" + "".join(parts)
    narrow = text.replace("，", ",")
    wide = [(hit["formula"], hit["kind"], hit["start"], hit["end"]) for hit in find_in(clean_text(text, "zh"), MATCHER)]

    assert [(h["formula"], h["kind"], h["start"], h["end"]) for h in find_in(clean_text(narrow, "zh"), MATCHER)] == wide


@pytest.mark.parametrize(
    ("text", "language", "formulas"),
    [
        # A longer word that extends the last one cuts nothing:
        ("推动中越两党两国关系向前发展。", "zh", ["two-parties-two-countries"]),
        ("造福两党两国人民。", "zh", ["two-parties-two-countries"]),
        # Another guideline's words before the name:
        ("“节水优先、空间均衡、系统治理、两手发力”的十六字方针。", "zh", []),
        ("“明确方向、逐步推进、大局为重、友好协商”十六字方针。", "zh", ["sixteen-characters-1994"]),
        # Proper names:
        ("tàu cập bờ biển đông đúc du khách.", "vi", []),
        ("dọc bờ biển Đông Phi.", "vi", []),
        ("tranh chấp ở biển Đông.", "vi", ["east-sea"]),
        ("hội kiến tại Trung Nam Hải.", "vi", []),
        ("phía Nam Hải Phòng.", "vi", []),
        ("hòa bình ở Nam Hải.", "vi", ["south-china-sea"]),
        # Surroundings:
        ("双方携手共筑命运共同体。", "zh", ["shared-future"]),
        ("网络空间命运共同体。", "zh", []),
        ("共建海洋命运共同体。", "zh", []),
        ("是对外政策的优先方向。", "zh", ["priority-direction"]),
        ("投资的优先方向。", "zh", []),
        ("促进房地产市场稳定健康发展。", "zh", []),
        ("推动双边关系长期稳定健康发展。", "zh", ["healthy-stable-development"]),
        ('theo định hướng "6 hơn".', "vi", ["six-mores"]),
        ("theo định hướng 6 hơn 10 năm qua.", "vi", []),
        ("习近平同志强调的：“双方都重视。”十六字方针是共同遵循。", "zh", ["sixteen-characters"]),
        ('坚持"四好"精神，不断推动关系发展，落实"十六字方针"。', "zh", ["four-goods", "sixteen-characters"]),
        ("国家命运与共同发展。", "zh", []),
        ("Vấn đề Biển Đông\n\nHai bên nhất trí hợp tác.", "vi", ["east-sea"]),
        ("Trên Biển Đông Việt Nam và Trung Quốc cần kiềm chế.", "vi", ["east-sea"]),
        ("dọc bờ biển Đông Á.", "vi", []),
        ("tại Việt Nam Hải quan hai nước hợp tác.", "vi", []),
        ("构建中越更加紧密的命运共同体。", "zh", ["shared-future-china-vietnam"]),
        ("每一个中国政策都有背景。", "zh", []),
        ("坚定奉行一个中国政策。", "zh", ["one-china"]),
        # Kinds of joint between slots:
        ("好邻居·好朋友·好同志·好伙伴。", "zh", ["four-goods"]),
        ("láng giềng tốt; bạn bè tốt; đồng chí tốt; đối tác tốt.", "vi", ["four-goods"]),
    ],
)
def test_classes_of_look_alikes_and_of_printed_shapes(text: str, language: str, formulas: list[str]) -> None:
    assert [formula for formula, _, _ in found(text, language)] == formulas


def test_a_vietnamese_name_with_its_words_in_brackets_is_one_mention() -> None:
    text = "phương châm “16 chữ” (láng giềng hữu nghị, hợp tác toàn diện, ổn định lâu dài, hướng tới tương lai)."

    assert [hit["mention"] for hit in find_in(clean_text(text, "vi"), MATCHER)] == [0, 0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("双方构建中越“命运共同体”。", "zh", [("shared-future-china-vietnam", "中越“命运共同体”")]),
        ("推动中老“命运共同体”建设。", "zh", []),
        (
            "推动中越两党、两国命运共同体建设。",
            "zh",
            [("shared-future-china-vietnam", "中越两党、两国命运共同体"), ("two-parties-two-countries", "两党、两国")],
        ),
        ("双方构建高水平命运共同体。", "zh", [("shared-future", "命运共同体")]),
        ("促进中越\n\n命运共同体的建设，双方都满意。", "zh", [("shared-future", "命运共同体")]),
        ("双方遵循六个更：政治互信更高。", "zh", [("six-mores", "六个更")]),
        (
            "CỘNG ĐỒNG CHIA SẺ TƯƠNG LAI VIỆT NAM - TRUNG QUỐC.",
            "vi",
            [("shared-future-china-vietnam", "CỘNG ĐỒNG CHIA SẺ TƯƠNG LAI VIỆT NAM - TRUNG QUỐC")],
        ),
        (
            "Xây dựng Cộng đồng chia sẻ tương lai Việt Nam—Trung Quốc.",
            "vi",
            [("shared-future-china-vietnam", "Cộng đồng chia sẻ tương lai Việt Nam—Trung Quốc")],
        ),
        ("TÌNH HỮU NGHỊ TRUYỀN THỐNG VIỆT NAM - LÀO MÃI XANH TƯƠI.", "vi", []),
    ],
)
def test_quotes_capitals_dashes_and_breaks(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert [(formula, words) for formula, _, words in found(text, language)] == expected


def test_the_verb_of_another_phrase_quoted_before_it_governs_nothing() -> None:
    text = f"按照“{MORES}”的“六个更”总体目标推进合作。"

    assert [hit["predicate"] for hit in find_in(clean_text(text, "zh"), MATCHER) if hit["formula"] == "six-mores"] == [
        "按照",
        "按照",
    ]


@pytest.mark.parametrize(
    "passage",
    [
        "中越双方维护南海和平稳定，弘扬传统友谊，做好邻居、好朋友、好同志、好伙伴。\n\n",
        "美国去日本，弘扬传统友谊，",
        "老挝、美国、弘扬传统友谊、",
        "美国弘扬传统友谊。",
        "企业弘扬传统友谊，",
    ],
)
def test_one_long_text_costs_its_length(passage: str) -> None:
    """Twice the text takes no more than thrice the steps, also in one unbroken sentence: what is looked up is remembered."""
    steps = []
    for size in (200, 400):
        cleaned = clean_text(passage * size, "zh")
        profile = cProfile.Profile()
        profile.runcall(find_in, cleaned, MATCHER, "PRC")
        steps.append(sum(entry.callcount for entry in profile.getstats()))

    assert steps[1] < 3 * steps[0]
