"""A newspaper of own sentences: articles over years in both languages, some of which say a formula."""

import io
import random
from pathlib import Path

import pandas as pd

from analysis.stream import Scan

ZH = """中方愿同越方秉持“长期稳定、面向未来、睦邻友好、全面合作”十六字方针。
双方同意推动构建具有战略意义的中越命运共同体。
习近平强调，中越传统友谊历久弥新。
越方重申坚持一个中国政策。
两国要做好邻居、好朋友、好同志、好伙伴。
双方一致认为应维护南海和平稳定。
今年夏粮收成比去年好，农民普遍满意。
中老两国发展全面战略合作伙伴关系。
一、经贸合作
图书馆上周新进三千册图书。""".splitlines()
VI = """Hai bên nhất trí xây dựng Cộng đồng chia sẻ tương lai Việt Nam - Trung Quốc.
Phía Việt Nam khẳng định coi trọng tình hữu nghị truyền thống Việt Nam - Trung Quốc.
Hai nước là láng giềng tốt, bạn bè tốt, đồng chí tốt, đối tác tốt.
Sản lượng lúa năm nay cao hơn năm ngoái.
Quan hệ Đối tác hợp tác chiến lược toàn diện tiếp tục phát triển.""".splitlines()


def articles(number: int, seed: int = 0, years: int = 6) -> pd.DataFrame:
    """So many articles as a table of texts."""
    chance = random.Random(seed)
    rows = []
    for at in range(number):
        language = "vi" if chance.random() < 0.3 else "zh"
        text = "\n".join(chance.choices(VI if language == "vi" else ZH, k=chance.randint(1, 9)))
        side = chance.choice(["PRC", "SRV", "joint", ""])
        day = f"{2016 + at % years}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        rows.append({"document": f"n{at:04}", "text": text, "language": language, "date": day, "issuer_side": side})
    return pd.DataFrame(rows)


def write_articles(path: Path, number: int, seed: int = 0) -> Path:
    """A Parquet file of articles."""
    articles(number, seed).to_parquet(path, index=False)
    return path


def as_bytes(table: pd.DataFrame) -> bytes:
    """A table, sorted by all its columns, as Parquet."""
    stream = io.BytesIO()
    table.sort_values(list(table.columns), ignore_index=True).to_parquet(stream, index=False)
    return stream.getvalue()


def everything(scan: Scan) -> list[bytes]:
    """Hits, tallies, texts, counts and ledger of a scan."""
    parts = [pd.concat(scan.parts.tables(kind), ignore_index=True) for kind in ("hits", "tallies", "texts")]
    return [as_bytes(table) for table in (*parts, scan.counts(), scan.counts("period"), scan.ledger())]
