"""Two texts clause by clause: each operation, the mirror, the whole, and texts made with known operations."""

from collections import Counter

import pandas as pd
import pytest
from clauses import cut_clauses
from edited import HEAVY, MIDDLE, NEAR, Operation, make_edited, score_operations
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import read_corpus
from analysis.align import align_documents, align_texts, read_side, text_of
from analysis.clauses import clause_range, find_clauses
from analysis.clean import clean_text
from analysis.model import column_names

TEXT = [
    "双方同意扩大铁路和口岸合作。",
    "各部门负责落实会谈成果。",
    "中方欢迎越方参加秋季博览会。",
    "两国青年将在河内举行联欢。",
    "媒体代表团下月互访。",
]


def rows_of(first: str, second: str, language: str = "zh") -> list[tuple[str, str, list[int], list[int]]]:
    rows = align_texts(clean_text(first, language), clean_text(second, language))
    return [(row.change, row.edit, list(row.first), list(row.second)) for row in rows]


def test_a_text_with_itself_is_all_kept() -> None:
    text = "".join(TEXT + TEXT[:2])

    assert rows_of(text, text) == [("kept", "", [n], [n]) for n in range(7)]


def test_punctuation_and_quotes_are_no_change() -> None:
    assert rows_of("双方同意扩大合作。媒体互访！", "双方同意“扩大”合作；媒体互访。") == [
        ("kept", "", [0], [0]),
        ("kept", "", [1], [1]),
    ]


def test_a_word_exchanged_a_clause_added_and_one_dropped() -> None:
    second = [TEXT[0].replace("铁路", "公路"), TEXT[1], "渔业合作协定今日生效。", TEXT[4]]

    assert rows_of("".join(TEXT[:3] + TEXT[4:]), "".join(second)) == [
        ("changed", "", [0], [0]),
        ("kept", "", [1], [1]),
        ("dropped", "", [2], []),
        ("added", "", [], [2]),
        ("kept", "", [3], [3]),
    ]


def test_a_block_that_moved_is_one_block() -> None:
    first = [*TEXT, "双方对此访成果表示满意并商定保持密切沟通。", "下次会晤将于明年春天在北京举行并讨论落实情况。"]
    second = [*first[2:], first[0], first[1].replace("负责", "抓紧")]
    rows = align_texts(*(clean_text("".join(text), "zh") for text in (first, second)))
    moved = [(row.edit, row.block, list(row.first), list(row.second)) for row in rows if row.change == "moved"]

    assert moved == [("kept", 0, [0], [5]), ("changed", 0, [1], [6])]


def test_merged_and_split_clauses_are_kept() -> None:
    first = "双方同意扩大铁路和口岸合作。各部门负责落实会谈成果。" + TEXT[3]
    second = "双方同意扩大铁路和口岸合作、各部门负责落实会谈成果。" + TEXT[3]

    assert rows_of(first, second) == [("kept", "", [0, 1], [0]), ("kept", "", [2], [1])]
    assert rows_of(second, first) == [("kept", "", [0], [0, 1]), ("kept", "", [1], [2])]


def test_repeated_clauses_pair_in_order() -> None:
    call = "各位代表！"
    first = [call, TEXT[0], call, TEXT[1], call, TEXT[2]]
    second = [call, TEXT[0], "渔业合作协定今日生效。", call, TEXT[1], call, TEXT[2]]
    pairs = [(a, b) for _, _, a, b in rows_of("".join(first), "".join(second)) if a and b]

    assert pairs == [([0], [0]), ([1], [1]), ([2], [3]), ([3], [4]), ([4], [5]), ([5], [6])]


@pytest.mark.parametrize(
    ("one", "other", "language", "differs"),
    [
        ("第十四次会议于2025年3月5日在河内举行。", "第十五次会议于2026年4月17日在北京举行。", "zh", "figures"),
        ("贸易额达到2600亿美元。", "贸易额超过2900亿美元。", "zh", "words"),
        ("Phiên họp lần thứ 14 diễn ra tại Hà Nội.", "Phiên họp lần thứ 15 diễn ra tại Bắc Kinh.", "vi", "figures"),
        ("Hai bên mở rộng hợp tác đường sắt.", "Hai bên mở rộng hợp tác đường bộ.", "vi", "words"),
    ],
)
def test_names_dates_and_figures_are_a_class_of_their_own(one: str, other: str, language: str, differs: str) -> None:
    (row,) = align_texts(clean_text(one, language), clean_text(other, language))

    assert (row.change, row.differs) == ("changed", differs)


def test_the_table_has_words_formulas_and_ranges(make_corpus) -> None:
    folder = make_corpus(
        a_txt="双方同意扩大合作。中越两国按照“六个更”总体目标推进铁路联通。",
        b_txt="双方同意扩大合作。中越两国继续按照“六个更”总体目标推进口岸联通。渔业协定生效。",
    )
    corpus = read_corpus(folder)
    table = align_documents(corpus, "a", "b")
    changed = table.iloc[1]

    assert table.columns.tolist() == column_names("alignment")
    assert table["change"].tolist() == ["kept", "changed", "added"]
    assert (changed["words_a"], changed["words_b"], changed["differs"]) == ("铁路", "继续 | 口岸", "words")
    assert changed["formulas_a"] == changed["formulas_b"] == "six-mores"
    assert corpus.texts["b"][changed["start_b"] : changed["end_b"]] == changed["text_b"]
    assert table["start_a"].isna().tolist() == [False, False, True]


def test_a_formula_is_no_reason_to_pair_what_shares_no_words() -> None:
    assert rows_of("六个更。", "渔业协定生效了。") == [("dropped", "", [0], []), ("added", "", [], [0])]


def test_a_line_of_marks_stays_in_place() -> None:
    text = f"{TEXT[0]}\n……\n{TEXT[1]}\n{TEXT[2]}"
    rows = rows_of(text, text.replace("铁路", "公路"))

    assert [row[0] for row in rows] == ["changed", "kept", "kept", "kept"]


def test_empty_texts() -> None:
    assert rows_of("", "") == []
    assert rows_of("", "双方合作。") == [("added", "", [], [0])]
    assert rows_of("双方合作。", "") == [("dropped", "", [0], [])]


def test_a_document_is_named_by_its_file_too(make_corpus) -> None:
    corpus = read_corpus(make_corpus(documents_csv="file,document\na.txt,one\nb.txt,another\n", a_txt="合作。", b_txt="合作。"))

    assert align_documents(corpus, "a.txt", "an")["document_b"].tolist() == ["another"]


def test_wrong_documents_and_two_languages_are_refused(seeds) -> None:
    with pytest.raises(ValueError, match="'x' is no document; give one of 000_"):
        align_documents(seeds, "000", "x")
    with pytest.raises(ValueError, match="'00' fits several documents"):
        align_documents(seeds, "00", "001")
    with pytest.raises(ValueError, match="000_eabdb7ae368f3909 is zh, 001_0787e1d6d21a686b is vi"):
        align_documents(seeds, "000", "001")


ZH = "双方 两国 同意 扩大 深化 铁路 口岸 农业 合作 交流 ， 。 ； 、 2026年 第十四次 “ ”"
VI = "hai bên|hai nước|nhất trí|mở rộng|đường sắt|cửa khẩu|hợp tác|giao lưu|,|.|;|2026|lần thứ 14"
WORDS = {"zh": [*ZH.split(), "\n"], "vi": [*VI.split("|"), "\n"]}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str, str]:
    language = draw(st.sampled_from(["zh", "vi"]))
    joint = "" if language == "zh" else " "
    texts = [joint.join(draw(st.lists(st.sampled_from(WORDS[language]), max_size=60))) for _ in range(2)]
    return texts[0], texts[1], language


@settings(max_examples=150)
@given(pairs())
def test_every_clause_stands_in_one_row(case: tuple[str, str, str]) -> None:
    first, second = (read_side(clean_text(text, case[2])) for text in case[:2])
    rows = align_texts(first.cleaned, second.cleaned)

    assert sorted(n for row in rows for n in row.first) == list(range(len(first.clauses)))
    assert sorted(n for row in rows for n in row.second) == list(range(len(second.clauses)))
    for row in rows:
        assert min(len(row.first), len(row.second)) == (row.change not in ("added", "dropped"))
        if row.change in ("added", "dropped"):
            continue
        keys = ["".join(side.clauses[n].key for n in own) for side, own in ((first, row.first), (second, row.second))]
        assert (keys[0] == keys[1]) == (row.change == "kept" or row.edit == "kept")


@settings(max_examples=150)
@given(pairs())
def test_the_other_way_round_is_the_mirror(case: tuple[str, str, str]) -> None:
    first, second = (clean_text(text, case[2]) for text in case[:2])
    turned = {"added": "dropped", "dropped": "added"}
    there = {(row.change, row.edit, row.first, row.second, row.changes, row.differs) for row in align_texts(first, second)}
    back = {
        (
            turned.get(row.change, row.change),
            row.edit,
            row.second,
            row.first,
            tuple((b, a) for a, b in row.changes),
            row.differs,
        )
        for row in align_texts(second, first)
    }

    assert back == {(c, e, a, b, tuple(map(tuple, changes)), d) for c, e, a, b, changes, d in there}


@settings(max_examples=60)
@given(pairs())
def test_a_text_with_itself_is_kept_whatever_it_is(case: tuple[str, str, str]) -> None:
    text = clean_text(case[0], case[2])

    assert {row.change for row in align_texts(text, text)} <= {"kept"}


def as_operations(first: str, second: str, language: str) -> list[Operation]:
    """Our rows with the clauses of the generator: clause n of ours is clause n of its own cutting."""
    cuts = [cut_clauses(text, language) for text in (first, second)]
    rows = align_texts(clean_text(first, language), clean_text(second, language))
    return [
        Operation(row.change, row.edit, tuple(cuts[0][n] for n in row.first), tuple(cuts[1][n] for n in row.second))
        for row in rows
    ]


@pytest.mark.parametrize("share", [NEAR, MIDDLE, HEAVY])
@pytest.mark.parametrize("language", ["zh", "vi"])
def test_operations_of_others_are_found(language: str, share: float) -> None:
    """Edited texts by somebody who has not seen the aligner; also without what was kept, which is most of it."""
    counts: dict[str, Counter] = {"overall": Counter(), "without kept": Counter()}
    for seed in range(5):
        edited = make_edited(seed, language, share)
        scores = score_operations(edited.operations, as_operations(edited.a, edited.b, language))
        for group, total in counts.items():
            total.update({name: scores[group][name] for name in ("same", "truth", "found")})

    for total in counts.values():
        assert 2 * total["same"] / (total["truth"] + total["found"]) >= 0.97


@pytest.mark.parametrize("language", ["zh", "vi"])
def test_two_readings_of_the_rule_cut_the_same_clauses(language: str) -> None:
    for seed in range(8):
        text = make_edited(seed, language).a
        cleaned = clean_text(text, language)
        starts = [clause_range(cleaned, clause.first, clause.last)[0] for clause in find_clauses(cleaned)]

        assert starts == [start for start, _ in cut_clauses(text, language)]


def test_the_same_words_far_away_outweigh_two_pairs_reworded() -> None:
    first = "完善财政转移支付制度。财政转移支付制度和公共财政制度逐步完善。"
    second = "完善转移支付制度。完善财政转移支付制度。"

    assert ("kept", [0], [1]) in [(edit or change, own, other) for change, edit, own, other in rows_of(first, second)]


def test_the_statement_and_the_report_before_it(seeds, hits: pd.DataFrame) -> None:
    table = align_documents(seeds, "003", "004", hits)
    named = table[table["formulas_a"].str.contains("six-mores") & table["formulas_b"].str.contains("six-mores")]

    assert named["text_a"].tolist() == ["按照“六个更”总体目标，"]
    assert named["words_b"].tolist() == ["同意继续"]


def test_text_of_nothing_is_empty() -> None:
    assert text_of(read_side(clean_text("双方。", "zh")), range(0)) == ""
