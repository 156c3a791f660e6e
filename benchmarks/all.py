"""Every benchmark of docs/benchmarks.md in one run, as Markdown: what stands there below "The last run".

python benchmarks/all.py [--text FILE] [--python PATH ...] [--large]; with --large as a corpus grows to 1,000 MB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", help="a text in UTF-8, articles parted by empty lines, instead of some that are made")
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="an interpreter in which pycorpdiff is")
    parser.add_argument("--large", action="store_true", help="growth up to 1,000 MB")
    args = parser.parse_args()
    text = ["--text", args.text] if args.text else []
    parts = {
        "machine.py": ("", []),
        "hits.py": ("The whole of find_hits", text),
        "scan.py": ("The scan with rules", text),
        "beside.py": ("Beside what people use instead", text),
        "growth.py": ("As a corpus grows", ["--sizes", "10,100,1000" if args.large else "10,100"]),
        "keyness.py": ("Counts and keyness", [f"--python={path}" for path in args.python]),
        "startup.py": ("Start", []),
    }
    for script, (heading, further) in parts.items():
        if heading:
            print(f"### {heading}\n", flush=True)
        command = [sys.executable, str(Path(__file__).with_name(script)), *further]
        subprocess.run(command, check=True, env=os.environ | {"TQDM_DISABLE": "1"})


if __name__ == "__main__":
    main()
