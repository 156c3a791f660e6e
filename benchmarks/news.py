"""News-like text: articles with a headline, a dateline and paragraphs, in which a form is a rare thing.

Sentences are made of frequent dictionary words, figures and Latin names among them; people are reported as saying some of
them. About once in `APART` characters a form of the lexicon stands where chance puts it: half of the time in a sentence on
China and Vietnam, half of the time in one on nobody.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator

from analysis.formulas import read_formulas
from analysis.tokenise import jieba_tokenizer

APART = 2_500  # characters
_SAID = ("发言人表示", "专家指出", "他说", "据介绍", "记者了解到", "市长强调", "公司负责人透露", "教授认为")
_BOTH = ("习近平强调", "越方重申", "双方一致同意", "中方表示", "范明政指出")
_PLACES = ("北京", "上海", "广州", "巴黎", "东京", "昆明", "河内", "伦敦")
_LATIN = ("GDP", "5G", "AI", "COVID-19", "APEC", "WTO", "Airbus", "3.5%", "1,200 亿", "2019 年")


def dictionary_words(least: int) -> list[str]:
    """Words of two hanzi or more of jieba's dictionary with at least that frequency, in order of the alphabet."""
    frequencies = jieba_tokenizer().FREQ
    return sorted(
        word for word, n in frequencies.items() if n >= least and len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)
    )


@functools.cache
def _material() -> tuple[list[str], list[str]]:
    """Words in which no form of the lexicon stands, and forms."""
    forms = [form for formula in read_formulas().values() if not formula.decoy for form, _, _ in formula.zh.whole()]
    return dictionary_words(2_000), forms


def _clause(chance: random.Random) -> str:
    words, _ = _material()
    parts = chance.choices(words, k=chance.randint(2, 7))
    if chance.random() < 0.08:
        parts.insert(1, chance.choice(_LATIN))
    return "".join(parts)


def _sentence(chance: random.Random, start: str = "") -> str:
    said = f"{chance.choice(_SAID)}，" if not start and chance.random() < 0.15 else start
    clauses = [_clause(chance) for _ in range(chance.randint(2, 5))]
    return said + "，".join(clauses) + "。"


def _with_form(chance: random.Random) -> str:
    form = chance.choice(_material()[1])
    if chance.random() < 0.5:
        return _sentence(chance, f"{chance.choice(_BOTH)}，中越两国要坚持{form}，")
    return _sentence(chance, f"{_clause(chance)}{form}{_clause(chance)}，")


def make_article(chance: random.Random, apart: int = APART) -> str:
    """One article of some 400 to 2,500 characters, a paragraph a line."""
    lines = [_clause(chance)[:24]]
    place, day = chance.choice(_PLACES), f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    for number in range(chance.randint(4, 12)):
        sentences = [_sentence(chance) for _ in range(chance.randint(2, 6))]
        if chance.random() < sum(map(len, sentences)) / apart:
            sentences.insert(chance.randrange(len(sentences) + 1), _with_form(chance))
        lines.append((f"新华社{place}{day}电 " if not number else "") + "".join(sentences))
    lines[-1] += "（完）"
    return "\n".join(lines)


def make_articles(megabytes: float, seed: int = 1, apart: int = APART) -> Iterator[str]:
    """Articles, so many megabytes of UTF-8 together."""
    chance = random.Random(seed)
    size = 0
    while size < megabytes * 1e6:
        article = make_article(chance, apart)
        size += len(article.encode())
        yield article
