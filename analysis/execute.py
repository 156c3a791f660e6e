"""Notebooks run: each in a kernel of its own, or one after the other in one kernel that starts afresh before each.

A kernel takes a second to start and stop and another two to import what every notebook imports; in one kernel they are paid
once (`afresh` says what is put away between two notebooks).
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import nbformat

from analysis.model import CorpusError

START_AFRESH = "__import__('analysis.afresh').afresh.start_afresh()"  # an expression, which leaves no name behind
SEEDS_ONLY = re.compile("<!-- seeds -->.*?<!-- /seeds -->", re.DOTALL)  # what prose says of the five texts only
TIMEOUT = 600  # seconds a cell may take
QUIET = {"TQDM_DISABLE": "1"}  # a report shows no progress bar


async def run_notebooks(
    paths: Sequence[Path], settings: Mapping[str, str | Path | None] | None = None
) -> AsyncGenerator[tuple[Path, Any], None]:
    """Execute notebooks of one folder in one kernel, in order, none of them seeing what another left there.

    Gives each as soon as it has run, so that its page can be made while the next one runs.

    settings : values for the names of the cell tagged `parameters`, as for `run_notebook`

    A cell that fails is an error (CorpusError) that names its notebook.
    """
    async with _kernel(paths[0].parent) as client:
        for path in paths:
            with _naming(path):
                await _start_afresh(client)
                nb = await _execute(client, path, settings or {})
            yield path, nb


async def run_notebook(path: Path, settings: Mapping[str, str | Path | None] | None = None) -> Any:
    """Execute one notebook in its folder, in a kernel of its own.

    settings : name -> path for the names of its cell tagged `parameters`; None leaves what stands there. In the executed
               notebook a path is shown by its last part only, since where it lies on a machine is nobody's business.
    """
    async with _kernel(path.parent) as client:
        with _naming(path):
            return await _execute(client, path, settings or {})


@asynccontextmanager
async def _kernel(folder: Path) -> AsyncIterator[Any]:
    """A client with its kernel running. What stops the program is dealt with as before, not by nbclient, which swallows it."""
    from nbclient import NotebookClient

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=TIMEOUT, kernel_name="python3", resources=resources)
    manager: Any = client.create_kernel_manager()
    manager.transport_encryption = "auto"  # without it ipykernel 7.3 and later warn in every notebook

    def give_back(**_: Any) -> None:
        for number, handler in before.items():
            with suppress(NotImplementedError):  # Windows
                if asyncio.get_running_loop().remove_signal_handler(number):
                    signal.signal(number, handler)

    client.on_cell_start = give_back  # for each notebook it takes them anew
    # A kernel that is killed leaves temporary files (the model of pyvi): in a folder that goes with it.
    with tempfile.TemporaryDirectory(prefix="tifa-kernel-", ignore_cleanup_errors=True) as scratch:
        async with client.async_setup_kernel(env=os.environ | QUIET | {"TMPDIR": scratch}):
            give_back()
            try:
                yield client
            except BaseException:
                client.shutdown_kernel = "immediate"  # what a kernel says when it is stopped in a cell helps nobody
                raise


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What a notebook fails of, in one line that names it."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        yield
    except CellExecutionError as error:
        raise CorpusError([f"notebook {path.name}: a cell failed with {error.ename}: {error.evalue}"]) from None
    except CellTimeoutError:
        raise CorpusError([f"notebook {path.name}: a cell ran longer than {TIMEOUT} s; give a smaller corpus"]) from None
    except DeadKernelError:
        if (task := asyncio.current_task()) and task.cancelling():  # by which nbclient takes the kernel for dead
            raise asyncio.CancelledError from None
        way = "out of memory, perhaps: give a smaller corpus, or run the notebook in JupyterLab to see"
        raise CorpusError([f"notebook {path.name}: its kernel died ({way})"]) from None


async def _start_afresh(client: Any) -> None:
    reply = await client.async_wait_for_reply(client.kc.execute(START_AFRESH, silent=True))
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"the kernel could not start afresh: {reply['content'].get('evalue', 'no reason given')}")


async def _execute(client: Any, path: Path, settings: Mapping[str, str | Path | None]) -> Any:
    nb = nbformat.read(path, as_version=4)
    cells = [cell for cell in nb.cells if "parameters" in cell.metadata.get("tags", [])]
    paths = {name: Path(value) for name, value in settings.items() if value is not None}
    shown = {name: path.name for name, path in paths.items()}
    _set(cells, {name: str(path.resolve()) for name, path in paths.items()})
    if "CORPUS" in shown:
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = SEEDS_ONLY.sub("", cell.source)
    client.nb = nb
    await client.async_execute(cleanup_kc=False)
    _set(cells, shown)
    return nb


def _set(cells: Iterable[Any], values: Mapping[str, str]) -> None:
    """Write values behind their names in cells of parameters; a name that no cell has is passed over."""
    for cell in cells:
        for name, value in values.items():
            setting = f"{name} = {value!r}".replace("\\", r"\\")  # a backslash would stand for a group
            cell.source = re.sub(rf"^{name} = .*$", setting, cell.source, flags=re.MULTILINE)
