"""A large corpus by one process, by two, and by a Dask cluster of two workers: seconds, memory, and whether hits are the same.

python benchmarks/scale.py [--size MB] [--rounds N] [--segmenter none|jieba|rjieba] [--folder FOLDER] prints a Markdown table.

The corpus is made: a newspaper of 70 years in one Parquet file, articles of frequent dictionary words, every second one with a
formula in somebody's mouth. Memory is that of all processes of a run together, on Linux what they share counted once, elsewhere
as often as it is shared. A run begins at the start of its program and ends with it: imports and the start of workers are in it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
from news import dictionary_words

from analysis.formulas import read_formulas

PARAGRAPHS, YEARS = 4_000, range(1956, 2026)
RUN = """
import sys
from analysis.stream import scan_corpus
path, parts, how, segmenter = sys.argv[1:]
if __name__ == "__main__":
    if how == "dask":
        from distributed import Client, LocalCluster
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster) as client:
            scan_corpus(path, parts, client=client, segmenter=segmenter)
    else:
        scan_corpus(path, parts, jobs=int(how), segmenter=segmenter)
"""
NAMES = {"1": "one process", "2": "two processes", "dask": "Dask, two workers", "half": "two, gone on after kill -9 halfway"}


def write_newspaper(path: Path, megabytes: float, seed: int = 1) -> int:
    """A Parquet file with so many megabytes of text; returns the number of articles."""
    chance = random.Random(seed)
    words = dictionary_words(2_000)
    forms = [form for formula in read_formulas().values() for form in formula.zh.name]
    plain = [_paragraph(chance, words, "") for _ in range(PARAGRAPHS)]
    said = [_paragraph(chance, words, chance.choice(forms)) for _ in range(PARAGRAPHS)]
    schema = pa.schema([(name, pa.string()) for name in ("document", "text", "date", "language", "issuer_side")])
    number = size = 0
    with pq.ParquetWriter(path, schema) as writer:
        while size < megabytes * 1e6:
            rows = []
            for _ in range(1_000):
                body = chance.choices(plain, k=chance.randint(5, 11))
                if chance.random() < 0.5:
                    body[-1] = chance.choice(said)
                date = f"{chance.choice(YEARS)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
                rows.append((f"a{number:07}", "\n".join(body), date, "zh", chance.choice(["PRC", "SRV", ""])))
                number += 1
            size += sum(len(row[1].encode()) for row in rows)
            writer.write_table(pa.table(dict(zip(schema.names, zip(*rows, strict=True), strict=True)), schema=schema))
    return number


def _paragraph(chance: random.Random, words: list[str], formula: str) -> str:
    """About two hundred hanzi in sentences; with a formula, a sentence of somebody who says it."""
    sentences = ["，".join("".join(chance.choices(words, k=6)) for _ in range(3)) + "。" for _ in range(5)]
    who = chance.choice(["习近平强调", "越方重申", "双方一致同意", "中方表示"])
    return "".join([f"{who}，中越两国要坚持{formula}。" if formula else "", *sentences])


def measure(path: Path, parts: Path, how: str, segmenter: str) -> dict[str, Any]:
    """Seconds and processor seconds of one run, and the most bytes of memory of its processes together and of the largest."""
    most = {"all": 0, "largest": 0}
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", RUN, str(path), str(parts), "2" if how == "half" else how, segmenter]
    if how == "dask":  # its workers start by importing the main module, which must be a file
        script = parts.with_suffix(".py")
        script.write_text(RUN, encoding="utf-8")
        command[1:3] = [str(script)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        watch = threading.Thread(target=_watch, args=(process, most))
        watch.start()
        process.wait()
        watch.join()
    if process.returncode:
        raise SystemExit(f"the run by {NAMES[how]} failed")
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": seconds, "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, **most}


def stop_halfway(path: Path, parts: Path, segmenter: str, whole: int) -> None:
    """Begin a run by two processes and kill it, and them, when half of its parts are finished."""
    command = [sys.executable, "-c", RUN, str(path), str(parts), "2", segmenter]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and len(list(parts.glob("texts/*.parquet"))) < whole / 2:
            time.sleep(0.05)
        for one in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
            one.kill()


def _watch(process: subprocess.Popen[bytes], most: dict[str, int]) -> None:
    while process.poll() is None:
        sizes = []
        try:
            root = psutil.Process(process.pid)
            for one in [root, *root.children(recursive=True)]:
                info = one.memory_full_info()
                sizes.append(getattr(info, "pss", info.rss))
        except psutil.NoSuchProcess:
            pass
        most["all"], most["largest"] = max(most["all"], sum(sizes)), max([most["largest"], *sizes])
        time.sleep(0.1)


def digest(parts: Path) -> str:
    """Checksum of all hits of a run, in order."""
    checksum = hashlib.sha256()
    for file in sorted(parts.glob("hits/*.parquet")):
        checksum.update(pd.read_parquet(file).to_csv(index=False, header=False).encode())
    return checksum.hexdigest()[:12]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=float, default=1_000, help="megabytes of text (default: 1000)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--segmenter", default="none")
    parser.add_argument("--folder", help="where to put the corpus and the parts (default: a temporary folder)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        path = Path(name) / "newspaper.parquet"
        articles = write_newspaper(path, args.size)
        print(f"{args.size:.0f} MB of text, {articles} articles, segmenter: {args.segmenter}\n")
        columns = "by", "seconds", "MB/s", "to one process", "processor seconds", "memory, MB", "largest process, MB", "hits"
        print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
        for number in range(args.rounds):
            first = 0.0
            for how in NAMES:
                parts = Path(name) / f"parts-{number}-{how}"
                if how == "half":
                    stop_halfway(path, parts, args.segmenter, len(list(Path(name).glob(f"parts-{number}-2/texts/*.parquet"))))
                run = measure(path, parts, how, args.segmenter)
                first = first or run["seconds"]
                cells = [f"{run['seconds']:.0f}", f"{args.size / run['seconds']:.2f}", f"{run['seconds'] / first:.2f}"]
                cells += [f"{run['cpu']:.0f}", *(f"{run[key] / 1e6:.0f}" for key in ("all", "largest"))]
                print("| " + " | ".join([NAMES[how], *cells, digest(parts)]) + " |", flush=True)


if __name__ == "__main__":
    main()
