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
from difflib import get_close_matches
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from analysis.fold import form_key
from analysis.forms import Formula
from analysis.model import CorpusError
from analysis.script import simplify
from analysis.terms import number_of

LEXICON = Path(__file__).parent / "lexicon" / "formulas.toml"
COUNTRIES = LEXICON.with_name("countries.toml")
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


def read_formulas(path: str | Path | None = None) -> dict[str, Formula]:
    """Read and check a lexicon: id -> Formula, in the order of the file; without a path, the one of the package.

    A file with the line `extends = true` at its head adds its formulas to those of the package. Raises `CorpusError` with
    every fault, FileNotFoundError if there is no such file.

    >>> len(read_formulas()) > 100
    True
    """
    path = LEXICON if path is None else Path(path)
    tables = _read_tables(path)
    formulas, faults = {}, []
    if tables.get("extends") is True:
        base, own = _read_tables(LEXICON), {name: table for name, table in tables.items() if name != "extends"}
        faults += [
            f"{path.name} [{name}] is in the package's lexicon already; use another identifier" for name in own if name in base
        ]
        tables = base | own
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
    countries = tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))
    faults += [
        f"{path.name} [{formula.id}] referent {formula.referent!r} is not in countries.toml; add it there or use another"
        for formula in formulas.values()
        if formula.referent not in ("", "other", "bare", *countries)
    ]
    faults += [f"{path.name} {clash}" for clash in find_clashes(formulas)]
    if not tables:
        faults.append(f"{path.name}: no formula; add a table [id] for each")
    if faults:
        raise CorpusError(faults)
    return formulas


def _read_tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorpusError([f"{path.name}: not TOML in UTF-8, or a table twice ({error})"]) from None


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
    forms = [form for form, _, _ in formula.forms(language).whole()]
    if slots := formula.forms(language).slots:
        forms.append("、".join(slot[0] for slot in slots))
    return {form_key(form, language): form for form in forms}


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


def identify_formula(formulas: dict[str, Formula], name: str) -> str:
    """The identifier of a formula by that, or by its whole Chinese or Vietnamese name, compared as forms are.

    Raises ValueError where no formula or several have the name, with those that are nearest.

    >>> formulas = read_formulas()
    >>> identify_formula(formulas, "“十六字”方针"), identify_formula(formulas, "định hướng '6 hơn'")
    ('sixteen-characters', 'six-mores')
    """
    if name in formulas:
        return name
    names: dict[str, set[str]] = defaultdict(set)
    for formula in formulas.values():
        for language, own in (("zh", formula.zh_name), ("vi", formula.vi_name)):
            if key := form_key(own, language):
                names[key].add(formula.id)
    wanted = {form_key(simplify(name), "zh"), form_key(name, "vi")} & names.keys()
    found = set().union(*(names[key] for key in wanted))
    if len(found) == 1:
        return found.pop()
    near = get_close_matches(name, formulas) or [
        identifier for key in get_close_matches(form_key(simplify(name), "zh"), names) for identifier in sorted(names[key])
    ]
    offered = f"; give one of {', '.join(sorted(found) or near)}" if found or near else ""
    reason = "is the name of several" if found else "is not in the lexicon, neither as identifier nor as name"
    raise ValueError(f"formula {name!r} {reason}{offered}; all stand in: python -m analysis formulas")


def find_overlaps(formulas: dict[str, Formula]) -> list[str]:
    """Formulas whose forms stand inside forms of another: both count there, unless the longer one excludes the other.

    >>> find_overlaps(read_formulas())[0][:53]
    "[popular-foundation] '民意基础' stands inside [six-mores]"
    """
    notes = []
    for outer, inner in permutations((formula for formula in formulas.values() if not formula.decoy), 2):
        nested, shared = [], set()
        for language in ("zh", "vi"):
            own, others = _keys(outer, language), _keys(inner, language)
            nested += [(form, other) for key, form in own.items() for other in others if other in key and other != key]
            shared |= own.keys() & others.keys()
        if nested:
            rule = "excluded" if inner.id in outer.excludes else "both count"
            more = f" and {len(nested) - 1} more" if len(nested) > 1 else ""
            notes.append(f"[{inner.id}] {nested[0][1]!r} stands inside [{outer.id}] {nested[0][0]!r}{more}: {rule}")
        if shared and inner.id < outer.id:
            pair = f"[{inner.id}] and [{outer.id}] share the form {min(shared)!r}"
            notes.append(f"{pair}: told apart by referent or by the words round it")
    return notes


def note_overlaps(formulas: dict[str, Formula], verbose: bool = False) -> list[str]:
    """Overlaps as notes: those in which a formula of one's own takes part, and how many more the package's lexicon has.

    verbose : the package's too, line by line

    >>> note_overlaps(read_formulas())[0][3:]
    "overlaps among the formulas of the package's lexicon: check --verbose lists them"
    """
    notes = find_overlaps(formulas)
    packaged = {*find_overlaps(read_formulas())}
    own = [note for note in notes if note not in packaged]
    others = [note for note in notes if note in packaged]
    if verbose or not others:
        return [*own, *others]
    overlaps = number_of(len(others), "overlap")
    return [*own, f"{overlaps} among the formulas of the package's lexicon: check --verbose lists them"]


def formula_table(formulas: dict[str, Formula]) -> pd.DataFrame:
    """The lexicon as a table: names, gloss, first known use with its source, and whether its Vietnamese is inferred.

    >>> formula_table(read_formulas()).set_index("formula").loc["six-mores", ["zh_name", "vi_name", "first_use"]].tolist()
    ['六个更', 'định hướng “6 hơn”', '2023-12-12']
    """
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
