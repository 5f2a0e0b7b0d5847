"""Cards for others over HTTP: made, read, moderated; in the record and its files."""

import io
import zipfile

import pytest

from tests.web.cast import Device, Evening, refused

CARD = {"kind": "exchange", "title": "Time bank", "text": "An hour for an hour."}
WHOLE = CARD | {
    "price": "pay what you can",
    "yours": "Help",
    "ours": "Company",
    "rules": "Kind",
    "steps": "Count.",
}


@pytest.fixture(autouse=True)
def closed(night: Evening, attendee: Device, neighbour: Device) -> None:
    night.talk_about_bees(attendee)
    attendee.act("groups/1/notes", kind="action", text="Drill holes")
    night.move("closed")


def test_a_card_is_made_from_an_action_and_read_by_everybody(
    night: Evening, attendee: Device, outsider: Device
) -> None:
    assert f'href="/n/{night.code}/leaflets"' in attendee.get("record").text
    page = attendee.get("leaflets?about=note-1").text
    assert "Drill holes" in page
    made = attendee.submit("leaflets", "leaflets", about="note-1", **WHOLE)
    assert made.headers["location"].endswith("/leaflets")
    page = outsider.get("record/cards/1").text
    for words in (
        "Time bank",
        "An hour for an hour.",
        "pay what you can",
        "Help",
        "Company",
        "Kind",
        "Count.",
        "Ada",
    ):
        assert words in page, words
    assert f'href="/n/{night.code}/record/to/note-1"' in page
    assert f'href="/n/{night.code}/record/cards/1"' in outsider.get("record/g/1").text, "there it came from"
    assert "Time bank" not in outsider.get("record/g/2").text
    assert "Time bank" in outsider.get("record").text
    assert "An hour for an hour." in outsider.get("record/cards").text
    assert "An hour for an hour." in outsider.get("now.atom").text
    for ending in ("md", "csv", "json", "html"):
        assert "An hour for an hour" in outsider.get(f"record.{ending}").text, ending
    assert outsider.get("record/to/card-1").headers["location"].endswith("/record/cards/1#card-1")
    assert "Time bank" in outsider.get("record/quote/card-1").text
    assert "Card for others" in attendee.get("me/known").text


def test_whoever_sat_there_finds_how_readers_can_write_to_them(
    night: Evening, attendee: Device, outsider: Device
) -> None:
    """Given a group of whose words nobody made a card, then the evening of whoever sat there asks whether
    readers may write to them, and the record says that nobody can; neither does once there is a card."""
    asks, nobody = "May readers write to you?", "Nobody from this group takes messages."
    for page in ("", "evening"):
        assert asks in attendee.get(page).text, page
    assert nobody in outsider.get("record/g/1").text
    assert asks not in outsider.get("record/g/1").text
    attendee.act("leaflets", about="note-1", **CARD)
    for page in ("", "evening"):
        assert asks not in attendee.get(page).text, page
    page = outsider.get("record/g/1").text
    assert nobody not in page
    assert "record/cards/1/write" in page


def test_its_author_changes_closes_and_takes_it_back(attendee: Device, outsider: Device) -> None:
    attendee.act("leaflets", **CARD)
    assert 'value="Time bank"' in attendee.get("leaflets/1/edit").text
    attendee.submit("leaflets/1/edit", "leaflets/1/edit", **CARD | {"title": "Hour bank"})
    assert "Hour bank" in outsider.get("record/cards/1").text
    attendee.act("leaflets/1/close", closed="1")
    assert "no longer on offer" in outsider.get("record/cards/1").text
    assert "Hour bank" not in outsider.get("record").text
    attendee.act("leaflets/1/close", closed="0")
    attendee.act("leaflets/1/hide")
    assert outsider.get("record/cards/1").status_code == 404


def test_the_host_makes_one_and_sees_to_those_of_others(
    attendee: Device, neighbour: Device, host: Device, helper: Device, outsider: Device
) -> None:
    attendee.act("leaflets", **CARD)
    host.submit("leaflets", "leaflets", about="note-1", **CARD | {"title": "From the host"})
    assert "The host" in outsider.get("record/cards/2").text
    assert refused(helper.act("leaflets", **CARD), 403, "Join the night first")
    assert refused(outsider.act("leaflets", **CARD), 403)
    assert refused(neighbour.act("leaflets/1/edit", **WHOLE), 403, "Only the person")
    assert neighbour.get("leaflets/1/edit").status_code == 403
    assert "Show it to the host" in neighbour.get("record/cards/1").text
    assert neighbour.submit("reports/leaflet/1", "record/cards/1").status_code == 303
    assert "1 reader asks you to look at it" in host.get("leaflets").text
    host.act("leaflets/1/hide", why="Not ours")
    assert outsider.get("record/cards/1").status_code == 404
    assert "Not ours" in attendee.get("me").text


def test_nobody_reads_cards_of_a_record_that_is_withdrawn(
    attendee: Device, host: Device, outsider: Device
) -> None:
    attendee.act("leaflets", **CARD)
    host.act("record/withdraw")
    for path in ("record/cards", "record/cards/1", "record/take/card-1"):
        answer = outsider.get(path)
        assert answer.status_code == 410, path
        assert "Time bank" not in answer.text
    assert outsider.get("record/take/card-1.json").status_code == 410


def test_what_is_wrong_stands_at_the_form(attendee: Device) -> None:
    answer = attendee.submit("leaflets", "leaflets", **CARD | {"title": "", "kind": "product"})
    assert answer.status_code == 422
    assert "An hour for an hour." in answer.text
    assert refused(attendee.act("leaflets", **CARD | {"kind": "gift"}), 422, "Pick one", "kind")
    assert refused(attendee.act("leaflets", about="note-9", **CARD), 404, "", "about")


def test_every_file_has_all_of_a_card(attendee: Device, outsider: Device) -> None:
    attendee.act("leaflets", **WHOLE)
    files = [outsider.get(f"record.{ending}").text for ending in ("md", "csv", "json", "html", "wiki")]
    with zipfile.ZipFile(io.BytesIO(outsider.get("record.csv.zip").content)) as tables:
        files.append(tables.read(next(one for one in tables.namelist() if "leaflets" in one)).decode())
    for text in files:
        for name, words in WHOLE.items():
            assert name == "kind" or words in text, (name, text[:80])
