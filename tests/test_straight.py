"""What is quick gives what is straightforward: each is held against the plain way of saying the same."""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import sieve
from analysis.accounts import Accounts
from analysis.attribute import find_hits, find_voiced
from analysis.boundary import _route, boundary_loss
from analysis.clean import Cleaned, clean_text, join_parts
from analysis.fold import CASED, fold, key_codes
from analysis.formulas import read_formulas
from analysis.lines import bare_words, is_one_of, is_terminal, width_of
from analysis.match import Matcher, scan
from analysis.model import Corpus, frame
from analysis.persons import Introduced, Part, Persons
from analysis.places import Ends, Places, Starts
from analysis.referents import Surroundings
from analysis.roles import find_stretches
from analysis.rules import RULES, Rule, compile_rules
from analysis.script import SHARE, is_traditional, simplify
from analysis.steps import find_spots
from analysis.tokenise import jieba_tokenizer
from analysis.voice import Voices

MARKS = "双方同意合作越南，。：；（）()、,:;?!*“”—…  \u3000\t\n\u200b\ufeff\u00ad1２3Ａｂab年ệếe\u0323\u0302가각"
MATCHER = Matcher(read_formulas())
# Pieces of forms, what stands between pieces of one in a source, and what is on nobody.
BROKEN = """命运 共同体 构建 六个 更 “十六字” 方针 长期 稳定、 面向未来 南海 面向未来、睦邻友好
双方 中越 两国 。 ， （完） — 3 — 图自新华社 （新华社发）
更多 今年夏粮收成好 新华社河内4月3日电 越通社河内—— ＡＢ **六 个** 更加 农民满意。 会见现场。张三摄"""
VI_BROKEN = """cộng đồng|chia sẻ|tương lai|hòa|bình|hoà bình|Biển|Đông|hữu nghị|truyền thống|láng giềng tốt|Việt|
- Trung|(Ảnh: TTXVN)|/.|.|,
Sản lượng lúa năm nay cao|- 3 -|TTXVN - |bạn bè|tốt"""
gaps = st.sampled_from(["", "", "\n", "\n\n", " ", "\u3000", "\u200b", "\n— 3 —\n", "\n图自新华社\n", "\x1c"])
broken = st.one_of(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(words), gaps), max_size=14).map(lambda pairs: "".join(map("".join, pairs))),
        st.just(language),
    )
    for words, language in ((BROKEN.split(), "zh"), (VI_BROKEN.replace("\n", "|").split("|"), "vi"))
)
texts = st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8")), max_size=80)
plain = st.text(alphabet=st.sampled_from("双越，。(,: *  \u200b１1a年“—é\n"), max_size=40)


def straight(source: str, language: str, corrections: list[dict[str, object]]) -> list[tuple[str, int, int]]:
    """The cleaned characters of a source, every one of them through every step."""
    if language == "zh" and is_traditional(source):
        source = simplify(source)
    characters: list[tuple[str, int, int]] = []
    for stretch in find_stretches(source, language):
        if stretch.counted:
            characters += [("\n", stretch.start, stretch.start)] if characters else []
            characters += join_parts(source, stretch.parts, language, corrections)
    return characters


@settings(max_examples=400)
@given(st.one_of(texts, plain), st.sampled_from(["zh", "vi"]), st.booleans())
@example("a  b ** c", "vi", False)
@example("双 , 方(1,2)年 2019 年", "zh", False)
@example("\u2003 合作 * *。", "zh", True)
def test_cleaning_spots_is_cleaning_everything(source: str, language: str, corrected: bool) -> None:
    corrections = [{"start": 2, "end": 4, "corrected": "和e\u0301"}] if corrected and len(source) > 3 else []

    cleaned = clean_text(source, language, corrections=corrections)

    expected = straight(source, language, corrections)
    assert list(zip(cleaned.text, cleaned.starts, cleaned.ends, strict=True)) == expected


@given(plain, st.sampled_from(["zh", "vi"]))
def test_spots_do_not_touch_one_another(text: str, language: str) -> None:
    spots = list(find_spots(text.strip(), language))

    assert all(end <= start for (_, end), (start, _) in pairwise(spots))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(1, 4))))
def test_places_are_the_ranges_put_in(runs: list[tuple[int, int, int]]) -> None:
    places = Places()
    expected = []
    at = 0
    for gap, width, length in runs:
        at += gap
        if width == 1:
            places.add_run(at, length)
            expected += [(n, n + 1) for n in range(at, at + length)]
            at += length
        else:
            places.add(at, at + width)
            expected.append((at, at + width))
            at += width
    starts, ends = Starts(places), Ends(places)

    assert [places.range_at(n) for n in range(len(places))] == expected
    assert [(starts[n], ends[n]) for n in range(len(starts))] == expected
    assert list(zip(starts, ends, strict=True)) == expected
    assert starts[1:3] == [start for start, _ in expected][1:3]
    for first in range(len(expected)):
        part = Places()
        part.add_part(places, first, len(expected))
        assert list(Starts(part)) == [start for start, _ in expected[first:]]


def test_a_place_outside_a_text_is_an_error() -> None:
    with pytest.raises(IndexError, match="character 0 of a text of 0"):
        Starts(Places())[0]


@given(texts)
def test_the_end_of_a_sentence_is_told_by_its_last_mark(text: str) -> None:
    line = " ".join(text.split())
    pattern = r"(?:[。！？!?；;：:…]|[.](?!\d))[\"”’」』）)》】\]*]*$"

    assert is_terminal(line) == bool(re.search(pattern, line))


@given(texts, st.lists(texts, max_size=3), st.booleans())
def test_a_line_said_before_is_known_by_its_beginning(text: str, others: list[str], again: bool) -> None:
    known = {bare_words(other) for other in [*others, *([f"“{text}”"] if again else [])]}

    assert is_one_of(text, known) == (bare_words(text) in known)
    assert bare_words(text) == "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())


@pytest.mark.parametrize("language", ["zh", "vi"])
@given(st.text(alphabet=st.characters(exclude_categories=["Cn", "Cs"]), max_size=40))
@example("双方：“Ａ”… é ệ　")
def test_a_width_is_that_of_every_character(language: str, text: str) -> None:
    wide = "WFA" if language == "zh" else "WF"
    line = unicodedata.normalize("NFC", text)

    assert width_of(text, language) == sum(1 + (unicodedata.east_asian_width(char) in wide) for char in line)


LINES = """今年夏粮收成好 图自新华社 （新华社发） （完） 记者张三摄 新华社河内4月3日电 越通社河内—— 更多 — 3 — 来源：新华社
， 。 Sản lượng lúa (Ảnh:TTXVN) TTXVN - /. ảnh 12 Nguồn:VOV. Xem thêm"""


@pytest.mark.parametrize("language", ["zh", "vi"])
@given(st.lists(st.sampled_from(LINES.split()), max_size=5), st.sampled_from(["", " "]))
def test_what_no_rule_can_fit_is_told_at_once(language: str, words: list[str], gap: str) -> None:
    text = gap.join(words)
    rules = compile_rules(RULES, language)
    own = [rule for rule in RULES if rule.language in ("", language)]
    whole = any(re.fullmatch(rule.pattern, text) for rule in own if rule.where in ("line", "below"))
    starts = any(re.match(rule.pattern, text[:160]) for rule in own if rule.where == "start")
    ends = any(re.search(f"(?:{rule.pattern})$", text[-60:]) for rule in own if rule.where == "end")

    assert bool(rules.without_needs.fullmatch(text) or rules.signs.search(text)) or not whole
    assert bool(rules.starts.match(text, 0, 160)) == starts
    assert bool(rules.end_signs.search(text[-60:])) or not ends


@given(st.text(alphabet="双方雙關係同意乾着a，", max_size=40))
def test_traditional_characters_are_counted_one_by_one(text: str) -> None:
    hanzi = [char for char in text if "\u3400" <= char <= "\u9fff"]
    changed = sum(simplify(char) != char for char in hanzi)

    assert is_traditional(text) == (changed > 0 and changed >= SHARE * len(hanzi))


CREDITS = """图自 图源： 图片来源新华社 新华社发 （新华社发） （张三摄） 记者 张三摄 供图 资料图 视频截图 摄影
ảnh 12 （完） /. （全文完） （ ） 。 ， 今年夏粮 越通社 (Ảnh:TTXVN) Nguồn:VOV."""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.needs], ids=lambda rule: rule.reason)
@given(st.lists(st.sampled_from(CREDITS.split()), max_size=6).map(" ".join))
def test_what_a_rule_needs_it_has_wherever_it_fits(rule: Rule, text: str) -> None:
    for line in (text, text.replace(" ", "")):
        assert rule.may_fit(line) or not re.search(rule.pattern, line)


@settings(max_examples=600)
@given(broken)
@example(("今年夏粮。\n构建“命运\n— 3 —\n共同体”。", "zh"))
@example(("今年夏粮。\n夏粮好，要构建“命运（新华社记者张三摄）\n新华社河内4月3日电 共同体”。", "zh"))
@example(("Vì hòa\u00a0bình.\nHết.", "vi"))
def test_a_source_that_the_sieve_holds_back_has_no_form(case: tuple[str, str]) -> None:
    source, language = case
    cleaned = clean_text(source, language)
    held = bool(scan(fold(cleaned.text, language), MATCHER, language))

    assert list(MATCHER.sieve.sift([case])) == [True] or not held


def test_the_sieve_holds_back_what_has_no_form() -> None:
    sources = {
        "zh": "今年夏粮收成比去年好，农民满意。\n新华社北京电 图书馆上周新进三千册图书。",
        "vi": "Sản lượng lúa cao.\nHết.",
    }

    assert not any(MATCHER.sieve.sift((source, language) for language, source in sources.items()))


@given(st.lists(broken, max_size=6), st.sampled_from([1, 60, 100_000]))
def test_sources_are_sifted_together_as_one_by_one(cases: list[tuple[str, str]], together: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sieve, "TOGETHER", together)
        sifted = list(MATCHER.sieve.sift(cases))

    assert sifted == [one for case in cases for one in MATCHER.sieve.sift([case])]


def test_a_source_that_is_long_passes_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "TOGETHER", 8)
    monkeypatch.setattr(sieve, "LONGEST", 8)

    assert list(MATCHER.sieve.sift([("今年夏粮收成好。", "zh"), ("今年夏粮收成很好。", "zh")])) == [False, True]


def test_what_is_trimmed_off_the_end_of_a_line_can_be_told_by_a_character() -> None:
    assert all(rule.needs for rule in RULES if rule.where == "end")


@given(st.lists(broken, min_size=1, max_size=4), st.booleans())
def test_hits_are_those_of_every_text_cleaned_and_read(cases: list[tuple[str, str]], corrected: bool) -> None:
    names = [f"d{number}" for number in range(len(cases))]
    rows = [
        {"document": name, "language": language, "period": "2020"} for name, (_, language) in zip(names, cases, strict=True)
    ]
    sources = dict(zip(names, (source for source, _ in cases), strict=True))
    faults = [{"document": "d0", "start": 0, "end": 1, "found": sources["d0"][:1], "corrected": "南海"}] if corrected else []
    corpus = Corpus(frame("documents", rows), sources, frame("corrections", faults), Path())
    expected = []
    for row in rows:
        own = [{"start": 0, "end": 1, "corrected": "南海"}] if corrected and row["document"] == "d0" else []
        cleaned = plainly_cleaned(sources[row["document"]], row["language"], own)
        expected += [row | hit for hit in find_voiced(cleaned, MATCHER, "", "2020", all_kinds=True)]

    pd.testing.assert_frame_equal(find_hits(corpus, all_kinds=True), frame("hits", expected))


def plainly_cleaned(source: str, language: str, corrections: list[dict[str, object]]) -> Cleaned:
    """A source cleaned with every one of its characters through every step, places as lists."""
    characters = straight(source, language, corrections)
    text, starts, ends = ([one[n] for one in characters] for n in range(3))
    pieces = clean_text(source, language, corrections=corrections).pieces
    return Cleaned("", language, "".join(text), starts, ends, pieces)


@given(st.text(alphabet="越南海防中国双方关系合作友谊一带路的a，𠀀", max_size=14))
def test_the_best_segmentation_is_the_one_of_jieba(text: str) -> None:
    tokenizer = jieba_tokenizer()
    expected: dict[int, tuple[float, int]] = {}
    tokenizer.calc(text, tokenizer.get_DAG(text), expected)

    assert dict(enumerate(_route(text))) == expected


@given(*[st.text(alphabet="越南海防中国双方关系合作", min_size=size, max_size=6) for size in (0, 1, 0)])
def test_what_is_lost_at_two_edges_is_told_by_four_segmentations(left: str, middle: str, right: str) -> None:
    whole, *parts = (_route(part)[0][0] for part in (left + middle + right, left, middle, right))

    assert boundary_loss(left, middle, right) == pytest.approx(whole - sum(parts) if left or right else 0, abs=1e-9)


SAID = """习近平 表示， 苏林 强调， 越方 重申 中方 希望 双方一致同意 他 指出， 会谈后， 签署 “ ” 。” 。 ， ： \n
两国关系密切 传统友谊 深厚 要加强合作 老挝总理 说： 张德江 记者问 答： 我们 将 越南主张 立场是"""


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*SAID.split(), "\n"]), min_size=2, max_size=24).map("".join), st.sampled_from(["", "joint"]))
def test_a_voice_is_the_same_however_far_one_has_read(text: str, side: str) -> None:
    cleaned = clean_text(text, "zh")
    backwards = Voices(Accounts(Surroundings(cleaned, side)))
    expected = {at: backwards.at(at) for at in reversed(range(len(cleaned.text)))}

    for at, voice in expected.items():
        assert Voices(Accounts(Surroundings(cleaned, side))).at(at) == voice


NAMED = {
    "zh": "省委书记阮文强|省委书记阮文|阮文强|阮文|记者|王小明|老挝总理宋赛|宋赛|总理宋赛说|总理安瓦尔·易卜拉欣|安瓦尔"
    "|习近平|说|。|，|的|省长林强生|苏林强生",
    "vi": "Bí thư|Phạm Văn Nam|Phạm Văn|Văn Nam|Ông|ông|Lào|Thủ tướng|Sonexay|Tô Lâm|nói|.|,|Văn Nam Anh|chuyên gia|An",
}
named = st.one_of(
    st.tuples(st.just(language), st.lists(st.sampled_from(words.split("|")), max_size=24)) for language, words in NAMED.items()
)


def named_plainly(persons: Persons) -> list[Part]:
    """Everybody whom a text names: those of people.toml, and names that any title introduces, wherever they stand."""
    text, known = persons.text, persons.known(0, len(persons.text))
    introduced = (who for title in persons.titles if isinstance(who := persons._named_at(title), Introduced))
    learned: dict[str, Part] = {}
    for part in sorted(map(persons._part, introduced)):
        learned.setdefault(text[part.start : part.end], part)
    found, at = list(known), 0
    while at < len(text):
        words = max((words for words in learned if text.startswith(words, at)), key=len, default="")
        end = at + len(words)
        if words and not any(one.start < end and at < one.end for one in known):
            found.append(learned[words]._replace(start=at, end=end))
        at = max(end, at + 1)
    return sorted(found)


@settings(max_examples=200)
@given(named)
def test_names_stand_again_wherever_their_characters_do(words: tuple[str, list[str]]) -> None:
    language, pieces = words
    start, joint = ("今", "") if language == "zh" else ("Nay", " ")
    about = Surroundings(clean_text(joint.join([start, *pieces]), language))
    persons = Persons(about, "SRV")
    expected = named_plainly(Persons(about, "SRV"))

    sentences = about.sentences_to(len(persons.text) - 1)
    assert [part for sentence in sentences for part in persons.between(*sentence)] == expected


def test_keys_have_every_letter_in_lower_case() -> None:
    codes = key_codes("vi")
    expected = [char if len(char.lower()) > 1 else char.lower() for char in map(chr, range(CASED))]
    marks = {code for code in range(CASED) if codes[code] in (0, ord("-"))}

    assert [code for code in range(CASED) if code not in marks and chr(codes[code]) != expected[code]] == []
    assert not any(chr(code).isalpha() for code in marks)
