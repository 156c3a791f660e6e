"""A kernel as good as new: what one notebook leaves behind is put away before the next one runs in the same kernel.

One kernel pays once for what every notebook imports; but a notebook must run as if it were alone. `start_afresh` is called
inside the kernel before each notebook. It clears the names, closes the figures, and puts back what a notebook may set
elsewhere: pandas options, matplotlib settings, filters of warnings, random numbers, the working folder, `sys.path` and the
environment.
"""

from __future__ import annotations

import os
import random
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def put_back() -> Iterator[None]:
    """What is set inside the block (options, settings, filters, folder, environment, figures) is as before behind it.

    >>> import pandas as pd
    >>> with put_back():
    ...     pd.options.display.max_rows = 7
    >>> pd.options.display.max_rows
    60
    """
    import matplotlib as mpl
    import numpy as np
    import pandas as pd
    from matplotlib import pyplot as plt

    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        stack.callback(_put_back_options, pd.options, _options(pd.options))
        stack.enter_context(mpl.rc_context())
        stack.callback(plt.close, "all")
        stack.enter_context(chdir(Path.cwd()))
        stack.callback(random.setstate, random.getstate())
        stack.callback(np.random.set_state, np.random.get_state())
        stack.callback(sys.path.__setitem__, slice(None), sys.path[:])
        stack.callback(_put_back_environment, dict(os.environ))
        yield


def _options(group: Any) -> dict[str, Any]:
    """The options of a group by name, groups inside it as dictionaries.

    A deprecated option warns when it is read; it has no effect any more, so it is passed over.
    """
    values = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in dir(group):
            try:
                value = getattr(group, name)
            except Warning:
                continue
            values[name] = _options(value) if type(value) is type(group) else value
    return values


def _put_back_options(group: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, dict):
            _put_back_options(getattr(group, name), value)
        elif getattr(group, name) is not value:
            setattr(group, name, value)


def _put_back_environment(environment: dict[str, str]) -> None:
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.environ.update(environment)


def start_afresh() -> None:
    """Put away what the notebook before left in this kernel; called inside a kernel only.

    What is to be put back is kept in `shell.meta`, which IPython leaves to others and never clears.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if "tifa" in shell.meta:
        shell.meta.pop("tifa").close()
    shell.reset(new_session=True)
    stack = ExitStack()
    stack.enter_context(put_back())
    shell.meta["tifa"] = stack
