"""Words by a segmenter of the user's own: a table of tokens, checked and brought into the shape of table `tokens`.

A callable for a language goes through `tokenise.tokenise_corpus`; a table from anywhere (another program, a treebank, words
corrected by hand) through `use_tokens`. Either serves denominators and vocabulary, and, given to `attribute.find_hits`, the
boundary evidence: a Chinese form of up to four hanzi then counts where both its edges are edges of tokens (or a character
beside them is no hanzi), and not by jieba's probabilities. Nothing else of a formula asks for words: longer forms, Vietnamese
forms, the countries named near a formula and whose words it is stay as they are.

>>> from analysis.clean import clean_text
>>> cleaned = clean_text("访问了越南海防市。", "zh")
>>> wrong = pd.DataFrame([("", 3, 4), ("", 4, 6)], columns=["document", "start", "end"])
>>> sorted(token_edges(cleaned, wrong))
[3, 4, 6]
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.clean import Cleaned, clean_corpus
from analysis.model import Corpus, CorpusError, frame, records
from analysis.segment import find_sentences
from analysis.tokenise import is_word

Faults = dict[str, list[dict[str, Any]]]  # document -> its corrections
NEEDED = ("document", "start", "end", "token")


def read_tokens(path: str | Path, corpus: Corpus) -> pd.DataFrame:
    """Table `tokens` from a CSV file in UTF-8 with the columns document, start, end, token.

    Raises `CorpusError` with every fault, FileNotFoundError if there is no such file.

    >>> from analysis.read import read_corpus
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "tokens.csv"
    >>> _ = path.write_text("document,start,end,token\\n003_cf8b52a174d3942d,609,612,六个更\\n", encoding="utf-8")
    >>> read_tokens(path, read_corpus())[["token", "word"]].values.tolist()
    [['六个更', True]]
    >>> folder.cleanup()
    """
    path = Path(path)
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise CorpusError([f"{path.name}: no CSV in UTF-8 ({error})"]) from None
    return use_tokens(corpus, table)


def use_tokens(corpus: Corpus, tokens: pd.DataFrame) -> pd.DataFrame:
    """Tokens of one's own as table `tokens`: checked, in order of document and place, with segment, sentence and word.

    tokens : columns document, start, end (0-based, half-open, code points of `corpus.texts`), token; others are not read

    A token must be the characters of its range (in the source or as cleaned), white space and `_` apart. Tokens in what
    cleaning set aside are left out, and a document need not have any. Raises `CorpusError` with every fault.

    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> one = corpus.documents["document"].iloc[0]
    >>> own = pd.DataFrame([(one, 0, 99_999, "中越")], columns=["document", "start", "end", "token"])
    >>> use_tokens(corpus, own)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    analysis.model.CorpusError: tokens row 2: range 0–99999 is not in the text, which has ... characters, or is empty
    """
    if missing := [column for column in NEEDED if column not in tokens.columns]:
        raise CorpusError([f"tokens: column {column!r} is missing; add it" for column in missing])
    cleaned = clean_corpus(corpus)
    faults_of = {str(name): records(own) for name, own in corpus.corrections.groupby("document")}
    faults: list[str] = []
    rows: dict[str, list[dict[str, Any]]] = {}
    for number, row in enumerate(records(tokens), start=2):
        try:
            rows.setdefault(row["document"], []).append(_checked(row, corpus, cleaned, faults_of))
        except ValueError as error:
            faults.append(f"tokens row {number}: {error}")
    for document, own in rows.items():
        own.sort(key=itemgetter("start"))  # stable: in a corrected place several tokens have one range
        faults += _overlaps(document, own)
    if faults:
        raise CorpusError(faults)
    return frame("tokens", (row for document, one in cleaned.items() for row in _placed(one, rows.get(document, []))))


def _checked(row: dict[str, Any], corpus: Corpus, cleaned: dict[str, Cleaned], faults_of: Faults) -> dict[str, Any]:
    """A row with whole numbers; ValueError says what is wrong with it.

    In a corrected place each character carries the whole range of the fault, and so may several tokens.
    """
    document, token = row["document"], row["token"]
    if document not in corpus.texts:
        raise ValueError(f"document {document!r} is not in the corpus; use one of {', '.join(corpus.texts)}")
    try:
        start, end = int(row["start"]), int(row["end"])
    except (TypeError, ValueError):
        raise ValueError(f"start {row['start']!r} and end {row['end']!r} must be whole numbers") from None
    source, one = corpus.texts[document], cleaned[document]
    if not 0 <= start < end <= len(source):
        raise ValueError(f"range {start}–{end} is not in the text, which has {len(source)} characters, or is empty")
    read = one.text[bisect_left(one.starts, start) : bisect_left(one.starts, end)]
    corrected = any(row["start"] < end and start < row["end"] for row in faults_of.get(document, []))
    same = _bare(str(token)) in (_bare(source[start:end]), _bare(read))
    if not same and not (corrected and _bare(str(token)) in _bare(read)):
        raise ValueError(f"token {token!r} is not what stands at {start}–{end} of {document}: {source[start:end]!r}")
    return {"document": document, "start": start, "end": end, "token": str(token), "corrected": corrected}


def _bare(text: str) -> str:
    """A text without white space and `_`, composed, as tokens are compared with what is printed."""
    return unicodedata.normalize("NFC", "".join(text.replace("_", " ").split()))


def _overlaps(document: str, rows: list[dict[str, Any]]) -> list[str]:
    return [
        f"tokens of {document}: {one['token']!r} ({one['start']}–{one['end']}) and {two['token']!r} "
        f"({two['start']}–{two['end']}) overlap; keep one"
        for one, two in pairwise(rows)
        if two["start"] < one["end"] and not (one["corrected"] and two["corrected"])
    ]


def _placed(cleaned: Cleaned, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows with the sentence and segment in which they begin; those outside the counted text are left out."""
    sentences = find_sentences(cleaned)
    firsts = [first for first, _, _ in sentences]
    for row in rows:
        first = _place(cleaned, row["start"])
        number = bisect_left(firsts, first + 1) - 1
        if first < len(cleaned.starts) and cleaned.starts[first] < row["end"] and number >= 0:
            _, last, segment = sentences[number]
            if first < last:
                yield row | {"segment": segment, "sentence": number, "word": is_word(row["token"])}


def token_edges(cleaned: Cleaned, tokens: pd.DataFrame) -> frozenset[int]:
    """Where tokens of a document begin and end, as places in its cleaned text."""
    starts = {_place(cleaned, int(start)) for start in tokens["start"]}
    return frozenset(starts | {bisect_left(cleaned.starts, int(end)) for end in tokens["end"]})


def _place(cleaned: Cleaned, start: int) -> int:
    """The place in cleaned text of a character of the source; a break of paragraphs may stand at the same one."""
    place = bisect_left(cleaned.starts, start)
    while cleaned.text[place : place + 1].isspace():
        place += 1
    return place
