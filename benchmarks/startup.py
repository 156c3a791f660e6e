"""How long a command takes to begin: `counts` on the five texts beside the imports it needs, in one run.

python benchmarks/startup.py prints a Markdown table; medians of rounds in turn, each a process of its own, in seconds of the
processor, which on an idle machine are those of the clock. The imports it needs are the modules that are loaded at its end; by
them is also told whether an engine (a kernel, a cluster) was started.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

import pandas as pd
from peers import seconds
from scan import print_table

ROUNDS = 5
COUNTS = "from analysis.__main__ import main; main(['counts'])"
LOADED = f"import sys; {COUNTS}; print(*(name for name in sys.modules if not name.startswith('_')), file=sys.stderr)"
IMPORTS = "import importlib\nfor name in {!r}.split():\n    try: importlib.import_module(name)\n    except ImportError: pass"
DICTIONARY = "\nfrom analysis.tokenise import jieba_tokenizer; jieba_tokenizer()"
ENGINES = {"IPython", "dask", "distributed", "ipykernel", "jupyter_client", "matplotlib", "nbclient"}


def _run(code: str) -> str:
    """What a process of its own says on standard error."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stderr


def main() -> None:
    """Print the table."""
    modules = _run(LOADED)
    imports = IMPORTS.format(modules)
    steps = {
        "python, nothing": "pass",
        "the modules that counts ends with": imports,
        "and jieba's dictionary": imports + DICTIONARY,
        "counts": COUNTS,
    }
    for code in steps.values():
        _run(code)  # bytecode and jieba's cache are made once
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, code in steps.items():
            took[name].append(seconds(lambda code=code: _run(code)))
    _, bare, loaded, counts = (statistics.median(times) for times in took.values())
    print_table(pd.DataFrame([{"step": name, "seconds": f"{statistics.median(times):.2f}"} for name, times in took.items()]))
    print(f"counts beyond its imports: {counts - bare:.2f} s, of which jieba's dictionary {loaded - bare:.2f} s")
    print(f"engines loaded: {', '.join(ENGINES & set(modules.split())) or 'none'}\n")


if __name__ == "__main__":
    main()
