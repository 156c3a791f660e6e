"""The public names: documented, typed, with an example that runs, and on the page."""

import importlib.util
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import analysis

ROOT = Path(__file__).parent.parent


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("api_page", ROOT / "docs/api.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


API = _load()
NAMES = list(API.public_names())


@pytest.mark.parametrize(("module", "name", "value"), NAMES, ids=[f"{module}.{name}" for module, name, _ in NAMES])
def test_a_public_name_is_documented_typed_and_shown(module: str, name: str, value: Any) -> None:
    doc = inspect.getdoc(value) or ""

    assert "\n>>> " in doc, "give it an example"
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        assert all(parameter.annotation is not inspect.Parameter.empty for parameter in signature.parameters.values())
        assert signature.return_annotation is not inspect.Signature.empty
        # What a parameter is stands in the docstring, or in its name and type where nothing is to be said.
        told = re.split(r"\n>>> ", doc)[0]
        plain = {"corpus", "hits", "counts", "formulas", "tokens", "spec", "path", "format", "cleaned", "start", "end"}
        for parameter in signature.parameters.keys() - plain:
            assert re.search(rf"\b{parameter}\b", told), f"{parameter} is not explained"


def test_the_page_is_true_to_the_docstrings() -> None:
    assert (ROOT / "docs/api.md").read_text(encoding="utf-8") == API.make_page(), "run python docs/api.py"


def test_every_public_name_stands_on_the_page() -> None:
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")

    for name in analysis.__all__:
        assert f"\n### {name}\n" in page
    for table in re.findall(r"\(#(table-\w+)\)", page):
        assert f"\n### {table.replace('-', ' ').capitalize()}\n" in page


def test_the_modules_that_readme_and_changelog_call_public_stand_on_the_page() -> None:
    said = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CHANGELOG.md"))
    named = set(re.findall(r"`analysis\.(\w+)`", said)) - {"attribute"}  # it is reached from the front door
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")

    assert named
    for module in named:
        assert f"\n## analysis.{module}\n" in page
