"""The report in Chromium, with the network off: nothing asked for, nothing said on the console, every glyph drawn.

Needs Chromium on the machine; `make browser` runs it, `make test` does not.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from analysis import read_corpus
from analysis.report import NOTEBOOKS, write_report
from analysis.sidepage import side_page

SIZES = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
PAGES = [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
PAGES += ["index", "counts", "evidence", "methods", "downloads", "align/statement"]
# Draws each character of the page in the font of its element, and beside it a character that no font has.
FIND_TOFU = """
() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 48;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  const drawn = new Map();
  const draw = (char, font) => {
    if (!drawn.has(font + char)) {
      context.clearRect(0, 0, 48, 48);
      context.font = '32px ' + font;
      context.fillText(char, 4, 36);
      drawn.set(font + char, context.getImageData(0, 0, 48, 48).data.join());
    }
    return drawn.get(font + char);
  };
  const missing = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest('script, style')) continue;
    const font = getComputedStyle(element).fontFamily;
    for (const char of walker.currentNode.data)
      if (char.trim() && draw(char, font) === draw('\\u{10FFFE}', font)) missing.add(char);
  }
  return [...missing];
}
"""


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    front = write_report(None, tmp_path_factory.mktemp("browser") / "report")
    (front.parent / "align").mkdir()
    (front.parent / "align" / "statement.html").write_text(side_page(read_corpus(), "000", "004"), encoding="utf-8")
    return front.parent


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page(report: Path, page: Page, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    url = (report / f"{name}.html").as_uri()

    page.goto(url)
    page.evaluate("document.fonts.ready")

    assert [one for one in asked if one != url and not one.startswith("data:")] == []
    assert page.evaluate(FIND_TOFU) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").count() == 1
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
    assert said == []


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<main><p style='color: #ccc; background: #fff'>too pale</p><img src='data:,'></main>")

    assert {"color-contrast", "image-alt"} <= {one["id"] for one in Axe().run(page).response["violations"]}


@pytest.mark.parametrize("name", [name for name in PAGES if "/" not in name])
def test_all_links_and_downloads_work(report: Path, browser: Browser, name: str) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / f"{name}.html").as_uri())
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => [link.href, link.hasAttribute('download')])")

    for link, _ in links:
        path = Path(unquote(urlsplit(link).path))
        assert path.is_file(), link
        assert path.stat().st_size > 0, link
    anchors: dict[str, set[str]] = {}
    for link in {link for link, _ in links if "#" in link}:
        file, _, anchor = link.partition("#")
        if file not in anchors:
            page.goto(file)
            anchors[file] = set(page.eval_on_selector_all("[id]", "all => all.map(one => one.id)"))
        assert {anchor, unquote(anchor)} & anchors[file], link
    assert any(download for _, download in links) == (name == "downloads")


def test_a_download_is_saved_as_it_is(report: Path, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "downloads.html").as_uri())
    with page.expect_download() as waiting:
        page.locator("a[download]", has_text="hits.csv").click()
    waiting.value.save_as(tmp_path / "hits.csv")

    assert (tmp_path / "hits.csv").read_bytes() == (report / "downloads" / "hits.csv").read_bytes()


def test_searching_the_concordance_narrows_it(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "evidence.html").as_uri())
    lines = page.locator("table.kwic tbody tr")
    whole = lines.count()

    page.get_by_label("Search the lines").fill("共同体")
    shown = page.locator("table.kwic tbody tr:visible")
    words = shown.evaluate_all("all => all.map(one => one.closest('section').querySelector('h2').innerText + one.textContent)")
    narrowed = len(words)
    assert 0 < narrowed < whole
    assert all("共同体" in re.sub(r"\s", "", one) for one in words)
    assert page.locator("form.search output").inner_text() == f"{narrowed} of {whole} lines"

    page.get_by_label("Search the lines").fill("共同体 2026 both")
    assert 0 < shown.count() < narrowed
    page.get_by_label("Search the lines").fill("没有这样的词")
    assert shown.count() == 0
    page.get_by_label("Search the lines").fill("")
    assert shown.count() == whole


@pytest.mark.parametrize(("typed", "formula"), [("huu nghi truyen thong", "传统友谊"), ("liu ge geng", "六个更")])
def test_tones_need_not_be_typed(report: Path, browser: Browser, typed: str, formula: str) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "evidence.html").as_uri())
    page.get_by_label("Search the lines").fill(f'"{typed}"')

    assert formula in " ".join(page.locator("section.block:visible h2").all_inner_texts())


def test_columns_sort_and_come_back(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "counts.html").as_uri())
    head = page.locator("table.counts thead th").nth(4)

    def values() -> list[int]:
        return [
            int(one)
            for one in page.locator("table.counts tbody td:nth-child(5)").evaluate_all(
                "all => all.map(one => one.dataset.value)"
            )
        ]

    before = values()
    head.locator("button").press("Enter")
    assert values() == sorted(before, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").press("Enter")
    assert values() == sorted(before)
    head.locator("button").press("Enter")
    assert values() == before
    assert head.get_attribute("aria-sort") is None


def test_lines_sort_by_the_words_beside_the_formula(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "evidence.html").as_uri())
    table = page.locator("section.block", has=page.locator("#traditional-friendship")).locator("table")
    table.locator("th", has_text="Left").locator("button").click()
    last = [left[-1:] for left in table.locator("td.left").all_text_contents()]

    assert last == page.evaluate("all => [...all].sort((one, two) => one.localeCompare(two, undefined, {numeric: true}))", last)


@pytest.mark.parametrize("name", ["evidence", "counts"])
def test_without_script_nothing_is_missing(report: Path, browser: Browser, name: str) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((report / f"{name}.html").as_uri())
    rows = page.locator("table.kwic tbody tr, table.counts tbody tr")

    assert rows.count() > 100
    assert page.locator("tbody tr:visible").count() == page.locator("tbody tr").count()
    assert not page.locator("form.search").is_visible()
    assert page.locator("th button").count() == 0
    context.close()


def test_a_count_leads_to_its_line_and_back_to_the_source(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "counts.html").as_uri())
    page.locator("tr#six-mores a.n").first.click()
    line = page.locator("tr:target")

    assert line.is_visible()
    assert line.locator("td.node").inner_text() == "六个更"
    start, end = map(int, re.search(r"(\d+)–(\d+)$", line.locator("td.place").last.inner_text()).groups())
    (text,) = [text for document, text in read_corpus().texts.items() if document.startswith("003")]
    assert text[start:end] == "六个更"


def test_the_way_through_the_report(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "index.html").as_uri())
    seen = ["index"]
    while page.locator("a[rel=next]").count():
        with page.expect_navigation():  # a click returns before the next page is there
            page.locator("a[rel=next]").click()
        seen.append(Path(urlsplit(page.url).path).stem)

    assert seen == [
        "index",
        *(path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))),
        "counts",
        "evidence",
        "methods",
        "downloads",
    ]


def test_code_is_folded_and_there(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "01_formulas.html").as_uri())
    code = page.locator("details.code").first

    assert not code.locator("pre").is_visible()
    code.locator("summary").click()
    assert code.locator("pre").is_visible()


def test_on_paper_there_is_the_text_and_no_navigation(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.emulate_media(media="print")
    page.goto((report / "evidence.html").as_uri())

    for gone in ("form.search", "nav.turn", "header.site nav a:not(.name)"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("table.kwic td.node").first.is_visible()


def test_the_search_for_tofu_finds_it(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<p>a \U000310f0 b</p>")

    assert page.evaluate(FIND_TOFU) == ["\U000310f0"]


def test_chinese_is_drawn_by_the_font_that_comes_with_the_page(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "ol.short span[lang=zh-Hans]"})["nodeId"]

    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]

    assert [font["isCustomFont"] for font in fonts] == [True]


@pytest.mark.parametrize("typed", ["narrator", "Zhang Dejiang", "2026 Vietnam", "willing"])
def test_the_evidence_is_searched_in_the_words_of_its_readers(report: Path, browser: Browser, typed: str) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "evidence.html").as_uri())
    page.get_by_label("Search the lines").fill(typed)
    shown = page.locator("table.kwic tbody tr:visible")

    assert 0 < shown.count() < page.locator("table.kwic tbody tr").count()
    assert any(typed.split()[-1] in voice for voice in shown.locator("td.voice").all_inner_texts())


def test_what_is_found_in_short_leads_to_its_evidence(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "index.html").as_uri())
    page.locator("ol.short a").first.click()
    anchor = page.url.split("#")[1]

    assert page.locator(f"#{anchor}").is_visible()
    assert "长期稳定" in page.locator(f"#{anchor} blockquote").first.inner_text()


def test_on_a_phone_the_texts_are_stacked_and_wide_figures_say_so(report: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, offline=True)
    page.goto((report / "index.html").as_uri())
    titles = page.locator(".texts td[data-label=Title]")

    assert min(box["width"] for box in (titles.nth(n).bounding_box() for n in range(titles.count()))) > 250
    cue = page.locator(".scroll:has(figure)").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert "scroll" in cue


def test_in_the_dark_a_figure_is_dark(report: Path, browser: Browser) -> None:
    page = browser.new_page(color_scheme="dark", offline=True)
    page.goto((report / "index.html").as_uri())

    assert "invert" in page.locator("figure img").first.evaluate("one => getComputedStyle(one).filter")


def test_a_moved_clause_leads_to_its_other_place(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "align" / "statement.html").as_uri())
    page.locator("table.side a").first.click()
    anchor = page.url.split("#")[1]
    back = page.locator(f"#{anchor} a")

    assert page.locator(f"#{anchor}").is_visible()
    assert back.inner_text() == "from"
    assert page.locator(back.get_attribute("href")).count() == 1


def test_changes_are_told_without_colour(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.emulate_media(media="print", forced_colors="active")
    page.goto((report / "align" / "statement.html").as_uri())
    lines = [
        page.locator(f"table.side {tag}").first.evaluate("one => getComputedStyle(one).textDecorationLine")
        for tag in ("del", "ins")
    ]

    assert lines == ["line-through", "underline"]
    assert len(page.pdf(format="A4")) > 10_000
