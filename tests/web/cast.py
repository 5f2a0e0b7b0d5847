"""The cast of the web's stories: one device per person, and the night that they are in."""

import contextlib
import copy
import json
import pathlib
import random
import sqlite3
from typing import Any

import httpx
import msgspec
import pytest

from opennight import clock
from opennight.cli import main
from opennight.night.fold import fold
from opennight.night.messages import Recorded
from opennight.night.state import Night
from opennight.store.envelope import START, Row, pack, unpack
from opennight.store.postgres import ROWS as postgres_rows
from opennight.store.sqlite import ROWS
from opennight.store.sqlite_insertion import COLUMNS, PLACES
from opennight.web.core.keys import LETTERS, Keys
from tests import postgres
from tests.server import SECRET, Server
from tests.wire import Browser, Wire

KEYS = Keys(SECRET)
WIRE = Wire()
"""The connections that all devices share: separate ones would be slow to make. `conftest.py` closes them."""
TLS = httpx.create_ssl_context()
"""For clients with their own connections: each would spend 20 ms on making one, and never use it here."""

SETUP: dict[str, str | list[str]] = {
    "title": "Bees and books",
    "place": "Library",
    "zone": "Europe/London",
    "date": "2026-11-22",
    "dots": "2",
    "expected": "5000",
    "least": "1",
    "byline": "name",
    "room_id": ["1", "2"],
    "room_name": ["Hall", "Corner"],
    "room_seats": ["2", "1"],
    "slot_id": ["1"],
    "slot_start": ["19:30"],
    "slot_end": ["20:15"],
}

Fields = str | list[str]
WRITE = f"INSERT INTO events ({COLUMNS}) VALUES {PLACES}"  # noqa: S608 - our own names


class Device:
    """Somebody's browser: its cookies, and what it does. Paths are relative to the night's, or absolute."""

    def __init__(self, url: str, code: str = "") -> None:
        self.code = code
        self.client = Browser(url, WIRE)

    def path(self, path: str) -> str:
        return path if path.startswith("/") else f"/n/{self.code}/{path}".rstrip("/")

    def act(self, path: str, **fields: Fields) -> httpx.Response:
        """Send a form as the page's own script does. `for_` is the field "for"."""
        return self.client.post(self.path(path), data=plain(fields), headers={"Accept": "application/json"})

    def submit(self, path: str, page: str = "", **fields: Fields) -> httpx.Response:
        """Send a form on `page` as a browser without JavaScript does."""
        referer = f"{self.client.base_url}{self.path(page)}".replace("//n", "/n").replace("//j", "/j")
        return self.client.post(self.path(path), data=plain(fields), headers={"Referer": referer})

    def get(self, path: str = "", **headers: str) -> httpx.Response:
        return self.client.get(self.path(path), headers=headers)

    def carry(self, name: str, value: str) -> None:
        """Set a cookie, signed as the server signs its own."""
        self.client.cookies.set(name, KEYS.sign(value))

    @property
    def cookies(self) -> dict[str, str]:
        return dict(self.client.cookies.items())

    def copy(self) -> "Device":
        """A copy of this device with its present cookies."""
        twin = Device(str(self.client.base_url), self.code)
        twin.client.cookies.update(self.client.cookies)
        return twin


class Evening:
    """A fresh night on the server, with a host. `log` is what the database holds."""

    def __init__(self, server: Server, **setup: Fields) -> None:
        self.server = server
        self.joined: dict[int, str] = {}
        self.host = Device(server.url)
        self.host.carry("start", f"start {server.start_key}")
        started = self.host.act("/nights", **(SETUP | setup))
        assert started.status_code == 200, started.text
        self.code = self.host.code = started.json()["go"].split("/")[2]

    def again(self, days: int = 0) -> "Evening":
        """Another night in which the same has happened, so many days before; written straight into the file:
        much faster than to act it all out."""
        twin = copy.copy(self)
        twin.joined = {}
        twin.host = Device(self.server.url)
        twin.code = twin.host.code = "".join(random.choices(LETTERS, k=len(self.code)))
        twin.host.carry(f"desk_{twin.code}", f"host {twin.code} 1")
        before, rows = START, []
        for recorded in self.recorded:
            then = msgspec.structs.replace(recorded, at=recorded.at - days * 24 * 3600 * 1000)
            rows.append(pack(twin.code, then, before))
            before = rows[-1].hash
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as database:
            database.executemany(WRITE, [msgspec.structs.astuple(row) for row in rows])
            database.commit()
        return twin

    def delete(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Delete it for good under the running server, as an operator does."""
        for name in ("DATABASE_URL", "SECRET_KEY"):
            monkeypatch.setenv(name, self.server.environ[name])
        assert main(["delete", self.code, "--yes"]) == 0

    @property
    def database(self) -> pathlib.Path:
        """The file, if it is on SQLite."""
        return self.server.folder / "nights.db"

    def device(self) -> Device:
        return Device(self.server.url, self.code)

    def helper(self, no: int = 481516) -> Device:
        device = self.device()
        device.carry(f"desk_{self.code}", f"helper {self.code} 1 {no}")
        return device

    def enter(self, name: str) -> Device:
        device = self.device()
        assert device.act(f"/j/{self.code}", name=name, ticket=self.ticket()).status_code == 200
        return device

    def known(self, no: int) -> Device:
        """The device of this person."""
        device = self.device()
        device.carry(f"person_{self.code}", self.person(no))
        return device

    def ticket(self, seconds: float = 2) -> str:
        """What the door's page had in it so many seconds ago, read and typed into since."""
        return KEYS.ticket(self.code, clock.now() - int(seconds * 1000))

    def move(self, phase: str) -> None:
        assert self.host.act("phase", to=phase).status_code == 200

    def talk_about_bees(self, device: Device) -> None:
        """This person has pitched them, and sits at their table; it is time to talk."""
        self.move("pitch")
        device.act("pitches", title="Bees", hosted="1")
        self.host.act("lineup/1/place", cell="1-1")
        self.move("talk")
        device.act("groups/1/join")

    @property
    def recorded(self) -> list[Recorded]:
        return [unpack(row) for row in rows(self.server, self.code)]

    @property
    def log(self) -> list[tuple[str, str, dict[str, Any]]]:
        """(command id, kind, fields) of each event."""
        return [
            (row.command, type(row.event).__name__, json.loads(msgspec.json.encode(row.event)))
            for row in self.recorded
        ]

    def actors(self, kind: str) -> list[str]:
        """The actor of each event of this kind."""
        return [str(row.actor) for row in self.recorded if type(row.event).__name__ == kind]

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [fields for _command, of_kind, fields in self.log if of_kind == kind]

    @property
    def version(self) -> int:
        return len(self.log)

    def person(self, no: int) -> str:
        """What the cookie of this person's device says: see `Keys.person`."""
        if no not in self.joined:
            self.joined = {
                json.loads(row.data)["no"]: KEYS.digest("mark", self.code, row.version, row.command)[:8].hex()
                for row in rows(self.server, self.code)
                if row.kind == "person-joined/1"
            }
        return f"person {self.code} {no} {self.joined[no]}"

    def cookie(self, no: int) -> str:
        """The cookie of this person's device, as its browser sends it."""
        return f"person_{self.code}={KEYS.sign(self.person(no))}"

    @property
    def state(self) -> Night:
        return fold(self.code, self.recorded)

    def personal(self, no: int) -> str:
        """The short code of this person."""
        return KEYS.personal(self.state, no)

    def desk_key(self) -> str:
        """The key of the desk link."""
        return KEYS.desk(self.state)

    def helper_key(self, link: int = 0) -> str:
        """The key of the helper link with this number."""
        return KEYS.helper(self.state, link)


def rows(server: Server, code: str) -> list[Row]:
    """The rows of a night, straight from the server's database."""
    url = server.environ["DATABASE_URL"]
    if url.startswith("postgres"):
        return [Row(*row) for row in postgres.run(postgres.fetch(url, postgres_rows, code, 0))]
    file = url.removeprefix("sqlite:///")
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return [Row(*row) for row in database.execute(ROWS, (code, 0))]


def plain(fields: dict[str, Fields]) -> dict[str, Fields]:
    return {name.rstrip("_"): value for name, value in fields.items()}


def refused(answer: httpx.Response, status: int, words: str = "", field: str | None = None) -> bool:
    """Check that the answer is a refusal of this kind, in the shape that the page's script understands."""
    body = answer.json()
    assert answer.status_code == status, answer.text
    assert set(body) == {"refused", "field", "offer"}
    assert words in body["refused"], body
    assert field is None or body["field"] == field, body
    return True
