"""Hostile texts: the time of reading, cleaning and matching long runs at 1x and 4x their length, and the memory of a long line.

`python benchmarks/hostile.py` prints a table; where time grows in step with length the ratio is about 4, where it grows with
the square 16. With a number of megabytes it measures one line so long in a process of its own: seconds, and peak memory as a
multiple of its size (docs/harm.md has the last figures).
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis.attribute import find_voiced
from analysis.clauses import find_clauses
from analysis.clean import clean_text
from analysis.formulas import read_formulas
from analysis.match import Matcher
from analysis.start import find_dates
from analysis.webpage import read_page

LENGTH = 10_000
UNITS = {
    "hanzi": "双方同意",
    "one hanzi": "南",
    "formula": "中越命运共同体",
    "formulas and commas": "长期稳定、面向未来、",
    "said": "习近平强调，双方同意“南海和平”。",
    "speakers without a full stop": "习近平强调苏林指出双方同意东海，",
    "open quotes": "“东海",
    "closed quotes": "东海”",
    "open brackets": "（南海",
    "titles": "《南海",
    "commas": "，",
    "full stops": "。",
    "digits": "1",
    "letters": "a",
    "capitals": "Nguyễn Văn ",
    "Vietnamese": "hai nước Việt Nam - Trung Quốc hữu nghị truyền thống ",
    "Vietnamese, said": "Tổng Bí thư Tô Lâm nhấn mạnh Biển Đông, ",
    "marks over letters": "e\u0323\u0302",
    "marks alone": "\u0301",
    "spaces": " ",
    "lines": "\n",
    "short lines": "双方\n",
    "headlines": "中越友好\n\n",
    "full-width spaces": "\u3000",
    "stars": "**",
    "dashes": "—",
    "dates": "2020年3月4日",
    "half dates": "2020-",
    "datelines": "新华社北京",
    "captions": "（记者 ",
    "zero width": "\u200b",
    "right to left": "\u202e",
    "tags": "<p>双方",
    "ampersands": "&#",
    "full stops of Latin print": ".",
    "dots before a letter": "...a",
    "capitals without a space": "À",
    "pronouns": "他表示，东海。",
    "quoted and said": "“南海和平。”他说。",
    "sides and third countries": "双方同意南海，老挝、中方表示，",
    "titles without a name": "外长同总理会见东海，",
    "posts": "驻华大使说，",
    "press": "记者会上强调东海，",
    "the order of two names": "中越人士表示东海，",
    "names with a dot": "南·",
    "lists of positions": "的、中方主张",
    "lists before a name": "“和平、发展、合作”的十六字方针",
    "short names": "ông Nam nói Biển Đông, ",
    "somebody": "một người dân nói ",
    "slots": "好邻居、好朋友、",
}


def match(text: str, language: str, matcher: Matcher) -> None:
    """The way of a text."""
    cleaned = clean_text(text, language)
    find_voiced(cleaned, matcher, "SRV", "2023-12-12", all_kinds=True)


def seconds(work: Callable[[str], object], text: str) -> float:
    """How long a work takes on a text."""
    begun = time.perf_counter()
    work(text)
    return time.perf_counter() - begun


def growth() -> None:
    """A row a run: seconds at 4x, and how many times those at 1x they are; `!` above 8."""
    matcher = Matcher(read_formulas())
    match("双方同意维护南海和平。", "zh", matcher)
    works: dict[str, Callable[[str], object]] = {
        "zh": lambda text: match(text, "zh", matcher),
        "vi": lambda text: match(text, "vi", matcher),
        "clauses": lambda text: find_clauses(clean_text(text, "zh")),
        "dates": lambda text: find_dates(text, "zh"),
        "page": lambda text: read_page(f"<p>双方</p>{text}"),
    }
    print(f"{'run of':30} " + " ".join(f"{name:>16}" for name in works))
    for label, unit in UNITS.items():
        row = []
        for work in works.values():
            one, four = (seconds(work, (unit * n)[:n]) for n in (LENGTH, 4 * LENGTH))
            row.append(f"{four:8.2f}s x{four / max(one, 1e-4):5.1f}" + ("!" if four > 0.5 and four / one > 8 else " "))
        print(f"{label:30} " + " ".join(row), flush=True)


def long_line(megabytes: int) -> None:
    """Hits of one line, Chinese and mixed."""
    for label, unit in {
        "Chinese": "双方同意维护南海和平稳定，",
        "mixed": "双方同意维护南海和平稳定 hai nước nhất trí 2020，",
    }.items():
        size = megabytes * 1_000_000
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "2020.txt"
            path.write_bytes((unit.encode() * (size // len(unit.encode()) + 1))[:size].decode("utf-8", "ignore").encode())
            begun = time.perf_counter()
            command = [sys.executable, "-m", "analysis", "hits", path, "-o", Path(folder) / "hits.csv"]
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            took = time.perf_counter() - begun
            print(f"{label}: one line of {megabytes} MB, {took:.0f} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        long_line(int(sys.argv[1]))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(f"peak {peak / 1e6:,.0f} MB: {peak / 1e6 / int(sys.argv[1]):.0f} times the size")
    else:
        growth()
