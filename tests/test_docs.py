"""What the docs promise is there: settings, commands, links, pictures, make targets."""

import ast
import dataclasses
import pathlib
import re
from collections.abc import Iterator

import pytest

from opennight import cli
from opennight.api.table import READINGS
from opennight.config import Settings
from opennight.places import PACKAGE
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


def test_every_command_is_in_the_readme() -> None:
    actions = cli.parser()._actions
    commands = next(action.choices for action in actions if action.dest == "command")
    assert commands
    assert [command for command in commands if f"`opennight {command}" not in README] == []


@pytest.mark.parametrize("line", COMMAND_LINE.findall(README))
def test_every_command_line_in_the_readme_is_understood(line: str) -> None:
    cli.parser().parse_args(line.split())


def test_every_answer_for_programs_is_told() -> None:
    told = re.findall(r"^\| `/(\w+)` \|", (ROOT / "docs" / "api.md").read_text(), re.MULTILINE)
    assert set(told) == {one.name for one in READINGS if one.name}


@every_doc
def test_every_link_and_picture_is_there(path: pathlib.Path) -> None:
    links = re.findall(r"\]\(([^)\s#]+)", path.read_text())
    here = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in here if not (path.parent / link).exists()] == []


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


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text()


def test_every_module_of_the_night_is_found_by_what_people_do() -> None:
    index = ARCHITECTURE.partition("## The night by what people do")[2].partition("\n## ")[0]
    rows = [row.split("|")[2] for row in index.splitlines() if row.startswith("| ")][1:]
    listed = re.findall(r"`(\w+)`", "".join(rows))
    modules = (path.stem for path in (PACKAGE / "night").glob("*.py") if path.stem != "__init__")
    assert sorted(listed) == sorted(modules)


def test_every_part_has_its_row() -> None:
    parts = ARCHITECTURE.partition("## The parts")[2].partition("\n## ")[0]
    told = "".join(row.split("|")[1] for row in parts.splitlines() if row.startswith("| "))
    modules = [path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")]
    packages = [f"opennight/{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")]
    assert [name for name in (*modules, *packages) if name not in told] == []


def test_every_file_that_the_architecture_names_is_there() -> None:
    told, example = set[str](), False
    for line in ARCHITECTURE.splitlines():
        if line.startswith("## "):
            example = line == "## Add a noun"  # its noun is made up
        if not example:
            told |= set(re.findall(r"`([\w./-]+\.(?:py|html|js|css|md|jsonl|db))`", line))
    there = [
        f"/{path.relative_to(ROOT).as_posix()}" for folder in FOLDERS for path in (ROOT / folder).rglob("*.*")
    ]
    assert [name for name in sorted(told) if not any(path.endswith(f"/{name}") for path in there)] == []


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


def test_nothing_is_of_one_machine() -> None:
    somewhere = re.compile(r"(?<![\w.~-])/(?:home|Users|root|work|mnt)/\w\S*")
    found = {name: paths for name, text in written() if (paths := somewhere.findall(text))}
    assert found == {}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_requirements_name_no_index(name: str) -> None:
    lines = (ROOT / name).read_text().splitlines()
    asked = [line for line in lines if not re.match(r"#|[\w.-]+==|    --hash=sha256:[0-9a-f]{64}", line)]
    assert asked == []
    assert "://" not in "".join(lines)
