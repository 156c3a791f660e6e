"""Run a verb again and again in processes of their own, each time stopped a step later; say what stood there afterwards.

A step is a file or folder opened, made, locked, renamed or removed below a folder, or a function of the system looked up
(the exchange of two folders). Usage: killed.py SIGNAL FOLDER VERB ARGUMENT …; prints JSON lines {status, files}, where
`files` has the text of every file in FOLDER, hidden ones included; the last line is the run that nothing stopped.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import analysis.report
from analysis.__main__ import main

STEPS = ("open", "os.", "shutil.", "tempfile.", "fcntl.", "ctypes.dlsym")
PAGES = {"index.html": b"new", "counts.html": b"new", "downloads/hits.csv": b"new"}


async def make_few_files(*_: Any) -> dict[str, bytes]:
    return dict(PAGES)


def stop_at(step: int, folder: Path, number: int) -> None:
    seen = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event.startswith(STEPS) and (str(folder) in str(arguments) or event.startswith(("fcntl.", "ctypes."))):
            seen += 1
            if seen == step:
                os.kill(os.getpid(), number)

    sys.addaudithook(watch)


def run_once(step: int, folder: Path, number: int, arguments: list[str]) -> int:
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    stop_at(step, folder, number)
    os._exit(main(arguments))


def main_loop(name: str, folder: Path, arguments: list[str]) -> None:
    analysis.report._make_files = make_few_files  # how a report is put in its place, without waiting for one
    before = folder.with_name("before")
    shutil.copytree(folder, before, symlinks=True)
    # Ctrl-C as at a terminal, whatever started this; the others as they come to a job that a script put in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler if name == "SIGINT" else signal.SIG_IGN)
    for step in range(1, 500):
        status = run_once(step, folder, getattr(signal, name), arguments)
        files = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}
        print(json.dumps({"status": status, "files": files}), flush=True)
        if status == 0:
            return
        if step % 3:  # every third time the next run finds what this one left
            shutil.rmtree(folder)
            shutil.copytree(before, folder, symlinks=True)


if __name__ == "__main__":
    main_loop(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
