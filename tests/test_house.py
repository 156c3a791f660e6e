"""The files that tools need say the same, and nothing in them points outside."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# conda-forge's name -> PyPI's name
CONDA_NAMES = {"matplotlib-base": "matplotlib", "nbconvert-core": "nbconvert"}
ONLY_ON_PYPI = {"ahocorasick_rs", "OpenCC", "pyvi", "resvg-py"}


def requirement(line: str) -> tuple[str, str]:
    name, version = re.fullmatch(r"([A-Za-z0-9_.-]+)(>=.+)?", line.strip()).groups()
    return name, version or ""


def test_environment_yml_is_true_to_pyproject() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    listed = dict(
        requirement(line) for line in re.findall(r"^  - ([^\s:\"]+)(?:  #.*)?$", text.split("dependencies:")[1], re.MULTILINE)
    )
    conda = {CONDA_NAMES.get(name, name): version for name, version in listed.items() if name not in ("pip", "setuptools")}
    needed = dict(requirement(line) for line in PROJECT["project"]["dependencies"])

    assert conda.pop("python") == PROJECT["project"]["requires-python"]
    assert conda == {name: version for name, version in needed.items() if name not in ONLY_ON_PYPI}
    assert text.rstrip().endswith('- "-e ."')


def test_the_lock_has_every_dependency_with_hashes_and_names_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9._-]+)==\S+", text, re.MULTILINE)
    dependencies = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]]

    assert "://" not in text
    assert text.count("--hash=sha256:") > len(pinned)
    assert {requirement(line)[0].lower().replace("_", "-") for line in dependencies} <= set(pinned)


def test_every_module_stands_in_the_contract_of_layers() -> None:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    modules = {path.stem for path in (ROOT / "analysis").glob("*.py")} - {"__init__"}

    assert set(layers) == modules


def test_the_order_of_modules_holds() -> None:
    result = subprocess.run(["lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False, env=_path())

    assert result.returncode == 0, result.stdout


def _path() -> dict[str, str]:
    import os
    import sys

    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def test_the_version_is_one() -> None:
    version = PROJECT["project"]["version"]

    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "analysis").glob("*.py")), ids=lambda path: path.stem)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


def test_importing_the_package_loads_nothing_heavy() -> None:
    import sys

    code = "import analysis, sys; print([m for m in ('jieba', 'sklearn', 'matplotlib', 'nbconvert') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_the_front_door_is_a_map() -> None:
    assert len(analysis.__all__) <= 25
    assert sorted(analysis.__all__, key=str.lower) == sorted(set(analysis.__all__), key=str.lower)
    for name in analysis.__all__:
        assert getattr(analysis, name).__doc__, name
