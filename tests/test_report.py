"""The report: whole or not at all, without network or script, of any corpus."""

import asyncio
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis import CorpusError
from analysis.report import MARKER, embedded_font, mark_languages, run_notebook, write_report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(None, tmp_path_factory.mktemp("made") / "report").parent


def pages(folder: Path) -> dict[str, BeautifulSoup]:
    return {path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in folder.glob("*.html")}


def test_the_pages(report: Path) -> None:
    assert sorted(path.name for path in report.iterdir()) == [
        "00_texts.html",
        "01_formulas.html",
        "02_forms.html",
        "03_change.html",
        "04_vocabulary.html",
        "06_side_by_side.html",
        "evidence.html",
        "index.html",
        "methods.html",
        MARKER,
    ]
    assert all(path.stat().st_size < 2_500_000 for path in report.iterdir())


def test_no_page_needs_network_or_script(report: Path) -> None:
    for name, soup in pages(report).items():
        assert soup.find_all(["script", "iframe", "object"]) == [], name
        loaded = [tag.get("src") or tag.get("href") for tag in soup.find_all(["img", "link"])]
        assert all(target.startswith("data:") for target in loaded), name
        assert not re.search(r"url\((?!data:)|@import", soup.style.string)


def test_every_link_leads_somewhere(report: Path) -> None:
    everything = pages(report)
    anchors = {name: {tag["id"] for tag in soup.find_all(id=True)} for name, soup in everything.items()}
    for name, soup in everything.items():
        for link in soup.find_all("a", href=True):
            page, _, anchor = link["href"].partition("#")
            assert (page or name) in everything, (name, link["href"])
            assert not anchor or anchor in anchors[page or name], (name, link["href"])


def test_the_front_page_has_wording_zeros_lines_and_findings(report: Path) -> None:
    front = pages(report)["index.html"]
    cells = [[" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")] for row in front.select(".grid tbody tr")]

    assert cells[0][:4] == [
        "1 in full 长期稳定、面向未来、睦邻友好、全面合作",
        "0 – text too short",
        "0 – text too short",
        "1 in full 长期稳定、面向未来、睦邻友好、全面合作",
    ]
    assert cells[2][:3] == ["0 – not yet coined", "0 – not yet coined", "1 by name 六个更"]
    assert [row[4] for row in cells] == ["0 – absent", "0 – absent", "0 – not yet coined"]
    assert len(front.select(".finding")) == 6
    assert "nothing can be said of change in Vietnamese" in front.get_text()
    assert "stands under 2016 but is dated 2017-01 by inference" in front.get_text()


def test_every_hit_is_a_line_of_the_evidence(report: Path, hits) -> None:
    evidence = pages(report)["evidence.html"]
    shown = hits[~hits["formula"].str.startswith("decoy")]

    assert len(evidence.select("table.kwic tbody tr")) == len(shown)


def test_methods_have_checksums_rules_dictionary_and_versions(report: Path, seeds) -> None:
    methods = pages(report)["methods.html"].get_text()

    assert all(digest in methods for digest in seeds.documents["sha256"])
    for word in ("tail of other news", "per_10k_characters", "pyvi", "0.42.1", "make report"):
        assert word in methods


def test_chinese_is_marked_as_chinese(report: Path) -> None:
    for name, soup in pages(report).items():
        for text in soup.main.find_all(string=re.compile("[\u4e00-\u9fff]")):
            assert any((tag.get("lang") or "").startswith(("zh", "vi")) for tag in text.parents), (name, text)


def test_marking_a_language_changes_no_word() -> None:
    soup = BeautifulSoup("<p>the sea (南海, <i>Nánhǎi</i>) and “十六字”方针</p><td>hữu nghị truyền thống</td>", "html.parser")
    before = soup.get_text()

    mark_languages(soup)

    assert soup.get_text() == before
    assert [tag.get_text() for tag in soup.find_all(lang="zh-Hans")] == ["南海", "十六字”方针"]
    assert soup.td["lang"] == "vi"


def test_the_font_of_a_page_is_small_and_only_there_where_it_is_needed() -> None:
    assert embedded_font("Việt Nam") == ""
    assert 0 < len(embedded_font("十六字方针")) < 20_000


def test_a_corpus_of_ones_own_with_hostile_words(make_corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = make_corpus(
        documents_csv='file,title,period,genre\na.txt,"<script>alert(1)</script>",2024,<b>x</b>\n',
        a_txt="双方同意按照“六个更”总体目标<img src=x onerror=alert(1)>推动合作。",
    )
    made = pages(write_report(folder, tmp_path_factory.mktemp("own") / "report").parent)

    assert all(soup.find_all(["script", "b[onerror]"]) == [] for soup in made.values())
    assert not any(tag.get("onerror") for soup in made.values() for tag in soup.find_all("img"))
    assert "1 by name 六个更" in " ".join(made["index.html"].select_one(".grid tbody").get_text(" ").split())


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")

    with pytest.raises(FileExistsError, match="holds files that are no report"):
        write_report(None, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_report_to_which_somebody_added_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text("made by us", encoding="utf-8")
    (tmp_path / "notes.md").write_text("made by me", encoding="utf-8")

    with pytest.raises(FileExistsError, match="holds files that are no report"):
        write_report(None, tmp_path)


def test_a_claim_that_no_longer_holds_stops_the_report(make_corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = make_corpus(
        documents_csv="file,period\na.txt,2024\n",
        a_txt="双方同意按照“六个更”总体目标推动合作。",
        findings_toml='[[finding]]\nid = "gone"\ntitle = "t"\nclaim = "c"\nstrength = "attested"\nrival = "r"\n'
        'not_concluded = "n"\n[[finding.evidence]]\ndocument = "a"\nstart = 0\nend = 2\nquotation = "两国"\n'
        'formula = "six-mores"\nside = "joint"\n',
    )
    out = tmp_path_factory.mktemp("none") / "report"

    with pytest.raises(CorpusError, match="finding gone: a 0–2 reads '双方', not '两国'"):
        write_report(folder, out)

    assert not out.exists()
    assert list(out.parent.iterdir()) == []


def test_a_cell_that_fails_is_one_clear_line(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("raise ValueError('no such period')")])
    path = tmp_path / "broken.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")

    with pytest.raises(CorpusError, match=r"notebook broken\.ipynb: a cell failed with ValueError: no such period"):
        asyncio.run(run_notebook(path))
