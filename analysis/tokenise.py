"""Tokens with ranges: Chinese by jieba, Vietnamese by pyvi.

Tokens serve denominators and vocabulary. Formulas are not counted on them: jieba cuts 命运共同体 in two, pyvi joins
láng_giềng but not the formula around it; `match` works on characters and asks the segmenter for evidence only.

>>> from analysis.clean import clean_text
>>> [token for token, *_ in TOKENISERS["zh"]("构建命运共同体。")]
['构建', '命运', '共同体', '。']
>>> TOKENISERS["vi"]("láng giềng hữu nghị, ổn định.")
[('láng_giềng', 0, 10), ('hữu_nghị', 11, 19), (',', 19, 20), ('ổn_định', 21, 28), ('.', 28, 29)]
"""

from __future__ import annotations

import functools
import logging
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.clean import Cleaned, clean_corpus, source_range
from analysis.model import Corpus, CorpusError, frame
from analysis.segment import find_sentences

Token = tuple[str, int, int]
RUN = 1_000
_LONG_RUN = {
    "zh": re.compile(rf"[\u4e00-\u9fffa-zA-Z0-9+#&._%-]{{{RUN}}}"),
    "vi": re.compile(rf"\S{{{RUN}}}"),
}


@contextmanager
def cache_folder() -> Iterator[Path]:
    """A folder for jieba's dictionary cache that only this user can write to.

    jieba keeps its cache in the shared temporary folder and reads it with marshal, so that another user of the machine
    could plant one. Ours is below the user's cache folder; if that cannot be had, or others can write to it, a fresh
    private folder serves for the block and goes with it.
    """
    usable = False
    with suppress(OSError, RuntimeError):  # a user without a home
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tifa-analysis"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.stat()
        mine = os.name == "nt" or (status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
        usable = mine and os.access(folder, os.W_OK)
    if usable:
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="tifa-analysis-") as private:
            yield Path(private)


@functools.cache
def jieba_tokenizer() -> Any:
    """jieba's tokenizer with its own dictionary, loaded once a process; no words are added to it."""
    import jieba

    logging.getLogger("jieba").setLevel(logging.CRITICAL)  # a cache that cannot be kept is made again, and no fault
    tokenizer = jieba.Tokenizer()
    tokenizer.cache_file = f"jieba-{version('jieba')}.cache"
    with cache_folder() as folder:
        tokenizer.tmp_dir = str(folder)
        tokenizer.initialize()
    return tokenizer


def cut_runs(text: str, language: str) -> Iterator[str]:
    """A text in pieces, none with more than `RUN` hanzi, letters and figures in a row, in Vietnamese `RUN` without a space.

    The time of jieba's model for unknown words, and of pyvi's patterns, grows with the square of such a run; nobody writes one.

    >>> [len(piece) for piece in cut_runs("南" * 2_500 + "，双方同意。", "zh")]
    [1000, 1000, 506]
    """
    ends = [match.end() for match in _LONG_RUN[language].finditer(text)]
    yield from (text[first:last] for first, last in pairwise([0, *ends, len(text)]) if first < last)


def tokenise_zh(text: str) -> list[Token]:
    """Chinese text -> (token, start, end) by jieba's accurate mode; white space is no token."""
    tokens = []
    at = 0
    for token in chain.from_iterable(map(jieba_tokenizer().cut, cut_runs(text, "zh"))):
        if token.strip():
            tokens.append((token, at, at + len(token)))
        at += len(token)
    return tokens


def tokenise_vi(text: str) -> list[Token]:
    """Vietnamese text (NFC) -> (token, start, end) by pyvi; `_` in a token stands for white space inside a word.

    pyvi gives no offsets and moves spaces round punctuation; the ranges are found by walking the text beside its answer.
    Raises ValueError if the walk meets a character that pyvi changed.
    """
    from pyvi import ViTokenizer

    words = (word for piece in cut_runs(text, "vi") for word in ViTokenizer.tokenize(piece).split())
    return find_words(text, words, "pyvi")


def find_words(text: str, words: Iterable[str], segmenter: str = "the segmenter") -> list[Token]:
    """Words in their order -> (word, start, end); white space or `_` inside a word stands for white space of the text.

    White space is no token. Raises ValueError where a word is not what the text has next: a segmenter may cut a text,
    and leave nothing out but white space.

    >>> find_words("hai bên, nhất trí", ["hai_bên", ",", "nhất trí"])
    [('hai_bên', 0, 7), (',', 7, 8), ('nhất trí', 9, 17)]
    """
    tokens = []
    at = 0
    for word in words:
        if not word.strip():
            continue
        at = _after_space(text, at)
        start = at
        for char in word.strip():
            if text[at : at + 1] == char:
                at += 1
            elif (char == "_" or char.isspace()) and text[at : at + 1].isspace():
                at = _after_space(text, at)
            elif char != "_":
                raise ValueError(f"{segmenter} gave {word!r} where the text has {text[start : start + len(word) + 10]!r}")
        tokens.append((word.strip(), start, at))
    if rest := text[at:].strip():
        raise ValueError(f"{segmenter} left out {rest[:20]!r} at the end of {text[-40:]!r}")
    return tokens


def _after_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def tokenise_zh_fast(text: str) -> list[Token]:
    """As `tokenise_zh`, by rjieba (an extra), some fifteen times as fast: the same hanzi tokens, other ones of ASCII words.

    Letters and figures that `.`, `-` or `_` joins are one token to rjieba and several to jieba: COVID-19, U.S.A, 2026-04.
    """
    try:
        import rjieba
    except ImportError:
        raise ValueError("segmenter 'rjieba' needs rjieba: python -m pip install rjieba, or take jieba, or none") from None
    tokens = []
    at = 0
    for token in rjieba.cut(text):
        if token.strip():
            tokens.append((token, at, at + len(token)))
        at += len(token)
    return tokens


SEGMENTERS = ("jieba", "rjieba", "none")  # of Chinese words, where they are only counted; none: sizes in characters alone
Segmenter = Callable[[str], Iterable[str]]
TOKENISERS: dict[str, Callable[[str], list[Token]]] = {"zh": tokenise_zh, "vi": tokenise_vi}


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, not punctuation.

    >>> is_word("命运"), is_word("5G"), is_word("、"), is_word("_")
    (True, True, False, False)
    """
    return any(char.isalnum() for char in token)


def tokenise(cleaned: Cleaned, segmenter: Mapping[str, Segmenter] | None = None) -> list[dict[str, Any]]:
    """Rows of table `tokens` for one document; no token crosses a sentence."""
    own = (segmenter or {}).get(cleaned.language)
    rows = []
    for sentence, (first, last, segment) in enumerate(find_sentences(cleaned)):
        words = cleaned.text[first:last]
        for token, start, end in find_words(words, own(words)) if own else TOKENISERS[cleaned.language](words):
            begin, stop = source_range(cleaned, first + start, first + end)
            rows.append(
                {
                    "document": cleaned.document,
                    "segment": segment,
                    "sentence": sentence,
                    "start": begin,
                    "end": stop,
                    "token": token,
                    "word": is_word(token),
                }
            )
    return rows


def count_words(cleaned: Cleaned, segmenter: str = "jieba") -> int | None:
    """How many words a document has, punctuation apart; None without a segmenter.

    segmenter : of Chinese, one of SEGMENTERS; Vietnamese words are pyvi's

    >>> from analysis.clean import clean_text
    >>> count_words(clean_text("构建命运共同体。", "zh")), count_words(clean_text("构建命运共同体。", "zh"), "none")
    (3, None)
    """
    if segmenter not in SEGMENTERS:
        raise ValueError(f"segmenter {segmenter!r} is not known; use one of {', '.join(SEGMENTERS)}")
    if segmenter == "none":
        return None
    fast = segmenter == "rjieba" and cleaned.language == "zh"
    cut = tokenise_zh_fast if fast else TOKENISERS[cleaned.language]
    return sum(is_word(token) for first, last, _ in find_sentences(cleaned) for token, _, _ in cut(cleaned.text[first:last]))


def tokenise_corpus(corpus: Corpus, segmenter: Mapping[str, Segmenter] | None = None) -> pd.DataFrame:
    """Table `tokens` of the counted text of every document.

    segmenter : language -> a callable, text of a sentence -> its words in order; a language that is not there is cut as
                ever, `zh` by jieba and `vi` by pyvi

    Raises `CorpusError` where a segmenter changes the text or leaves out more than white space.

    >>> from analysis.read import read_corpus
    >>> tokens = tokenise_corpus(read_corpus(), segmenter={"zh": list})  # every hanzi a word
    >>> tokens.loc[tokens["document"].str.startswith("003"), "token"].str.len().unique().tolist()
    [1]
    """
    rows: list[dict[str, Any]] = []
    for document, cleaned in clean_corpus(corpus).items():
        try:
            rows += tokenise(cleaned, segmenter)
        except ValueError as error:
            raise CorpusError([f"{document}: {error}; a segmenter must give the words of the text in their order"]) from None
    return frame("tokens", rows)
