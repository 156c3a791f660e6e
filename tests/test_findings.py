"""Every claim of the seeds holds; a claim whose evidence is gone fails by its name."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import Corpus, CorpusError, check_findings, formula_table, read_findings, read_formulas


def test_every_claim_holds(seeds, hits, period_counts) -> None:
    findings = read_findings(seeds.folder)

    assert len(findings) in (5, 6)
    assert check_findings(findings, seeds, hits, period_counts) == []
    for finding in findings:
        assert finding.count
        assert finding.rival
        assert finding.not_concluded


def test_quotations_stand_in_the_files_themselves(seeds) -> None:
    """Read here without the suite: bytes, decoded."""
    for finding in read_findings(seeds.folder):
        for evidence in finding.evidence:
            source = (seeds.folder / "texts" / f"{evidence.document}.txt").read_bytes().decode("utf-8")

            assert source[evidence.start : evidence.end] == evidence.quotation


def test_without_a_text_the_claims_that_rest_on_it_fail_by_name(seeds: Corpus) -> None:
    kept = seeds.documents[seeds.documents["document"].str[:3] != "003"].reset_index(drop=True)
    smaller = replace(seeds, documents=kept, texts={name: seeds.texts[name] for name in kept["document"]})

    faults = check_findings(read_findings(seeds.folder), smaller)

    assert any(fault.startswith("finding six-mores-name-and-words: evidence is in 003") for fault in faults)
    assert any("six-mores (zh, name) in 2025: the corpus has no such count" in fault for fault in faults)


def test_a_changed_count_and_a_changed_range_fail_by_name(seeds: Corpus, hits, period_counts) -> None:
    finding = read_findings(seeds.folder)[0]
    other_count = finding.count[0].model_copy(update={"n": {"2016": 2}})
    other_range = finding.evidence[0].model_copy(update={"start": 594})
    elsewhere = finding.evidence[0].model_copy(update={"formula": "one-china"})
    wrong = finding.model_copy(update={"count": [other_count], "evidence": [other_range, elsewhere]})

    faults = check_findings([wrong], seeds, hits, period_counts)

    assert faults == [
        "finding guidelines-spelled-out: 000_eabdb7ae368f3909 594–617 reads '长期稳定、面向未来、睦邻友好、全面合作”的方针', "
        "not '“长期稳定、面向未来、睦邻友好、全面合作”的方针'",
        "finding guidelines-spelled-out: 000_eabdb7ae368f3909 593–617 has no hit of one-china",
        "finding guidelines-spelled-out: sixteen-characters (zh, full) in 2016 is 1, the claim rests on 2",
    ]


@pytest.mark.parametrize(
    ("document", "formula", "changed", "fault"),
    [
        ("000", "sixteen-characters", {"side": "author"}, "finding guidelines-spelled-out: 000_eabdb7ae368f3909 593–617 has "),
        (
            "003",
            "six-mores",
            {"outer": ""},
            "finding six-mores-name-and-words: 003_cf8b52a174d3942d 606–617 has six-mores with ",
        ),
        ("000", "older-generation", {"slots": "2-1"}, "finding who-founded-it: 000_eabdb7ae368f3909 394–429 has "),
        ("000", "top-priority", {"speaker": "张德江"}, "finding two-priorities: 000_eabdb7ae368f3909 919–938 has "),
        (
            "004",
            "taiwan-inalienable",
            {"side": "joint"},
            "finding in-the-words-of-the-other: 004_8bc20a59cabe70e1 2580–2595 has ",
        ),
    ],
)
def test_words_in_another_mouth_or_order_fail_by_name(seeds, hits, period_counts, document, formula, changed, fault) -> None:
    other = hits.copy()
    other.loc[other["document"].str.startswith(document) & (other["formula"] == formula), list(changed)] = list(
        changed.values()
    )

    faults = check_findings(read_findings(seeds.folder), seeds, other, period_counts)

    assert any(one.startswith(fault) for one in faults)
    (name, value), *_ = changed.items()
    assert all(f"{name} {value!r}" in one for one in faults)


def test_claims_are_one_sentence_and_every_quotation_can_be_read_aloud(seeds) -> None:
    """Pinyin has a syllable a hanzi: clusters of vowels, which its spelling keeps apart."""
    for finding in read_findings(seeds.folder):
        assert finding.claim.count(".") == 1 == finding.claim[-1].count(".")
        assert finding.figure
        for evidence in finding.evidence:
            hanzi = [char for char in evidence.quotation if "\u4e00" <= char <= "\u9fff"]
            plain = "".join(char for char in unicodedata.normalize("NFD", evidence.pinyin) if not unicodedata.combining(char))

            assert len(re.findall("[aeiou]+", plain.lower())) == len(hanzi)
            assert evidence.translation
            assert evidence.voice


def test_what_is_known_from_elsewhere_has_a_source_and_is_what_the_lexicon_has(seeds) -> None:
    lexicon = formula_table(read_formulas()).set_index("formula")
    facts = [(finding, outside) for finding in read_findings(seeds.folder) for outside in finding.outside]
    assert facts
    for finding, outside in facts:
        known = " ".join(lexicon.loc[outside.formula, ["first_use", "first_use_note", "source"]])

        assert outside.source
        assert set(re.findall(r"\d{2,4}", outside.fact)) <= set(re.findall(r"\d+", known))
        inside = " ".join([finding.claim, finding.details])
        assert set(re.findall(r"\b(?:19|20)\d\d", inside)) <= {"2016", "2022", "2025", "2026"}


def test_a_corpus_without_findings_has_none(tmp_path: Path) -> None:
    assert read_findings(tmp_path) == []


@pytest.mark.parametrize("content", ["[[finding]\n", '[[finding]]\nid = "x"\n', '[[finding]]\nstrenght = "attested"\n'])
def test_malformed_findings_are_faults(tmp_path: Path, content: str) -> None:
    (tmp_path / "findings.toml").write_text(content, encoding="utf-8")

    with pytest.raises(CorpusError) as caught:
        read_findings(tmp_path)

    assert all(fault.startswith("findings.toml") for fault in caught.value.faults)
