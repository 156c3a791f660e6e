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
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.clean import Cleaned, clean_corpus, source_range
from analysis.model import Corpus, frame
from analysis.segment import find_sentences

Token = tuple[str, int, int]


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


def tokenise_zh(text: str) -> list[Token]:
    """Chinese text -> (token, start, end) by jieba's accurate mode; white space is no token."""
    tokens = []
    at = 0
    for token in jieba_tokenizer().cut(text):
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

    tokens = []
    at = 0
    for token in ViTokenizer.tokenize(text).split():
        while text[at : at + 1].isspace():
            at += 1
        start = at
        for char in token:
            here = text[at : at + 1]  # none where pyvi joined two tokens by `_` that stand together at the end
            if here == char:
                at += 1
            elif char == "_" and here.isspace():
                while text[at : at + 1].isspace():
                    at += 1
            elif char != "_":
                raise ValueError(f"pyvi gave {token!r} where the text has {text[start : at + 10]!r}")
        tokens.append((token, start, at))
    return tokens


TOKENISERS: dict[str, Callable[[str], list[Token]]] = {"zh": tokenise_zh, "vi": tokenise_vi}


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, not punctuation.

    >>> is_word("命运"), is_word("5G"), is_word("、"), is_word("_")
    (True, True, False, False)
    """
    return any(char.isalnum() for char in token)


def tokenise(cleaned: Cleaned) -> list[dict[str, Any]]:
    """Rows of table `tokens` for one document; no token crosses a sentence."""
    rows = []
    for sentence, (first, last, segment) in enumerate(find_sentences(cleaned)):
        for token, start, end in TOKENISERS[cleaned.language](cleaned.text[first:last]):
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


def tokenise_corpus(corpus: Corpus) -> pd.DataFrame:
    """Table `tokens` of the counted text of every document."""
    return frame("tokens", (row for cleaned in clean_corpus(corpus).values() for row in tokenise(cleaned)))
