"""Files and folders written whole or not at all: made beside their place, then put there in one step.

A run that fails, is stopped or is killed leaves what was there before. What a killed run leaves beside the place is held by
nobody any more, and the next run to the same place takes it away; what another run is still writing is held by its lock and
stays. Where a system has no such locks (Windows) leftovers stay.

>>> with tempfile.TemporaryDirectory() as folder:
...     with beside(Path(folder) / "a.txt") as stream:
...         _ = stream.write(b"whole")
...     [(path.name, path.read_text()) for path in Path(folder).iterdir()]
[('a.txt', 'whole')]
"""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

_EXCHANGE = 2  # of renameat2 (Linux: RENAME_EXCHANGE) and of renamex_np (macOS: RENAME_SWAP)
_HERE = -100  # AT_FDCWD


@contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it does not.

    A link is followed; what is no regular file (a pipe, a terminal, the null device) is written to as it is. An OSError
    names `path`.
    """
    path = path.resolve()
    with _naming(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with _made(path, _new_file) as made:
            with made.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            made.chmod(0o644)  # a temporary file's 0600 would hide the table from the people it is for
            made.replace(path)


@contextmanager
def folder_beside(folder: Path) -> Iterator[Path]:
    """A new folder that takes the place of `folder` when the block ends well; else the old one stays. An OSError names it.

    The two are exchanged in one step where the system can (Linux, macOS); elsewhere in two, and what a run killed between
    them put away the next run puts back.
    """
    folder = folder.resolve()
    with _naming(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _made(folder, _new_folder) as room:
            made = room / "new"
            made.mkdir()
            yield made
            if not folder.exists():
                made.rename(folder)
            elif not _exchange(made, folder):
                folder.rename(room / "old")
                made.rename(folder)  # where this fails, `_remove` puts the old one back


def clear_leftovers(path: Path) -> None:
    """Take away what killed runs left beside a place; a folder that one put away before it was killed goes back."""
    if sys.platform == "win32":
        return
    for left in path.parent.glob(glob.escape(_prefix(path)) + "*"):
        with suppress(OSError):  # what cannot be had is another run's, or already gone
            held = _hold(left)
            try:
                _remove(left, path)
            finally:
                os.close(held)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """In the block no other run is alone in the folder; ValueError where one is. On Windows there is no such lock."""
    try:
        held = _hold(folder)
    except BlockingIOError:
        raise ValueError(f"{folder}: another run is writing there; wait for its end, or give another folder") from None
    try:
        yield
    finally:
        os.close(held)


@contextmanager
def _made(path: Path, new: Callable[[Path], Path]) -> Iterator[Path]:
    """Something new beside `path`, held while the block runs, gone behind it unless it was put elsewhere."""
    clear_leftovers(path)
    made, held = _take(path, new)
    try:
        yield made
    finally:
        _remove(made, path)
        os.close(held)


def _take(path: Path, new: Callable[[Path], Path]) -> tuple[Path, int]:
    while True:
        made = new(path)
        with suppress(FileNotFoundError):  # another run took it for a leftover before it was held
            held = _hold(made, wait=True)
            if made.exists():
                return made, held
            os.close(held)


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}.tifa-"  # a name with an addition may be too long for the system


def _new_file(path: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path))
    os.close(handle)
    return Path(name)


def _new_folder(path: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=path.parent, prefix=_prefix(path)))


def _remove(left: Path, path: Path) -> None:
    if (left / "old").is_dir() and not path.exists():
        (left / "old").rename(path)
    if left.is_dir():
        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)


def _hold(path: Path, wait: bool = False) -> int:
    """A descriptor that holds a file or folder by a lock, which ends with its process; OSError where another holds it."""
    if sys.platform == "win32":
        return os.open(os.devnull, os.O_RDONLY)
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        raise
    return handle


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """An OSError about no file, or about what stands beside its place only for now, is about `path`."""
    try:
        yield
    except OSError as error:
        if error.errno is None or (error.filename and _prefix(path) not in str(error.filename)):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from None


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; whether the system can."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "renameat2"):
            return bool(libc.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
        return bool(libc.renamex_np(os.fsencode(one), os.fsencode(other), _EXCHANGE) == 0)
    except (AttributeError, TypeError, OSError):  # no such function, or (Windows) no such library
        return False
