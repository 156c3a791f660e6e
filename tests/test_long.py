"""Long lines are read in bounded pieces, and what is found in them is what is found in the whole."""

import random
import re
from bisect import bisect_left
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import fold as folding
from analysis import script, segment, steps, tokenise, write
from analysis.attribute import find_voiced
from analysis.clean import clean_text
from analysis.fold import fold
from analysis.formulas import read_formulas
from analysis.match import Matcher
from analysis.referents import Surroundings
from analysis.segment import Sentences, count_sentences, find_sentences, split_sentences
from analysis.speakers import BACK, Speakers
from analysis.tokenise import cut_runs, jieba_tokenizer, tokenise_vi, tokenise_zh

MATCHER = Matcher(read_formulas())
SENTENCES = {
    "zh": [
        "习近平指出，中越山水相连。",
        "双方一致同意构建中越命运共同体。",
        "苏林强调，“坚持‘十六字’方针。”",
        "老挝总理宋赛会见中方代表。",
        "他表示，越方奉行一个中国政策！",
        "今年夏粮收成很好，农民满意。",
    ],
    "vi": [
        "Tổng Bí thư Tô Lâm nhấn mạnh quan hệ hữu nghị truyền thống. ",
        "Hai bên nhất trí duy trì hòa bình ở Biển Đông... ",
        "Tại TP. Hà Nội có 1.300 dự án. ",
        "Ông cho biết Việt Nam coi trọng một Trung Quốc! ",
    ],
}
WHERE = ("formula", "kind", "start", "end", "text", "mention", "segment", "sentence")


def long_paragraph(language: str, sentences: int = 60) -> str:
    rng = random.Random(language)
    return "".join(rng.choice(SENTENCES[language]) for _ in range(sentences)).strip()


@pytest.mark.parametrize("language", ["zh", "vi"])
def test_a_long_paragraph_in_pieces_has_the_sentences_and_hits_of_the_whole(language: str, monkeypatch) -> None:
    cleaned = clean_text(long_paragraph(language), language)
    whole, hits = find_sentences(cleaned), find_voiced(cleaned, MATCHER, all_kinds=True)

    monkeypatch.setattr(segment, "LONGEST", 200)
    pieces = Sentences(cleaned)

    assert find_sentences(cleaned) == whole
    assert [sentence for number in range(len(pieces.paragraphs)) for sentence in pieces.of(number)] == [
        (first, last) for first, last, _ in whole
    ]
    assert len(pieces.paragraphs) > 3
    assert all(last - first <= 201 for first, last in pieces.paragraphs)
    assert hits
    assert [[hit[name] for name in WHERE] for hit in find_voiced(cleaned, MATCHER, all_kinds=True)] == [
        [hit[name] for name in WHERE] for hit in hits
    ]


@pytest.mark.parametrize("language", ["zh", "vi"])
def test_a_sentence_without_an_end_is_cut_behind_clauses(language: str, monkeypatch) -> None:
    text = re.sub(r"[。！.!]+", "，" if language == "zh" else ",", long_paragraph(language))
    cleaned = clean_text(text, language)
    formulas = [(hit["formula"], hit["start"], hit["end"]) for hit in find_voiced(cleaned, MATCHER)]
    assert len(find_sentences(cleaned)) == 1

    monkeypatch.setattr(segment, "LONGEST", 100)
    sentences = find_sentences(cleaned)

    assert all(last - first <= 100 for first, last, _ in sentences)
    assert all(last - first > 49 for first, last, _ in sentences[:-1])
    assert all(cleaned.text[last - 1] in "，, 、" for _, last, _ in sentences[:-1])
    assert "".join(cleaned.text[first:last] for first, last, _ in sentences).replace(" ", "") == cleaned.text.replace(" ", "")
    assert [(hit["formula"], hit["start"], hit["end"]) for hit in find_voiced(cleaned, MATCHER)] == formulas


def test_a_sentence_in_pieces_is_counted_alike_from_wherever_one_begins(monkeypatch) -> None:
    monkeypatch.setattr(segment, "LONGEST", 20)
    cleaned = clean_text("南" * 95 + "，" + "海，" * 30 + "。双方同意。\n" + "东" * 50 + "\n双方。", "zh")
    sentences = Sentences(cleaned)
    known = list(enumerate(find_sentences(cleaned)))

    assert count_sentences(cleaned.text, 0, len(cleaned.text), "zh") == len(known)
    for number, (first, last, paragraph) in random.Random(0).sample(known, len(known)):
        assert sentences.number(first) == sentences.number(last - 1) == number
        assert sentences.at(first) == (first, last)
        assert sentences.segments[sentences.paragraph(first)] == paragraph


@given(st.lists(st.sampled_from(["a", "Ab", "TP", "Mr", ".", "...", "…", "!", "?", "”", ")", " ", "1", "đ"])).map("".join))
def test_vietnamese_sentences_end_where_the_plain_pattern_ends_them(text: str) -> None:
    plain = re.compile(rf"(?=\S)(?:[^.!?…\n]+|(?!{segment._VI_END})[.!?…])*(?:{segment._VI_END})?")

    assert split_sentences(text, 0, len(text), "vi") == [match.span() for match in plain.finditer(text)]


@pytest.mark.parametrize("text", ["南" * 3_500, "双方同意，" * 700, "a" * 2_000 + "南" * 10, "", "南" * 1_000])
def test_no_run_of_hanzi_given_to_the_segmenter_is_too_long(text: str) -> None:
    pieces = list(cut_runs(text, "zh"))

    assert "".join(pieces) == text
    assert max((len(run) for piece in pieces for run in re.findall(r"\w+", piece)), default=0) <= tokenise.RUN
    assert len(pieces) == max(len(text) > 0, -(-len(text) // tokenise.RUN) if "，" not in text else 1)


def test_no_run_without_a_space_given_to_the_vietnamese_segmenter_is_too_long() -> None:
    text = "hai bên " * 300 + "2020-" * 500 + " nhất trí"

    pieces = list(cut_runs(text, "vi"))

    assert "".join(pieces) == text
    assert max(len(run) for piece in pieces for run in piece.split()) == tokenise.RUN
    assert [token for token, _, _ in tokenise_vi(text)][-1] == "nhất_trí"


def test_words_with_marks_between_them_are_those_of_jieba(cleaned) -> None:
    for one in cleaned.values():
        if one.language == "zh":
            words = [word for word in jieba_tokenizer().cut(one.text) if word.strip()]
            assert [token for token, _, _ in tokenise_zh(one.text)] == words


@given(st.text('“”南海— -–a1，、"Àhòa ', max_size=40), st.sampled_from(["zh", "vi"]))
def test_a_text_in_slices_has_the_key_of_the_whole(text: str, language: str) -> None:
    whole = fold(text, language)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(folding, "SLICE", 3)
        sliced = fold(text, language)

    assert sliced.text == whole.text
    assert np.array_equal(sliced._kept, whole._kept)


@given(st.text("双方A1 ,:１Ａ*“”，\u200b\u3000", max_size=60), st.sampled_from(["zh", "vi"]))
def test_a_spot_in_pieces_is_cleaned_as_the_whole(text: str, language: str) -> None:
    whole = clean_text(text, language)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(steps, "SPOT", 2)
        pieces = clean_text(text, language)

    assert pieces.text == whole.text
    assert list(pieces.starts) == list(whole.starts)
    assert list(pieces.ends) == list(whole.ends)


@given(st.text("國际關系abc。", max_size=30))
def test_characters_are_counted_in_slices(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(script, "SLICE", 4)

        assert script.count_characters(text, re.compile("[國關]+")) == text.count("國") + text.count("關")
        assert script.count_alphanumeric(text) == sum(map(str.isalnum, text))


@pytest.mark.parametrize("format", ["csv", "jsonl"])
@pytest.mark.parametrize("rows", [0, 1, 4, 5])
def test_a_table_in_slices_is_written_as_the_whole(format: str, rows: int, monkeypatch) -> None:
    table = pd.DataFrame({"n": range(rows), "share": [0.1 * n for n in range(rows)], "text": ["南，海"] * rows})
    whole, sliced = BytesIO(), BytesIO()
    write.dump_table(table, whole, format)

    monkeypatch.setattr(write, "ROW_GROUP", 2)
    write.dump_table(table, sliced, format)

    assert sliced.getvalue() == whole.getvalue()


def plainly_named_before(speakers: Speakers, at: int) -> str:
    """Whoever was last named before a place, sentence by sentence back."""
    about = speakers.about
    own, _, _ = about.paragraph_at(at)
    for paragraph in range(own, max(-1, own - BACK - 1), -1):
        for first, last in reversed(about.sentences.of(paragraph)):
            named = [one for one in speakers.within(first, min(last, at)) if one.kind == "person"] if first <= at else []
            if named:
                return next((one for one in named if speakers.is_subject(one)), named[0]).printed
    return ""


def test_who_was_named_before_is_the_same_in_whatever_order_one_asks() -> None:
    text = "\n".join(long_paragraph("zh", 6) if number % 3 else "今年夏粮收成很好，他表示满意。" for number in range(9))
    cleaned = clean_text(text, "zh")
    places = [match.start() for match in re.finditer("他|双方|，", cleaned.text)]
    speakers = Speakers(Surroundings(cleaned, "PRC"))

    for at in random.Random(1).sample(places, len(places)):
        one = speakers.last_named(at)
        assert (one.printed if one else "") == plainly_named_before(speakers, at)


def test_a_title_stands_for_whoever_was_last_named_with_it_if_all_are_of_one_side() -> None:
    text = "越南外交部长裴青山说，外交部长很高兴。老挝外交部长通沙万说，外交部长很高兴。"
    persons = Speakers(Surroundings(clean_text(text, "zh"), "SRV")).persons
    places = [title.start for title in persons.titles]
    (title,) = {text[title.start : title.end] for title in persons.titles}

    named = [persons.named_with(title, at, is_office=True) for at in [*places, len(text)]]

    assert [text[who.start : who.end] if who else "" for who in named] == ["", "裴青山", "裴青山", "", ""]
    assert bisect_left(places, len(text)) == 4
