"""News-like text: articles with a headline, a dateline and paragraphs, in which a form is a rare thing.

Sentences are made of frequent dictionary words, figures and Latin names among them; people are reported as saying some of
them. A form is put into a paragraph now and then: half of the time in a sentence on China and Vietnam, half of the time in one
on nobody. No other word holds a form; where two words meet, chance makes further ones. Articles are put together from a stock
of paragraphs, so that a gigabyte is quickly made.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.formulas import read_formulas
from analysis.match import Matcher
from analysis.model import Corpus, frame
from analysis.tokenise import jieba_tokenizer

STOCK = 4_000  # paragraphs of either kind
NEWS = 3_500  # characters between forms put in, with which there is a candidate every two or three thousand
_SAID = ("发言人表示", "专家指出", "他说", "据介绍", "记者了解到", "市长强调", "公司负责人透露", "教授认为")
_BOTH = ("习近平强调", "越方重申", "双方一致同意", "中方表示", "范明政指出")
_PLACES = ("北京", "上海", "广州", "巴黎", "东京", "昆明", "河内", "伦敦")
_LATIN = ("GDP", "5G", "AI", "COVID-19", "APEC", "WTO", "Airbus", "3.5%", "1,200 亿", "2019 年")


class Stock(NamedTuple):
    """Headlines, paragraphs in which no form was put, and paragraphs in which one was."""

    headlines: list[str]
    plain: list[str]
    said: list[str]


def dictionary_words(least: int) -> list[str]:
    """Words of two hanzi or more of jieba's dictionary with at least that frequency, in order of the alphabet."""
    frequencies = jieba_tokenizer().FREQ
    return sorted(
        word for word, n in frequencies.items() if n >= least and len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)
    )


@functools.cache
def make_stock(seed: int = 1) -> Stock:
    """What articles are put together from."""
    chance = random.Random(seed)
    formulas = read_formulas()
    forms = [form for formula in formulas.values() if not formula.decoy for form, _, _ in formula.zh.whole()]
    held = Matcher(formulas).automata["zh"]
    words = [word for word in dictionary_words(2_000) if not held.find_matches_as_indexes(word)]
    plain = [_sentences(chance, words) for _ in range(STOCK)]
    said = []
    for _ in range(STOCK):
        sentences = _sentences(chance, words)
        sentences.insert(chance.randrange(len(sentences) + 1), _with_form(chance, words, chance.choice(forms)))
        said.append(sentences)
    headlines = [_clause(chance, words)[:24] for _ in range(STOCK)]
    return Stock(headlines, *(["".join(sentences) for sentences in some] for some in (plain, said)))


def _clause(chance: random.Random, words: list[str]) -> str:
    parts = chance.choices(words, k=chance.randint(2, 7))
    if chance.random() < 0.08:
        parts.insert(1, chance.choice(_LATIN))
    return "".join(parts)


def _sentence(chance: random.Random, words: list[str], start: str = "") -> str:
    said = f"{chance.choice(_SAID)}，" if not start and chance.random() < 0.15 else start
    return said + "，".join(_clause(chance, words) for _ in range(chance.randint(2, 5))) + "。"


def _sentences(chance: random.Random, words: list[str]) -> list[str]:
    return [_sentence(chance, words) for _ in range(chance.randint(2, 6))]


def _with_form(chance: random.Random, words: list[str], form: str) -> str:
    if chance.random() < 0.5:
        return _sentence(chance, words, f"{chance.choice(_BOTH)}，中越两国要坚持{form}，")
    return _sentence(chance, words, f"{_clause(chance, words)}{form}{_clause(chance, words)}，")


def make_articles(megabytes: float, apart: int | None = NEWS, seed: int = 1) -> Iterator[str]:
    """Articles of some 1,300 characters, so many megabytes of UTF-8 together.

    apart : characters between forms that are put in; None to put none
    """
    stock, chance = make_stock(), random.Random(seed)
    size = 0
    while size < megabytes * 1e6:
        lines = [chance.choice(stock.headlines)]
        for _ in range(chance.randint(4, 12)):
            paragraph = chance.choice(stock.plain)
            lines.append(chance.choice(stock.said) if apart and chance.random() < len(paragraph) / apart else paragraph)
        day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        lines[1] = f"新华社{chance.choice(_PLACES)}{day}电 {lines[1]}"
        article = "\n".join([*lines, "（完）"])
        size += len(article.encode())
        yield article


def make_corpus(articles: list[str]) -> Corpus:
    """Articles as a corpus: half of them of 2016, half of 2026."""
    names = [f"a{number:07}" for number in range(len(articles))]
    same = {"language": "zh", "genre": "news", "date_basis": "stated"}
    rows = ({"document": name, "period": str(2016 + 10 * (number % 2)), **same} for number, name in enumerate(names))
    return Corpus(frame("documents", rows), dict(zip(names, articles, strict=True)), frame("corrections", []), Path())


def megabytes_of(articles: list[str]) -> float:
    """Megabytes of UTF-8 of articles."""
    return sum(len(article.encode()) for article in articles) / 1e6


def read_articles(path: Path, megabytes: float) -> list[str]:
    """Articles of a file, parted by empty lines, repeated to the size wanted."""
    articles = [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    return articles * max(1, round(megabytes / megabytes_of(articles)))
