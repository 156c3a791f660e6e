"""The tables every other module reads or makes: columns, types, units, meanings.

The schemas stand here and nowhere else; the data dictionary of the report is generated from them.
"""

from __future__ import annotations

from analysis.aligned import ALIGNED_TABLES
from analysis.columns import DOCUMENT, FORMULA, LANGUAGE, PERIOD, Column, Table
from analysis.columns import range_of as _range_of
from analysis.terms import COUNTED_ROLES, KINDS, LIFE_MEANINGS, SET_ASIDE_ROLES, SIDES, ZEROS
from analysis.voiced import VOICED_TABLES

_SEGMENT = Column("segment", "integer", "", "number of the stretch in its document, from 0")
_SENTENCE = Column("sentence", "integer", "", "number of the sentence in its document, from 0")
_KIND_COLUMNS = tuple(Column(kind, "integer", "hits", f"hits of the kind {kind}") for kind in KINDS)
_ZERO = Column("zero", "text", "", f"which zero it is ({'; '.join(ZEROS)}); empty where n > 0")

TABLES: dict[str, Table] = (
    {
        "documents": Table(
            "a text",
            (
                DOCUMENT,
                Column("file", "text", "", "path inside the corpus folder"),
                LANGUAGE,
                Column("version_language", "text", "", "which language version of a text that exists in several"),
                PERIOD,
                Column("date", "text", "ISO 8601", "YYYY, YYYY-MM or YYYY-MM-DD, as precise as is known"),
                Column("date_basis", "text", "", "stated (printed in the text) or inferred"),
                Column("date_note", "text", "", "how the date was found"),
                Column("title", "text", "", "title as printed; empty where the text has none"),
                Column("issuer", "text", "", "who published it, as far as known"),
                Column("issuer_side", "text", "", "PRC, SRV, joint or other"),
                Column(
                    "genre",
                    "text",
                    "",
                    "kind of text, for example joint statement; a speech or signed article is its side's own words",
                ),
                Column("source", "text", "", "where the text came from"),
                Column("sha256", "text", "", "checksum of the file as received"),
                Column("encoding", "text", "", "encoding by which the bytes were decoded"),
                Column("language_basis", "text", "", "stated in documents.csv, or recognised by script"),
                Column("script", "text", "", "traditional, where a Chinese text is; it is matched in simplified characters"),
                Column("place", "text", "", "row in a table of texts, as a spreadsheet counts (the header is row 1)"),
                Column("extracted_sha256", "text", "", "checksum (UTF-8) of a text taken out of a file that is not plain text"),
            ),
        ),
        "left_out": Table(
            "a part of a page that is not read",
            (
                DOCUMENT,
                Column("what", "text", "", "tag, id and class of the part"),
                Column("characters", "integer", "characters", "how many stand in it, white space apart"),
                Column("begins", "text", "", "its first characters"),
            ),
        ),
        "corrections": Table(
            "a fault in a source",
            (
                DOCUMENT,
                *_range_of("fault"),
                Column("found", "text", "", "what stands in the source"),
                Column("corrected", "text", "", "what is read instead in cleaned text"),
                Column("reason", "text", "", "why it is a fault"),
            ),
        ),
        "segments": Table(
            "a stretch of a source",
            (
                DOCUMENT,
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
                DOCUMENT,
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
                DOCUMENT,
                PERIOD,
                LANGUAGE,
                FORMULA,
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
                Column("hedge", "text", "", "words that take back a part of it, as printed: một trong những, 之一"),
            ),
        ),
        "counts": Table(
            "document × formula, all pairs",
            (
                DOCUMENT,
                PERIOD,
                LANGUAGE,
                FORMULA,
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
                FORMULA,
                PERIOD,
                LANGUAGE,
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
                DOCUMENT,
                PERIOD,
                LANGUAGE,
                *_range_of("node"),
                Column("left", "text", "", "cleaned text before the node, within its stretch"),
                Column("node", "text", "", "the words found"),
                Column("right", "text", "", "cleaned text after the node, within its stretch"),
                Column("formula", "text", "", "formula, where one was asked for"),
                Column("kind", "text", "", "kind of the hit, where a formula was asked for"),
                Column("side", "text", "", "whose words, where a formula was asked for; empty also where undecided"),
                Column("speaker", "text", "", "speaker as printed"),
                Column("outer", "text", "", "side that reports the speaker"),
                Column("verb", "text", "", "verb of saying"),
                Column("role", "text", "", "role of the stretch"),
                Column("section", "text", "", "number or heading of the section"),
            ),
        ),
        "attestations": Table(
            "formula × language; behind `language` a column a period: the strongest kind, its words, mentions; or which zero",
            (
                FORMULA,
                LANGUAGE,
                Column("first", "text", "", "earliest period in these texts; empty if in none"),
                Column("first_document", "text", "", "document of that attestation"),
                Column("first_start", "integer", "code points", "where it begins in that document"),
                Column("last", "text", "", "latest period in these texts"),
                Column("last_document", "text", "", "document of that attestation"),
                Column("last_start", "integer", "code points", "where it begins in that document"),
                Column("first_use", "text", "", "first use known elsewhere, from the lexicon"),
                Column("first_use_note", "text", "", "how that is known"),
                Column("source", "text", "", "where that is from"),
                Column("first_one_sided", "text", "", "earliest period in which one side says it, and which: 2016 PRC"),
                Column(
                    "first_joint", "text", "", "earliest period in which both say it together, in a text that is not one side's"
                ),
                Column("modifiers", "text", "", "chains of modifiers with their period, in order"),
                Column("predicates", "text", "", "governing verbs, most frequent first"),
                Column("places", "text", "", "titles and sections it stands in, with their period"),
                Column("life", "text", "", f"with two texts a period and three periods: {', '.join(LIFE_MEANINGS)}"),
            ),
        ),
        "comparison": Table(
            "formula × language, one period against another; corpora of at least ten texts a period",
            (
                FORMULA,
                LANGUAGE,
                Column("target", "text", "", "the period asked about"),
                Column("reference", "text", "", "the period it is held against"),
                *(
                    Column(f"{name}_{period}", "integer", unit, f"{meaning} of the {period} period")
                    for name, unit, meaning in (
                        ("n", "mentions", "mentions in texts"),
                        ("characters", "letters, hanzi, digits", "size of the texts"),
                        ("texts", "texts", "texts"),
                        ("texts_with", "texts", "texts with the formula"),
                    )
                    for period in ("target", "reference")
                ),
                Column("rate_ratio", "number", "", "rate in the target over rate in the reference"),
                Column("rate_ratio_low", "number", "", "lower end of its exact 95 % interval"),
                Column("rate_ratio_high", "number", "", "upper end"),
                Column("log_ratio", "number", "", "base 2; 0.5 stands for a zero count, 0 against 0 is missing"),
                Column("log_ratio_low", "number", "", "of the exact interval; a zero count has no end on that side"),
                Column("log_ratio_high", "number", "", "of the exact interval"),
                Column("resampled_low", "number", "", "log ratio: 2.5th percentile when documents are resampled"),
                Column("resampled_high", "number", "", "97.5th percentile"),
                Column("g2", "number", "", "2-cell log-likelihood"),
                Column("p", "number", "0–1", "exact conditional test of equal rates; mentions taken as independent"),
                Column("p_adjusted", "number", "0–1", "Benjamini–Hochberg over every formula looked for in the language"),
                Column("warnings", "text", "", "what else differs between the periods"),
            ),
        ),
        "shares": Table(
            "formula × language × period",
            (
                FORMULA,
                LANGUAGE,
                PERIOD,
                Column("texts", "integer", "texts", "texts of the period"),
                Column("texts_with", "integer", "texts", "texts with the formula"),
                Column("share", "number", "0–1", "texts_with / texts"),
                Column("share_low", "number", "0–1", "lower end of its 95 % Wilson interval"),
                Column("share_high", "number", "0–1", "upper end"),
                Column("tier", "text", "", "temperature by the share, bounds as set"),
            ),
        ),
        "trends": Table(
            "formula × language; corpora of at least five periods",
            (
                FORMULA,
                LANGUAGE,
                Column("periods", "integer", "periods", "periods with texts in the language"),
                Column("n", "integer", "mentions", "mentions in all of them"),
                Column("tau", "number", "-1–1", "Kendall's tau-b of rate and period"),
                Column("p", "number", "0–1", "of tau, two-sided"),
                Column("p_adjusted", "number", "0–1", "Benjamini–Hochberg over every formula looked for in the language"),
                Column("slope", "number", "mentions per 10,000 characters and year", "Theil–Sen"),
                Column("slope_low", "number", "", "2.5th percentile when documents are resampled within periods"),
                Column("slope_high", "number", "", "97.5th percentile"),
                Column("direction", "text", "", "rises or falls, where p_adjusted is at most .05 and the interval has no zero"),
            ),
        ),
        "outline": Table(
            "section of a document",
            (
                DOCUMENT,
                PERIOD,
                LANGUAGE,
                Column("section", "text", "", "number or heading; empty before the first"),
                *_range_of("section"),
                Column("characters", "integer", "letters, hanzi, digits", "size of its counted text"),
                Column("share", "number", "0–1", "of the characters of the document"),
                Column("opening", "text", "", "its first words"),
                Column("n", "integer", "mentions", "mentions in headline kinds"),
                Column("formulas", "text", "", "formulas in it, in order of place, with × where they recur"),
            ),
        ),
        "scores": Table(
            "a group of marks: all, one kind, one formula, or one further column",
            (
                Column("group", "text", "", "overall, mean over formulas, kind, formula, or column"),
                Column("value", "text", "", "which kind, formula or column"),
                Column(
                    "marked",
                    "integer",
                    "marks",
                    "marks by hand (for the mean: formulas; for a column: cells that say something)",
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
                DOCUMENT,
                FORMULA,
                Column("kind", "text", "", "as marked or found"),
                *_range_of("mark or hit"),
                Column("left", "text", "", "source before it, line breaks as spaces"),
                Column("node", "text", "", "source in the range"),
                Column("right", "text", "", "source behind it"),
                Column("detail", "text", "", "what was marked and what was found"),
            ),
        ),
    }
    | ALIGNED_TABLES
    | VOICED_TABLES
)
