"""Bytes that grow by what they reach (atheris): read, cleaned, matched. `python tests/guided.py -max_total_time=600`.

Needs the extra `fuzz`; not part of `make fuzz`, whose inputs are made from pieces of real statements.
"""

import sys

import atheris

with atheris.instrument_imports(include=["analysis"]):
    from fuzz import MATCHER, whole_fault, whole_hits, whole_text

    from analysis.attribute import find_voiced
    from analysis.clean import clean_text
    from analysis.extract import extract


def one_input(data: bytes) -> None:
    if not data:
        return
    try:
        text = extract("a.html" if data[0] % 4 == 0 else "a.txt", data[1:]).text
    except ValueError as error:
        whole_fault(error)
        return
    language = "zh" if data[0] % 2 else "vi"
    cleaned = clean_text(text, language)
    whole_text(cleaned, text)
    whole_hits(find_voiced(cleaned, MATCHER, all_kinds=True), cleaned, text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
