"""lexicon/formulas.toml -> checked formulas: what is looked for, and the key by which text and form are compared.

A form matches a text when their keys are equal. The key forgets what does not make another formula: quotes, case, kinds of
dash and comma, where a tone mark stands; it keeps its way back to the text.

>>> fold("“十六字”方针", "zh").text == fold("十六字方针", "zh").text
True
>>> fold("Việt – Trung, HÒA bình", "vi").text
'việt-trung, hoà bình'
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError, field_validator, model_validator

from analysis.model import SIDES, CorpusError
from analysis.read import is_partial_date

LEXICON = Path(__file__).parent / "lexicon" / "formulas.toml"
QUOTES = "“”‘’\"'「」『』〝〞«»‹›„‟＂"
_DASHES = "-‐‑‒–—―－"
# Open syllables in which old and new spelling put the tone mark on different letters: hòa/hoà, khỏe/khoẻ, ủy/uỷ.
_OLD_TONE = {
    old: new
    for pair, marked in (("oa", "òóỏõọ àáảãạ"), ("oe", "òóỏõọ èéẻẽẹ"), ("uy", "ùúủũụ ỳýỷỹỵ"))
    for old, new in ((f + pair[1], pair[0] + s) for f, s in zip(*marked.split(), strict=True))
}
_OLD_TONE_PATTERN = re.compile(f"(?:{'|'.join(_OLD_TONE)})(?!\\w)")


class Key(NamedTuple):
    """A text as forms are compared with it, and for each of its characters the place in the text it comes from."""

    text: str
    positions: Sequence[int]


def fold(text: str, language: str) -> Key:
    """The key of a text (NFC): without quotes, in lower case, one kind of dash and list comma, tone marks in one place."""
    chars: list[str] = []
    positions: list[int] = []
    for at, char in enumerate(text):
        if char in QUOTES or (char == " " and language == "zh"):
            continue
        if char in _DASHES:
            if chars and chars[-1] == " ":
                chars.pop()
                positions.pop()
            if chars and chars[-1] == "-":
                continue
            char = "-"
        elif char == " " and chars and chars[-1] in " -":
            continue
        elif char in "，,、" and language == "zh":
            char = "、"
        lower = char.lower()
        chars.append(lower if len(lower) == 1 else char)
        positions.append(at)
    key = "".join(chars)
    if language == "vi":
        key = _OLD_TONE_PATTERN.sub(lambda match: _OLD_TONE[match.group()], key)
    return Key(key, positions)


def form_key(form: str, language: str) -> str:
    """The key of a form or a search text, however its spaces and letters are composed."""
    return fold(" ".join(unicodedata.normalize("NFC", form).split()), language).text


class Forms(BaseModel):
    """The forms of a formula in one language.

    name     : names, and wordings that are the formula itself
    variant  : wordings with a word exchanged or dropped
    inferred : forms nobody has been seen to use; matched as names, and marked in `formula_table`
    slots    : the formula spelled out, a list a slot: its wording, then wordings it is exchanged for
    before, after : regular expressions that the text before (its end) and after (its start) a name or variant must match
    sided    : side -> names that count only in texts issued by that side
    proper   : a proper name in Vietnamese: every syllable after the first must have its capital
    """

    model_config = ConfigDict(extra="forbid")

    name: list[str] = []
    variant: list[str] = []
    inferred: list[str] = []
    slots: list[list[str]] = []
    before: str = ""
    after: str = ""
    sided: dict[str, list[str]] = {}
    proper: bool = False

    @field_validator("name", "variant", "inferred")
    @classmethod
    def _not_empty(cls, value: list[str]) -> list[str]:
        if empty := [form for form in value if not any(char.isalnum() for char in form)]:
            raise ValueError(f"{empty[0]!r} has no word in it; write the words of the form or delete it")
        return value

    @field_validator("slots")
    @classmethod
    def _slots(cls, value: list[list[str]]) -> list[list[str]]:
        if len(value) == 1 or any(not slot or not all(any(char.isalnum() for char in word) for word in slot) for slot in value):
            raise ValueError("slots needs two slots or more, each with at least one wording")
        return value

    @field_validator("before", "after")
    @classmethod
    def _pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{value!r} is no regular expression ({error})") from None
        return value

    @field_validator("sided")
    @classmethod
    def _sides(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        if unknown := set(value) - set(SIDES):
            raise ValueError(f"side {sorted(unknown)[0]!r} is not known; use {', '.join(SIDES)}")
        return value

    def is_empty(self, sides: Iterable[str] | None = None) -> bool:
        """Whether there is nothing to look for; with `sides`, in texts issued by those sides."""
        sided = any(self.sided.get(side) for side in (self.sided if sides is None else sides))
        return not (self.name or self.variant or self.inferred or self.slots or sided)


class Formula(BaseModel):
    """One formula: its names, where it comes from, and its forms in both languages."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
    zh_name: str
    gloss: str
    category: str
    pinyin: str = ""
    vi_name: str = ""
    first_use: str = ""
    first_use_basis: str = ""
    first_use_note: str = ""
    source: str = ""
    confidence: str = ""
    excludes: list[str] = []
    decoy: StrictBool = False
    zh: Forms = Forms()
    vi: Forms = Forms()

    @field_validator("first_use")
    @classmethod
    def _first_use(cls, value: str) -> str:
        if value and not is_partial_date(value):
            raise ValueError(f"{value!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out")
        return value

    @field_validator("first_use_basis")
    @classmethod
    def _first_use_basis(cls, value: str) -> str:
        if value not in ("", "coined", "seen"):
            raise ValueError(f"{value!r} is not known; 'coined' (it did not exist before) or 'seen' (earliest met with)")
        return value

    @model_validator(mode="after")
    def _some_form(self) -> Formula:
        if self.zh.is_empty() and self.vi.is_empty():
            raise ValueError("no form in either language; give zh.name, zh.slots, vi.name or vi.slots")
        if bool(self.first_use) != bool(self.first_use_basis):
            raise ValueError("first_use and first_use_basis belong together; give both or neither")
        return self

    def vi_name_is_inferred(self) -> bool:
        """Whether nobody has been seen to use the Vietnamese name."""
        name = form_key(self.vi_name, "vi")
        return bool(name) and any(form_key(form, "vi") in name for form in self.vi.inferred) and not self.vi.name

    def forms(self, language: str) -> Forms:
        """The forms in one language."""
        return self.zh if language == "zh" else self.vi


def read_formulas(path: str | Path | None = None) -> dict[str, Formula]:
    """Read and check a lexicon: id -> Formula, in the order of the file; without a path, the one of the package.

    Raises `CorpusError` with every fault, FileNotFoundError if there is no such file.

    >>> read_formulas()["six-mores"].zh.name
    ['六个更']
    """
    path = LEXICON if path is None else Path(path)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError([f"{path.name}: not TOML in UTF-8 ({error})"]) from None
    formulas = {}
    faults = []
    for identifier, table in tables.items():
        if not isinstance(table, dict):
            faults.append(f"{path.name}: {identifier!r} is no table; write [{identifier}] and its keys below")
            continue
        try:
            formulas[identifier] = Formula(**{"id": identifier} | {"id " if key == "id" else key: table[key] for key in table})
        except ValidationError as error:
            faults += _lexicon_faults(path.name, identifier, error)
    faults += [
        f"{path.name} [{formula.id}] excludes {other!r}, which is not in the lexicon; mend or delete it"
        for formula in formulas.values()
        for other in formula.excludes
        if other not in tables
    ]
    faults += [f"{path.name} {clash}" for clash in find_clashes(formulas)]
    if not tables:
        faults.append(f"{path.name}: no formula; add a table [id] for each")
    if faults:
        raise CorpusError(faults)
    return formulas


def _lexicon_faults(name: str, identifier: str, error: ValidationError) -> list[str]:
    faults = []
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"])
        way_out = {
            "extra_forbidden": "is no key of the lexicon; lexicon/README.md lists them",
            "missing": "is missing; add it",
            "string_type": f"{fault['input']!r} is no text; put it in quotes",
            "list_type": f"{fault['input']!r} is no list; put it in brackets",
            "bool_type": f"{fault['input']!r} is neither true nor false (without quotes)",
            "string_pattern_mismatch": f"{fault['input']!r} is no identifier; use a–z, 0–9 and hyphens",
        }.get(fault["type"], fault["msg"].removeprefix("Value error, "))
        faults.append(f"{name} [{identifier}] {where}: {way_out}" if where else f"{name} [{identifier}]: {way_out}")
    return faults


def _keys(formula: Formula, language: str) -> dict[str, str]:
    """Key of each whole form -> the form."""
    forms = formula.forms(language)
    sided = (form for names in forms.sided.values() for form in names)
    return {form_key(form, language): form for form in (*forms.name, *forms.variant, *forms.inferred, *sided)}


def find_clashes(formulas: dict[str, Formula]) -> list[str]:
    """Forms that two formulas claim: the same characters cannot say which is meant."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for formula in formulas.values():
        for language in ("zh", "vi"):
            for key in _keys(formula, language):
                owners[language, key].append(formula.id)
    return [
        f"[{ids[0]}] and [{ids[1]}] both have the form {key!r} ({language}); give it to one of them"
        for (language, key), ids in owners.items()
        if len(ids) > 1
    ]


def find_overlaps(formulas: dict[str, Formula]) -> list[str]:
    """Forms that stand inside a form of another formula: both count there, unless the longer one excludes the other."""
    notes = []
    for outer in formulas.values():
        for language in ("zh", "vi"):
            for key, form in _keys(outer, language).items():
                for inner in formulas.values():
                    if inner.id != outer.id and (found := [k for k in _keys(inner, language) if k in key]):
                        rule = "excluded" if inner.id in outer.excludes else "both count"
                        notes.append(f"[{inner.id}] {found[0]!r} stands inside [{outer.id}] {form!r}: {rule}")
    return notes


def formula_table(formulas: dict[str, Formula]) -> pd.DataFrame:
    """The lexicon as a table: names, gloss, first known use with its source, and whether its Vietnamese is inferred."""
    return pd.DataFrame(
        [
            {
                "formula": formula.id,
                "zh_name": formula.zh_name,
                "pinyin": formula.pinyin,
                "vi_name": formula.vi_name,
                "gloss": formula.gloss,
                "category": formula.category,
                "first_use": formula.first_use,
                "first_use_basis": formula.first_use_basis,
                "first_use_note": formula.first_use_note,
                "source": formula.source,
                "confidence": formula.confidence,
                "vi_inferred": formula.vi_name_is_inferred(),
                "decoy": formula.decoy,
            }
            for formula in formulas.values()
        ]
    )
