"""What people scan texts with instead: seconds for the same forms in the same texts. None of them decides about its finds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def release(package: str) -> str:
    """The version of an installed package, '' if it is not there."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def scan_by_peers(texts: list[str], forms: list[str], slow: int) -> Iterator[tuple[str, float | None, int]]:
    """(what, seconds or None where it is not installed, how many of the texts), each on all texts or on one part in `slow`."""
    part = texts[: max(1, len(texts) // slow)]
    yield "grep -F -o -b", _grep(["grep", "-F", "-o", "-b"], texts, forms), len(texts)
    yield "rg -F -o -b", _grep(["rg", "--no-mmap", "-F", "-o", "-b", "--no-filename"], texts, forms), len(texts)
    pattern = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
    yield "re, one pattern", seconds(lambda: [sum(1 for _ in pattern.finditer(text)) for text in part]), len(part)
    column = pd.Series(part)
    yield (
        "pandas str.count, a form at a time",
        seconds(lambda: [column.str.count(re.escape(form)) for form in forms]),
        len(part),
    )
    yield f"spaCy {release('spacy')} PhraseMatcher, characters", _spacy(part, forms), len(part)
    yield f"flashtext2 {release('flashtext2')}", _flashtext(texts, forms), len(texts)


def _grep(command: list[str], texts: list[str], forms: list[str]) -> float | None:
    if shutil.which(command[0]) is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        patterns, file = Path(folder) / "forms.txt", Path(folder) / "texts.txt"
        patterns.write_text("\n".join(forms) + "\n", encoding="utf-8")
        file.write_text("\n".join(texts), encoding="utf-8")
        run = [*command, "-f", str(patterns), str(file)]
        locale = os.environ | {"LC_ALL": "C"}
        # into a pipe: where nobody reads, grep stops at the first match
        return seconds(lambda: subprocess.run(run, stdout=subprocess.PIPE, env=locale, check=False))


def _spacy(texts: list[str], forms: list[str]) -> float | None:
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    language = spacy.blank("zh")
    phrases = PhraseMatcher(language.vocab)
    phrases.add("forms", [language.make_doc(form) for form in forms])
    return seconds(lambda: [phrases(language.make_doc(text)) for text in texts])


def _flashtext(texts: list[str], forms: list[str]) -> float | None:
    try:
        from flashtext2 import KeywordProcessor
    except ImportError:
        return None
    processor = KeywordProcessor(case_sensitive=True)
    for form in forms:
        processor.add_keyword(form, form)
    return seconds(lambda: [processor.extract_keywords_with_span(text) for text in texts])
