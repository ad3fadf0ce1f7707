"""What processes take: a tree is counted whole, and memory is a process's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factually_app.bench import processes
from factually_app.bench.processes import cpu_of_tree, peak, resident, tree_of

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system has no /proc")

WORKS = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass\n"
PARENT = f"""
import subprocess, sys
work = {WORKS!r} + "print('done', flush=True); input()"
child = subprocess.Popen([sys.executable, "-c", work], stdin=subprocess.PIPE)
input()
child.communicate(b"\\n")
"""


def test_a_process_counts_with_those_that_it_started():
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout.readline() == "done\n"
        tree = tree_of(parent.pid)
        assert [one.parent for one in tree] == [os.getpid(), parent.pid]
        assert cpu_of_tree(parent.pid) > 0.2
        assert 1e6 < resident(tree[1].id) < 1e9
        parent.communicate("\n")
    assert cpu_of_tree(parent.pid) is None
    assert resident(parent.pid) is None


def test_the_peak_is_not_that_of_whoever_started_it():
    much = bytearray(200_000_000)
    told = subprocess.run(
        [sys.executable, "-c", "from factually_app.bench.processes import peak; print(peak())"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(much) < peak()
    assert int(told.stdout) < len(much)


def test_where_the_system_does_not_say_there_is_no_figure(monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "_PROC", tmp_path / "nothing")
    assert (cpu_of_tree(os.getpid()), resident(os.getpid()), peak()) == (None, None, None)
