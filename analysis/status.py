"""How a run ends: its line on standard error and its exit status.

0 done, 1 faults found in the data, 2 wrong use or no way to read or write, 130 stopped (Ctrl-C, SIGTERM).

>>> run_to_status(lambda: 0)
0
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from analysis.model import CorpusError

STOPPED = 130  # exit status, as shells give it
WAYS_OUT = {
    errno.ENOSPC: "make room and run again; old results are as they were",
    errno.EDQUOT: "make room and run again; old results are as they were",
    errno.EFBIG: "files may not grow so large here; give another place with -o",
    errno.EACCES: "mend its permissions, or give another place with -o",
    errno.EPERM: "mend its permissions, or give another place with -o",
    errno.EROFS: "nothing can be written there; give another place with -o",
    errno.EISDIR: "it is a folder; name a file",
    errno.EEXIST: "a file stands where a folder should be; give another place with -o",
    errno.ENOTDIR: "a file stands where a folder should be; give another place with -o",
    errno.ENOENT: "put it there, or mend the name",
}


def say(*lines: str) -> None:
    """Lines for the person at the terminal: on standard error."""
    for line in lines:
        print(line, file=sys.stderr)


def run_to_status(run: Callable[[], int]) -> int:
    """Run a verb; what it fails of is said in lines of text, and its exit status returned."""
    try:
        with _as_by_hand():
            status = run()
            sys.stdout.flush()
            return status
    except CorpusError as error:
        say(*error.faults)
        return 1
    except BrokenPipeError:  # the reader (head, less) has seen enough
        _leave_output()
        return 0
    except OSError as error:
        if error.errno is not None and not error.filename:
            _leave_output()
        say(f"error: {_os_fault(error)}")
        return 2
    except ValueError as error:
        say(f"error: {error}")
        return 2
    except MemoryError:
        say("error: not enough memory; give fewer or smaller texts at a time")
        return 2
    except KeyboardInterrupt:
        say("stopped; every result there is whole, the old one or the new one")
        return STOPPED


def _os_fault(error: OSError) -> str:
    """One line for what the system refused: the place, the reason, the way out. Errors of ours say it themselves."""
    if error.errno is None:
        return f"{error}"
    way = WAYS_OUT.get(error.errno, "mend it and run again; old results are as they were")
    return f"{error.filename or 'standard output'}: {error.strerror}; {way}"


@contextmanager
def _as_by_hand() -> Iterator[None]:
    """In the block what asks the program to end (SIGTERM, SIGHUP) does what Ctrl-C does, so that it tidies up."""
    asked = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    asked = [one for one in asked if signal.getsignal(one) is signal.SIG_DFL]  # nohup has SIGHUP ignored
    for one in asked:
        signal.signal(one, _interrupt)
    try:
        yield
    finally:
        for one in asked:
            signal.signal(one, signal.SIG_DFL)


def _interrupt(number: int, _: Any) -> None:
    """As Ctrl-C; a job that a script put in the background has that ignored, and must end all the same."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)


def _leave_output() -> None:
    """Nobody takes what is left for standard output: it must not be tried again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
