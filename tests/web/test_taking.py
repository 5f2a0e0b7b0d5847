"""Taking it further over HTTP: into a new night on this server, and by file to another."""

import copy
import json
import re

import httpx
import pytest

from tests.server import Server
from tests.web.cast import SETUP, Device, Evening, refused

CARD = {
    "kind": "exchange",
    "title": "Time bank",
    "text": "An hour for an hour.",
    "steps": "Find eight people.",
}


@pytest.fixture(autouse=True)
def closed(night: Evening, attendee: Device) -> None:
    night.talk_about_bees(attendee)
    attendee.act("groups/1/notes", kind="question", text="How deep?")
    attendee.act("groups/1/notes", kind="action", text="Drill holes")
    night.move("closed")
    attendee.act("leaflets", about="note-2", **CARD)


@pytest.fixture
def far(shared_server: Server) -> Device:
    """Somebody 300 miles away, who may start nights on this server."""
    device = Device(shared_server.url)
    device.carry("start", f"start {shared_server.start_key}")
    return device


def start(far: Device, page: str) -> str:
    """Press “Start the night” on this filled form; the code of what began."""
    hidden = dict(re.findall(r'name="(takes|takeaway)" value="([^"]*)"', page))
    fields = {name: value.replace("&#34;", '"').replace("&amp;", "&") for name, value in hidden.items()}
    answer = far.act("/nights", **SETUP | {"title": "Elsewhere"} | fields)
    assert answer.status_code == 200, answer.text
    code: str = answer.json()["go"].split("/")[2]
    far.code = code
    return code


def upload(device: Device, path: str, content: bytes) -> httpx.Response:
    headers = {"Referer": f"{device.client.base_url}{path}"}
    return device.client.post(path, data={}, files={"file": ("a.json", content)}, headers=headers)


def test_a_card_is_taken_further_and_both_nights_say_so(
    night: Evening, far: Device, host: Device, outsider: Device
) -> None:
    page = far.get(f"/n/{night.code}/record/take/card-1").text
    for words in ("Time bank", "How deep?", "Start a night from it"):
        assert words in page, words
    assert "Start a night from it" not in outsider.get("record/take/card-1").text
    form = far.client.post("/start", data={"takes": f"{night.code} card-1"}).text
    assert "Filled in from “Time bank”" in form
    code = start(far, form)
    desk = far.get("desk").text
    assert "Time bank" in desk
    assert "How deep?" in far.get("asked/all").text
    assert "Find eight people." in far.get("leaflets/1/edit").text
    far.act("phase", to="closed")
    record = far.get("record").text
    assert f"/n/{night.code}/record/to/card-1" in record
    assert "Adapted from" in record
    for path in ("record/cards/1", "record"):
        assert "Used in" in outsider.get(path).text, path
        assert f"/n/{code}/about" in outsider.get(path).text, path
    assert json.loads(outsider.get("record.json").text)["used"][0]["code"] == code
    assert "Elsewhere" in host.get("uses").text
    assert refused(outsider.act("uses/1/drop", dropped="1"), 403)
    host.submit("uses/1/drop", "uses", dropped="1")
    assert "Used in" not in outsider.get("record").text
    far.act("record/withdraw")
    host.act("uses/1/drop", dropped="0")
    assert "Used in" not in outsider.get("record").text


def test_promises_are_told_where_their_topic_went(
    night: Evening, far: Device, attendee: Device, outsider: Device
) -> None:
    """Given a night that took a group's words further, when a promise of that group is ticked off later, then
    both records show it."""
    attendee.act("promises/note/2/in")
    code = start(far, far.client.post("/start", data={"takes": f"{night.code} group-1"}).text)
    far.act("phase", to="closed")
    outsider.code = code
    assert "of 1 kept" not in outsider.get("record").text, "nobody has said what became of it"
    attendee.act("promises/note/2/done")
    for record in (code, night.code):
        assert "1 of 1 kept" in outsider.get(f"/n/{record}/record").text
    night.host.act("record/withdraw")
    assert "of 1 kept" not in outsider.get("record").text


def test_a_night_that_was_deleted_is_named_without_a_link(
    night: Evening, far: Device, host: Device, outsider: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From both sides: the one that was taken from, and the one that took."""
    for again in ("there", "back"):
        code = start(far, far.client.post("/start", data={"takes": f"{night.code} card-1"}).text)
        far.act("phase", to="closed")
        pages = [(outsider, "record"), (outsider, "record/cards/1"), (host, "uses")]
        assert all(f"/n/{code}/" in who.get(page).text for who, page in pages)
        assert f"/n/{night.code}/record" in far.get("record").text
        if again == "back":
            night.delete(monkeypatch)
            pages, named = [(far, "record"), (far, "uses")], (night.code, "Time bank")
        else:
            second = copy.copy(night)
            second.code = code
            second.delete(monkeypatch)
            named = (code, "Elsewhere")
        for who, page in pages:
            text = who.get(page).text
            assert named[1] in text, page
            assert f"/n/{named[0]}/" not in text, page


def test_whoever_takes_their_name_back_is_named_in_no_other_night(
    night: Evening, far: Device, attendee: Device
) -> None:
    """Given a card of Ada's that somebody took further on the same server, then their night leads to where
    she is named, and does not name her itself: she decides from day to day how she is."""
    start(far, far.client.post("/start", data={"takes": f"{night.code} card-1"}).text)
    far.act("phase", to="closed")
    attendee.act("me/byline", byline="participant")
    for page in ("record", "record.json", "record.md", "record.csv", "uses"):
        assert not re.search(r"\bAda\b", far.get(page).text), page
    assert f"/n/{night.code}/record/to/card-1" in far.get("record").text


def test_a_file_carries_it_to_another_server_and_one_comes_back(
    night: Evening, far: Device, host: Device, outsider: Device
) -> None:
    file = outsider.get("record/take/card-1.json")
    assert file.json()["origin"]["code"] == ""
    here, _slash, _path = file.json()["origin"]["url"].partition("/n/")
    elsewhere = file.content.replace(here.encode(), b"https://there.example")
    form = upload(far, "/start", elsewhere)
    assert "Filled in from “Time bank”" in form.text
    code = start(far, form.text)
    far.act("phase", to="closed")
    assert "https://there.example/n/" in far.get("record").text
    assert "Used in" not in outsider.get("record").text
    use = far.get("origins/1/use.json")
    assert outsider.get("origins/1/use.json").status_code == 403
    assert upload(host, f"/n/{night.code}/uses", use.content).status_code in (200, 303)
    assert "Elsewhere" in outsider.get("record").text
    assert f"/n/{code}/about" in outsider.get("record").text
    for content in (b"{", file.content, use.content.replace(b"http:", b"javascript:")):
        assert upload(host, f"/n/{night.code}/uses", content).status_code == 422
    assert refused(host.act("uses"), 422, "Pick a file", "file")


def test_a_night_under_all_rights_reserved_is_not_taken(shared_server: Server, far: Device) -> None:
    mine = Evening(shared_server)
    mine.host.act("about", licence="all-rights-reserved")
    ada = mine.enter("Ada")
    mine.talk_about_bees(ada)
    mine.move("closed")
    ada.act("leaflets", **CARD)
    assert "Take it further" not in ada.get("record/cards/1").text.partition("<main")[2]
    for path in ("card-1", "card-1.json", "group-1"):
        answer = ada.get(f"record/take/{path}")
        assert answer.status_code == 403, path
        assert "keep all rights" in answer.text
    answer = far.client.post("/start", data={"takes": f"{mine.code} card-1"})
    assert answer.status_code == 403
    assert refused(far.act("/nights", **SETUP | {"takes": f"{mine.code} card-1"}), 403, "keep all rights")


def test_what_cannot_be_taken_starts_nothing(night: Evening, far: Device) -> None:
    """And what can be fills in a form that needs nothing else."""
    wrong = ({"takes": "NOSUCH card-1"}, {"takes": f"{night.code} card-9"}, {"takes": night.code})
    for fields in wrong:
        assert refused(far.act("/nights", **SETUP | fields), 404), fields
    for text in ("{", '{"opennight":"takeaway","version":9}'):
        assert refused(far.act("/nights", **SETUP | {"takeaway": text}), 422), text
    form = far.client.post("/start", data={"takes": f"{night.code} card-1"}).text
    assert 'value="Time bank"' in form
    assert 'name="slot_start"' in form
