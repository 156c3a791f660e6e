"""Fixtures: the five seeds, read and matched once."""

from pathlib import Path

import hypothesis
import pandas as pd
import pytest

from analysis import Corpus, clean_corpus, count_hits, find_hits, read_corpus
from analysis.clean import Cleaned

hypothesis.settings.register_profile("untimed", deadline=None)  # the first example loads a dictionary
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
collect_ignore = ["guided.py"]  # a program for atheris, which the tests do without


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    return read_corpus()


@pytest.fixture(scope="session")
def cleaned(seeds: Corpus) -> dict[str, Cleaned]:
    return {document[:3]: one for document, one in clean_corpus(seeds).items()}


@pytest.fixture(scope="session")
def hits(seeds: Corpus) -> pd.DataFrame:
    return find_hits(seeds, all_kinds=True)


@pytest.fixture(scope="session")
def period_counts(seeds: Corpus, hits: pd.DataFrame) -> pd.DataFrame:
    return count_hits(seeds, hits, by="period")


@pytest.fixture
def make_corpus(tmp_path: Path):
    """Write files into a fresh folder: name -> text, or bytes as they are."""

    def make(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_csv", ".csv").replace("_txt", ".txt").replace("_toml", ".toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return tmp_path

    return make
