"""A formula and its forms as the lexicon has them, each key checked: the classes behind lexicon/formulas.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from analysis.fold import form_key
from analysis.listing import is_partial_date
from analysis.model import SIDES

WHOLE_KINDS = ("name", "full", "reordered", "variant", "partial")  # kinds that a whole form may have; the others come of slots


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
