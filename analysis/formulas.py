"""lexicon/formulas.toml -> checked formulas: what is looked for, under which conditions, and where each fact comes from.

>>> formulas = read_formulas()
>>> formulas["four-goods"].zh.name, formulas["four-goods"].referent
(['四好精神'], 'VNM')
>>> labelled_forms("named:十六字方针|reordered-VN:睦邻友好、全面合作、长期稳定、面向未来|related:红色基因")
[('name', '十六字方针'), ('reordered', '睦邻友好、全面合作、长期稳定、面向未来')]
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StrictBool, ValidationError, field_validator, model_validator

from analysis.fold import form_key
from analysis.model import SIDES, CorpusError
from analysis.read import is_partial_date

LEXICON = Path(__file__).parent / "lexicon" / "formulas.toml"
WHOLE_KINDS = ("name", "full", "reordered", "variant", "partial")  # kinds that a whole form may have; the others come of slots
# The labels that tables of such forms carry, by the kind each stands for; '' is no form of the formula.
LABELS = {
    "name": "named alt-name popular case modified attr with quoted shared hybrid song press PRC VN verb typo in-list full",
    "full": "spelled expanded split both",
    "reordered": "reordered",
    "variant": "variant short older hedged readout rare VOA proverb seed002",
    "partial": "partial precursor",
    "": "related neutral chain modifier level list route vague",
}
_LABEL_KINDS = {label: kind for kind, labels in LABELS.items() for label in labels.split()}


def labelled_forms(cell: str) -> list[tuple[str, str]]:
    """The forms in a cell of a labelled table (`label:form|label:form`), each with the kind that its label stands for.

    A label counts by its first words (attr-VN, VN-zh, short (drops …)); a form without one is a name; what is none is left out.
    """
    forms = []
    for part in filter(None, (part.strip() for part in cell.split("|"))):
        label, colon, form = part.partition(":")
        words = re.split("[ -]", re.sub(r" ?\(.*\)", "", label))
        if not colon or not all(re.fullmatch("[A-Za-z0-9]+", word) for word in words):
            words, form = ["named"], part
        kind = _LABEL_KINDS.get("-".join(words[:2]), _LABEL_KINDS.get(words[0]))
        if kind is None:
            raise ValueError(f"label {label!r} is not known; use one of {', '.join(_LABEL_KINDS)}")
        forms.append((kind, form.strip()))
    return [(kind, form) for kind, form in forms if kind]


class Forms(BaseModel):
    """The forms of a formula in one language.

    name      : names, and wordings that are the formula itself
    full      : spelled out, where its parts are words of every list and no slots
    reordered : its parts in another order, where they are no slots
    variant   : wordings with a word exchanged, dropped or put in
    partial   : a part of it
    inferred  : forms nobody has been seen to use; matched as names, and marked in `formula_table`
    slots     : the formula spelled out, a list a slot: its wording, then wordings it is exchanged for
    heads     : the slots' heads, for paraphrases: a list a slot
    leading, trailing : regular expressions for words right before and behind that belong to a whole form
    before, after : regular expressions that the text before (its end) and behind (its start) must match
    sentence, unless : regular expressions that the sentence must, and must not, match somewhere
    not_in    : regular expression that the text must not match anywhere
    sided     : side -> names that count only in texts or mouths of that side
    proper    : a proper name in Vietnamese: every syllable after the first must have its capital
    """

    model_config = ConfigDict(extra="forbid")

    name: list[str] = []
    full: list[str] = []
    reordered: list[str] = []
    variant: list[str] = []
    partial: list[str] = []
    inferred: list[str] = []
    slots: list[list[str]] = []
    heads: list[list[str]] = []
    leading: str = ""
    trailing: str = ""
    before: str = ""
    after: str = ""
    sentence: str = ""
    unless: str = ""
    not_in: str = ""
    sided: dict[str, list[str]] = {}
    proper: bool = False

    @field_validator("name", "full", "reordered", "variant", "partial", "inferred")
    @classmethod
    def _not_empty(cls, value: list[str]) -> list[str]:
        if empty := [form for form in value if not any(char.isalnum() for char in form)]:
            raise ValueError(f"{empty[0]!r} has no word in it; write the words of the form or delete it")
        return value

    @field_validator("slots", "heads")
    @classmethod
    def _slots(cls, value: list[list[str]]) -> list[list[str]]:
        if len(value) == 1 or any(not slot or not all(any(char.isalnum() for char in word) for word in slot) for slot in value):
            raise ValueError("needs two slots or more, each with at least one wording")
        return value

    @field_validator("leading", "trailing", "before", "after", "sentence", "unless", "not_in")
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

    def whole(self) -> Iterator[tuple[str, str, str]]:
        """Every whole form as (form, kind, side); side is '' for forms of every side."""
        for kind in WHOLE_KINDS:
            yield from ((form, kind, "") for form in getattr(self, kind))
        yield from ((form, "name", "") for form in self.inferred)
        yield from ((form, "name", side) for side, names in self.sided.items() for form in names)

    def is_empty(self, sides: Iterable[str] | None = None) -> bool:
        """Whether there is nothing to look for; with `sides`, in texts issued by those sides."""
        known = set(self.sided if sides is None else sides)
        return not self.slots and not any(kind != "partial" and side in known | {""} for _, kind, side in self.whole())


class Formula(BaseModel):
    """One formula: its names, where it comes from, and its forms in both languages.

    excludes : formulas that do not count inside this one
    referent : whose it must be said of: VNM, of China and Vietnam (counts where nothing else is named); another country's
               id in countries.toml; other, any but these two; bare, no one at the head; '' does not matter
    common   : made of ordinary words, so that the relationship must be named somewhere
    grows    : modifiers grow onto it (`analysis.phrase`)
    decoy    : looks like a formula and is none: told apart, counted never
    """

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
    referent: str = Field("", pattern="^(|other|bare|[A-Z]{3})$")
    common: StrictBool = False
    grows: StrictBool = False
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

    >>> len(read_formulas()) > 100
    True
    """
    path = LEXICON if path is None else Path(path)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError([f"{path.name}: not TOML in UTF-8 ({error})"]) from None
    formulas, faults = {}, []
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
    return {form_key(form, language): form for form, _, _ in formula.forms(language).whole()}


def _told_apart(one: Formula, other: Formula, language: str) -> bool:
    """Whether something else than the words says which of two formulas with one form is meant."""
    return one.referent != other.referent or any(
        getattr(one.forms(language), rule) != getattr(other.forms(language), rule)
        for rule in ("leading", "trailing", "sentence")
    )


def find_clashes(formulas: dict[str, Formula]) -> list[str]:
    """Forms that two formulas claim though nothing says which of them is meant."""
    owners: dict[tuple[str, str], list[Formula]] = defaultdict(list)
    for formula, language in product(formulas.values(), ("zh", "vi")):
        for key in _keys(formula, language):
            owners[language, key].append(formula)
    return [
        f"[{one.id}] and [{other.id}] both have the form {key!r} ({language}); give it to one of them or tell them apart"
        for (language, key), claimed in owners.items()
        for one, other in combinations(claimed, 2)
        if not _told_apart(one, other, language)
    ]


def find_overlaps(formulas: dict[str, Formula]) -> list[str]:
    """Forms that stand inside a form of another formula: both count there, unless the longer one excludes the other."""
    notes = []
    keys = {(formula.id, language): _keys(formula, language) for formula in formulas.values() for language in ("zh", "vi")}
    for (outer, language), forms in keys.items():
        for (inner, other_language), others in keys.items():
            if inner == outer or language != other_language or formulas[inner].decoy or formulas[outer].decoy:
                continue
            for key, form in forms.items():
                if key in others and inner < outer:
                    pair = f"[{inner}] and [{outer}] share the form {form!r}"
                    notes.append(f"{pair}: told apart by referent or by the words round it")
                if found := [other for other in others if other in key and other != key]:
                    rule = "excluded" if inner in formulas[outer].excludes else "both count"
                    notes.append(f"[{inner}] {found[0]!r} stands inside [{outer}] {form!r}: {rule}")
    return notes


def formula_table(formulas: dict[str, Formula]) -> pd.DataFrame:
    """The lexicon as a table: names, gloss, first known use with its source, and whether its Vietnamese is inferred."""
    facts = [
        "zh_name",
        "pinyin",
        "vi_name",
        "gloss",
        "category",
        "first_use",
        "first_use_basis",
        "first_use_note",
        "source",
        "confidence",
    ]
    return pd.DataFrame(
        [
            {"formula": formula.id}
            | {fact: getattr(formula, fact) for fact in facts}
            | {"vi_inferred": formula.vi_name_is_inferred(), "referent": formula.referent, "decoy": formula.decoy}
            for formula in formulas.values()
        ]
    )
