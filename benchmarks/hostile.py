"""Hostile texts: the time of reading, cleaning and matching long runs at 1x and 4x their length, and the memory of a long line.

`python benchmarks/hostile.py` prints a table; where time grows in step with length the ratio is about 4, where it grows with
the square 16. With a number of megabytes it measures one line so long of each kind, each in a process of its own: seconds of
the processor, and memory at most, less that of a sentence, as a multiple of its size (docs/harm.md).
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
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
    """How long a work takes on a text, in this process, whatever else the machine does; it may refuse the text."""
    begun = time.process_time()
    with suppress(ValueError):
        work(text)
    return time.process_time() - begun


def growth() -> None:
    """A row a run: seconds at 4x, and how many times those at 1x they are; `!` above 8."""
    matcher = Matcher(read_formulas())
    for language, text in (("zh", "双方同意维护南海和平。"), ("vi", "Hai bên nhất trí duy trì hòa bình ở Biển Đông.")):
        match(text, language, matcher)
        find_clauses(clean_text(text, language))
    works: dict[str, Callable[[str], object]] = {
        "zh": lambda text: match(text, "zh", matcher),
        "vi": lambda text: match(text, "vi", matcher),
        "clauses": lambda text: find_clauses(clean_text(text, "zh")),
        "clauses, vi": lambda text: find_clauses(clean_text(text, "vi")),
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


PLAIN = "今年夏粮收成很好，农民们都很满意，市场上的价格也比去年低了一些。春天来了，山上的雪开始化了，村里的人忙着修路。"
NEWS = "习近平指出，中国和越南山水相连。双方交换了意见。阮富仲强调，越方愿同中方一道构建中越命运共同体。"
RUNNING = 20 * PLAIN + NEWS + 20 * PLAIN
LINES = {
    "without a form": PLAIN,
    "running text, a form every two thousand characters": RUNNING,
    "the same without a full stop": RUNNING.replace("。", "，"),
    "a form every thirteen characters, no full stop": "双方同意维护南海和平稳定，",
    "both languages, a form every forty": "双方同意维护南海和平稳定 hai nước nhất trí 2020，",
}


def long_line(megabytes: int) -> None:
    """Hits of one line of several kinds: seconds, and how much more memory they take than those of a sentence."""
    _, least = hits_of("双方同意构建中越命运共同体。".encode())
    print(f"a sentence: {least:,.0f} MB")
    for label, unit in LINES.items():
        size = megabytes * 1_000_000
        line = (unit.encode() * (size // len(unit.encode()) + 1))[:size].decode("utf-8", "ignore").encode()
        took, peak = hits_of(line)
        more = (peak - least) / megabytes
        print(f"{label}: one line of {megabytes} MB, {took:.0f} s, {peak:,.0f} MB ({more:.0f} times its size)", flush=True)


def hits_of(text: bytes) -> tuple[float, float]:
    """Seconds of the processor and megabytes at most that the hits of a text take in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2020.txt"
        path.write_bytes(text)
        command = [sys.executable, "-m", "analysis", "hits", path, "-o", Path(folder) / "hits.csv"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{path.name}: {len(text):,} bytes could not be read")
        return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    if len(sys.argv) > 1:
        long_line(int(sys.argv[1]))
    else:
        growth()
