"""Pairs of texts that differ by known operations, made of words of our own."""

import random

ZH = {
    "who": "双方 两国 两党 中方 越方 各部门 地方政府 企业界 青年组织 边境省区",
    "how": "将继续 一致同意 高度重视 积极 进一步 共同 大力 稳步 认真 全面",
    "does": "推进 落实 深化 加强 扩大 完善 支持 推动 保障 建设 维护 办好",
    "which": "跨境 绿色 数字 农业 铁路 口岸 海上 人文 金融 教育 卫生 科技 能源 旅游 司法 媒体 青年 地方 粮食 气候",
    "what": "合作 机制 项目 交流 规划 平台 联通 治理 培训 投资 贸易 协定 标准 对话 示范区 供应链",
}
VI = {
    "who": "Hai bên|Hai nước|Hai Đảng|Phía Trung Quốc|Phía Việt Nam|Các bộ ngành|Giới doanh nghiệp|Tổ chức thanh niên",
    "how": "tiếp tục|nhất trí|hết sức coi trọng|tích cực|cùng nhau|ra sức|từng bước|nghiêm túc",
    "does": "thúc đẩy|thực hiện|làm sâu sắc|tăng cường|mở rộng|hoàn thiện|ủng hộ|bảo đảm|xây dựng|giữ gìn",
    "which": "xuyên biên giới|kỹ thuật số|nông nghiệp|đường sắt|cửa khẩu|trên biển|nhân văn|tài chính|giáo dục|y tế|du lịch",
    "what": "hợp tác|cơ chế|dự án|giao lưu|quy hoạch|nền tảng|kết nối|quản trị|đào tạo|đầu tư|thương mại|hiệp định",
}
WORDS = {
    "zh": {kind: words.split() for kind, words in ZH.items()},
    "vi": {kind: words.split("|") for kind, words in VI.items()},
}
AND, JOINT, STOP = {"zh": "和", "vi": "và"}, {"zh": "", "vi": " "}, {"zh": "。", "vi": ". "}
Expected = set[tuple[str, str, tuple[int, ...], tuple[int, ...]]]


def _clause(chance: random.Random, language: str) -> list[str]:
    kinds = chance.choice(["who how does which what", "who how does which what which what", "who does which what"])
    words = [chance.choice(WORDS[language][kind]) for kind in kinds.split()]
    return [*words[:5], AND[language], *words[5:]] if len(words) == 7 else words


def _reworded(chance: random.Random, words: list[str], language: str) -> list[str]:
    """One word in four exchanged, at least one."""
    result = list(words)
    places = [n for n, word in enumerate(words) if word != AND[language]]
    for at in chance.sample(places, max(1, len(words) // 4)):
        (kind,) = [kind for kind, known in WORDS[language].items() if words[at] in known]
        result[at] = chance.choice([word for word in WORDS[language][kind] if word != words[at]])
    return result


def edited_pair(chance: random.Random, language: str) -> tuple[str, str, Expected]:
    """A text, the same edited, and the rows that align them: kept, changed, dropped, added, merged, split, one block moved."""
    first: list[list[str]] = []
    steps: list[tuple[str, list[int], list[list[str]]]] = []  # change, clauses of the first, clauses of the second
    for _ in range(chance.randint(20, 45)):
        change = chance.choices(["kept", "changed", "dropped", "added", "merged", "split"], [9, 5, 2, 2, 1, 1])[0]
        one, other = _clause(chance, language), _clause(chance, language)
        own = {"added": [], "merged": [one, other], "split": [one + other]}.get(change, [one])
        becomes = {"dropped": [], "merged": [one + other], "split": [one, other]}.get(change, [one])
        becomes = [_reworded(chance, one, language)] if change == "changed" else becomes
        numbers = list(range(len(first), len(first) + len(own)))
        first += own
        steps.append(({"merged": "kept", "split": "kept"}.get(change, change), numbers, becomes))
    at, size = chance.randint(0, 5), chance.randint(1, 3)
    order = [*steps[:at], *steps[at + size :], *steps[at : at + size]]
    moved = [step[1] for step in steps[at : at + size] if step[1] and step[2]]
    second: list[list[str]] = []
    expected: Expected = set()
    for change, numbers, becomes in order:
        places = tuple(range(len(second), len(second) + len(becomes)))
        elsewhere = numbers in moved
        expected.add(("moved" if elsewhere else change, change if elsewhere else "", tuple(numbers), places))
        second += becomes
    texts = ("".join(JOINT[language].join(words) + STOP[language] for words in text).strip() for text in (first, second))
    return *texts, expected
