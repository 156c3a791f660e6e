"""The report in Chromium, with the network off: nothing asked for, nothing said on the console, every glyph drawn.

Needs Chromium on the machine; `make browser` runs it, `make test` does not.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from analysis import read_corpus
from analysis.report import write_report
from analysis.sidepage import side_page

SIZES = [(360, "light"), (1280, "light"), (1280, "dark")]
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "no Chromium on this machine; install it (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}-{size[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "name", ["index", "00_texts", "01_formulas", "06_side_by_side", "evidence", "methods", "align/statement"]
)
def test_a_page(report: Path, page: Page, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto((report / f"{name}.html").as_uri())
    page.evaluate("document.fonts.ready")

    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    assert page.evaluate(FIND_TOFU) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("h1").count() == 1


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
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".grid td span[lang=zh-Hans]"})["nodeId"]

    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]

    assert [font["isCustomFont"] for font in fonts] == [True]


def test_a_number_leads_to_its_lines(report: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((report / "index.html").as_uri())
    page.locator(".grid a.n").first.click()
    anchor = page.url.split("#")[1]

    assert page.locator(f"#{anchor}").is_visible()
    assert "长期稳定" in page.locator(f"#{anchor} + .scroll td.node").first.inner_text()


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
