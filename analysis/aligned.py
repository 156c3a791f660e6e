"""The tables of texts side by side: their columns."""

from __future__ import annotations

from analysis.columns import Column, Table, range_of

CHANGES = {
    "kept": "the same words in the same order, in place; punctuation, quotes, case, white space and cuts aside",
    "changed": "the same clause reworded, in place",
    "added": "in the second text only",
    "dropped": "in the first text only",
    "moved": "kept or changed, but elsewhere: outside the longest chain of clauses that has one order in both texts",
}
_TEXTS = (("a", "first"), ("b", "second"))

ALIGNED_TABLES: dict[str, Table] = {
    "alignment": Table(
        "a pair of clauses, one or several of either text, or a clause that only one text has; in the order of the second text",
        (
            Column("pair", "integer", "", "number of the row, from 0"),
            Column("change", "text", "", "; ".join(f"{word}: {meaning}" for word, meaning in CHANGES.items())),
            Column("edit", "text", "", "of what moved: kept or changed"),
            Column("block", "integer", "", "what moved together has one number, from 0"),
            Column("differs", "text", "", "figures: only names, dates, ordinals or figures changed; words: others did"),
            *(
                Column(f"{name}_{side}", type, unit, f"{meaning} {text} text")
                for side, text in _TEXTS
                for name, type, unit, meaning in (
                    ("document", "text", "", "identifier of the"),
                    ("start", "integer", "code points", "first character of the clauses in the source of the"),
                    (
                        "end",
                        "integer",
                        "code points",
                        "one past their last character and the white space behind it, in the",
                    ),
                    ("text", "text", "", "cleaned characters of the clauses in the"),
                )
            ),
            *(
                Column(f"words_{side}", "text", "", f"words that only the {text} text has in the pair, joined by ' | '")
                for side, text in _TEXTS
            ),
            Column("similarity", "number", "0–1", "2 × words in common, in order, / words of both, in hanzi or syllables"),
            *(
                Column(f"{name}_{side}", "text", "", f"{meaning} the {text} text, joined by ' | '")
                for side, text in _TEXTS
                for name, meaning in (
                    ("formulas", "formulas in the clauses of"),
                    ("sides", "whose words these are, of"),
                )
            ),
        ),
    ),
    "alignment_shares": Table(
        "a change, in two aligned texts",
        (
            Column("change", "text", "", "as in alignment"),
            Column("edit", "text", "", "as in alignment"),
            Column("differs", "text", "", "as in alignment"),
            Column("pairs", "integer", "rows", "rows of alignment"),
            *(
                Column(f"{name}_{side}", type, unit, f"{meaning} the {text} text")
                for side, text in _TEXTS
                for name, type, unit, meaning in (
                    ("characters", "integer", "letters, hanzi, digits", "size of these clauses in"),
                    ("share", "number", "0–1", "their share of the clauses of"),
                )
            ),
        ),
    ),
    "formula_changes": Table(
        "a formula in two texts",
        (
            Column("formula", "text", "", "identifier in lexicon/formulas.toml"),
            Column("change", "text", "", "came, went, kept (one form in both), changed form"),
            *(
                Column(f"{name}_{side}", type, unit, f"{meaning} the {text} text")
                for side, text in _TEXTS
                for name, type, unit, meaning in (
                    ("n", "integer", "hits", "hits in"),
                    ("wording", "text", "", "its wordings, joined by ' | ', in"),
                    ("sides", "text", "", "whose words it is in"),
                )
            ),
        ),
    ),
    "passages": Table(
        "a sentence or list in which a formula is, compared with an earlier one of the same language",
        (
            Column("document", "text", "", "identifier of the text"),
            Column("period", "text", "year", "the period the text is compared under"),
            Column("language", "text", "", "zh or vi"),
            Column("formula", "text", "", "formulas asked for that stand in it, joined by ' | '"),
            *range_of("passage"),
            Column("text", "text", "", "its cleaned characters"),
            Column("issuer_side", "text", "", "side that issued the text"),
            Column("side", "text", "", "whose words, joined by ' | '; empty where undecided"),
            Column("speaker", "text", "", "speaker as printed, joined by ' | '"),
            Column("role", "text", "", "role of the stretch it stands in"),
            Column("section", "text", "", "number or heading of the section"),
            Column("position", "number", "0–1", "where in the counted text its first hit begins"),
            Column("against", "integer", "row", "the row it is compared with; missing for the first of its language"),
            Column("similarity", "number", "0–1", "as in alignment"),
            Column("adds", "text", "", "words that it has and the other has not, joined by ' | '"),
            Column("drops", "text", "", "words that the other has and it has not, joined by ' | '"),
        ),
    ),
}
