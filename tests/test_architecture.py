"""What the design promises about the code's structure, checked in the source itself."""

import ast
import graphlib
import pathlib
import re
import types
from collections.abc import Iterator
from functools import cache

import pytest

from opennight.live.audiences import Kind
from opennight.live.fragments import FRAGMENTS
from opennight.live.regions import REGIONS
from opennight.night.fold import EVENTS
from opennight.night.kept.parts import PHASES
from opennight.web.core.templates import NAMES

ROOT = pathlib.Path(__file__).parent.parent
PACKAGE = ROOT / "opennight"
MODULES = sorted(PACKAGE.rglob("*.py"))
NIGHT = sorted((PACKAGE / "night").rglob("*.py"))
CORE = sorted((PACKAGE / "web" / "core").glob("*.py"))
REHEARSE = sorted((PACKAGE / "rehearse").glob("*.py"))
LINEUP = sorted((PACKAGE / "lineup").rglob("*.py"))
JOINUP = sorted((PACKAGE / "joinup").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

PURE = {
    "collections",
    "dataclasses",
    "datetime",
    "functools",
    "itertools",
    "msgspec",
    "re",
    "textwrap",
    "tomllib",
    "typing",
    "unicodedata",
    "zoneinfo",
}
"""What the domain may import: no disk, no network, no clock, no randomness; calls named in IMPURE are out."""
ARITHMETIC = {
    "__future__",
    "bisect",
    "collections",
    "dataclasses",
    "functools",
    "heapq",
    "itertools",
    "msgspec",
    "numpy",
    "random",
    "typing",
}
"""What the line-up may import; its random numbers are seeded from its input."""
IMPURE = {
    "now",
    "today",
    "utcnow",
    "fromtimestamp",
    "localtime",
    "open",
    "print",
    "input",
    "eval",
    "exec",
    "__import__",
}
LONGEST = 300
FLOORS = (
    *(
        {"night", "lineup", "joinup", "metrics", "clock", "places", "config", "shelf", "gate", "mail"}
        | {"__version__", "errands", "later", "terminal", "secret", "urls"},
        {"live", "store", "record", "archive", "api", "incoming", "alike", "sealing", "media", "thinking"}
        | {"numbering"},
        {"answers", "writer", "writers", "follower", "planning", "crowds", "meaning"}
        | {"joining", "mixing", "preparing", "reels", "scribe", "piling", "tellers", "contacts", "matching"}
        | {"picturing", "proof", "reminders", "weighing", "commons", "backlinks", "inbox", "beside"}
        | {"bounding"},
    ),
    *({"web", "rehearse"}, {"routes"}, {"app"}, {"serve"}, {"workers"}),
    *({"commands"}, {"transfers", "upkeep", "verify"}, {"cli"}, {"__main__"}),
)
"""The parts of the program, from the ground up. Each imports only from its own floor and those below."""


def name_of(path: pathlib.Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: pathlib.Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: pathlib.Path) -> ast.Module:
    return ast.parse(text_of(path))


def imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def used_names(module: ast.Module) -> Iterator[str]:
    """The last part of each name that is called: `open`, or `now` for `dt.datetime.now`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def places_of(pattern: str) -> list[str]:
    """The modules in which this occurs, once for each occurrence."""
    return [name_of(path) for path in MODULES for _found in re.findall(pattern, text_of(path))]


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_no_room_leans_on_one_above_it() -> None:
    above = []
    for path in [path for path in MODULES if path.name != "__init__.py"]:
        room = floor(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))
        for module, names in re.findall(r"(?m)^ *from opennight(\.\w+)?\S* import (.+)", text_of(path)):
            rooms = [module.removeprefix(".")] if module else re.findall(r"\w+", names)
            above += [(name_of(path), below) for below in rooms if floor(below) > room]
    assert not above


def test_no_modules_lean_on_each_other_in_a_circle() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    leans = {}
    for name, path in modules.items():
        text = text_of(path)
        # What is imported is a module, or something in one.
        found = re.findall(r"(?m)^from (opennight\S*) import (\([^)]*\)|.+)", text)
        inside = {f"{module}.{one}" for module, names in found for one in re.findall(r"\w+", names)}
        leans[name] = (inside | {module for module, _names in found}) & modules.keys()
    graphlib.TopologicalSorter(leans).prepare()


def test_the_machinery_of_the_web_knows_no_noun() -> None:
    found = {
        name_of(path): re.findall(r"(?m)^ *from (opennight\.web\S*) import", text_of(path)) for path in CORE
    }
    nouns = [
        (name, module)
        for name, modules in found.items()
        for module in modules
        if not f"{module}.".startswith("opennight.web.core.")
    ]
    assert not nouns


def unfit(path: pathlib.Path, home: str, allowed: set[str]) -> set[str]:
    """What this module at home in `home` imports from elsewhere, or calls, and may not."""
    outside = {module for module in imports(tree(path)) if not f"{module}.".startswith(home)}
    return ({module.partition(".")[0] for module in outside} - allowed) | IMPURE & set(used_names(tree(path)))


def test_the_domain_is_pure() -> None:
    assert not {name_of(path): found for path in NIGHT if (found := unfit(path, "opennight.night.", PURE))}


def test_what_a_night_keeps_knows_no_rules() -> None:
    """It is data alone: only what all nouns are made of, and other data."""
    known = {module for path in NIGHT if path.parent.name == "kept" for module in imports(tree(path))}
    above = {module for module in known if module.startswith("opennight.") and ".kept." not in module}
    assert above <= {"opennight.night.messages"}


def test_the_line_up_is_arithmetic() -> None:
    modules = [path for path in LINEUP if path.stem != "__main__"]
    assert not {
        name_of(path): found for path in modules if (found := unfit(path, "opennight.lineup.", ARITHMETIC))
    }


def test_joining_up_is_words_and_numbers() -> None:
    """Standard library alone: the server itself may run it, and the server never loads numpy."""
    allowed = PURE | {"math", "operator", "random"}  # from a seed: the same for the same night
    modules = [path for path in JOINUP if path.stem not in ("__main__", "encoder", "pairing", "opinions")]
    assert not {
        name_of(path): found for path in modules if (found := unfit(path, "opennight.joinup.", allowed))
    }


def test_pictures_are_drawn_from_plain_arrays() -> None:
    modules = sorted((PACKAGE / "record" / "drawing").glob("*.py"))
    assert modules
    assert not {
        name_of(path): found for path in modules if (found := unfit(path, "opennight.record.drawing.", PURE))
    }


def test_of_the_time_zones_the_domain_knows_only_the_names() -> None:
    used = {
        node.attr
        for path in NIGHT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "zoneinfo"
    }
    assert used == {"available_timezones"}


def test_events_are_written_in_one_place() -> None:
    places = places_of(r"(?i)insert\s+into\s+events")
    assert sorted(places) == [
        "opennight/store/migrations/envelopes.py",
        "opennight/store/postgres.py",
        "opennight/store/sqlite_insertion.py",
    ]


def test_the_names_on_the_live_socket_are_said_in_one_place() -> None:
    short = r"""field\(name=|["'](?:v|a|c|f|since)["']\s*:"""
    assert set(places_of(short)) == {"opennight/live/protocol.py"}


def test_a_crowd_knows_of_the_night_only_what_it_is_told() -> None:
    inside = [
        module
        for path in REHEARSE
        for module in re.findall(r"(?m)^ *from (opennight\S*) import", text_of(path))
    ]
    below = {module for module in inside if not f"{module}.".startswith("opennight.rehearse.")}
    assert below <= {"opennight", "opennight.places", "opennight.live.protocol", "opennight.web.core.keys"}


def test_events_are_told_in_one_place() -> None:
    assert places_of(r"(?<!def )\bpublish\(") == ["opennight/writer.py"]
    assert places_of(r"hub\.publish\b") == ["opennight/app.py"]


def test_what_becomes_public_names_people_in_one_way() -> None:
    """`record/people.py`; but for somebody's own name, on a page that only they can see."""
    names = places_of(
        r"\bperson\.name\b|\bown\(person\)|\.people\[\w+\]\.name\b"
        r"|night import [^\n]*\bpeople\b|night\.people import"
    )
    own = ["opennight/record/evening.py", "opennight/record/known.py"]
    assert sorted(place for place in names if place.startswith("opennight/record/")) == own
    drawn = [path for path in TEMPLATES if path.parent.name in ("record", "evening", "known")]
    in_the_room = r"people\.name\(|pitchers\(|person\.name"
    assert [name_of(one) for one in drawn if re.search(in_the_room, text_of(one))] == []


def test_only_the_store_knows_its_database() -> None:
    assert {place.split("/")[1] for place in places_of(r"\bsqlite3\b")} == {"store"}


def test_the_log_only_grows() -> None:
    """But for a night that is deleted as a whole, in each store's `delete`, and what its `forget` blanks."""
    whole = ["opennight/store/postgres.py", "opennight/store/sqlite.py"]
    assert sorted(places_of(r"(?i)delete\s+from\s+events\s+where\s+night\s+=\s+[?$]")) == whole
    blanks = r"(?i)update\s+events\s+set\s+personal\s+=\s+null,\s+salt\s+=\s+null\s"
    assert sorted(places_of(blanks)) == whole
    assert sorted(places_of(r"(?i)(delete\s+from|update)\s+events\b")) == sorted(whole * 2)


def test_every_event_has_a_row_in_the_table_of_fragments() -> None:
    assert {kind.__name__ for kind in EVENTS.values()} == {kind.__name__ for kind in FRAGMENTS}


RAW = (
    r"\|\s*safe\b",
    r"\{%-?\s*autoescape\s+false",
    r"<[^>]*\sstyle\s*=",
    r"<[^>]*\son[a-z]+\s*=",
    r"<script\b(?![^>]*src=)(?![^>]*type=\"application/json\")[^>]*>",
)


def test_a_template_prints_nothing_raw_and_holds_no_style_and_no_script() -> None:
    found = []
    for path in TEMPLATES:
        # Comments and style sheets are not markup.
        text = re.sub(r"(?s)\{#.*?#\}|<style>.*?</style>", "", text_of(path))
        found += [(name_of(path), one[0]) for pattern in RAW for one in re.finditer(pattern, text)]
    assert not found


def included(partial: str) -> Iterator[str]:
    """The templates inside this one, and those inside them. Some are named by the phase."""
    text = text_of(ROOT / "templates" / partial)
    for name, by_phase in re.findall(r'{%-? include "([^"]+)"( ~ )?', text):
        for one in [f"{name}{phase}.html" for phase in PHASES] if by_phase else [name]:
            yield one
            yield from included(one)


@pytest.mark.parametrize("kind", REGIONS)
def test_a_region_is_drawn_apart_from_those_inside_it(kind: Kind) -> None:
    """What was drawn is kept: a region that includes another one would go on showing it as it was."""
    partials = {region.partial for region in REGIONS[kind].values()}
    assert {one: found for one in partials if (found := partials.intersection(included(one)))} == {}


def test_only_the_page_to_keep_carries_its_style() -> None:
    styled = [name_of(path) for path in TEMPLATES if "<style" in text_of(path)]
    assert styled == ["templates/record/download.html"]


def test_files_are_short() -> None:
    lines = {name_of(path): len(text_of(path).splitlines()) for path in MODULES}
    assert not {name: number for name, number in lines.items() if number > LONGEST}


def test_no_page_takes_a_noun_for_a_value_that_it_was_not_given() -> None:
    """All nouns are there in all templates: a page that asks whether it was given `asks` would find one."""
    nouns = {name for name, value in NAMES.items() if isinstance(value, types.ModuleType)}
    asked = r"\b(\w+)\s*(?:\|\s*default\(|is (?:not )?defined)"
    found = [(name_of(path), name) for path in TEMPLATES for name in re.findall(asked, text_of(path))]
    assert [(path, name) for path, name in found if name in nouns] == []
