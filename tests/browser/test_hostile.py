"""Texts, metadata and a lexicon made of script: the report shows them as text, and nothing of theirs runs or is fetched."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
FRAGMENTS = [
    "<script>window.ran=1;alert(1)</script>",
    "<img src=x onerror=\"window.ran=1;fetch('http://127.0.0.1:9/')\">",
    '<svg onload="window.ran=1"><a xlink:href="javascript:window.ran=1">x</a></svg>',
    '"><iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
    "</script><script>window.ran=1</script>",
    "</style><style>body{display:none}</style>",
    "</title><base href=//127.0.0.1:9/>",
    "<!-- --><meta http-equiv=refresh content=0;url=javascript:window.ran=1>",
    "{{7*7}} {% raw %} ${window.ran=1} `${window.ran=1}` {{ config }}",
    "[x](javascript:window.ran=1) ![x](http://127.0.0.1:9/a.png) **b**",
    "$$\\href{javascript:window.ran=1}{x}$$ \\(x\\) $x_1",
    "\x1b[31mred\x1b]8;;http://127.0.0.1:9/\x07x",
    '=HYPERLINK("http://127.0.0.1:9/") @SUM(1) -1+1 \'"&amp;&lt;',
]
SHOWN = [fragment for fragment in FRAGMENTS if "\x1b" not in fragment]  # escapes are refused in a text: no text file has them
NAME = "<img src=x onerror=window.ran=1>"
LABELS = {  # put before what the lexicon says
    "zh_name": "<b onclick=window.ran=1>{{7*7}}",
    "pinyin": "<script>window.ran=1</script>",
    "vi_name": "</script><svg onload=window.ran=1>",
    "gloss": "<img src=x onerror=window.ran=1>$\\frac{$ [x](javascript:window.ran=1)",
    "first_use_note": "</style>${window.ran=1}",
    "source": "<a href=javascript:window.ran=1>",
}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    texts = folder / NAME
    texts.mkdir()
    columns = ["file", "document", "language", "period", "date", "title", "issuer", "issuer_side", "genre", "source", "x<b>"]
    with (texts / "documents.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(columns)
        for number, side in enumerate(("PRC", "SRV", "joint")):
            evil = SHOWN[number::3]
            file = f"<svg onload=window.ran=1>{number}.txt"
            said = f"习近平{evil[0]}强调“六个更”总体目标，{evil[1]}双方同意构建中越命运共同体{evil[2]}。"
            body = f"{evil[0]}\n\n{said}\n\n" + "\n\n".join(f"双方同意{one}推动命运共同体建设，落实“六个更”。" for one in SHOWN)
            (texts / file).write_text(body, encoding="utf-8")
            evil += SHOWN
            rows.writerow([file, f"{number}{evil[0]}", "zh", f"202{number}{evil[1]}", "", *evil[2:4], side, *evil[4:7]])
    lexicon = (ROOT / "analysis" / "lexicon" / "formulas.toml").read_text(encoding="utf-8")
    for key, label in LABELS.items():
        lexicon = lexicon.replace(f'\n{key} = "', f'\n{key} = "{label}'.replace("\\", "\\\\"))
    (folder / "lexicon.toml").write_text(lexicon, encoding="utf-8")
    command = [sys.executable, "-m", "analysis", "report", texts, "-o", folder / "report", "--lexicon", folder / "lexicon.toml"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr
    return folder / "report"


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it asked for, said or opened."""
    context = browser.new_context()
    page = context.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: seen.append(f"console {message.text}"))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else seen.append(asked.url))
    yield page, seen
    context.close()


def test_no_script_of_a_text_runs_on_any_page(hostile: Path, watched: tuple[Page, list[str]]) -> None:
    page, seen = watched
    shown = ""
    pages = sorted(hostile.glob("*.html"))
    assert len(pages) > 10
    for path in pages:
        page.goto(path.as_uri())
        page.wait_for_load_state()
        assert page.evaluate("typeof window.ran") == "undefined", path.name
        assert page.evaluate("document.querySelectorAll('iframe, object, base, [onerror], [onload], [onclick]').length") == 0
        assert page.evaluate("[...document.links].filter(a => !/^(file|https?|data|mailto):/.test(a.protocol)).length") == 0
        assert page.evaluate("getComputedStyle(document.body).display") != "none", path.name
        assert page.evaluate("[...document.scripts].filter(s => s.src || /ran/.test(s.text)).length") == 0, path.name
        shown += page.evaluate("document.body.textContent")
    assert seen == []
    flat = " ".join(shown.split())
    assert [one for one in SHOWN if " ".join(one.split()) not in flat] == []
    assert "<b onclick=window.ran=1>{{7*7}}六个更" in flat


def test_the_test_above_can_fail(tmp_path: Path, watched: tuple[Page, list[str]]) -> None:
    page, seen = watched
    path = tmp_path / "a.html"
    path.write_text(f"<title>x</title><body>{FRAGMENTS[0]}", encoding="utf-8")
    page.goto(path.as_uri())

    assert page.evaluate("window.ran") == 1
    assert seen == ["dialog 1"]


def test_a_picture_is_no_page(hostile: Path) -> None:
    """The SVG files of a report hold paths and no script, whatever a label was."""
    for path in (hostile / "downloads").rglob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert not any(part in text for part in ("<script", "onload=", "onerror=", "javascript:", "<foreignObject"))
