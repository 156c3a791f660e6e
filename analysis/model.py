"""Rows: what a corpus is, and the tables every other module reads or makes.

The schemas stand here and nowhere else; the data dictionary of the report is generated from them.
`frame` turns rows into a table that has exactly the schema's columns, in order and typed, even when there are no rows:

>>> list(frame("corrections", []).columns)
['document', 'start', 'end', 'found', 'corrected', 'reason']

All ranges are 0-based, half-open, in code points of the decoded source (`Corpus.texts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

LANGUAGES = ("zh", "vi")
SIDES = ("PRC", "SRV", "joint", "other", "author")
KIND_MEANINGS = {
    "name": "by its name, or by the wording that is the formula itself",
    "full": "spelled out, every part in the order of the lexicon",
    "reordered": "spelled out, every part, in another order",
    "variant": "with a word or a part exchanged, dropped or hedged",
    "partial": "some parts only; shown, not counted",
    "paraphrase": "the heads of the parts without their wording; shown, not counted",
}
KINDS = tuple(KIND_MEANINGS)
HEADLINE_KINDS = KINDS[:4]
COUNTED_ROLES = ("title", "heading", "lead", "body")
SET_ASIDE_ROLES = ("caption", "dateline", "signature", "source line", "end mark", "repeated lead", "furniture")
ZERO_MEANINGS = {
    "not yet coined": "the formula is younger than the text",
    "no form in this language": "nothing to look for is known",
    "not looked for": "its forms count only in texts of another side",
    "text too short": "at the rate of the other texts in the language, less than one mention was to be expected",
    "absent": "it is not there, though one mention or more was to be expected, or no other text in the language has it to "
    "judge by",
}
ZEROS = tuple(ZERO_MEANINGS)

DTYPES = {"text": "str", "integer": "Int64", "number": "float64", "yes/no": "bool"}


class CorpusError(Exception):
    """Faults in texts, metadata or lexicon, each one line that names the place, the value and the way out."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Column(NamedTuple):
    """One column of a table: its name, type (a key of `DTYPES`), unit and one sentence of meaning."""

    name: str
    type: str
    unit: str
    meaning: str


class Table(NamedTuple):
    """What one row stands for, and the columns."""

    row: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Corpus:
    """A corpus as received.

    documents   : table `documents`, one row a text
    texts       : document -> the decoded source, `bytes.decode(encoding)` and nothing else
    corrections : table `corrections`, faults in the sources; applied to cleaned text only
    folder      : where the files are
    """

    documents: pd.DataFrame
    texts: Mapping[str, str]
    corrections: pd.DataFrame
    folder: Path


def _range_of(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "integer", "code points", f"first character of the {what} in the source, 0-based"),
        Column("end", "integer", "code points", f"one past the last character of the {what} in the source"),
    )


_DOCUMENT = Column("document", "text", "", "identifier of the text; in the seeds the file's stem")
_PERIOD = Column("period", "text", "year", "the period the text is compared under; not always the year of its date")
_LANGUAGE = Column("language", "text", "", "zh or vi")
_FORMULA = Column("formula", "text", "", "identifier in lexicon/formulas.toml")
_SEGMENT = Column("segment", "integer", "", "number of the stretch in its document, from 0")
_SENTENCE = Column("sentence", "integer", "", "number of the sentence in its document, from 0")
_KIND_COLUMNS = tuple(Column(kind, "integer", "hits", f"hits of the kind {kind}") for kind in KINDS)
_ZERO = Column("zero", "text", "", f"which zero it is ({'; '.join(ZEROS)}); empty where n > 0")

TABLES: dict[str, Table] = {
    "documents": Table(
        "a text",
        (
            _DOCUMENT,
            Column("file", "text", "", "path inside the corpus folder"),
            _LANGUAGE,
            Column("version_language", "text", "", "which language version of a text that exists in several"),
            _PERIOD,
            Column("date", "text", "ISO 8601", "YYYY, YYYY-MM or YYYY-MM-DD, as precise as is known"),
            Column("date_basis", "text", "", "stated (printed in the text) or inferred"),
            Column("date_note", "text", "", "how the date was found"),
            Column("title", "text", "", "title as printed; empty where the text has none"),
            Column("issuer", "text", "", "who published it, as far as known"),
            Column("issuer_side", "text", "", "PRC, SRV, joint or other"),
            Column("genre", "text", "", "kind of text, for example joint statement"),
            Column("source", "text", "", "where the text came from"),
            Column("sha256", "text", "", "checksum of the file as received"),
            Column("encoding", "text", "", "encoding by which the bytes were decoded"),
            Column("language_basis", "text", "", "stated in documents.csv, or recognised by script"),
        ),
    ),
    "corrections": Table(
        "a fault in a source",
        (
            _DOCUMENT,
            *_range_of("fault"),
            Column("found", "text", "", "what stands in the source"),
            Column("corrected", "text", "", "what is read instead in cleaned text"),
            Column("reason", "text", "", "why it is a fault"),
        ),
    ),
    "segments": Table(
        "a stretch of a source",
        (
            _DOCUMENT,
            _SEGMENT,
            Column("role", "text", "", f"counted: {', '.join(COUNTED_ROLES)}; set aside: {', '.join(SET_ASIDE_ROLES)}"),
            Column("section", "text", "", "number or heading of the section the stretch stands in"),
            *_range_of("stretch"),
            Column("counted", "yes/no", "", "whether formulas and words in it are counted"),
            Column("reason", "text", "", "the rule that gave the role"),
        ),
    ),
    "tokens": Table(
        "a token of the counted text",
        (
            _DOCUMENT,
            _SEGMENT,
            _SENTENCE,
            *_range_of("token"),
            Column("token", "text", "", "the cleaned characters; pyvi's underscore stands for a space"),
            Column("word", "yes/no", "", "a word or number, not punctuation"),
        ),
    ),
    "hits": Table(
        "an occurrence of a formula",
        (
            _DOCUMENT,
            _PERIOD,
            _LANGUAGE,
            _FORMULA,
            Column("kind", "text", "", f"form it takes: {', '.join(KINDS)}"),
            Column("slots", "text", "", "order of the slots as printed, 3-4-1-2; an exchanged slot is 3*"),
            *_range_of("hit"),
            Column("text", "text", "", "the cleaned characters that map to the range"),
            Column("modifiers", "text", "", "modifiers of the head as printed, joined by ' | '"),
            Column("mention", "integer", "", "a name and its spelled-out form in one noun phrase share a number"),
            Column("predicate", "text", "", "the verb that governs the formula"),
            Column("role", "text", "", "role of the stretch it stands in"),
            Column("section", "text", "", "number or heading of the section"),
            Column("position", "number", "0–1", "where in the counted text the hit begins"),
            _SEGMENT,
            _SENTENCE,
            Column("side", "text", "", f"whose words: {', '.join(SIDES)}; empty where undecided"),
            Column("speaker", "text", "", "speaker as printed"),
            Column("speaker_id", "text", "", "identifier in lexicon/people.toml"),
            Column("outer", "text", "", "side or speaker that reports the speaker"),
            Column("verb", "text", "", "verb of saying"),
            Column("basis", "text", "", "words on which the attribution rests"),
            Column("basis_start", "integer", "code points", "first character of the basis in the source, 0-based"),
            Column("basis_end", "integer", "code points", "one past the last character of the basis"),
        ),
    ),
    "counts": Table(
        "document × formula, all pairs",
        (
            _DOCUMENT,
            _PERIOD,
            _LANGUAGE,
            _FORMULA,
            Column("n", "integer", "mentions", "mentions by name, full, reordered or variant form, titles included"),
            _ZERO,
            *_KIND_COLUMNS,
            Column("n_title", "integer", "mentions", "those of n that stand in a title"),
            Column("characters", "integer", "letters, hanzi, digits", "size of the counted text"),
            Column("tokens", "integer", "words", "words of the counted text: jieba (zh) or pyvi (vi)"),
            Column("per_10k_characters", "number", "mentions", "n per 10,000 characters; compare within one language"),
            Column("per_1k_tokens", "number", "mentions", "n per 1,000 words; compare within one language"),
        ),
    ),
    "wordings": Table(
        "formula × period × language",
        (
            _FORMULA,
            _PERIOD,
            _LANGUAGE,
            Column("n", "integer", "mentions", "as in counts, over the texts of the period"),
            _ZERO,
            Column("kinds", "text", "", "kinds that occur, strongest first, with hits"),
            Column("wording", "text", "", "each wording as printed, joined by ' | ', with × where it recurs"),
            Column("texts", "integer", "texts", "texts of the period in that language"),
            Column("cell", "text", "", "n and wording, or which zero it is: what stands in a table by period"),
        ),
    ),
    "concordance": Table(
        "a line: one occurrence in its context",
        (
            _DOCUMENT,
            _PERIOD,
            _LANGUAGE,
            *_range_of("node"),
            Column("left", "text", "", "cleaned text before the node, within its stretch"),
            Column("node", "text", "", "the words found"),
            Column("right", "text", "", "cleaned text after the node, within its stretch"),
            Column("formula", "text", "", "formula, where one was asked for"),
            Column("kind", "text", "", "kind of the hit, where a formula was asked for"),
            Column("role", "text", "", "role of the stretch"),
            Column("section", "text", "", "number or heading of the section"),
        ),
    ),
    "scores": Table(
        "a group of marks: all, one kind, one formula, or one further column",
        (
            Column("group", "text", "", "overall, mean over formulas, kind, formula, or column"),
            Column("value", "text", "", "which kind, formula or column"),
            Column(
                "marked", "integer", "marks", "marks by hand (for the mean: formulas; for a column: cells that say something)"
            ),
            Column("found", "integer", "hits", "hits of the matcher"),
            Column("matches", "integer", "", "same document, formula, kind and range (for a column: same value)"),
            *(
                Column(f"{name}{end}", "number", "0–1", f"{formula}{meaning}")
                for name, formula in (
                    ("precision", "matches / found"),
                    ("recall", "matches / marked"),
                    ("f1", "2 × matches / (found + marked)"),
                )
                for end, meaning in (("", ""), ("_low", ": lower end of 95 %"), ("_high", ": upper end of 95 %"))
            ),
        ),
    ),
    "differences": Table(
        "a mark that was missed, a false hit, or a match of which a further column differs",
        (
            Column("difference", "text", "", "missed, false, or the column that differs"),
            _DOCUMENT,
            _FORMULA,
            Column("kind", "text", "", "as marked or found"),
            *_range_of("mark or hit"),
            Column("left", "text", "", "source before it, line breaks as spaces"),
            Column("node", "text", "", "source in the range"),
            Column("right", "text", "", "source behind it"),
            Column("detail", "text", "", "what was marked and what was found"),
        ),
    ),
}


def column_names(table: str) -> list[str]:
    """Names of a table's columns, in order."""
    return [column.name for column in TABLES[table].columns]


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a table with the schema's columns, in order and typed; a text not given is empty, a number missing."""
    columns = TABLES[table].columns
    data = pd.DataFrame(list(rows), columns=[column.name for column in columns])
    for column in columns:
        values = data[column.name].astype(object)
        if column.type == "text":
            values = values.where(values.notna(), "")
        data[column.name] = values.astype(DTYPES[column.type])
    return data


def data_dictionary() -> pd.DataFrame:
    """Every column of every table: table, what a row is, column, type, unit, meaning."""
    return pd.DataFrame(
        [
            {"table": name, "one row is": table.row, **column._asdict()}
            for name, table in TABLES.items()
            for column in table.columns
        ]
    ).rename(columns={"name": "column"})
