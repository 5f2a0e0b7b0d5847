"""Pages, pushes and refusals are in the language of each person's browser, if we have it."""

import asyncio
import gettext
import json
import pathlib
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio
import uvicorn
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from starlette.requests import HTTPConnection
from websockets.asyncio.client import connect

from opennight.app import make_app
from opennight.config import Database, Settings
from opennight.web.core import languages, templates
from opennight.web.core.keys import Keys
from tests import messages
from tests.server import SECRET
from tests.web.cast import SETUP


def write_catalogue(folder: pathlib.Path, locale: str, mark: str) -> None:
    """Write a compiled translation that puts `mark` before every message."""
    catalogue = Catalog(locale=locale)
    for message in messages.read(messages.POT):
        if forms := messages.forms(message):
            marked = tuple(f"{mark}{form}" for form in forms)
            catalogue.add(message.id, marked if len(marked) > 1 else marked[0])
    path = folder / locale / "LC_MESSAGES" / "opennight.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


@pytest.fixture
def catalogues(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """German, of a kind."""
    write_catalogue(tmp_path, "de", "DE: ")
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    languages.catalogues.cache_clear()
    templates.templates.cache_clear()
    yield
    languages.catalogues.cache_clear()
    templates.templates.cache_clear()


@pytest_asyncio.fixture
async def address(tmp_path: pathlib.Path, catalogues: None) -> AsyncIterator[str]:
    """A server in this process, with that catalogue."""
    app = make_app(Settings(secret_key=SECRET, database=Database(tmp_path / "nights.db")))
    server = uvicorn.Server(uvicorn.Config(app, port=0, ws="websockets-sansio", log_level="error"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - it has no event to wait for
        await asyncio.sleep(0.01)
    yield f"127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


class Phone:
    """Somebody's phone, set to a language."""

    def __init__(self, address: str, language: str) -> None:
        self.address = address
        headers = {"Accept-Language": language, "Accept": "application/json"}
        self.client = httpx.AsyncClient(base_url=f"http://{address}", headers=headers)

    async def page(self, path: str) -> str:
        return (await self.client.get(path, headers={"Accept": "text/html"})).text

    async def push(self, code: str) -> str:
        """What the live socket sends first: everything that a page at version 0 lacks."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        headers = {"Cookie": cookies, "Accept-Language": self.client.headers["Accept-Language"]}
        live = f"ws://{self.address}/n/{code}/live?as=phone&since=0"
        async with connect(live, additional_headers=headers) as socket:
            frame = json.loads(await socket.recv())
        return " ".join(html for _region, _parent, html in frame["f"])


async def test_two_phones_in_two_languages(address: str) -> None:
    host, english = Phone(address, "en"), Phone(address, "en-GB,en;q=0.9,de;q=0.8")
    german = Phone(address, "de-AT,de;q=0.9,en;q=0.5")
    host.client.cookies.set("start", Keys(SECRET).sign(f"start {Keys(SECRET).start}"))
    started = (await host.client.post("/nights", data=SETUP)).json()
    code = started["go"].split("/")[2]
    for phone, language, marked in ((german, "de", True), (english, "en", False)):
        assert (await phone.client.post(f"/j/{code}", data={"name": "Ada"})).status_code == 200
        page = await phone.page(f"/n/{code}")
        assert f'<html lang="{language}"' in page
        assert ("DE: " in page) == marked
        assert ("DE: " in await phone.push(code)) == marked
        early = await phone.client.post(f"/n/{code}/pitches", data={"title": "Bees"})
        assert early.status_code == 409
        assert early.json()["refused"].startswith("DE: ") == marked
        assert ("DE: " in await phone.page("/nowhere")) == marked
    await host.client.post(f"/n/{code}/phase", data={"to": "closed"})
    for phone, language in ((german, "de"), (english, "en"), (german, "de"), (english, "en")):
        assert f'<html lang="{language}"' in await phone.page(f"/n/{code}/record")
    for phone in (host, english, german):
        await phone.client.aclose()


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "en"),
        ("*", "en"),
        ("de", "de"),
        ("de-CH", "de"),
        ("pt-BR", "pt-br"),  # from locale/pt_BR
        ("pt", "en"),
        ("fr, de;q=0.7, en;q=0.8", "en"),
        ("en;q=0.1, DE;q=0.2", "de"),
        ("de;q=0, fr", "en"),
        ("de;q=a lot", "de"),
        (",;;q=, " * 50, "en"),
    ],
)
def test_which_language(monkeypatch: pytest.MonkeyPatch, asked: str, given: str) -> None:
    there = dict.fromkeys(("en", "de", "pt-br"), gettext.NullTranslations())
    monkeypatch.setattr(languages, "catalogues", lambda: there)
    headers = [(b"accept-language", asked.encode())]
    assert languages.language_of(HTTPConnection({"type": "http", "headers": headers})) == given
