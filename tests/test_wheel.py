"""The wheel is all that a server needs: built, installed alone, and run from an empty folder."""

import functools
import pathlib
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator

import httpx
import pytest

from opennight import __version__
from tests.server import ROOT, Server
from tests.web.cast import SETUP

COMMANDS = ("serve", "rehearse", "export", "backup", "migrate", "check")


def run(*command: str | pathlib.Path, cwd: pathlib.Path = ROOT) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@functools.cache
def python_with_pip() -> str:
    """This Python, or the one its environment was made from: `make` leaves pip out of the environment."""
    for python in (sys.executable, str(pathlib.Path(sys.base_prefix, "bin", "python3"))):
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:
            return python
    raise AssertionError("pip is missing")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(wheel: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The bin/ of a fresh environment with only the wheel in it; its dependencies are borrowed from ours."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, symlinks=True)
    pip = (python_with_pip(), "-m", "pip", "--disable-pip-version-check", "--python", home / "bin" / "python")
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    ours = sysconfig.get_paths()
    theirs = pathlib.Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
    (theirs / "borrowed.pth").write_text(f"{ours['purelib']}\n{ours['platlib']}\n")
    return home / "bin"


@pytest.fixture
def fresh_server(programs: pathlib.Path, tmp_path: pathlib.Path) -> Iterator[Server]:
    """As somebody who installed the wheel runs it: in an empty folder, setting only where it listens."""
    made = Server(tmp_path)
    made.command = [str(programs / "python"), "-m", "opennight", "serve"]
    for name in ("PYTHONPATH", "DATABASE_URL", "SECRET_KEY"):
        del made.environ[name]
    made.start()
    yield made
    made.stop()


def files_of(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_what_is_in_it(wheel: pathlib.Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"opennight/_share/{name}" for name in files_of("templates") | files_of("static")} <= names
    for folder in ("opennight/locale", "opennight/setups", "opennight/decks", "opennight/rehearse/data"):
        assert files_of(folder) <= names
    assert "opennight/py.typed" in names
    assert {"opennight/locale/opennight.pot", "opennight/rehearse/data/ORIGIN.md"} <= names
    vendored = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("static/vendor/*/LICENSE")}
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "opennight/rehearse/data/ORIGIN.md"} | vendored
    assert {name.partition("/")[0] for name in names} == {"opennight", f"opennight-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".db", ".secret"))]


@pytest.mark.long
def test_the_command(programs: pathlib.Path, tmp_path: pathlib.Path) -> None:
    assert run(programs / "opennight", "--version", cwd=tmp_path) == f"opennight {__version__}\n"
    helped = run(programs / "opennight", "--help", cwd=tmp_path)
    assert [command for command in COMMANDS if f"    {command} " not in helped] == []


@pytest.mark.long
def test_it_serves_from_an_empty_folder(fresh_server: Server) -> None:
    home = httpx.get(fresh_server.url)
    assert "<h1>opennight</h1>" in home.text
    linked = set(re.findall(r"/static/[^\"]+", home.text))
    assert {path.rpartition(".")[2] for path in linked} >= {"css", "js", "svg"}
    folder = next(iter(linked)).split("/")[2]
    fonts = {path for path in files_of("static") if path.endswith(".woff2")}
    for path in linked | {f"/static/{folder}/{font.removeprefix('static/')}" for font in fonts}:
        assert httpx.get(f"{fresh_server.url}{path}").status_code == 200, path
    assert httpx.get(f"{fresh_server.url}/healthz").text == "ok\n"
    kept = {path.name for path in fresh_server.folder.iterdir()}
    assert {"opennight.db", "opennight.db.secret"} <= kept


@pytest.mark.long
def test_it_works_out_a_lineup(fresh_server: Server) -> None:
    """In a separate process, which has to find the package and numpy too."""
    key = re.search(r"/\?key=\w+", fresh_server.output)
    assert key
    with httpx.Client(base_url=fresh_server.url, headers={"Accept": "application/json"}, timeout=60) as host:
        host.get(key[0])
        started = host.post("/nights", data=SETUP).json()
        night = started["go"].rpartition("/")[0]
        host.post(f"{night}/pitches", data={"title": "Bees"})
        answer = host.post(f"{night}/lineup/make")
        assert answer.status_code == 200, answer.text
        lineup = host.get(f"{night}/record.json").json()["lineup"]
    assert lineup[0]["pitches"] == [["Hall", 1]]


@pytest.mark.long
def test_the_procfile_runs_as_it_stands(tmp_path: pathlib.Path) -> None:
    lines = dict(line.split(": ") for line in (ROOT / "Procfile").read_text().splitlines())
    assert list(lines) == ["release", "web"]
    server = Server(tmp_path)
    server.command = ["sh", "-c", f"{lines['release']} && exec {lines['web']}"]
    server.cwd = ROOT
    del server.environ["PYTHONPATH"]
    server.environ["PATH"] = f"{pathlib.Path(sys.executable).parent}:{server.environ['PATH']}"
    server.start()
    try:
        assert httpx.get(f"{server.url}/healthz").text == "ok\n"
    finally:
        server.stop()
