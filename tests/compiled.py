"""What each process of the tests would make anew: the templates, compiled once for all of them and kept for
the next run; and the decks, read once in each.

Jinja keeps what it has compiled under what the template says, so a changed one is compiled anew.
"""

import functools
import hashlib
import pathlib

import jinja2

from opennight.night import deckfile
from opennight.web.core import templates
from tests.server import ROOT


def folder() -> pathlib.Path:
    """Where they are kept: another one if they are to be compiled in another way."""
    how = pathlib.Path(templates.__file__).read_bytes() + jinja2.__version__.encode()
    made = ROOT / ".pytest_cache" / "templates" / hashlib.sha256(how).hexdigest()[:16]
    made.mkdir(parents=True, exist_ok=True)
    return made


def keep() -> None:
    """From now on, this process looks up templates there first, and reads a deck once."""
    kept = jinja2.FileSystemBytecodeCache(str(folder()))
    always = property(lambda _environment: kept, lambda _environment, _none: None)
    templates.Environment.bytecode_cache = always  # type: ignore[assignment]
    deckfile.read = functools.cache(deckfile.read)
