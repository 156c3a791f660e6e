"""JupyterLab itself, driven once: notebook 01 runs in it from top to bottom."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from analysis.report import NOTEBOOKS

NAME = "01_formulas.ipynb"
TOKEN = "only-here"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab of this test's own, with a copy of the notebook and no settings of anybody's."""
    shutil.copy(NOTEBOOKS / NAME, tmp_path / NAME)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        f"--port={port}",
        "--ip=127.0.0.1",
        "--no-browser",
        f"--notebook-dir={tmp_path}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    options += ["--allow-root", "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    folders = {name: str(tmp_path / ".jupyter") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    log = (tmp_path / "lab.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], env=os.environ | folders, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, tmp_path / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError(log.read_text(encoding="utf-8"))


def test_notebook_01_runs_in_jupyterlab_to_the_end(lab: str, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(lab) else route.abort())
    page.goto(f"{lab}/lab/tree/{NAME}?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
    # the notebook's own sign says idle before there is a kernel; the bar at the foot names the kernel
    page.locator(".jp-StatusBar-TextItem", has_text="(ipykernel) | Idle").wait_for(timeout=60_000)
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    cells = _run_to_the_end(page, tmp_path / NAME)
    page.close()

    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]
    assert any("<img" in "".join(output.get("data", {}).get("text/html", "")) for output in outputs)


def _run_to_the_end(page: Page, path: Path) -> list[dict]:
    """The code cells of the notebook as saved once all of them have run."""
    cells: list[dict] = []
    for _ in range(120):
        idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").count()
        page.keyboard.press("Control+s")
        page.wait_for_timeout(1000)
        cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
        if idle and all(cell["execution_count"] for cell in cells):
            return cells
    raise AssertionError(f"these cells did not run: {[cell['id'] for cell in cells if not cell['execution_count']]}")
