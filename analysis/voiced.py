"""The tables that say whose words: by side, by verb, between languages, between two texts."""

from __future__ import annotations

from analysis.columns import FORMULA, LANGUAGE, PERIOD, Column, Table
from analysis.terms import SIDE_MEANINGS

VOICED_TABLES: dict[str, Table] = {
    "sides": Table(
        "formula × language × period: whose words",
        (
            FORMULA,
            LANGUAGE,
            PERIOD,
            Column("n", "integer", "mentions", "mentions in headline kinds"),
            *(
                Column(side, "integer", "mentions", f"those whose words are {meaning}")
                for side, meaning in SIDE_MEANINGS.items()
            ),
            Column("undecided", "integer", "mentions", "those of whom the text does not tell, or tells two things"),
            Column("reported", "integer", "mentions", "those that somebody else reports (`outer`)"),
            Column("share_author", "number", "0–1", "author / n"),
            Column("share_undecided", "number", "0–1", "undecided / n"),
        ),
    ),
    "commitments": Table(
        "formula × language × side × verb × period",
        (
            FORMULA,
            LANGUAGE,
            Column("side", "text", "", "whose words; empty where undecided"),
            Column("verb", "text", "", "verb of saying; empty where there is none"),
            PERIOD,
            Column("n", "integer", "mentions", "mentions in headline kinds"),
            Column("level", "integer", "0–5", "how much the verb commits its subject: our scale (docs/voices.md)"),
            Column("commitment", "text", "", "that level in a word"),
        ),
    ),
    "versions": Table(
        "a wording of a formula in one language",
        (
            FORMULA,
            LANGUAGE,
            Column("wording", "text", "", "as printed in these texts, or as the lexicon has it"),
            Column(
                "basis", "text", "", "in these texts, known from elsewhere, or inferred (we have recorded no source for it)"
            ),
            Column("n", "integer", "hits", "hits in these texts"),
            Column("kind", "text", "", "form it is"),
            Column("periods", "text", "", "periods it stands in"),
            Column("sides", "text", "", "whose words, with how often each"),
            Column("order", "text", "", "order of the slots"),
            Column("hedge", "text", "", "words that take back a part of it"),
        ),
    ),
    "two_texts": Table(
        "a formula in either of two texts",
        (
            FORMULA,
            Column("where", "text", "", "both, only first, or only second"),
            *(
                Column(f"{name}_{end}", kind, unit, f"{meaning} in the {end} text")
                for name, kind, unit, meaning in (
                    ("n", "integer", "mentions", "mentions"),
                    ("wording", "text", "", "wordings as printed"),
                    ("sides", "text", "", "whose words, with how often each,"),
                    ("speakers", "text", "", "who is made to say it"),
                    ("hedge", "text", "", "words that take back a part of it"),
                )
                for end in ("first", "second")
            ),
            Column("same_sides", "yes/no", "", "both have it as the words of the same sides"),
        ),
    ),
}
