"""The same work on a cluster: a real one of separate worker processes, one of which is killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import dask
import pandas as pd
import pytest
from distributed import Client, LocalCluster
from newspaper import articles, everything, write_articles

from analysis import mappers
from analysis.__main__ import main
from analysis.stream import scan_corpus


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), LocalCluster(**options, silence_logs=50) as made:
        yield made


@pytest.fixture
def client(cluster: LocalCluster) -> Iterator[Client]:
    with Client(cluster) as made:
        yield made


def test_a_cluster_gives_the_tables_of_one_process_and_loses_one_text_of_many(client: Client, tmp_path: Path) -> None:
    table = articles(24)
    table.loc[5, "text"] = ""
    table.to_parquet(tmp_path / "a.parquet")
    with scan_corpus(tmp_path / "a.parquet", batch=4, client=client) as many, scan_corpus(tmp_path / "a.parquet") as one:
        assert everything(many) == everything(one)
        assert many.faults == one.faults
        assert len(many.faults) == 1
        assert "row 6 is empty" in many.faults[0]
        assert many.counts()["document"].nunique() == 23


def test_a_worker_killed_in_the_middle_changes_nothing(cluster: LocalCluster, client: Client, tmp_path: Path) -> None:
    path, parts = write_articles(tmp_path / "a.parquet", 60), tmp_path / "parts"
    victim = next(iter(client.run(os.getpid).values()))
    killed = []

    def kill() -> None:
        while len(list(parts.glob("texts/*.parquet"))) < 3:
            time.sleep(0.005)
        os.kill(victim, signal.SIGKILL)
        killed.append(len(list(parts.glob("texts/*.parquet"))))

    killer = threading.Thread(target=kill)
    killer.start()
    scan = scan_corpus(path, parts, batch=3, client=client)
    killer.join()
    with scan_corpus(path) as one:
        assert everything(scan) == everything(one)
    assert 3 <= killed[0] < 20


def test_a_text_that_ends_its_worker_is_named(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(named, work):
        if any(item.cells[1]["document"] == "n0002" for item in named[1].items):
            os._exit(1)
        return sound(named, work)

    sound = mappers._named
    monkeypatch.setattr(mappers, "_named", deadly)
    path = write_articles(tmp_path / "a.parquet", 6)
    with scan_corpus(path, batch=3, client=client) as scan:
        texts = pd.concat(scan.parts.tables("texts"))["document"].tolist()

        assert [fault.split(":")[0] for fault in scan.faults] == ["document n0002"]
        assert texts == ["n0000", "n0001", "n0003", "n0004", "n0005"]


def test_the_address_of_a_scheduler(cluster: LocalCluster, capfd) -> None:
    assert main(["counts", "--batch", "2", "--scheduler", cluster.scheduler_address]) == 0
    there = capfd.readouterr().out
    assert main(["counts"]) == 0

    assert capfd.readouterr().out == there
