"""Short names of texts, for readers: “Joint statement 2026” for a text whose identifier is a file's stem with a checksum."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

HANZI, LETTERS = 20, 40  # of a title, at most; a hanzi takes the room of two letters
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_names(documents: pd.DataFrame) -> pd.Series:
    """Document -> a short name, unique in the corpus: what kind of text it is, and its period.

    documents : table `documents`

    The kind is the genre; where none is given the title, cut if it is long; where there is none either, the name is the
    document's identifier. A text whose date is of another year than its period has its date instead, and says if that is
    inferred. Texts that would have one name get their dates instead of the period, then their languages, then
    numbers, as far as these are needed to tell them apart; where that is not enough, every text has its identifier.

    >>> from analysis.read import read_corpus
    >>> for name in short_names(read_corpus().documents):
    ...     print(name)
    Magazine article 2016
    Background article, Jan 2017 (inferred)
    News preview 2022
    News report 2025
    Joint statement 2026
    """
    rows: list[Any] = list(documents.itertuples())  # what type a column has no type checker knows
    names = [_name(row, row.period) for row in rows]
    names = _told_apart(names, [_name(row, row.date or row.period) for row in rows])
    names = _told_apart(names, [f"{name}, {language}" for name, language in zip(names, documents["language"], strict=True)])
    earlier = [names[:place].count(name) for place, name in enumerate(names)]
    names = _told_apart(names, [f"{name}, {number + 1}" for name, number in zip(names, earlier, strict=True)])
    if len(set(names)) < len(names):
        names = documents["document"].tolist()
    return pd.Series(names, index=documents["document"].tolist(), name="text", dtype="str")


def _told_apart(names: list[str], others: list[str]) -> list[str]:
    """The other names for those that several have, where these are not alike too."""
    groups: dict[str, set[str]] = {}
    for name, other in zip(names, others, strict=True):
        groups.setdefault(name, set()).add(other)
    return [other if len(groups[name]) > 1 else name for name, other in zip(names, others, strict=True)]


def other_date(row: Any) -> str:
    """The date of a text in words, where it is of another year than the period that the text is counted under; else ''.

    row : a row of table `documents`

    >>> from types import SimpleNamespace
    >>> other_date(SimpleNamespace(period="2016", date="2017-01", date_basis="inferred"))
    'Jan 2017 (inferred)'
    """
    if not re.fullmatch(r"\d{4}", row.period) or row.date[:4] in ("", row.period):
        return ""
    year, *rest = row.date.split("-")
    said = " ".join([*(str(int(day)) for day in rest[1:]), *(MONTHS[int(month) - 1] for month in rest[:1]), year])
    return f"{said} (inferred)" if row.date_basis == "inferred" else said


def _name(row: Any, time: str) -> str:
    kind = row.genre[:1].upper() + row.genre[1:] or _cut(row.title)
    if not kind:
        return str(row.document)
    if date := other_date(row):
        return f"{kind}, {date}"
    return kind if time in kind else f"{kind} {time}"


def _cut(title: str) -> str:
    most = HANZI if re.search("[㐀-鿿]", title) else LETTERS
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"
