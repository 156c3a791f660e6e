import marshal
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newspaper import ZH

from analysis.count import measure_texts
from analysis.segment import find_sentences
from analysis.tokenise import (
    TOKENISERS,
    cache_folder,
    count_words,
    is_word,
    jieba_tokenizer,
    tokenise_corpus,
    tokenise_zh,
    tokenise_zh_fast,
)


def test_every_token_of_the_seeds_stands_at_its_range(seeds, cleaned) -> None:
    tokens = tokenise_corpus(seeds)

    corrected = {(row.document, at) for row in seeds.corrections.itertuples() for at in range(row.start, row.end)}
    for row in tokens[tokens["word"]].itertuples():
        if (row.document, row.start) not in corrected:
            printed = seeds.texts[row.document][row.start : row.end].replace("**", "")
            assert row.token.replace("_", " ") == (
                " ".join(printed.split()) if row.document[:3] == "001" else "".join(printed.split())
            )
    for document, rows in tokens.groupby("document"):
        joined = "".join(rows["token"]).replace("_", "")
        assert joined == "".join(cleaned[document[:3]].text.split())


def test_words_are_told_from_punctuation(seeds) -> None:
    tokens = tokenise_corpus(seeds)

    assert not tokens.loc[tokens["token"].isin(["，", "。", "、", "“", "-", ","]), "word"].any()
    assert tokens.loc[tokens["token"].isin(["中越", "Việt_Nam", "2016"]), "word"].all()


@pytest.mark.parametrize(
    "text", ["COVID-19 ngày 14-17/4/2026, tại Hà Nội...", "a_b _ c", "Việt Nam–Trung Quốc (2016)", " hai  bên "]
)
def test_vietnamese_ranges_where_pyvi_moves_spaces(text: str) -> None:
    tokens = TOKENISERS["vi"](text)

    assert all(text[start:end].replace(" ", "_") == token.replace(" ", "_") for token, start, end in tokens)
    assert "".join(text[start:end] for _, start, end in tokens).replace(" ", "") == text.replace(" ", "")


@given(st.text(alphabet="双方同意越南海防ab1 ，。“_-", max_size=40))
def test_chinese_tokens_are_the_text(text: str) -> None:
    tokens = TOKENISERS["zh"](text)

    assert all(text[start:end] == token for token, start, end in tokens)
    assert "".join(token for token, _, _ in tokens) == "".join(text.split())


def hanzi_tokens(tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    return [token for token in tokens if any("\u4e00" <= char <= "\u9fff" for char in token[0])]


def test_rjieba_gives_the_hanzi_tokens_of_jieba(cleaned) -> None:
    sentences = [one.text[a:b] for one in cleaned.values() if one.language == "zh" for a, b, _ in find_sentences(one)]
    for text in [*sentences, *ZH, "5G网络覆盖了98.5%的村庄，C++教材也有了。", "与COVID-19有关的会议在U.S.A开"]:
        assert hanzi_tokens(tokenise_zh_fast(text)) == hanzi_tokens(tokenise_zh(text)), text

    assert len(sentences) > 200
    assert [token for token, *_ in tokenise_zh_fast("COVID-19和2026-04号")] == ["COVID-19", "和", "2026-04", "号"]
    assert [token for token, *_ in tokenise_zh("COVID-19和2026-04号")] == ["COVID", "-", "19", "和", "2026", "-", "04", "号"]


@given(st.text(alphabet="双方同意越南海防ab1 ，。“", max_size=40))
def test_rjieba_gives_the_tokens_of_jieba_where_no_mark_joins_letters(text: str) -> None:
    assert tokenise_zh_fast(text) == tokenise_zh(text)


def test_sizes_by_other_words_or_none(seeds, cleaned, monkeypatch: pytest.MonkeyPatch) -> None:
    by_jieba, by_rjieba, none = (measure_texts(seeds, segmenter=name) for name in ("jieba", "rjieba", "none"))

    assert by_rjieba["tokens"].tolist() == by_jieba["tokens"].tolist()
    assert none["tokens"].isna().all()
    assert none["characters"].tolist() == by_jieba["characters"].tolist()
    with pytest.raises(ValueError, match="segmenter 'words' is not known; use one of jieba, rjieba, none"):
        measure_texts(seeds, segmenter="words")
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(ValueError, match="needs rjieba: python -m pip install rjieba"):
        count_words(cleaned["000"], "rjieba")


def test_marks_alone_are_no_words() -> None:
    assert [is_word(token) for token in ("5G", "六", "—", "《", "_")] == [True, True, False, False, False]


def test_the_cache_is_in_a_folder_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with cache_folder() as own:
        assert own == tmp_path / "tifa-analysis"
        assert stat.S_IMODE(own.stat().st_mode) == 0o700

    own.chmod(0o777)  # now others could plant a cache there
    with cache_folder() as private:
        assert private != own
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert not private.exists()
    assert jieba_tokenizer().cache_file != "jieba.cache"


@pytest.mark.parametrize("home", ["a file", "planted"])
def test_a_cache_that_cannot_be_had_or_trusted_is_not_read(tmp_path: Path, monkeypatch, home: str, capfd) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "shared"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "shared").mkdir()
    if home == "a file":
        (tmp_path / "home").write_text("no folder", encoding="utf-8")
    else:
        planted = tmp_path / "home" / "tifa-analysis"
        planted.mkdir(parents=True)
        planted.chmod(0o777)
        (planted / jieba_tokenizer().cache_file).write_bytes(marshal.dumps(({"双": 1}, 1)))

    tokenizer = jieba_tokenizer.__wrapped__()

    assert len(tokenizer.FREQ) > 100_000
    assert list((tmp_path / "shared").iterdir()) == []
    assert capfd.readouterr() == ("", "")
