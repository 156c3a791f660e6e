import pandas as pd
from bs4 import BeautifulSoup

from analysis.answers import fold_answer


def test_an_answer_is_folded_with_its_table() -> None:
    shown = BeautifulSoup(fold_answer("1 < 2", pd.DataFrame({"formula": ["六个更"], "n": [3]})).data, "html.parser")

    assert shown.details.summary.get_text() == "Answer"
    assert not shown.details.has_attr("open")
    assert shown.p.get_text() == "1 < 2"
    assert [cell.get_text() for cell in shown.select("tbody td")] == ["六个更", "3"]
