"""Between languages and texts: the forms of a formula side by side, and two texts on one event.

Chinese and Vietnamese are not compared by rate. What can be compared is which wordings there are, whose words they are, in
which order and with which hedge; and what is known from elsewhere is beside it, marked as such. Where a wording is from is not
said: the lexicon has sources for a formula as a whole (`formula_table`).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.attribute import find_hits
from analysis.fold import form_key
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.model import LANGUAGES, Corpus, frame
from analysis.sides import mentions_of, say_sides

HERE, ELSEWHERE, INFERRED = "in these texts", "known from elsewhere", "inferred"


def compare_languages(
    corpus: Corpus, hits: pd.DataFrame | None = None, formulas: dict[str, Formula] | None = None, formula: str | None = None
) -> pd.DataFrame:
    """Table `versions`: every wording of a formula in both languages, those of these texts first.

    formula : the id of one; without it all that are found in these texts
    hits    : as `find_hits` gives them; found if not given

    Raises ValueError if the formula is not in the lexicon.

    >>> from analysis.read import read_corpus
    >>> table = compare_languages(read_corpus(), formula="top-priority")
    >>> table.loc[table["basis"] == "in these texts", ["language", "wording", "n", "sides", "hedge"]].to_numpy().tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['zh', '头等优先', 3, 'SRV 3', ''], ['vi', 'một trong những ưu tiên hàng đầu', 1, 'SRV 1', 'một trong những']]
    """
    formulas = read_formulas() if formulas is None else formulas
    if formula is not None and formula not in formulas:
        raise ValueError(
            f"formula {formula!r} is not in the lexicon; its identifiers are the names in brackets in formulas.toml"
        )
    hits = find_hits(corpus, formulas) if hits is None else hits
    mentions = mentions_of(hits, formulas)
    wanted = [formula] if formula else [name for name in formulas if (mentions["formula"] == name).any()]
    rows: list[dict[str, Any]] = []
    for name in wanted:
        for language in LANGUAGES:
            own = hits[(hits["formula"] == name) & (hits["language"] == language) & hits["kind"].isin(set(mentions["kind"]))]
            rows += _found(name, language, own) + _known(formulas[name], language, own)
    return frame("versions", rows)


def _found(formula: str, language: str, hits: pd.DataFrame) -> list[dict[str, Any]]:
    """Wordings as printed, most frequent first."""
    rows = [
        {
            "formula": formula,
            "language": language,
            "wording": wording,
            "basis": HERE,
            "n": len(group),
            "kind": kind,
            "periods": " | ".join(sorted(set(group["period"]))),
            "sides": say_sides(group["side"]),
            "order": order,
            "hedge": " | ".join(sorted({hedge for hedge in group["hedge"] if hedge})),
        }
        for (wording, kind, order), group in hits.groupby(["text", "kind", "slots"], sort=False)
    ]
    return sorted(rows, key=lambda row: -row["n"])


def _known(formula: Formula, language: str, hits: pd.DataFrame) -> list[dict[str, Any]]:
    """Wordings of the lexicon that these texts do not have."""
    keys = [form_key(text, language) for text in hits["text"]]
    forms = formula.forms(language)
    inferred = {form_key(form, language) for form in forms.inferred}
    wordings = {form_key(form, language): (form, kind) for form, kind, _ in forms.whole() if kind != "partial"}
    if forms.slots:
        spelled = "、".join(slot[0] for slot in forms.slots) if language == "zh" else ", ".join(slot[0] for slot in forms.slots)
        wordings[form_key(spelled, language)] = (spelled, "full")
    return [
        {
            "formula": formula.id,
            "language": language,
            "wording": form,
            "basis": INFERRED if key in inferred else ELSEWHERE,
            "n": 0,
            "kind": kind,
        }
        for key, (form, kind) in wordings.items()
        if not any(key in found for found in keys)
    ]


def compare_texts(corpus: Corpus, first: str, second: str, hits: pd.DataFrame | None = None) -> pd.DataFrame:
    """Table `two_texts`: what two texts on one event both say, what only one says, and who is made to say it.

    first, second : documents of the corpus, of one language or of two
    hits          : as `find_hits` gives them; found if not given

    Raises ValueError if a document is not in the corpus.

    >>> from analysis.read import read_corpus
    >>> table = compare_texts(read_corpus(), "000_eabdb7ae368f3909", "001_0787e1d6d21a686b")
    >>> table.loc[table["formula"] == "older-generation", ["where", "sides_first", "sides_second"]].to_numpy().tolist()
    [['both', 'PRC 1 | SRV 1', 'author 1']]
    """
    for document in (first, second):
        if document not in corpus.texts:
            raise ValueError(f"document {document!r} is not in the corpus; it has {', '.join(corpus.texts)}")
    hits = find_hits(corpus) if hits is None else hits
    pair = {end: mentions_of(hits[hits["document"] == document]) for end, document in (("first", first), ("second", second))}
    names = dict.fromkeys([*pair["first"]["formula"], *pair["second"]["formula"]])
    rows = []
    for name in names:
        row: dict[str, Any] = {"formula": name}
        for end, mentions in pair.items():
            own = mentions[mentions["formula"] == name]
            row |= {
                f"n_{end}": len(own),
                f"wording_{end}": " | ".join(dict.fromkeys(own["text"])),
                f"sides_{end}": say_sides(own["side"]),
                f"speakers_{end}": " | ".join(dict.fromkeys(speaker for speaker in own["speaker"] if speaker)),
                f"hedge_{end}": " | ".join(dict.fromkeys(hedge for hedge in own["hedge"] if hedge)),
            }
        row["where"] = "both" if row["n_first"] and row["n_second"] else "only first" if row["n_first"] else "only second"
        sides = [set(mentions.loc[mentions["formula"] == name, "side"]) for mentions in pair.values()]
        row["same_sides"] = row["where"] == "both" and sides[0] == sides[1]
        rows.append(row)
    return frame("two_texts", sorted(rows, key=lambda row: ("both", "only first", "only second").index(row["where"])))
