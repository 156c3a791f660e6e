import unicodedata
from pathlib import Path

import pytest

from analysis import CorpusError, find_overlaps, read_formulas
from analysis.fold import form_key

HEAD = 'zh_name = "六个更"\ngloss = "six mores"\ncategory = "principle"\n'


def faults(path: Path, content: str) -> list[str]:
    path = path / "lexicon.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        read_formulas(path)
    return list(caught.value.faults)


def test_the_lexicon_of_the_package() -> None:
    formulas = read_formulas()
    first = list(formulas)[:3]

    assert first == ["sixteen-characters", "four-goods", "six-mores"]
    assert sum(not formula.decoy for formula in formulas.values()) >= 40
    assert all(formula.source and formula.confidence for formula in formulas.values())
    assert all(formula.pinyin for formula in formulas.values())


def test_nested_forms_are_notes_with_what_is_done_about_them() -> None:
    notes = find_overlaps(read_formulas())

    assert "[south-china-sea] '南海' stands inside [doc] '南海各方行为宣言' and 2 more: both count" in notes
    assert (
        "[comprehensive-strategic-cooperation] '全面战略合作' stands inside "
        "[comprehensive-strategic-cooperative-partnership] '全面战略合作伙伴关系' and 1 more: excluded"
    ) in notes
    shared = "[shared-future] and [shared-future-mankind] share the form 'cộng đồng chia sẻ tương lai'"
    assert f"{shared}: told apart by referent or by the words round it" in notes
    assert len(notes) == len(set(notes))


def test_every_fault_at_once(tmp_path: Path) -> None:
    content = (
        f'[six-mores]\n{HEAD}zh.nmae = ["六个更"]\nvi.name = ["6 hơn"]\n'
        '[no-gloss]\nzh_name = "四好"\ncategory = "x"\nzh.name = ["四好精神"]\n'
        f'[bad-pattern]\n{HEAD}zh.name = ["甲"]\nzh.before = "("\n'
        f'[bad-date]\n{HEAD}zh.name = ["乙"]\nfirst_use = "December 2023"\nfirst_use_basis = "coined"\n'
        f"[no-form]\n{HEAD}"
        f'[one-slot]\n{HEAD}zh.slots = [["丙"]]\n'
        f'[stranger]\n{HEAD}zh.name = ["戊"]\nreferent = "XYZ"\n'
        f'[excludes-nobody]\n{HEAD}zh.name = ["丁"]\nexcludes = ["nobody"]\n'
    )

    assert faults(tmp_path, content) == [
        "lexicon.toml [six-mores] zh.nmae: is no key of the lexicon; lexicon/README.md lists them",
        "lexicon.toml [no-gloss] gloss: is missing; add it",
        "lexicon.toml [bad-pattern] zh.before: '(' is no regular expression (missing ), unterminated subpattern at position 0)",
        "lexicon.toml [bad-date] first_use: 'December 2023' is no date; write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out",
        "lexicon.toml [no-form]: no form in either language; give zh.name, zh.slots, vi.name or vi.slots",
        "lexicon.toml [one-slot] zh.slots: needs two slots or more, each with at least one wording",
        "lexicon.toml [excludes-nobody] excludes 'nobody', which is not in the lexicon; mend or delete it",
        "lexicon.toml [stranger] referent 'XYZ' is not in countries.toml; add it there or use another",
    ]


def test_two_formulas_cannot_claim_one_form(tmp_path: Path) -> None:
    content = f'[one]\n{HEAD}zh.name = ["“六个更”目标"]\n[two]\n{HEAD}zh.name = ["六个更目标"]\n'

    assert faults(tmp_path, content) == [
        "lexicon.toml [one] and [two] both have the form '六个更目标' (zh); give it to one of them or tell them apart"
    ]


@pytest.mark.parametrize("content", ["[six-mores\n", "six-mores = 3\n", "", "[Six Mores]\n"])
def test_a_malformed_file_is_one_clear_line(tmp_path: Path, content: str) -> None:
    lines = faults(tmp_path, content)

    assert len(lines) == 1
    assert lines[0].startswith("lexicon.toml")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('zh.name = ["“”"]', "[x] zh.name: '“”' has no word in it; write the words of the form or delete it"),
        ('zh.name = "甲"', "[x] zh.name: '甲' is no list; put it in brackets"),
        ('zh.name = ["甲"]\ndecoy = "yes"', "[x] decoy: 'yes' is neither true nor false (without quotes)"),
        ('zh.name = ["甲"]\nsource = 2011', "[x] source: 2011 is no text; put it in quotes"),
        ('zh.name = ["甲"]\nid = "y"', "[x] id : is no key of the lexicon; lexicon/README.md lists them"),
    ],
)
def test_slips_of_the_author(tmp_path: Path, line: str, fault: str) -> None:
    assert faults(tmp_path, f"[x]\n{HEAD}{line}\n") == [f"lexicon.toml {fault}"]


def test_a_file_that_extends_the_lexicon_adds_to_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'extends = true\n[own]\n{HEAD}zh.name = ["友谊之桥"]\nexcludes = ["four-goods"]\n', encoding="utf-8")

    assert list(read_formulas(path)) == [*read_formulas(), "own"]
    assert faults(tmp_path, f'extends = true\n[four-goods]\n{HEAD}zh.name = ["甲乙"]\n') == [
        "lexicon.toml [four-goods] is in the package's lexicon already; use another identifier"
    ]
    assert len(faults(tmp_path, f'extends = false\n[own]\n{HEAD}zh.name = ["甲乙"]\n')) == 1


@pytest.mark.parametrize("form", ["四好精神\n", " 四好  精神 ", "\u201c四好\u201d精神"])
def test_spaces_in_a_form_do_not_matter(form: str) -> None:
    assert form_key(form, "zh") == "四好精神"


def test_a_decomposed_form_is_the_composed_one() -> None:
    assert form_key(unicodedata.normalize("NFD", "tinh  thần 4 tốt "), "vi") == "tinh thần 4 tốt"
