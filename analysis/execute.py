"""Notebooks run: each in a kernel of its own, or one after the other in one kernel that starts afresh before each.

A kernel takes a second to start and stop and another two to import what every notebook imports; in one kernel they are paid
once (`afresh` says what is put away between two notebooks).
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat

from analysis.model import CorpusError

START_AFRESH = "__import__('analysis.afresh').afresh.start_afresh()"  # an expression, which leaves no name behind
QUIET = {"TQDM_DISABLE": "1"}  # a report shows no progress bar


async def run_notebooks(
    paths: Sequence[Path], settings: Mapping[str, str | Path | None] | None = None
) -> AsyncGenerator[tuple[Path, Any], None]:
    """Execute notebooks of one folder in one kernel, in order, none of them seeing what another left there.

    Gives each as soon as it has run, so that its page can be made while the next one runs.

    settings : values for the names of the cell tagged `parameters`, as for `run_notebook`

    A cell that fails is an error (CorpusError) that names its notebook.
    """
    client = _client(paths[0].parent)
    async with client.async_setup_kernel(env=os.environ | QUIET):
        for path in paths:
            await _start_afresh(client)
            yield path, await _execute(client, path, settings or {})


async def run_notebook(path: Path, settings: Mapping[str, str | Path | None] | None = None) -> Any:
    """Execute one notebook in its folder, in a kernel of its own.

    settings : name -> path for the names of its cell tagged `parameters`; None leaves what stands there. In the executed
               notebook a path is shown by its last part only, since where it lies on a machine is nobody's business.
    """
    client = _client(path.parent)
    async with client.async_setup_kernel(env=os.environ | QUIET):
        return await _execute(client, path, settings or {})


def _client(folder: Path) -> Any:
    from nbclient import NotebookClient

    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=600, kernel_name="python3", resources=resources)
    manager: Any = client.create_kernel_manager()
    manager.transport_encryption = "auto"  # without it ipykernel 7.3 and later warn in every notebook
    return client


async def _start_afresh(client: Any) -> None:
    reply = await client.async_wait_for_reply(client.kc.execute(START_AFRESH, silent=True))
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"the kernel could not start afresh: {reply['content'].get('evalue', 'no reason given')}")


async def _execute(client: Any, path: Path, settings: Mapping[str, str | Path | None]) -> Any:
    from nbclient.exceptions import CellExecutionError

    nb = nbformat.read(path, as_version=4)
    cells = [cell for cell in nb.cells if "parameters" in cell.metadata.get("tags", [])]
    paths = {name: Path(value) for name, value in settings.items() if value is not None}
    shown = {name: path.name for name, path in paths.items()}
    _set(cells, {name: str(path.resolve()) for name, path in paths.items()})
    client.nb = nb
    try:
        await client.async_execute(cleanup_kc=False)
    except CellExecutionError as error:
        raise CorpusError([f"notebook {path.name}: a cell failed with {error.ename}: {error.evalue}"]) from None
    _set(cells, shown)
    return nb


def _set(cells: Iterable[Any], values: Mapping[str, str]) -> None:
    """Write values behind their names in cells of parameters; a name that no cell has is passed over."""
    for cell in cells:
        for name, value in values.items():
            setting = f"{name} = {value!r}".replace("\\", r"\\")  # a backslash would stand for a group
            cell.source = re.sub(rf"^{name} = .*$", setting, cell.source, flags=re.MULTILINE)
