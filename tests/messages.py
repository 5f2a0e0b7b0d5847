"""Collects the texts to translate. `make messages` runs this to update the .pot file."""

import contextlib
import functools
import json
import pathlib
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from babel.messages import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from tests.server import ROOT

POT = ROOT / "opennight" / "locale" / "opennight.pot"
OPTIONS = (
    "--mapping-file=pyproject.toml",
    "--project=opennight",
    "--copyright-holder=opennight contributors",
    "--add-comments=TRANSLATORS:",
    "--add-location=file",
    "--sort-by-file",
)


def of_setup(file: IO[bytes], *_asked: Any, **_options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """The words of a setup that comes with opennight, as Babel wants them: line, function, text, comments."""
    kept = json.load(file)
    setup = kept["setup"]
    parts = [part["name"] for part in setup["sheet"] if "name" in part]
    rules = setup["rules"].splitlines()
    rooms = [room["name"] for room in setup["rooms"]]
    for text in (kept["name"], kept["about"], setup["intro"], setup["briefing"], *rules, *parts, *rooms):
        yield 1, "_", text, []


def extract(target: pathlib.Path) -> None:
    with contextlib.chdir(ROOT):
        command = ["pybabel", "--quiet", "extract", *OPTIONS, f"--output-file={target}", "."]
        CommandLineInterface().run(command)  # type: ignore[no-untyped-call]


def read(path: pathlib.Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


@functools.cache
def extracted() -> Catalog:
    """The messages in the source tree now."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / "now.pot"
        extract(target)
        return read(target)


def forms(message: Message) -> tuple[str, ...]:
    """The sentence, or its singular and plural; empty for the file's header."""
    if not message.id:
        return ()
    return (message.id,) if isinstance(message.id, str) else tuple(map(str, message.id))


def known(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {forms(message) for message in catalogue} - {()}


if __name__ == "__main__":
    POT.parent.mkdir(exist_ok=True)
    # A new date alone is not a change.
    if not POT.exists() or known(read(POT)) != known(extracted()):
        extract(POT)
