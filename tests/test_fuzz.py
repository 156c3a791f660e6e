"""A short run of the fuzzer (`make fuzz` is the long one), and each input on which it once found something."""

from collections.abc import Callable

import pytest
from fuzz import CHECKS, run


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_nothing_made_up_is_an_uncaught_error_or_a_broken_range(check: Callable[[], None]) -> None:
    run(check, 60, derandomize=True)
