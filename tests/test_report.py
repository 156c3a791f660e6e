"""The report: whole or not at all, without network or script, of any corpus."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis import CorpusError, read_formulas
from analysis.render import embedded_font, mark_languages
from analysis.report import MARKER, NOTEBOOKS, write_report


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
        "05_voices.html",
        "06_side_by_side.html",
        "07_own_texts.html",
        "counts.html",
        "downloads",
        "downloads.html",
        "evidence.html",
        "index.html",
        "methods.html",
        MARKER,
    ]
    assert all(path.stat().st_size < 2_500_000 for path in report.iterdir())


def test_the_marker_lists_every_file(report: Path) -> None:
    listed = (report / MARKER).read_text(encoding="utf-8").splitlines()[1:]

    assert listed == sorted(
        path.relative_to(report).as_posix() for path in report.rglob("*") if path.is_file() and path.name != MARKER
    )


def without_stamp(page: str) -> str:
    return re.sub(r"<footer>.*?</footer>", "", page, flags=re.DOTALL)


def test_two_runs_make_the_same_pages(report: Path, tmp_path: Path) -> None:
    again = write_report(None, tmp_path / "again").parent
    files = {path.relative_to(report) for path in report.rglob("*") if path.is_file()}

    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    for file in files:
        if file.suffix == ".html":
            one, two = ((folder / file).read_text(encoding="utf-8") for folder in (report, again))
            assert without_stamp(one) == without_stamp(two), file
            assert one.count(BeautifulSoup(one, "html.parser").footer.get_text()) == 1
        else:
            assert (report / file).read_bytes() == (again / file).read_bytes(), file


def test_no_page_needs_network_or_script(report: Path) -> None:
    for name, soup in pages(report).items():
        scripts = soup.find_all("script")
        assert len(scripts) == (name in ("counts.html", "evidence.html")), name
        assert not any(script.attrs for script in scripts)
        assert soup.find_all(["iframe", "object"]) == [], name
        loaded = [tag.get("src") or tag.get("href") for tag in soup.find_all(["img", "link"])]
        assert all(target.startswith("data:") for target in loaded), name
        assert not re.search(r"url\((?!data:)|@import", soup.style.string)


def test_every_link_leads_somewhere(report: Path) -> None:
    everything = pages(report)
    anchors = {name: {tag["id"] for tag in soup.find_all(id=True)} for name, soup in everything.items()}
    for name, soup in everything.items():
        for link in soup.find_all("a", href=True):
            page, _, anchor = link["href"].partition("#")
            if page.startswith("downloads/"):
                assert (report / page).is_file(), (name, page)
                continue
            assert (page or name) in everything, (name, link["href"])
            assert not anchor or anchor in anchors[page or name], (name, link["href"])


def words(tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_the_front_page_says_what_was_found_in_a_sentence_each(report: Path) -> None:
    front = pages(report)["index.html"]
    claims = [(words(item.a), item.a["href"].removeprefix("#")) for item in front.select("ol.short li")]

    assert len(claims) == len(front.select(".finding")) == 6
    assert all(claim.endswith(".") and claim in words(front.find(id=finding)) for claim, finding in claims)
    assert not front.select("table.kwic, table.grid")
    assert "nothing can be said of change in Vietnamese" in front.get_text()
    assert "stands under 2016 but is dated 2017-01 by inference" in front.get_text()


def test_the_front_page_is_in_english_but_for_what_is_quoted(report: Path) -> None:
    """Beside a quotation its place and voice stand in words that need no Chinese."""
    places = [words(place) for place in pages(report)["index.html"].select("blockquote .voice")]

    assert places
    assert not any(re.search("[\u4e00-\u9fff]", place) for place in places)
    assert any("section 2 of 2, " in place for place in places)
    assert any("section 4 (6), " in place or "section 2, " in place for place in places)


def test_counts_say_which_zero(report: Path) -> None:
    counts = pages(report)["counts.html"]

    def cells(formula: str) -> list[str]:
        return [words(cell) for cell in counts.find(id=formula).find_all("td")]

    assert cells("sixteen-characters") == ["1", "0 text too short", "0 text too short", "1", "0 in no other text"]
    assert cells("six-mores")[:3] == ["0 not yet coined (2023-12-12)", "0 not yet coined (2023-12-12)", "1"]
    assert cells("new-era-vietnam")[0] == "0 age not established"
    assert "not seen before" not in counts.get_text()


def test_codes_of_sides_stand_in_no_cell_for_readers(report: Path) -> None:
    for name in ("index.html", "evidence.html"):
        cells = [words(cell) for cell in pages(report)[name].select(".voice, .texts td")]
        assert len(cells) > 20
        assert not any(re.search(r"\b(PRC|SRV|joint|author)\b", cell.replace("the joint statement", "")) for cell in cells), (
            name
        )
    voices = {words(cell).partition(":")[0].split(" verb")[0] for cell in pages(report)["evidence.html"].select("td.voice")}
    assert {"China", "Vietnam", "both sides", "narrator"} <= {voice.split(" told")[0] for voice in voices}


def test_methods_reckon_a_zero_with_numbers_of_the_texts(report: Path) -> None:
    said = words(pages(report)["methods.html"].find(id="zeros").find_next("p"))
    cases = re.findall(r"“([a-z ]+)”: \S+ in .*?, (\d+) mentions? in the others × ([\d,]+) ÷ ([\d,]+) = ([\d.]+)\.", said)

    assert [case[0] for case in cases] == ["text too short", "absent"]
    for zero, *numbers in cases:
        n, own, others, expected = (float(number.replace(",", "")) for number in numbers)
        assert round(n * own / others, 2) == expected
        assert (expected < 1) == (zero == "text too short")


def test_notebooks_name_formulas_for_readers_and_fold_their_exercises(report: Path) -> None:
    """No identifier is shown in a table; the name leads where it led."""
    identifiers = set(read_formulas())
    for name, soup in pages(report).items():
        if not name[0].isdigit():
            continue
        cells = [cell.get_text(strip=True) for cell in soup.select("table.dataframe th, table.dataframe td")]
        linked = {link["href"] for link in soup.select("table.dataframe a[href^='counts.html#']")}
        (exercises,) = soup.select("details.classes")

        assert identifiers.isdisjoint(cells), name
        assert linked or name in ("00_texts.html", "04_vocabulary.html"), name
        assert not exercises.has_attr("open")
        assert not exercises.summary.select("a")
        assert exercises.summary.h2.get_text().startswith("For classes")
        assert len(exercises.select("details.answer")) == 2, name
        assert exercises.find_next_sibling(class_="cell") is None


def test_every_hit_is_a_line_of_the_evidence(report: Path, hits) -> None:
    evidence = pages(report)["evidence.html"]
    shown = hits[~hits["formula"].str.startswith("decoy")]

    assert len(evidence.select("table.kwic tbody tr")) == len(shown)


def test_methods_have_checksums_rules_dictionary_and_versions(report: Path, seeds) -> None:
    methods = pages(report)["methods.html"].get_text()

    assert all(digest in methods for digest in seeds.documents["sha256"])
    for word in (
        "tail of other news",
        "per_10k_characters",
        "pyvi",
        "0.42.1",
        "make report",
        "Rychlý 2008",
        "tail of other news",
    ):
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

    assert not any("alert" in script.string for soup in made.values() for script in soup.find_all("script"))
    assert not any(tag.get("onerror") for soup in made.values() for tag in soup.find_all("img"))
    assert words(made["counts.html"].find(id="six-mores").td) == "1"
    assert "六个更" in words(made["evidence.html"].select_one("td.node"))


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


def test_a_report_with_a_file_of_ones_own_among_its_downloads_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "hits.csv").write_text("made by us", encoding="utf-8")
    (tmp_path / "downloads" / "mine.csv").write_text("made by me", encoding="utf-8")
    (tmp_path / MARKER).write_text("made by us\ndownloads/hits.csv\n", encoding="utf-8")

    with pytest.raises(FileExistsError, match="holds files that are no report"):
        write_report(None, tmp_path)


def test_no_path_of_the_machine_is_in_a_report(make_corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = make_corpus(own__a_txt="双方同意按照“六个更”总体目标推动合作。") / "own"
    made = write_report(folder, tmp_path_factory.mktemp("own") / "report").parent

    for path in made.rglob("*.html"):
        assert str(folder.parent) not in path.read_text(encoding="utf-8"), path.name
    assert "python -m analysis report own" in (made / "methods.html").read_text(encoding="utf-8")
    assert "CORPUS" in (made / "00_texts.html").read_text(encoding="utf-8")


def test_a_corpus_in_which_nothing_is_found_has_a_report_of_its_own_texts_only(make_corpus, tmp_path_factory) -> None:
    folder = make_corpus(
        a2019_txt="今天天气很好，市民在公园散步。", b2020_txt="Hôm nay trời đẹp, người dân đi dạo trong công viên."
    )
    made = pages(write_report(folder, tmp_path_factory.mktemp("own") / "report").parent)

    assert "07_own_texts.html" not in made
    assert len(made) == len(list(NOTEBOOKS.glob("*.ipynb"))) - 1 + 5
    assert not made["evidence.html"].select(".kwic tbody tr")


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
