"""Who speaks: people.toml, and offices by country and date."""

from itertools import pairwise
from pathlib import Path

import pytest

from analysis.model import CorpusError
from analysis.people import PEOPLE, read_people


@pytest.mark.parametrize(
    ("office", "country", "date", "who"),
    [
        ("president", "CHN", "2016-11", "xi-jinping"),
        ("president", "VNM", "2016-11", "tran-dai-quang"),
        ("president", "VNM", "2026-04-17", "to-lam"),
        ("president", "VNM", "2025-04", "luong-cuong"),
        ("general-secretary", "VNM", "2022-10", "nguyen-phu-trong"),
        ("premier", "VNM", "2016", ""),  # two in that year
        ("premier", "VNM", "2016-03", "nguyen-tan-dung"),
        ("premier", "VNM", "2016-04", "nguyen-xuan-phuc"),  # the month of change is his who came
        ("president", "VNM", "1980", ""),
        ("president", "VNM", "", ""),
        ("foreign-minister", "CHN", "2023-03", "qin-gang"),
        ("foreign-minister", "CHN", "2024", "wang-yi"),
    ],
)
def test_an_office_resolves_by_country_and_date_or_not_at_all(office: str, country: str, date: str, who: str) -> None:
    assert read_people().holder(office, country, date) == who


def test_nobody_of_two_countries_shares_a_name() -> None:
    seen: dict[str, str] = {}
    for who, person in read_people().persons.items():
        for name in person.zh + person.vi:
            assert seen.setdefault(name, who) == who


def test_names_in_vietnamese_are_whole_syllables() -> None:
    people = read_people()

    assert [who for _, who in people.find_names("ông Tô Lâm và Hun Manet", "vi")] == ["to-lam", "hun-manet"]
    assert people.find_names("Tô Lâmm", "vi") == []


def test_every_fault_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text(
        '[offices]\npresident = { zh = ["国家主席"], vi = ["Chủ tịch nước"] }\n'
        '[one]\ncountry = "china"\nzh = ["甲"]\nvi = ["A"]\n'
        '[two]\ncountry = "CHN"\nzh = ["乙"]\nvi = ["B"]\noffices = [["king", "2001-01", ""]]\n'
        '[three]\ncountry = "CHN"\nzh = ["丙"]\nvi = ["C"]\noffices = [["president", "2001-01", "2000-01"]]\n',
        encoding="utf-8",
    )

    with pytest.raises(CorpusError) as caught:
        read_people(path)

    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "people.toml [one] country",
        "people.toml [three] offices",
        "people.toml [two] office 'king' is not known; use one of president",
    ]


def test_terms_of_one_office_do_not_overlap() -> None:
    """Two who hold one office of one country in one month would leave it unresolved."""
    held: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for person in read_people(PEOPLE).persons.values():
        for office, first, last in person.offices:
            held.setdefault((office, person.country), []).append((first, last or "9999"))
    for terms in held.values():
        ordered = sorted(terms)
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered)), ordered
