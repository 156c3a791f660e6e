"""The words that cells of tables may hold, with what each means."""

from __future__ import annotations

LANGUAGES = ("zh", "vi")
LANGUAGE_WORDS = {"zh": "Chinese", "vi": "Vietnamese"}
SIDE_MEANINGS = {
    "PRC": "the Chinese side's",
    "SRV": "the Vietnamese side's",
    "joint": "both sides' together",
    "other": "somebody else's: another country's, a scholar's, a company's",
    "author": "the narrator's",
}
SIDES = tuple(SIDE_MEANINGS)
KIND_MEANINGS = {
    "name": "by its name, or by the wording that is the formula itself",
    "full": "spelled out, every part in the order of the lexicon",
    "reordered": "spelled out, every part, in another order",
    "variant": "reworded: with a word or a part exchanged, dropped or hedged, or in another wording that the lexicon lists",
    "partial": "some parts only; shown, not counted",
    "paraphrase": "the heads of the parts without their wording; shown, not counted",
}
KINDS = tuple(KIND_MEANINGS)
KIND_WORDS = {"name": "by name", "full": "in full", "reordered": "reordered", "variant": "reworded"}
# The kinds of the founders' phrase by who stands first: neither order is the regular one.
FOUNDERS_FIRST = {"full": "in full, Mao first", "reordered": "in full, Hồ first"}
HEADLINE_KINDS = KINDS[:4]
COUNTED_ROLES = ("title", "heading", "lead", "body")
SET_ASIDE_ROLES = ("caption", "dateline", "signature", "source line", "end mark", "repeated lead", "furniture")
# In the order in which they are tried.
ZERO_MEANINGS = {
    "no form in this language": "nothing to look for is known",
    "not looked for": "its forms count only in texts of another side",
    "not yet coined": "the formula did not exist when the text was written: the day it was coined is known, and later",
    "age not established": "older use was not looked up: the first use known to the lexicon is later than the text, but the "
    "lexicon's dates are those of the earliest source looked up, not of coinage; older use is possible, often likely",
    "in no other text": "no other text in the language has the formula, so its absence says nothing",
    "text too short": "were the formula as frequent as in the other texts in the language, less than one mention was to be "
    "expected in a text of this length",
    "absent": "it is not there, though by the same reckoning one mention or more was to be expected",
}
ZEROS = tuple(ZERO_MEANINGS)
GLOSSARY = {
    "formula (提法)": "a fixed official wording, looked for in all its forms",
    "hit": "one place in a text where a form of a formula stands",
    "mention": "hits of one formula in one noun phrase, taken as one: a name and its wording beside it",
    "lexicon": "the list of formulas that are looked for, with forms, dates and sources",
    "slot": "a part of a formula that is spelled out: one good of the four goods, one founder of the two",
    "period": "the year that a text is compared under",
    "coined": "of a first use: the formula did not exist before",
    "seen": "of a first use: the earliest that anyone noted; older use is possible",
    "CCTV": "as a source: reports of China Central Television, begun in 2012, which were searched for first uses",
    "counted": f"parts of a text in which formulas are counted: {', '.join(COUNTED_ROLES)}",
    "set aside": f"parts in which they are not: {', '.join(SET_ASIDE_ROLES)}",
}
LIFE_MEANINGS = {
    "new": "in the last period and in none before",
    "back": "in the last period and in an earlier one, but not in the one before the last",
    "gone": "in an earlier period, not in the last",
    "grown": "in the last two; its share of the texts is at least half as large again in the last",
    "worn": "in the last two; its share of the texts is at most two thirds as large in the last",
    "kept": "in the last two, its share of the texts within these bounds",
}


def number_of(n: int, noun: str) -> str:
    """A number with its noun.

    >>> number_of(1, "text"), number_of(5, "text")
    ('1 text', '5 texts')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def say_kind(kind: str, formula: str = "") -> str:
    """A kind of hit in words; of the founders' phrase, who stands first.

    >>> say_kind("reordered"), say_kind("reordered", "older-generation"), say_kind("partial")
    ('reordered', 'in full, Hồ first', 'in part')
    """
    if formula == "older-generation" and kind in FOUNDERS_FIRST:
        return FOUNDERS_FIRST[kind]
    return (KIND_WORDS | {"partial": "in part", "paraphrase": "paraphrased"})[kind]
