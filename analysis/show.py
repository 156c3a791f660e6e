"""Tables of results as tables for readers: headings in words, texts by short names, sides and languages spelled out, no index.

Only what is displayed changes; the tables themselves, and the files made from them, keep the names of `analysis.model`.
"""

from __future__ import annotations

import html
import re
from typing import Any

import pandas as pd

from analysis.draw import SIDE_WORDS, columns_of
from analysis.forms import Formula
from analysis.glosses import name_speaker, number_section
from analysis.people import read_people
from analysis.terms import (
    GLOSSARY,
    KIND_MEANINGS,
    KINDS,
    LANGUAGE_WORDS,
    SIDE_MEANINGS,
    ZERO_MEANINGS,
    say_kind,
)

# Column -> heading. What is not here keeps its name, underscores as spaces.
HEADINGS = {
    "document": "text",
    "issuer_side": "issued by",
    "side": "whose words",
    "outer": "as told by",
    "node": "formula or word",
    "n": "mentions",
    "zh_name": "Chinese",
    "vi_name": "Vietnamese",
    "gloss": "in English",
    "kind": "form",
    "slots": "order of the parts",
    "start": "from character",
    "end": "to",
    "basis_start": "words from character",
    "basis": "resting on the words",
    "first_use": "first use known",
    "first_use_note": "how that is known",
    "first_one_sided": "first by one side",
    "first_joint": "first in a joint text",
    "share_author": "narrator’s share",
    "share_undecided": "share undecided",
    "date_basis": "date is",
    "f_xy": "mentions with it beside",
    "f_x": "mentions",
    "f_y": "word in all",
    "log_dice": "logDice",
    "g2": "log-likelihood",
    "cosine": "likeness (0–1)",
    "similarity": "likeness (0–1)",
    "log_ratio": "log ratio",
    "characters_a": "characters of the first",
    "characters_b": "characters of the second",
    "share_a": "share of the first",
    "share_b": "share of the second",
    "wording_a": "wording in the first",
    "wording_b": "wording in the second",
    "sides_a": "whose in the first",
    "sides_b": "whose in the second",
    "wording_first": "wording in the first",
    "wording_second": "wording in the second",
    "sides_first": "whose in the first",
    "sides_second": "whose in the second",
    "n_target": "here",
    "n_reference": "elsewhere",
    "tokens_target": "words here",
    "tokens_reference": "words elsewhere",
}
_SIDES = SIDE_WORDS | {"": "undecided", "undecided": "undecided"}
# Columns whose cells are words of the tables, and what these are in words for readers.
_CELLS = {
    "language": LANGUAGE_WORDS,
    "side": _SIDES,
    "issuer_side": SIDE_WORDS | {"": "", "joint": "both sides"},
    "outer": SIDE_WORDS | {"": ""},
}
# Columns whose cells have sides among other words: “2016 PRC”, “joint 2 | author 1”.
_WITH_SIDES = ("first_one_sided", "sides", "sides_first", "sides_second", "sides_a", "sides_b")
_TEXTS = ("document", "other_document")
SHORT, NAME = 16, 20  # columns that a cell, and a formula's name, does not break


def show_table(
    table: pd.DataFrame, texts: pd.Series | None = None, formulas: dict[str, Formula] | None = None, **headings: str
) -> object:
    """A table for display in a notebook; an index with a name becomes columns, one without is not shown.

    texts    : document -> short name, as `names.short_names` gives them; identifiers are shown where it is not given
    formulas : the lexicon; formulas are then shown by name and, where the row above has another, in English; in a report the
               name leads to its counts
    headings : column -> heading, before those of `HEADINGS`

    >>> html = show_table(pd.DataFrame({"language": ["zh"], "n": [2], "share_author": [0.5]})).data
    >>> import re
    >>> re.findall(r"<th>(.+)</th>|<td>(?:<span.*?>)?(.+?)</", html)
    [('language', ''), ('mentions', ''), ('narrator’s share', ''), ('', 'Chinese'), ('', '2'), ('', '0.5')]
    """
    from IPython.display import HTML

    return HTML(table_html(table, texts, formulas, **headings))


def say_sides_in(cell: object) -> object:
    """A cell with its sides in words.

    >>> say_sides_in("2016 PRC, SRV"), say_sides_in(None)
    ('2016 China, Vietnam', None)
    """
    return re.sub(r"\b(PRC|SRV|joint|author)\b", lambda side: SIDE_WORDS[side[0]], cell) if isinstance(cell, str) else cell


def say_formula(formula: Formula) -> str:
    """A formula by its name and in English, without what the gloss adds.

    >>> from analysis.formulas import read_formulas
    >>> say_formula(read_formulas()["comrades-plus-brothers"])
    '同志加兄弟 Comrades plus brothers'
    """
    return f"{formula.zh_name} {short_gloss(formula)}"


def short_gloss(formula: Formula) -> str:
    """The gloss of a formula without a bracket at its end and what it adds behind a dash, colon or slash.

    >>> from analysis.formulas import read_formulas
    >>> short_gloss(read_formulas()["manage-differences"])
    'Manage maritime differences'
    """
    gloss = re.split(" – |: ", re.sub(r" \([^)]*\)$", "", formula.gloss))[0]
    gloss = re.sub(r"^((?:\S+ ){2,}\S+) / .*", r"\1", gloss)  # another way of saying all of it
    return gloss.replace("(", "").replace(")", "")


def gloss_section(section: object) -> object:
    """A section numbered in Chinese with its number in figures.

    >>> gloss_section("四（一）"), gloss_section("二"), gloss_section("经贸合作")
    ('四（一） section 4 (1)', '二 section 2', '经贸合作')
    """
    number = number_section(section) if isinstance(section, str) else ""
    return f"{section} section {number}" if number else section


def gloss_speaker(speaker: object) -> object:
    """A speaker as printed, and in Latin letters or in English where he is a person of the list or one of glosses.toml.

    >>> gloss_speaker("张德江"), gloss_speaker("双方"), gloss_speaker("一位居民")
    ('张德江 Zhang Dejiang', '双方 both sides', '一位居民')
    """
    if not isinstance(speaker, str):
        return speaker
    people = read_people()
    named = [who for language in LANGUAGE_WORDS for _, who in people.find_names(speaker, language)]
    said = " and ".join(people.latin(who) for who in dict.fromkeys(named)) or name_speaker(speaker)
    return f"{speaker} {said}" if said and said not in speaker else speaker


# Columns whose cells are said in other words, and by what.
_SAID = dict.fromkeys(_WITH_SIDES, say_sides_in) | {"section": gloss_section, "speaker": gloss_speaker}


def glossary() -> pd.DataFrame:
    """The words of tables and pages with their meanings.

    >>> glossary().set_index("word").loc["form: full", "meaning"]
    'spelled out, every part in the order of the lexicon'
    """
    groups = {"": GLOSSARY, "form: ": KIND_MEANINGS, "whose words: ": SIDE_MEANINGS, "zero: ": ZERO_MEANINGS}
    rows = [(group + word, meaning) for group, words in groups.items() for word, meaning in words.items()]
    return pd.DataFrame(rows, columns=["word", "meaning"])


def table_html(
    table: pd.DataFrame, texts: pd.Series | None = None, formulas: dict[str, Formula] | None = None, **headings: str
) -> str:
    """The HTML of `show_table`."""
    if any(name is not None for name in table.index.names):
        table = table.reset_index()
    table = table.copy()
    kinds, ids = _column(table, "kind"), _column(table, "formula")
    shown = pd.DataFrame(index=table.index)
    for place, column in enumerate(table.columns):
        values = table.iloc[:, place]
        known = column if isinstance(column, str) else column[0]
        if known in _TEXTS and texts is not None:
            values = values.map(lambda name: texts.get(name, name))
        elif known == "kind" and kinds is not None:
            of = ids if ids is not None else [""] * len(values)
            values = pd.Series([_kind(kind, name) for kind, name in zip(values, of, strict=True)], index=table.index)
        elif known in _SAID:
            values = values.map(_SAID[known])
        elif known in _CELLS:
            values = values.map(lambda cell, words=_CELLS[known]: words.get(cell, cell))
        if known == "formula" and formulas is not None:
            again = values.eq(values.shift())
            shown[place] = [_formula_cell(name, formulas, not same) for name, same in zip(values, again, strict=True)]
        else:
            shown[place] = values.map(lambda cell, wide=NAME if known in ("name", "zh_name") else SHORT: _cell(cell, wide))
    shown.columns = _headings(table.columns, headings)
    with pd.option_context("display.max_colwidth", None):
        return str(shown.to_html(index=False, escape=False, border=0, na_rep="", justify="left"))


def _column(table: pd.DataFrame, name: str) -> pd.Series | None:
    found = [place for place, column in enumerate(table.columns) if (column if isinstance(column, str) else column[0]) == name]
    return table.iloc[:, found[0]] if found else None


def _kind(kind: str, formula: str) -> str:
    return say_kind(kind, formula) if kind in KINDS else kind


def _headings(columns: pd.Index, headings: dict[str, str]) -> pd.Index:
    words = HEADINGS | {"PRC": "China", "SRV": "Vietnam", "joint": "both sides", "author": "narrator", "other": "others"}
    words |= {"zh": "Chinese", "vi": "Vietnamese"} | headings

    def say(name: Any) -> str:
        return html.escape(words.get(name, str(name).replace("_", " ")))

    if isinstance(columns, pd.MultiIndex):
        return pd.MultiIndex.from_tuples([tuple(say(level) for level in column) for column in columns])
    return pd.Index([say(column) for column in columns])


def _cell(value: Any, wide: int) -> str:
    """A value as HTML; what is short does not break."""
    if not isinstance(value, str) and pd.isna(value):
        return ""
    said = f"{value:g}" if isinstance(value, float) else str(value)
    escaped = html.escape(said, quote=False)
    if len(said) > 1 and columns_of(said) <= wide and len(said.split()) < 3:
        return f'<span class="nb">{escaped}</span>'
    return f'<div class="words">{escaped}</div>' if columns_of(said) > wide else escaped


def _formula_cell(name: str, formulas: dict[str, Formula], english: bool) -> str:
    """A formula by name and in English; its identifier stays with the name, so that a report can make a link of it."""
    if name not in formulas:
        return _cell(name, NAME)
    formula = formulas[name]
    said = html.escape(formula.zh_name, quote=False)
    words = f'<span data-formula="{name}">{said}</span>'
    if english:
        words += f'<br><span class="quiet">{html.escape(short_gloss(formula), quote=False)}</span>'
    return f'<div class="words">{words}</div>'
