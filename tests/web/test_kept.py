"""Setups as files over HTTP: a night's own to download, and the start form filled from one."""

import pathlib
import re

import httpx
import msgspec
import pytest

from opennight.night.kept.setups import Setup
from opennight.night.setupfile import Kept, read, write
from tests.cast import setup
from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, refused

FRAMEWORK = write(Kept(name="Hedge school", setup=setup(title="", briefing="Bring a <book>.", dots=3)))
TYPED = {
    "title": "Bees & books",
    "place": "Kitchen",
    "date": "2026-12-24",
    "zone": "Europe/Berlin",
    "form": "/nights",
}


@pytest.fixture
def starter(shared_server: Server) -> Device:
    """Holds the start link."""
    device = Device(shared_server.url)
    device.carry("start", f"start {shared_server.start_key}")
    return device


def upload(device: Device, content: bytes, **typed: str) -> httpx.Response:
    """Press “Use this file” on the start form, as any browser does."""
    return device.client.post(
        "/start",
        data=TYPED | typed,
        files={"file": ("framework.json", content)},
        headers={"Referer": f"{device.client.base_url}/start"},
    )


def value(page: str, name: str) -> str:
    """What stands in this field."""
    found = re.search(rf'<input[^>]* name="{name}"[^>]* value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_the_host_keeps_the_setup(night: Evening, host: Device) -> None:
    """The file says all of the setup but what is this night's own, and nothing that opens the night."""
    answer = host.get("setup.json")
    assert answer.headers["content-type"] == "application/json"
    assert 'attachment; filename="setup-bees-and-books.json"' in answer.headers["content-disposition"]
    kept = read(answer.content)
    assert (kept.name, kept.setup.title, kept.setup.dots) == ("Bees and books", "Bees and books", 2)
    assert [room.name for room in kept.setup.rooms] == ["Hall", "Corner"]
    for own in (night.code, "Library", "Europe/London", "2026-11-22", "127.0.0.1", "key"):
        assert own not in answer.text, own
    assert f'href="/n/{night.code}/setup.json"' in host.get("setup").text


def test_nobody_else_gets_it(night: Evening, helper: Device, attendee: Device, outsider: Device) -> None:
    for device in (helper, attendee, outsider):
        assert device.get("setup.json").status_code == 403


def test_a_night_starts_from_a_file(starter: Device) -> None:
    """What the file says is filled in; what was typed as title, place and day stays."""
    page = upload(starter, FRAMEWORK)
    assert page.status_code == 200
    assert "Filled in from “Hedge school”" in page.text
    assert "Bring a &lt;book&gt;." in page.text
    assert [value(page.text, name) for name in ("title", "place", "date", "dots")] == [
        *("Bees &amp; books", "Kitchen", "2026-12-24", "3")
    ]
    assert "<option selected>Europe/Berlin</option>" in page.text


def test_a_title_in_the_file_gives_way_to_one_that_was_typed(starter: Device) -> None:
    content = write(Kept(name="Bees", setup=setup(title="Bees of May")))
    assert value(upload(starter, content, title=" ").text, "title") == "Bees of May"
    assert value(upload(starter, content).text, "title") == "Bees &amp; books"


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        (b"", 422, "Pick a file first"),
        (b"GIF89a\xff\x00", 422, "not JSON"),
        (b'{"title": "Bees"}', 422, "not a setup file from opennight"),
        (FRAMEWORK.replace(b'"version": 1', b'"version": 9'), 422, "newer opennight"),
        (b" " * 70_000, 413, "at most 64 kB"),
        (b"x" * 3_000_000, 413, "at most 64 kB"),
    ],
    ids=["none", "a picture", "another one", "newer", "large", "huge"],
)
def test_a_file_that_will_not_do(starter: Device, content: bytes, status: int, words: str) -> None:
    """It is refused beside the file, in a sentence; and what was typed is still there."""
    page = upload(starter, content, intro="Come <i>all</i>")
    assert page.status_code == status
    assert words in page.text
    assert [value(page.text, name) for name in ("title", "date")] == ["Bees &amp; books", "2026-12-24"]
    assert "Come &lt;i&gt;all&lt;/i&gt;" in page.text
    assert re.search(r'<details class="more take" open>', page.text), "and is not folded away"


def test_there_is_an_end_to_what_is_read(starter: Device) -> None:
    assert upload(starter, b"x" * 8_500_000).status_code == 413


def test_a_form_that_is_damaged(starter: Device) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Accept": "application/json"}
    broken = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff\xfe\r\n--x--\r\n'
    for body in (broken, b"--x"):
        answer = starter.client.post("/start", content=body, headers=headers)
        assert refused(answer, 422, "wrong with this form")
    for body in (b"", b"--y\r\n\r\n--y--"):
        assert refused(starter.client.post("/start", content=body, headers=headers), 422, "Pick a file first")


def test_only_with_the_start_link(night: Evening, helper: Device, outsider: Device) -> None:
    for device in (helper, outsider):
        assert refused(device.act("/start", shelf="1-evening"), 403, "start link")
        assert upload(device, FRAMEWORK).status_code == 403


def test_a_file_that_was_picked_is_not_passed_over(starter: Device) -> None:
    """Given a file picked on the start form, when “Start the night” is pressed, then the host is told."""
    assert refused(starter.act("/nights", **SETUP, file="framework.json"), 422, "Use this file", "file")


SHIPPED = {"1-evening": ("An evening of 90 minutes", 1), "2-open-night": ("An open night, two hours", 2)}
SHIPPED |= {"3-day": ("A day of three rounds", 3)}


@pytest.mark.parametrize("key", SHIPPED)
def test_three_are_on_the_shelf(starter: Device, key: str) -> None:
    """Each can be started with no more than a title: its tables are those of any new night."""
    name, rounds = SHIPPED[key]
    assert f'value="{key}"' in starter.get("/start").text
    page = starter.submit("/start", "/start", shelf=key, title="Bees").text
    assert f"Filled in from “{name}”" in page
    assert value(page, "title") == "Bees"
    assert page.count('name="part_phase" value="talk"') == rounds
    assert 'value="Table 4"' in page
    assert "4 tables or rooms with 32 seats" in page


def test_one_that_has_gone_from_the_shelf(starter: Device) -> None:
    page = starter.submit("/start", "/start", shelf="../../secret", title="Bees", form="/nights")
    assert page.status_code == 404
    assert "not here any more" in page.text
    assert value(page.text, "title") == "Bees"


def test_an_operators_own(tmp_path: pathlib.Path) -> None:
    """Given a folder with a good file, one that replaces ours and two bad ones, when the server starts, then
    it offers the good ones and says which it leaves out, and why.
    """
    folder = tmp_path / "setups"
    folder.mkdir()
    (folder / "hedge.json").write_bytes(FRAMEWORK)
    (folder / "3-day.json").write_bytes(write(Kept(name="Our days", setup=setup(title=""))))
    (folder / "broken.json").write_text("{")
    (folder / "newer.json").write_bytes(FRAMEWORK.replace(b'"version": 1', b'"version": 2'))
    with Server(tmp_path, OPENNIGHT_SETUPS=str(folder)) as server:
        device = Device(server.url)
        device.carry("start", f"start {server.start_key}")
        page = device.get("/start").text
        assert "Hedge school" in page
        assert "Our days" in page
        assert "A day of three rounds" not in page
        assert "Filled in from “Hedge school”" in device.submit("/start", "/start", shelf="hedge").text
        said = [line for line in server.output.splitlines() if "left out" in line]
        assert len(said) == 2
        assert f"{folder / 'broken.json'}: This file cannot be read" in said[0]
        assert f"{folder / 'newer.json'}: This file was made by a newer opennight" in said[1]


def test_every_field_of_a_setup_is_kept(night: Evening, host: Device) -> None:
    """Whatever a setup will have one day is in its file."""
    kept = msgspec.json.decode(host.get("setup.json").content)["setup"]
    assert set(Setup.__struct_fields__) - kept.keys() == {"place", "zone", "date"}
