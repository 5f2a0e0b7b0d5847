"""Tests that run in several processes are told of as if it had been one."""

import os
import pathlib
import subprocess
import sys

from tests.server import ROOT

FILE = """
import os, pytest

@pytest.fixture(scope="module")
def shared():
    yield
    print("left", "nothing")

@pytest.mark.parametrize("no", range(30))
def test_well(no, shared): pass

def test_wrong(tmp_path):
    print("said by it")
    assert [1, 2] == [1, 3]

def test_ends_its_process(): os._exit(3)

def test_after_that(tmp_path): tmp_path.joinpath("mine").mkdir()

@pytest.mark.skip(reason="not today")
def test_skipped(): pass
"""


def test_each_test_runs_once_and_is_told_of(tmp_path: pathlib.Path) -> None:
    """Given one that fails and one that ends its process, then both are named, and all others ran."""
    (tmp_path / "test_some.py").write_text(FILE)
    words = ("-p", "tests.forked", "--processes", "3", "-p", "no:cacheprovider", "-c", "/dev/null", "-ra")
    folders = ("--rootdir", tmp_path, "--basetemp", tmp_path / "base", tmp_path)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *words, *map(str, folders)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    for words_of_it in (
        "2 failed, 31 passed, 1 skipped",
        "assert [1, 2] == [1, 3]",
        "said by it",
        "test_some.py::test_ends_its_process\n",
        "The process that ran this ended, with status 3.",
        "not today",
    ):
        assert words_of_it in ran.stdout, ran.stdout
    assert ran.stderr == ""
