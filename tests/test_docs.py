"""What the docs promise is there: settings, commands, links, pictures, make targets."""

import ast
import dataclasses
import pathlib
import re
from collections.abc import Iterator

import pytest
from starlette.routing import Route

from opennight import cli
from opennight.api.table import READINGS
from opennight.config import Settings
from opennight.night import phases, pitches
from opennight.places import PACKAGE
from opennight.routes import ROUTES
from tests import cast
from tests.server import ROOT

README = (ROOT / "README.md").read_text()
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
SETTING = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
COMMAND_LINE = re.compile(r"^\S*python -m opennight (.+?)(?:\s+#.*)?$", re.MULTILINE)
every_doc = pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())


def read_by_config() -> set[str]:
    """The variables that config.py asks the environment for."""
    tree = ast.parse((PACKAGE / "config.py").read_text())
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    texts = (argument for call in calls for argument in call.args if isinstance(argument, ast.Constant))
    names = (text.value for text in texts if isinstance(text.value, str))
    return {name for name in names if re.fullmatch(r"[A-Z][A-Z_]+", name)}


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    told = {name: default.strip("`") for name, default, _meaning in SETTING.findall(README)}
    assert set(told) == read_by_config()
    fields = {field.name: field.default for field in dataclasses.fields(Settings)}
    defaults = {
        "PORT": fields["port"],
        "DATABASE_URL": f"sqlite:///{fields['database']}",
        "OPENNIGHT_HOST": fields["host"],
        "OPENNIGHT_PROXIES": fields["proxies"],
    }
    assert {name: told[name] for name in defaults} == {name: str(value) for name, value in defaults.items()}


def commands() -> list[str]:
    choices = [action.choices for action in cli.parser()._actions if action.dest == "command"]
    return [name for names in choices for name in names or ()]


def test_every_command_is_in_the_readme() -> None:
    assert commands()
    assert [command for command in commands() if f"`opennight {command}" not in README] == []


@pytest.mark.parametrize("line", COMMAND_LINE.findall(README))
def test_every_command_line_in_the_readme_is_understood(line: str) -> None:
    cli.parser().parse_args(line.split())


def test_every_answer_for_programs_is_told() -> None:
    told = re.findall(r"^\| `/(\w+)` \|", (ROOT / "docs" / "api.md").read_text(), re.MULTILINE)
    assert set(told) == {one.name for one in READINGS if one.name}


def headings(path: pathlib.Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    lines = re.sub(r"(?ms)^```.*?^```", "", path.read_text()).splitlines()
    titles = [line.lstrip("#").strip().lower() for line in lines if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}


@every_doc
def test_every_link_and_picture_is_there(path: pathlib.Path) -> None:
    links = re.findall(r"\]\(([^)\s#]*)(?:#([^)\s]+))?", path.read_text())
    here = [
        (path.parent / link if link else path, anchor)
        for link, anchor in links
        if not re.match(r"\w+:", link)
    ]
    assert [there for there, _anchor in here if not there.exists()] == []
    anchored = [(there, anchor) for there, anchor in here if anchor and there.suffix == ".md"]
    assert [(there, anchor) for there, anchor in anchored if anchor not in headings(there)] == []


@every_doc
def test_every_make_target_is_there(path: pathlib.Path) -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    told = re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text(), re.MULTILINE)
    assert set(told) <= set(targets)


FOLDERS = (".ci", "opennight", "templates", "static", "tests", "docs", "benchmarks")


def written() -> Iterator[tuple[str, str]]:
    """(path, text) of every text file of the project."""
    paths = [path for path in ROOT.iterdir() if path.is_file() and path.suffix not in (".db", ".secret")]
    paths = [path for path in paths if path.name != ".git"]  # in a second git worktree this is a file
    for folder in FOLDERS:
        paths += [
            path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
    for path in paths:
        if b"\0" not in (content := path.read_bytes()):
            yield path.relative_to(ROOT).as_posix(), content.decode()


PAGES = {path.stem: path.read_text() for path in sorted((ROOT / "docs").glob("*.md"))}
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
MADE_UP = ("## A noun", "## A page")
"""The examples of docs/adding.md whose noun is not there."""


def section(text: str, heading: str) -> str:
    """What stands below this heading, down to the next one of its kind."""
    assert f"\n{heading}\n" in text
    return text.partition(f"\n{heading}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of all rows of its tables."""
    return [
        [cell.strip() for cell in row.split("|")[1:-1]] for row in text.splitlines() if row.startswith("| ")
    ]


def truths() -> dict[str, str]:
    """The pages, by path, without what is made up."""
    those = {f"docs/{stem}.md": text for stem, text in PAGES.items()}
    for heading in MADE_UP:
        those["docs/adding.md"] = those["docs/adding.md"].replace(section(PAGES["adding"], heading), "")
    return those | {"README.md": README, "CONTRIBUTING.md": CONTRIBUTING}


def coded(text: str) -> set[str]:
    """What stands between backticks in the sentences and tables of a page."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```", "", text)))


def test_every_page_is_in_the_index() -> None:
    linked = set(re.findall(r"\]\((\w+)\.md", PAGES["README"]))
    assert linked == PAGES.keys() - {"README"}


def test_the_first_page_is_read_whole() -> None:
    """Three screens. What is deeper has a page of its own."""
    assert len(PAGES["architecture"].splitlines()) <= 125
    assert len(PAGES["architecture"]) < 9_000


def test_every_module_of_the_night_is_found_by_what_people_do() -> None:
    index = section(PAGES["night"], "## The nouns, by what people do")
    listed = re.findall(r"`(\w+)`", "".join(modules for _do, modules in rows(index)[1:]))
    modules = (path.stem for path in (PACKAGE / "night").glob("*.py") if path.stem != "__init__")
    assert sorted(listed) == sorted(modules)


def test_every_package_has_its_line() -> None:
    told = "".join(row[0] for row in rows(section(PAGES["architecture"], "## The packages")))
    packages = [f"`opennight/{path.parent.name}/`" for path in PACKAGE.glob("*/__init__.py")]
    assert [name for name in packages if name not in told] == []


def test_every_module_beside_the_packages_has_its_place() -> None:
    """On the first page, or in a row of a table."""
    told = PAGES["architecture"] + "".join(row[0] for page in PAGES.values() for row in rows(page))
    named = set(re.findall(r"`(?:opennight/)?(\w+)\.py`", told))
    assert {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"} <= named


def test_every_file_that_a_page_names_is_there() -> None:
    there = [
        f"/{path.relative_to(ROOT).as_posix()}" for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")
    ]
    missing = {}
    for page, text in truths().items():
        named = {
            name
            for name in coded(text)
            if re.fullmatch(r"[\w./-]*\w\.(?:py|js|css|jsonl|db)|\S+/\S+\.html", name)
        }
        missing[page] = [
            name for name in sorted(named) if not any(path.endswith(f"/{name}") for path in there)
        ]
    assert {page: names for page, names in missing.items() if names} == {}


ELSEWHERE = {"night.at", "text.seen", "htmx.swap"}
"""Named by a value, not by its module or class: `Night.at`, what is among somebody's marks; or not ours."""


def test_every_name_of_the_code_that_its_pages_use_is_there() -> None:
    """Such as `Night.groups`, `promises.SUBJECTS`, `LineupMade`: in the module with this name, or with this
    class."""
    texts = {path.stem: "" for path in PACKAGE.rglob("*.py")}
    for path in PACKAGE.rglob("*.py"):
        texts[path.stem] += path.read_text()
    code = "\n".join(texts.values())
    missing = set()
    about_code = set(re.findall(r"\]\((\w+)\.md", section(PAGES["README"], "## You change the code")))
    for page in about_code:
        for name in coded(truths()[f"docs/{page}.md"]) - ELSEWHERE:
            owner, dot, one = name.removesuffix("()").partition(".")
            if dot and re.fullmatch(r"[A-Z]\w+", owner):
                found = any(
                    f"class {owner}" in text and re.search(rf"\b{one}\b", text) for text in texts.values()
                )
            elif dot and owner in texts and re.fullmatch(r"\w+", one):
                found = one in ("py", "js") or re.search(rf"\b{one}\b", texts[owner]) is not None
            else:
                found = not re.fullmatch(r"(?:[A-Z][a-z]+){2,}", name) or f"class {name}" in code
            if not found:
                missing.add((page, name))
    assert missing == set()


def test_every_command_and_setting_that_a_page_names_is_there() -> None:
    there = {f"opennight {name}" for name in commands()} | read_by_config()
    said = {page: coded(text) for page, text in truths().items()}
    named = {
        (page, found[0])
        for page, names in said.items()
        for name in names
        if (found := re.match(r"opennight [a-z]+|(?:OPENNIGHT|DATABASE)_[A-Z_]+$", name))
    }
    assert {name for _page, name in named} > {"opennight verify", "OPENNIGHT_PARTS"}
    assert [(page, name) for page, name in sorted(named) if name not in there] == []


def test_every_attribute_that_a_page_names_is_in_a_template() -> None:
    drawn = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    named = {
        name for text in truths().values() for name in coded(text) if re.fullmatch(r"data-[a-z-]+", name)
    }
    assert named
    assert {name for name in named if name not in drawn} == set()


def test_every_address_that_a_page_names_is_served() -> None:
    served = [
        (
            route.methods if isinstance(route, Route) else {"GET"},
            re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(route.path)),
        )
        for route in ROUTES
    ]
    missing = set()
    for page, text in truths().items():
        for name in coded(text):
            method, path = re.match(r"(?:(POST|GET) )?([^?]*)", name).groups()  # type: ignore[union-attr]
            if path.startswith(("/n/", "/j/")) and not any(
                (method or "GET") in (methods or ()) and re.fullmatch(pattern, path)
                for methods, pattern in served
            ):
                missing.add((page, name))
    assert missing == set()


def test_every_module_that_is_run_is_there() -> None:
    """By the docs, by make, or by its list of benchmarks."""
    makefile = (ROOT / "Makefile").read_text()
    listed = re.search(r"^BENCHMARKS = (.+)$", makefile, re.MULTILINE)
    assert listed
    found = {f"benchmarks.{name}" for name in listed[1].split()}
    for text in (makefile, *(path.read_text() for path in DOCS)):
        found |= set(re.findall(r"-m ((?:benchmarks|tests|opennight)[\w.]*)", text))
    places = [ROOT / name.rstrip(".").replace(".", "/") for name in found]
    assert [at for at in places if not (at.with_suffix(".py").exists() or at.is_dir())] == []


def test_the_story_that_contributing_tells_is_true() -> None:
    block = re.search(r"(?s)^```python\n(.+?)^```", CONTRIBUTING, re.MULTILINE)
    assert block
    known = {**vars(cast), **vars(phases), **vars(pitches)}
    exec(block[1], known)  # noqa: S102 - our own
    tests = [known[name] for name in re.findall(r"(?m)^def (test_\w+)", block[1])]
    assert tests
    for test in tests:
        test(cast.a_night())


def test_nothing_is_of_one_machine() -> None:
    somewhere = re.compile(r"/(?<![\w.~-]/)(?:home|Users|root|work|mnt)/\w\S*")
    found = {name: paths for name, text in written() if (paths := somewhere.findall(text))}
    assert found == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_requirements_name_no_index(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    asked = [line for line in lines if not re.match(r"#|[\w.-]+==|    --hash=sha256:[0-9a-f]{64}", line)]
    assert asked == []
    assert "://" not in "".join(lines)
