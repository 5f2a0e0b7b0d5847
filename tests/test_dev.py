"""The server that `make dev` starts always matches the files as they are now."""

import pathlib
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.server import ROOT, Server


@pytest.fixture
def checkout(tmp_path: pathlib.Path) -> pathlib.Path:
    """A copy of the program that may be changed."""
    for name in ("opennight", "templates", "static"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "dev.py", tmp_path / "tests")
    return tmp_path


@pytest.fixture
def server(checkout: pathlib.Path) -> Iterator[Server]:
    made = Server(checkout)
    made.command = [sys.executable, "-m", "tests.dev"]
    made.environ["PYTHONPATH"] = str(checkout)
    with made:
        yield made
    assert not made.is_ready(), "it leaves no server behind"


def becomes(server: Server, fits: Callable[[str], bool]) -> str:
    """Wait until the first page ("" while no server answers) fits. Returns it."""
    give_up = time.monotonic() + 30
    page = ""
    while time.monotonic() < give_up:
        try:
            page = httpx.get(server.url).text
        except httpx.TransportError:
            page = ""
        if fits(page):
            return page
        time.sleep(0.1)
    raise AssertionError(f"the page is {page!r}, the server said: {server.output}")


def edit(checkout: pathlib.Path, name: str, old: str, new: str) -> None:
    path = checkout / name
    text = path.read_text()
    assert old in text
    saved = checkout / "saved"
    saved.write_text(text.replace(old, new, 1))
    saved.replace(path)  # all at once: a file that is half written is a change of its own


def scripts(page: str) -> list[str]:
    return re.findall(r'src="([^"]+)"', page)


@pytest.mark.long
def test_it_serves_what_the_files_say_now(server: Server, checkout: pathlib.Path) -> None:
    """Changes to a template, to a script and to the program all show; a mistake that keeps the server from
    starting can be fixed.
    """
    before = httpx.get(server.url).text
    assert scripts(before)
    edit(checkout, "templates/layout.html", "</title>", " as changed</title>")
    page = becomes(server, lambda page: " as changed</title>" in page)
    assert scripts(page) == scripts(before)
    edit(checkout, "static/js/live.js", "import", "changed(); import")
    page = becomes(server, lambda page: page != "" and scripts(page) != scripts(before))
    assert any("changed();" in httpx.get(server.url + script).text for script in scripts(page))
    edit(checkout, "opennight/routes.py", "import", "a mistake\nimport")
    becomes(server, lambda page: page == "" and "SyntaxError" in server.output)
    edit(checkout, "opennight/routes.py", "a mistake\n", "")
    assert becomes(server, lambda page: page != "") == page
    assert server.output.count("Something has changed") == 4, (
        "it starts anew for a change, and for nothing else"
    )
