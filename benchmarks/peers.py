"""What people look for forms with instead, made ready for the same forms and texts: each counts its finds, none judges them.

A peer finds forms `overlapping`, all of them wherever they stand, or `longest`, from left to right the longest and on behind
it. What it finds is held against ahocorasick_rs finding them that way. Making it ready is not in its time.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import pandas as pd

Work = Callable[[], int]  # counts the finds
Ready = Callable[[list[str], list[str], Path], Work | None]  # forms, texts, a folder for files; None if not installed


class Peer(NamedTuple):
    """A way of finding forms; it is timed on one part of the text in `slow` with 500 forms, in ten times `slow` with 5,000."""

    name: str
    ready: Ready
    way: str
    slow: int = 1
    slower: int = 1


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that a piece of work takes, its child processes with it.

    On an idle machine that is how long it takes, where nothing uses two cores at once; beside other programs it is steadier.
    """
    start = _processor()
    work()
    return _processor() - start


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def release(package: str) -> str:
    """The version of an installed package, '' if it is not there."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def overlapping(forms: list[str], texts: list[str], _folder: Path) -> Work:
    """ahocorasick_rs and nothing else, every find."""
    from ahocorasick_rs import AhoCorasick

    automaton = AhoCorasick(forms)
    return lambda: sum(len(automaton.find_matches_as_indexes(text, overlapping=True)) for text in texts)


def longest(forms: list[str], texts: list[str], _folder: Path) -> Work:
    """ahocorasick_rs and nothing else, from left to right the longest."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)
    return lambda: sum(len(automaton.find_matches_as_indexes(text)) for text in texts)


def full(forms: list[str], texts: list[str], _folder: Path) -> Work:
    """The same as a full automaton, which is larger and quicker with few forms; `sieve` and `match` use one."""
    from ahocorasick_rs import AhoCorasick, Implementation

    automaton = AhoCorasick(forms, implementation=Implementation.DFA)
    return lambda: sum(len(automaton.find_matches_as_indexes(text, overlapping=True)) for text in texts)


def _printing(*command: str) -> Ready:
    """A command that prints every find; its start, its reading and what goes through the pipe are in its time."""

    def ready(forms: list[str], texts: list[str], folder: Path) -> Work | None:
        if shutil.which(command[0]) is None:
            return None
        patterns, file = folder / "forms.txt", folder / "texts.txt"
        patterns.write_text("\n".join(sorted(forms, key=len, reverse=True)) + "\n", encoding="utf-8")
        file.write_text("\n".join(texts), encoding="utf-8")
        run = [*command, "-f", str(patterns), str(file)]
        locale = os.environ | {"LC_ALL": "C"}  # bytes, its quickest
        # Into a pipe: where nobody reads, grep stops at the first find.
        return lambda: subprocess.run(run, stdout=subprocess.PIPE, env=locale, check=False).stdout.count(b"\n")

    return ready


def _re(forms: list[str], texts: list[str], _folder: Path) -> Work:
    pattern = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
    return lambda: sum(1 for text in texts for _ in pattern.finditer(text))


def _re_each(forms: list[str], texts: list[str], _folder: Path) -> Work:
    patterns = [re.compile(re.escape(form)) for form in forms]
    return lambda: sum(len(pattern.findall(text)) for pattern in patterns for text in texts)


def _pandas(forms: list[str], texts: list[str], _folder: Path) -> Work:
    column = pd.Series(texts)
    return lambda: sum(int(column.str.count(re.escape(form)).sum()) for form in forms)


def _spacy(forms: list[str], texts: list[str], _folder: Path) -> Work | None:
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    language = spacy.blank("zh")
    phrases = PhraseMatcher(language.vocab)
    phrases.add("forms", [language.make_doc(form) for form in forms])
    return lambda: sum(len(phrases(language.make_doc(text))) for text in texts)


def _flashtext(forms: list[str], texts: list[str], _folder: Path) -> Work | None:
    try:
        from flashtext2 import KeywordProcessor
    except ImportError:
        return None
    processor = KeywordProcessor(case_sensitive=True)
    for form in forms:
        processor.add_keyword(form, form)
    return lambda: sum(len(processor.extract_keywords_with_span(text)) for text in texts)


PEERS = (
    Peer("ahocorasick_rs, overlapping, full automaton", full, "overlapping"),
    Peer("grep -F -o -b", _printing("grep", "-F", "-o", "-b"), "longest"),
    Peer("rg -F -o -b", _printing("rg", "--no-mmap", "--no-config", "-F", "-o", "-b", "--no-filename"), "longest"),
    Peer(f"flashtext2 {release('flashtext2')}", _flashtext, "longest"),
    Peer("re, one pattern of all forms", _re, "longest", 10, 10),
    Peer("re, a form at a time", _re_each, "overlapping", 20, 10),
    Peer(f"spaCy {release('spacy')} PhraseMatcher, a character a token", _spacy, "overlapping", 20),
    Peer(f"pandas {release('pandas')} str.count, a form at a time", _pandas, "overlapping", 20, 10),
)
