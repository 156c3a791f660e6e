"""Whose words: carried over, nested, taken back by the narrator, quoted, in joint texts, in speeches and dialogues."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.accounts import Accounts
from analysis.attribute import find_hits, find_voiced
from analysis.clean import clean_text
from analysis.formulas import read_formulas
from analysis.match import Matcher
from analysis.model import SIDES, Corpus
from analysis.read import read_corpus
from analysis.referents import Surroundings
from analysis.voice import Voices


def voice(text: str, words: str, side: str = "PRC", language: str = "zh", date: str = "") -> tuple[str, str, str]:
    """Side, speaker and outer of the words where they first stand."""
    cleaned = clean_text(text, language)
    found = Voices(Accounts(Surroundings(cleaned, side), date, side)).at(cleaned.text.index(words))
    return found.side, found.speaker, found.outer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # carried over, until somebody else speaks, the paragraph ends, or the narrator takes over
        ("张德江表示，关系密切。希望巩固传统友谊。", ("PRC", "张德江", "")),
        ("张德江表示，关系密切。苏林说，传统友谊深厚。", ("SRV", "苏林", "")),
        ("张德江表示，关系密切。\n\n传统友谊源远流长，历经考验。", ("author", "", "")),
        ("张德江表示，关系密切。会谈后，双方签署协议，传统友谊更深。", ("author", "", "")),
        ("张德江表示，关系密切。张德江一行参观了传统友谊展览。", ("author", "", "")),
        ("苏林说，关系密切。他希望传统友谊代代相传。", ("SRV", "苏林", "")),
        # nested: the innermost who says it, whoever reports him in outer
        ("王毅说，越方重申珍视传统友谊。", ("SRV", "越方", "PRC")),
        ("苏林表示，双方一致同意弘扬传统友谊。", ("joint", "双方", "SRV")),
        ("王毅说，习近平主席强调传统友谊。", ("PRC", "习近平", "PRC")),
        ("毛宁：越方重申珍视传统友谊。", ("SRV", "越方", "PRC")),  # a label is read before its sentence
        ("习近平表示，中方愿弘扬传统友谊。", ("PRC", "习近平", "")),
        # wishes and thanks are no voice of the other side
        ("王毅说，希望越方坚持传统友谊。", ("PRC", "王毅", "")),
        ("苏林感谢中方支持，称赞传统友谊。", ("SRV", "苏林", "")),
        # what a side holds in the narrator's words, for its clause
        ("越南始终把传统友谊作为头等优先。", ("SRV", "越南", "")),
        ("中国企业修建铁路，见证传统友谊。", ("author", "", "")),
        # quotations behind which it says whose they are
        ("“传统友谊历久弥新，”范明政说，“愿它长存。”", ("SRV", "范明政", "")),
        ("“传统友谊历久弥新。”林剑说。", ("PRC", "林剑", "")),
        # others
        ("通伦表示，传统友谊深厚。", ("other", "通伦", "")),
        ("越南学者认为，传统友谊深厚。", ("other", "越南学者", "")),
    ],
)
def test_chinese(text: str, expected: tuple[str, str, str]) -> None:
    assert voice(text, "传统友谊") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发言人说，传统友谊深厚。", ("", "发言人", "")),
        ("中国外交部发言人范秋姮说，传统友谊深厚。", ("", "范秋姮", "")),  # the title is not her country's
        ("发言人说，越中传统友谊深厚。", ("SRV", "发言人", "")),  # the order, the last resort
        ("发言人说，越中友谊宫见证传统友谊。", ("", "发言人", "")),  # and none inside a proper name
        ("发言人说，越中传统友谊就是中越传统友谊。", ("", "发言人", "")),
    ],
)
def test_where_nothing_tells_the_side_nobody_is_guessed(text: str, expected: tuple[str, str, str]) -> None:
    assert voice(text, "传统友谊", side="") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thủ tướng Phạm Minh Chính khẳng định quan hệ tốt đẹp. Mong Biển Đông hòa bình.", ("SRV", "Phạm Minh Chính", "")),
        (
            "Bộ trưởng Vương Nghị cho biết lãnh đạo hai nước nhất trí giữ Biển Đông ổn định.",
            ("joint", "lãnh đạo hai nước", "PRC"),
        ),
        ("Tổng Bí thư Tô Lâm đề nghị phía Trung Quốc tôn trọng Biển Đông.", ("SRV", "Tô Lâm", "")),
        ("“Biển Đông phải yên bình”, Thủ tướng Phạm Minh Chính nói.", ("SRV", "Phạm Minh Chính", "")),
        ("Theo Đại sứ Hà Vĩ, Biển Đông yên tĩnh.", ("PRC", "Hà Vĩ", "")),
        ("Về vấn đề Biển Đông, hai bên nhất trí kiểm soát bất đồng.", ("joint", "hai bên", "")),
        ("Tàu cá ra Biển Đông từ sáng sớm.", ("author", "", "")),
        ("Tổng thống Philippines Marcos cho rằng Biển Đông cần luật pháp.", ("other", "Marcos", "")),
        ("Ông Trần Văn Nam, ngư dân, bảo Biển Đông là nhà.", ("other", "Trần Văn Nam", "")),
    ],
)
def test_vietnamese(text: str, expected: tuple[str, str, str]) -> None:
    assert voice(text, "Biển Đông", "SRV", "vi") == expected


def test_a_joint_text_its_frame_and_the_sides_in_it() -> None:
    text = (
        "中越联合声明\n\n一、双方重申南海和平。越方重申奉行一个中国政策。坚决反对“台独”。双方要弘扬传统友谊。\n\n"
        "访问期间，双方签署协议，落实重要共识。"
    )

    assert voice(text, "南海", "joint") == ("joint", "双方", "")
    assert voice(text, "一个中国", "joint") == ("SRV", "越方", "")
    assert voice(text, "台独", "joint") == ("SRV", "越方", "")  # a sentence without subject goes on
    assert voice(text, "传统友谊", "joint") == ("joint", "双方", "")
    assert voice(text, "重要共识", "joint") == ("joint", "", "")
    assert voice(text, "南海", "") == ("joint", "双方", "")  # also where nobody says that it is one


def test_whoever_briefs_the_press_tells_what_happened() -> None:
    text = "王毅向随行记者介绍此访情况时说，关系密切。访问期间，两国元首会谈。两国领导人一致确认弘扬传统友谊。"

    assert voice(text, "传统友谊") == ("joint", "两国领导人", "PRC")


def test_a_speech_is_its_speakers_and_a_dialogue_each_ones() -> None:
    speech = "习近平在越南国会的演讲\n\n我很高兴来到河内。传统友谊深厚。越南始终奉行一个中国政策。"
    dialogue = "法新社记者：如何看待南海？\n\n毛宁：南海是和平之海，传统友谊深厚。"

    assert voice(speech, "传统友谊") == ("PRC", "习近平", "")
    assert voice(speech, "一个中国") == ("SRV", "越南", "PRC")
    assert voice(dialogue, "南海") == ("other", "法新社记者", "")
    assert voice(dialogue, "传统友谊") == ("PRC", "毛宁", "")


def test_an_office_alone_is_whoever_held_it() -> None:
    cleaned = clean_text("国家主席强调，要弘扬传统友谊。", "zh")
    found = Voices(Accounts(Surroundings(cleaned, "SRV"), "2016-11", "SRV")).at(cleaned.text.index("传统友谊"))

    assert (found.side, found.speaker, found.person) == ("SRV", "国家主席", "tran-dai-quang")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("越方表示，东海局势平稳。", True),
        ("潘文江说，越方愿同中方在东海保持克制。", True),
        ("苏林表示，关系密切。希望双方管控东海分歧。", True),
        ("越方表示关切，中方强调东海局势平稳。", False),
        ("东海局势平稳，越方表示满意。", False),
        ("王毅说，东海局势平稳。", False),
    ],
)
def test_the_east_sea_counts_in_vietnams_mouth(text: str, found: bool) -> None:
    hits = find_voiced(clean_text(text, "zh"), Matcher(read_formulas()), "PRC")

    assert ("east-sea" in {hit["formula"] for hit in hits}) is found


def test_every_basis_maps_to_its_words(seeds: Corpus) -> None:
    hits = find_hits(seeds)
    said = hits[hits["basis"] != ""]

    assert len(said) > 100
    assert set(hits["side"]) <= {*SIDES, ""}
    for hit in said.to_dict("records"):
        source = seeds.texts[hit["document"]][hit["basis_start"] : hit["basis_end"]]
        assert "".join(source.split()).replace(",", "，") == "".join(hit["basis"].split()).replace(",", "，")


def test_the_order_of_documents_does_not_matter(make_corpus) -> None:
    texts = {"a_txt": "苏林表示，传统友谊深厚。", "b_txt": "国家主席说，传统友谊深厚。", "c_txt": "习近平表示，传统友谊深厚。"}
    folder = make_corpus(**texts)
    forwards = find_hits(read_corpus(folder)).set_index("document")[["side", "speaker"]]
    alone = [find_hits(read_corpus(folder / f"{name}.txt")).set_index("document")[["side", "speaker"]] for name in "abc"]

    for one in alone:
        assert forwards.loc[one.index].equals(one)


PIECES = [
    "习近平表示，",
    "越方重申",
    "双方同意",
    "“",
    "”",
    "，",
    "。",
    "\n\n",
    "传统友谊",
    "希望",
    "中方",
    "苏林",
    "总书记",
    "南海",
    "说",
    "：",
    "？",
    "阮",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["PRC", "SRV", "joint", ""]))
def test_any_text_has_a_voice_everywhere(text: str, side: str) -> None:
    cleaned = clean_text(text, "zh")
    for hit in find_voiced(cleaned, Matcher(read_formulas()), side, "2016", all_kinds=True):
        assert hit["side"] in {*SIDES, ""}
        assert hit["outer"] in {*SIDES, ""}


SPEECH_ZH = "各位朋友：\n\n很高兴来到贵国。我愿重申，两国要继承传统友谊。我们要构建命运共同体。"
SPEECH_VI = "Thưa các bạn,\n\nChúng tôi rất vui. Tình hữu nghị truyền thống là tài sản chung của hai nước."
BYLINE = "在欢迎会上的讲话\n中华人民共和国主席 习近平\n（2015年11月6日）\n\n"


@pytest.mark.parametrize(
    ("text", "language", "side", "genre", "expected"),
    [
        (SPEECH_ZH, "zh", "PRC", "讲话", ("PRC", "")),
        (SPEECH_VI, "vi", "SRV", "Speech", ("SRV", "")),
        (SPEECH_ZH, "zh", "PRC", "news report", ("author", "")),
        (SPEECH_ZH, "zh", "", "讲话", ("author", "")),
        (SPEECH_ZH.replace("我们", "两国").replace("我", ""), "zh", "PRC", "讲话", ("author", "")),
        (BYLINE + SPEECH_ZH, "zh", "", "", ("PRC", "习近平")),
        ("Tổng Bí thư Tô Lâm\n\n" + SPEECH_VI, "vi", "SRV", "bài phát biểu", ("SRV", "Tô Lâm")),
        ("习近平在欢迎会上发言。\n\n" + SPEECH_ZH, "zh", "SRV", "讲话", ("SRV", "")),
    ],
)
def test_a_speech_that_documents_csv_calls_one_is_its_sides(
    make_corpus, text: str, language: str, side: str, genre: str, expected: tuple[str, str]
) -> None:
    folder = make_corpus(documents_csv=f"file,issuer_side,genre\na.txt,{side},{genre}\n", a_txt=text)
    corpus = read_corpus(folder)
    hits = find_hits(corpus)

    assert corpus.documents["language"].tolist() == [language]
    friendship = hits[hits["formula"] == "traditional-friendship"]
    assert friendship[["side", "speaker"]].to_numpy().tolist() == [list(expected)]
