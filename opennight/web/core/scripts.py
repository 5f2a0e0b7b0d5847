"""Joins the modules that a page needs into one script, so that a phone asks once, not eight times.

Each module becomes a function that returns what it exports, before those that import it.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence

IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "(?P<path>[^"]+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (?P<name>\w+))", re.MULTILINE)


def joined(names: Sequence[str], sources: Mapping[str, str]) -> str:
    """One script that runs these modules in this order, each after those that it imports.

    `sources` has the text of each by its name, which is its path without `.js`. They import and export only
    names, one statement to a line, and not in circles. Raises `KeyError` for one that is missing.
    """
    done: dict[str, str] = {}
    for name in names:
        add(name, sources, done)
    return "const modules = {};\n" + "".join(done.values())


def add(name: str, sources: Mapping[str, str], done: dict[str, str]) -> None:
    """Put this module into `done`, after those that it imports."""
    if name in done:
        return

    def imported(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"]))
        add(path, sources, done)
        return f'const {{ {found["names"]} }} = modules["{path}"];'

    body = IMPORT.sub(imported, sources[name])
    exports = ", ".join(found["name"] for found in EXPORT.finditer(body))
    done[name] = f'modules["{name}"] = (() => {{\n{EXPORT.sub("", body)}return {{ {exports} }};\n}})();\n'
