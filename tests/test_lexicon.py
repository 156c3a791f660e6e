"""The lexicon of the package against the researched table it was built from (oracles/lexicon.md)."""

import csv
import re
from pathlib import Path

import pytest

from analysis.clean import clean_text
from analysis.formulas import labelled_forms, read_formulas
from analysis.match import Matcher, find_in

TABLE = Path(__file__).parent / "oracles" / "lexicon.tsv"
MATCHER = Matcher(read_formulas())
with TABLE.open(encoding="utf-8", newline="") as stream:
    ROWS = [row for row in csv.DictReader(stream, delimiter="\t") if row["category"] != "commitment verbs"]
# Forms of the table that are matched as something else, or not, each with its reason.
EXCEPTIONS = {
    ("four-goods", "互信互助的好同志…合作共赢的好伙伴…"): "an excerpt",
    ("six-mores", "…互利合作更深…"): "an excerpt",
    (
        "good-neighbourly-comprehensive-relations",
        "睦邻友好与全面合作关系",
    ): "a name: the whole label",
    ("shared-future-china-vietnam", "未来分享共同体"): "needs 越中 before it",
    ("shared-future-china-vietnam", "Cộng đồng chung vận mệnh"): "without a referent it is shared-future",
    ("basic-lasting-solution", "双方均能接受的基本和长久的解决办法"): "the exchanged word stands outside the form",
    ("one-china", "坚定恪守一个中国原则"): "a variant: 原则 for 政策",
    ("strategy-alignment", "“一带一路”同“两廊一圈”对接"): "a variant: the strategies by name",
    ("healthy-stable-development", "phát triển ổn định, lành mạnh"): "reordered, as 稳定健康发展 is",
    ("deeper-and-substantive", "đi vào chiều sâu"): "a variant: a word dropped",
    ("vietnam-party-head", "đứng đầu là Tổng Bí thư …"): "an excerpt",
    ("unclos", "《联合国海洋法国公约》"): "a slip, corrected in the text that has it",
    ("decoy-other-partnerships", "中…全面战略合作伙伴关系"): "an excerpt",
    ("decoy-other-partnerships", "Đối tác chiến lược toàn diện"): "of China and Vietnam it is no decoy",
}


def forms(row: dict[str, str], language: str) -> list[tuple[str, str]]:
    """Attested and inferred forms of a row as (kind, form), without remarks in brackets."""
    cell = re.sub(r" ?\((?!DOC|COC|khu)[^)]*\)", "", row[f"{language}_forms"])
    return [(kind, re.sub(r" ?\([^)]*\)", "", form).strip()) for kind, form in labelled_forms(cell)]


def test_every_formula_of_the_table_is_in_the_lexicon_and_no_other() -> None:
    assert set(MATCHER.formulas) == {row["id"] for row in ROWS}


def context(formula: str, form: str, language: str) -> str:
    """A sentence in which the form is said of this relationship, or of the decoy's."""
    if formula.startswith("decoy-laos"):
        return f"中国和老挝关系发展良好。中老双方认为，要坚持{form}。"
    if formula == "new-era-vietnam" and language == "zh":
        return f"越方表示，越南开启{form}。"
    if language == "zh":
        return f"中国和越南两国关系发展良好。中越双方就两国关系、外交、海上问题和经验交流举行对话，认为要坚持{form}。"
    return f"Việt Nam và Trung Quốc coi trọng quan hệ hai nước, trao đổi về các vấn đề trên biển, {form}."


@pytest.mark.parametrize("language", ["zh", "vi"])
def test_every_attested_form_is_found_as_its_formula(language: str) -> None:
    """Where the table says that a whole phrase is spelled out, a formula without slots is found by name."""
    actual, excepted = [], set()
    for row in ROWS:
        has_slots = bool(MATCHER.formulas[row["id"]].forms(language).slots)
        for kind, form in forms(row, language):
            expected = {kind, "reordered"} if kind == "full" and has_slots else {kind, "name"} if kind == "full" else {kind}
            side = "SRV" if "东海" in form or language == "vi" else "PRC"
            hits = find_in(clean_text(context(row["id"], form, language), language), MATCHER, side)
            if not expected & {hit["kind"] for hit in hits if hit["formula"] == row["id"]}:
                (excepted.add if (row["id"], form) in EXCEPTIONS else actual.append)((row["id"], form))

    assert actual == []
    assert excepted == {key for key in EXCEPTIONS if any("\u4e00" <= char <= "\u9fff" for char in key[1]) == (language == "zh")}
