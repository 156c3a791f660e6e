"""The page of the public names, built from signatures and docstrings: `python docs/api.py` writes docs/api.md anew."""

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import analysis
from analysis.columns import Column
from analysis.model import TABLES

PAGE = Path(__file__).parent / "api.md"
LINE = 100
# Beside the front door, what users may call: module -> its public names.
MODULES = {
    "segmenters": ["read_tokens", "use_tokens"],
    "sides": ["count_sides", "count_commitments", "commitment"],
    "versions": ["compare_languages", "compare_texts"],
    "align": ["align_documents"],
    "summary": ["measure_alignment", "compare_formulas"],
    "passages": ["find_passages"],
    "similar": ["count_words", "compare_words", "find_word", "find_collocates", "map_paragraphs", "find_neighbours"],
    "compare": ["compare_periods"],
    "trends": ["count_shares", "compare_trends"],
    "score": ["score_hits", "find_differences"],
    "keyness": [
        "log_likelihood",
        "g2",
        "log_ratio",
        "percent_difference",
        "simple_maths",
        "rate_interval",
        "rate_ratio_interval",
        "exact_test",
        "log_dice",
        "adjust",
    ],
    "dispersion": ["dp", "dp_norm", "juilland_d", "document_range"],
}
HEAD = """# Public names

Made from the docstrings by `python docs/api.py`; a test holds it true. The examples run as tests. Types are checked by mypy,
in scripts too (`py.typed`). What stands here is the public interface: CHANGELOG.md says what moved.
Other names may change at any time.
"""


def public_names() -> Iterator[tuple[str, str, Any]]:
    """Module, name and object of everything public, in the order of the page."""
    for name in analysis.__all__:
        yield "analysis", name, getattr(analysis, name)
    for module, names in MODULES.items():
        for name in names:
            yield f"analysis.{module}", name, getattr(importlib.import_module(f"analysis.{module}"), name)


def _signature(name: str, value: Callable[..., Any]) -> str:
    """How a name is called, a parameter a line where one line is too long."""
    signature = inspect.signature(value)
    parameters = [_parameter(parameter) for parameter in signature.parameters.values()]
    returned = f" -> {signature.return_annotation}" if inspect.isfunction(value) else ""
    line = f"{name}({', '.join(parameters)}){returned}"
    return line if len(line) <= LINE else "\n".join([f"{name}(", *(f"    {each}," for each in parameters), f"){returned}"])


def _parameter(parameter: inspect.Parameter) -> str:
    """A parameter with its type and its default, `...` for one too long to be read here."""
    said = f"{parameter.name}: {parameter.annotation}"
    if parameter.default is inspect.Parameter.empty:
        return said
    default = repr(parameter.default)
    return f"{said} = {default if len(default) <= LINE / 2 else '...'}"


def _entry(module: str, name: str, value: Any) -> str:
    doc = inspect.getdoc(value) or ""
    parts = [f"### {name}", f"```python\n{_signature(name, value)}\n```"]
    text, _, example = doc.partition("\n>>> ")
    parts.append(f"```text\n{text.strip()}\n```")
    if table := re.match(r"Table `(\w+)`", text):
        parts.append(f"Columns: [{table[1]}](#table-{table[1]}).")
    if example:
        parts.append(f"```pycon\n>>> {example.strip()}\n```")
    return "\n\n".join(parts)


def _tables(texts: str) -> Iterator[str]:
    """The data dictionary of the tables that the page names."""
    yield "## The tables"
    for name in sorted(set(re.findall(r"\(#table-(\w+)\)", texts))):
        head = "| column | type | unit | meaning |\n|---|---|---|---|"
        rows = "\n".join(_row(column) for column in TABLES[name].columns)
        yield f"### Table {name}\n\nA row is {TABLES[name].row}.\n\n{head}\n{rows}"


def _row(column: Column) -> str:
    meaning = column.meaning.replace("|", r"\|")
    return f"| `{column.name}` | {column.type} | {column.unit} | {meaning} |"


def make_page() -> str:
    """The page as Markdown."""
    parts: list[str] = [HEAD.strip()]
    last = ""
    for module, name, value in public_names():
        if module != last:
            about = (inspect.getdoc(importlib.import_module(module)) or "").split("\n")[0]
            parts += [f"## {module}", about]
            last = module
        parts.append(_entry(module, name, value))
    return "\n\n".join([*parts, *_tables("\n".join(parts))]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8")
