"""The outlets that the lexicon's facts are from, in words: lexicon/outlets.toml, and how many formulas rest on each.

>>> name_outlets("CCTV 14x; VOV zh 2024-10"), name_outlets("a letter")
(['CCTV', 'VOV zh'], [])
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.forms import Formula

OUTLETS = Path(__file__).parent / "lexicon" / "outlets.toml"
_WORDS: dict[str, str] = tomllib.loads(OUTLETS.read_text(encoding="utf-8"))
# The longest first: vtvgo is not VTV, and vietnamese.china.com no china.com.
_NAMES = re.compile("|".join(rf"(?<![\w.]){re.escape(name)}(?![A-Za-z])" for name in sorted(_WORDS, key=len, reverse=True)))


def name_outlets(source: str) -> list[str]:
    """The outlets that a source names, in order, each once; [] where none is known.

    >>> name_outlets("CNA/VOA/Zaobao Dec 2023; vtvgo 2022-11")
    ['CNA', 'VOA', 'Zaobao', 'vtvgo']
    """
    return list(dict.fromkeys(_NAMES.findall(source)))


def outlet_table(formulas: Iterable[Formula]) -> pd.DataFrame:
    """Outlet × formulas that rest on it, those with most first; sources in which no outlet is known stand as they are.

    >>> from analysis.formulas import read_formulas
    >>> outlet_table(read_formulas().values())["as written"].iloc[0]
    'CCTV'
    """
    named: dict[str, int] = {}
    for formula in formulas:
        parts = [part.strip() for part in formula.source.split(";") if part.strip()]
        for name in dict.fromkeys(name for part in parts for name in name_outlets(part) or [part]):
            named[name] = named.get(name, 0) + 1
    rows = [(name, _WORDS.get(name, "no outlet is recorded"), n) for name, n in named.items()]
    rows.sort(key=lambda row: (-row[2], row[0].lower()))
    return pd.DataFrame(rows, columns=["as written", "outlet", "formulas"])
