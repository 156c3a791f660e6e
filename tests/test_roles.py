"""Roles of the lines of a source. Sentences are made up in the style of such texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.roles import find_stretches

BODY = "双方就两党两国关系及共同关心的国际地区问题深入交换意见，达成广泛共识。"
MORE = "两国各部门、各地方的交流合作取得积极进展，人民友谊不断加深。"


def roles(source: str, language: str = "zh", title: str = "") -> list[tuple[str, str]]:
    return [(s.role, "⏎".join(source[a:b] for a, b in s.parts)) for s in find_stretches(source, language, title)]


@pytest.mark.parametrize(
    ("line", "language", "role"),
    [
        ("来源：新华社", "zh", "source line"),
        ("来 源: 外交部网站", "zh", "source line"),
        ("Nguồn: TTXVN", "vi", "source line"),
        ("责任编辑：王小明", "zh", "signature"),
        ("越通社", "zh", "signature"),
        ("(TTXVN/Vietnam+)", "vi", "signature"),
        ("会谈现场。图自越通社", "zh", "caption"),
        ("图为会谈现场。", "zh", "caption"),
        ("两国代表合影。新华社记者李明 摄", "zh", "caption"),
        ("Hai nhà lãnh đạo tại lễ đón. (Ảnh: TTXVN)", "vi", "caption"),
        ("两国代表合影。新华社发（胡佳丽摄）", "zh", "caption"),
        ("会谈现场（图源：越通社）", "zh", "caption"),
        ("Quang cảnh hội đàm. (Nguồn: TTXVN)", "vi", "caption"),
        ("Ảnh minh họa: VOV", "vi", "caption"),
        ("【责任编辑：王小明】", "zh", "signature"),
        ("关键词：南海 命运共同体", "zh", "furniture"),
        ("12/12/2023 - 19:30", "vi", "dateline"),
        ("2026年4月17日 星期五", "zh", "dateline"),
        ("3 / 9", "zh", "furniture"),
        ("- 3 -", "zh", "furniture"),
        ("第3页 共8页", "zh", "furniture"),
        ("2026年4月17日于北京", "zh", "dateline"),
        ("Hà Nội, ngày 12 tháng 12 năm 2023", "vi", "dateline"),
        # Lines that stay what they are:
        ("双方图自身发展之便，也谋共同繁荣之利。", "zh", "body"),
        ("节目由两国电视台联合拍摄。", "zh", "body"),
        ("双方发展战略对接的宏伟蓝图自两国领导人亲自擘画以来不断走深走实。", "zh", "body"),
        ("资料图书馆落成，传承传统友谊。", "zh", "body"),
        ("记者：请问您如何评价命运共同体建设取得的进展？", "zh", "body"),
        ("1950年1月18日，中越建交。", "zh", "body"),
        ("Nhân Dân - cơ quan ngôn luận của Đảng - đưa tin.", "vi", "body"),
        ("Hội đàm diễn ra tại Hà Nội, ngày 12 tháng 12 năm 2023.", "vi", "body"),
        ("Đây là một cội nguồn: hữu nghị truyền thống.", "vi", "body"),
        ("4月14日，习近平", "zh", "heading"),
        ("记者：您怎么看待南海问题", "zh", "heading"),
        ("两社签署合作协议，重要新闻由新华社发。", "zh", "body"),
        ("这张见证传统友谊的照片由著名记者钱某杰摄。", "zh", "body"),
        ("时间证明，两国是命运共同体。", "zh", "body"),
        ("Thông tấn xã Việt Nam (TTXVN) - cơ quan thông tấn quốc gia - đưa tin.", "vi", "body"),
        ("2023年12月13日，双方发表联合声明，宣布构建命运共同体。", "zh", "body"),
        ("新华社的报道说双方同意加强合作。", "zh", "body"),
        ("分享发展机遇是双方的共同愿望。", "zh", "body"),
        ("Ảnh hưởng của chuyến thăm rất sâu rộng.", "vi", "body"),
    ],
)
def test_a_line_has_its_role(line: str, language: str, role: str) -> None:
    before = BODY if language == "zh" else "Hai bên trao đổi ý kiến sâu rộng về quan hệ giữa hai nước."

    assert roles(f"{before}\n\n{line}\n\n{before}", language)[1] == (role, line)


@pytest.mark.parametrize(
    ("line", "dateline", "language"),
    [
        ("越通社河内——双方同意深化合作。", "越通社河内——", "zh"),
        ("越通社北京4月19日——越通社驻北京记者报道，双方同意深化合作。", "越通社北京4月19日——越通社驻北京记者报道，", "zh"),
        ("新华社河内12月13日电（记者 王小明、李红）双方同意深化合作。", "新华社河内12月13日电（记者 王小明、李红）", "zh"),
        ("本报北京10月31日电 双方同意深化合作。", "本报北京10月31日电", "zh"),
        ("Hà Nội (TTXVN) - Hai bên nhất trí tăng cường hợp tác.", "Hà Nội (TTXVN) -", "vi"),
        ("Bắc Kinh, ngày 19/8 (TTXVN) - Hai bên nhất trí tăng cường hợp tác.", "Bắc Kinh, ngày 19/8 (TTXVN) -", "vi"),
        ("VOV.VN - Hai bên nhất trí tăng cường hợp tác.", "VOV.VN -", "vi"),
        ("央视网消息（新闻联播）：双方同意深化合作。", "央视网消息（新闻联播）：", "zh"),
        ("人民日报北京4月15日电  （记者王远）双方同意深化合作。", "人民日报北京4月15日电  （记者王远）", "zh"),
    ],
)
def test_a_dateline_is_taken_off_its_paragraph(line: str, dateline: str, language: str) -> None:
    found = roles(line, language)

    assert [role for role, _ in found] == ["dateline", "body"]
    assert found[0][1] == dateline
    assert found[1][1].startswith(("双方同意", "Hai bên"))


def test_a_tail_of_other_news_is_set_aside_whole() -> None:
    tail = "更多\n\n会见现场。图自越通社\n\n两国签署新协议\n\n双方同意合作。"

    found = roles(f"{BODY}(完)\n越通社\n\n{tail}")

    assert [role for role, _ in found] == ["body", "end mark", "signature", *["furniture"] * 4]


@pytest.mark.parametrize("mark", ["相关新闻", "【相关新闻】", "更多>>", "延伸阅读：", "其他新闻"])
def test_a_tail_is_known_by_many_marks(mark: str) -> None:
    assert [role for role, _ in roles(f"{BODY * 3}\n\n{mark}\n\n{MORE}")] == ["body", "furniture", "furniture"]


def test_a_mark_before_most_of_the_text_sets_aside_itself_only() -> None:
    assert [role for role, _ in roles(f"两国关系进入新阶段\n\n更多\n{BODY}\n{MORE}")] == ["title", "furniture", "body", "body"]
    assert [role for role, _ in roles(f"编者按。(完)\n{BODY}\n{MORE}")] == ["body", "end mark", "body", "body"]


def test_more_inside_a_sentence_is_no_tail() -> None:
    assert [role for role, _ in roles(f"{BODY}\n更多合作项目正在推进。\n{BODY}")] == ["body"] * 3


def test_a_lead_repeated_after_the_dateline_is_set_aside_and_one_that_is_not_counts() -> None:
    repeated = roles(f"两国关系进入新阶段\n\n{BODY}\n\n越通社河内——{BODY}双方还谈到海上问题。")
    other = roles(f"两国关系进入新阶段\n\n{BODY}\n\n越通社河内——双方同意继续深化务实合作，推动互联互通。")

    assert [role for role, _ in repeated] == ["title", "repeated lead", "dateline", "body"]
    assert [role for role, _ in other] == ["title", "lead", "dateline", "body"]


@pytest.mark.parametrize(
    ("title", "again", "language"),
    [
        ("“命运”与共新发展", "命运与共新发展", "zh"),
        ("命运与共新发展", "“命运与共”新发展", "zh"),
        ("Hợp tác mới", "“HỢP TÁC MỚI”", "vi"),
    ],
)
def test_the_title_again_is_furniture_in_whatever_marks(title: str, again: str, language: str) -> None:
    found = roles(f"{title}\n\n{BODY}\n{again}\n{MORE}", language)

    assert [role for role, _ in found] == ["title", "body", "furniture", "body"]


def test_a_headline_repeated_in_a_caption_is_no_second_headline() -> None:
    source = f"两国关系进入新阶段\n\n{BODY}\n\n两国关系进入新阶段 ảnh 1会谈现场\n\n两国关系进入新阶段\n\n{MORE}"

    assert [role for role, _ in roles(source)] == ["title", "body", "caption", "furniture", "body"]


def test_a_title_is_recognised_and_never_invented() -> None:
    formal = "甲国和乙国关于深化全面战略合作的联合声明"

    assert roles(f"{BODY}\n\n{MORE}")[0][0] == "body"
    assert [role for role, _ in roles(f"联合声明（全文）\n\n来源：新华社\n\n{formal}。\n\n一、{BODY}", title=formal)] == [
        "title",
        "source line",
        "title",
        "body",
    ]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("双方同意，继续深化新时代中越全面战略", "合作伙伴关系。", "zh"),
        ("双方同意加强法律和司法领域合作，加强司法部对口交流，深化多边框架下沟通协调，推进反腐败司", "法执法合作。", "zh"),
        ("双方将推进全面、有效实施《区域全面经济伙伴关系协定》", "(RCEP)，欢迎各方加入。", "zh"),
        ("双方同意在数字经济、", "绿色发展等领域合作。", "zh"),
        ("两国共同推动《联合国气候变化框架公约》及其《巴黎", "协定》全面实施。", "zh"),
        ("Hai bên nhất trí tăng cường quan hệ Đối tác hợp tác", "chiến lược toàn diện Việt Nam - Trung Quốc.", "vi"),
    ],
)
def test_a_cut_paragraph_is_one_paragraph(first: str, second: str, language: str) -> None:
    breaks = ["\n"] if first.endswith("全面战略") else ["\n", "\n\n"]
    for line_break in breaks:
        source = f"{'双方交换意见。' if language == 'zh' else 'Hai bên trao đổi ý kiến.'}\n\n{first}{line_break}{second}"

        assert roles(source, language)[-1] == ("body", f"{first}⏎{second}")


def test_a_page_number_inside_a_cut_paragraph_does_not_keep_its_parts_apart() -> None:
    first = "双方同意加强法律和司法领域合作，加强司法部对口交流，深化多边框架下沟通协调，推进反腐败司"

    assert roles(f"{BODY}\n\n{first}\n\n- 4 -\n\n法执法合作。") == [
        ("body", BODY),
        ("body", f"{first}⏎法执法合作。"),
        ("furniture", "- 4 -"),
    ]


def test_a_repeated_lead_is_found_behind_a_dateline_nobody_listed() -> None:
    found = roles(f"两国关系进入新阶段\n\n{BODY}\n\n边城晚报河口4月15日讯 本报记者王小明——{BODY}双方还谈到海上问题。")

    assert [role for role, _ in found] == ["title", "repeated lead", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        [f"中国{name}部与越南{name}部关于深化传统友谊的合作协议" for name in "甲乙丙丁戊己"],
        [
            "李强会见苏林强调弘扬中越传统友谊",
            "赵某会见苏林强调加强立法机关交流",
            "王某会见苏林强调办好人民论坛活动",
            "两国签署四十五份合作文件取得实效",
        ],
        [f"Bản ghi nhớ về hợp tác {name} giữa hai nước láng giềng" for name in ("một", "hai", "ba", "tư", "năm", "sáu")],
    ],
)
@pytest.mark.parametrize("parted", ["\n", "\n\n"])
def test_a_list_of_lines_as_wide_as_one_another_is_no_wrapped_text(lines: list[str], parted: str) -> None:
    language = "vi" if lines[0].startswith("B") else "zh"

    assert [text for _, text in roles(parted.join(lines), language)] == lines


@pytest.mark.parametrize(
    ("source", "language"),
    [
        ("习近平同越共中央总书记苏林在北京举行会谈\n双方重申传统友谊。\n双方同意走深走实。", "zh"),
        ("Tổng Bí thư Tô Lâm hội đàm với Tổng Bí thư Tập Cận Bình\nHai bên coi trọng hữu nghị.\nHai bên nhất trí.", "vi"),
    ],
)
def test_a_headline_above_short_sentences_stays_a_line_of_its_own(source: str, language: str) -> None:
    assert [text for _, text in roles(source, language)] == source.split("\n")


@pytest.mark.parametrize(
    ("text", "credit", "language"),
    [
        ("Hai bên nhất trí duy trì hòa bình. Hai bên coi trọng hữu nghị truyền thống giữa hai nước.", " (Nguồn: TTXVN)", "vi"),
        ("Hai bên nhất trí duy trì hòa bình. Hai bên coi trọng hữu nghị truyền thống giữa hai nước.", " Nguồn: TTXVN", "vi"),
        (BODY + MORE + BODY + MORE + BODY, "（记者王文 文/摄）", "zh"),
    ],
)
def test_a_credit_at_the_end_of_a_paragraph_takes_itself_off_and_no_more(text: str, credit: str, language: str) -> None:
    assert roles(text + credit, language) == [("body", text), ("source line", credit.strip())]


def test_a_character_that_stands_for_several_letters_is_no_stumbling_block() -> None:
    """㎞ is two letters for comparing, and the lead begins with the second."""
    found = roles(f"m{BODY}\n\n㎞{BODY}")

    assert [role for role, _ in found] == ["body", "body"]


def test_a_wrong_closing_quote_does_not_join_paragraphs() -> None:
    assert [role for role, _ in roles(f"双方重申“十六字“方针。\n\n推动合作走深走实\n\n{MORE}")] == ["body", "heading", "body"]


@pytest.mark.parametrize("line_break", ["\n", "\n\n"])
def test_a_heading_is_never_joined_to_a_paragraph(line_break: str) -> None:
    source = f"{BODY}{line_break}政治关系稳步发展{line_break}{MORE}{line_break}一、务实合作{line_break}{BODY}"

    assert [role for role, _ in roles(source)] == ["body", "heading", "body", "heading", "body"]


@pytest.mark.parametrize("width", range(18, 43, 3))
@pytest.mark.parametrize("parted", ["\n", "\n\n"])
def test_a_text_wrapped_at_a_fixed_width_is_whole_again(width: int, parted: str) -> None:
    paragraphs = [
        "双方同意，" + "继续深化各领域务实合作，" * 7 + "取得实效。",
        "双方认为，" + "两国关系保持良好发展势头，" * 6 + "前景广阔。",
    ]
    wrapped = ["\n".join(text[at : at + width] for at in range(0, len(text), width)) for text in paragraphs]

    found = roles(parted.join(wrapped))

    assert [(role, text.replace("⏎", "")) for role, text in found] == [("body", text) for text in paragraphs]


@given(st.text(alphabet="双方同意合作。，、\n （）完更多ab1*《》“”", max_size=80), st.sampled_from(["zh", "vi"]))
def test_stretches_hold_every_character_once_and_in_order(source: str, language: str) -> None:
    parts = sorted(part for stretch in find_stretches(source, language) for part in stretch.parts)

    assert all(a < b for a, b in parts)
    assert all(first[1] <= second[0] for first, second in pairwise(parts))
    outside = set(range(len(source))) - {at for a, b in parts for at in range(a, b)}
    assert all(source[at].isspace() for at in outside)


VI_BODY = "Hai bên nhất trí tăng cường quan hệ hữu nghị truyền thống giữa hai nước và nhân dân hai nước."


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "TUYÊN BỐ CHUNG\nVỀ QUAN HỆ HỢP\nTÁC HAI NƯỚC\n\n" + VI_BODY,
            [("title", "TUYÊN BỐ CHUNG⏎VỀ QUAN HỆ HỢP⏎TÁC HAI NƯỚC")],
        ),
        ("TUYÊN BỐ CHUNG\n\nHỢP TÁC HAI NƯỚC\n" + VI_BODY, [("title", "TUYÊN BỐ CHUNG"), ("heading", "HỢP TÁC HAI NƯỚC")]),
        ("TUYÊN BỐ CHUNG\n1. HỢP TÁC\n" + VI_BODY, [("heading", "TUYÊN BỐ CHUNG"), ("heading", "1. HỢP TÁC")]),
        ("Tin\nVỀ QUAN HỆ HỢP\nTÁC HAI NƯỚC\nHai bên\n", [("title", "Tin"), ("heading", "VỀ QUAN HỆ HỢP⏎TÁC HAI NƯỚC")]),
    ],
)
def test_a_heading_in_capitals_over_several_lines_is_one(source: str, found: list[tuple[str, str]]) -> None:
    assert roles(source, "vi")[: len(found)] == found


def test_a_title_that_documents_csv_has_ends_where_it_ends() -> None:
    found = roles("TUYÊN BỐ CHUNG\nHỢP TÁC\n" + VI_BODY, "vi", "Tuyên bố chung")

    assert found[:2] == [("title", "TUYÊN BỐ CHUNG"), ("heading", "HỢP TÁC")]
