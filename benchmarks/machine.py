"""On what the benchmarks run: day, machine, Python, versions of all that takes part. It stands above their tables."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import date
from pathlib import Path

from peers import release

PACKAGES = ("numpy", "pandas", "ahocorasick_rs", "jieba", "rjieba", "spacy", "flashtext2", "conc")


def _processor() -> str:
    """The processor's name, where the system tells it."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _first_line(command: str) -> str:
    """What a command says of its version; that it is not installed, if so."""
    try:
        return subprocess.run([command, "--version"], capture_output=True, check=True, text=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError):
        return f"{command} not installed"


def main() -> None:
    """Print the paragraph."""
    versions = [f"{name} {release(name) or 'not installed'}" for name in PACKAGES]
    beside = f", beside it {os.getloadavg()[0]:.1f} processes at work" if hasattr(os, "getloadavg") else ""
    day = f"{date.today().day} {date.today():%B %Y}"
    print(f"{day}, {os.cpu_count()} cores ({_processor()}), {platform.system()}{beside}.")
    tools = [f"Python {platform.python_version()}", *versions, _first_line("grep"), _first_line("rg")]
    print(f"{', '.join(tools)}.\n", flush=True)


if __name__ == "__main__":
    main()
