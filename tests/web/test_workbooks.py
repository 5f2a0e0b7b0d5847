"""The workshop game: a deck for the night, cards on a group's table, and the story that they make."""

import re

import pytest

from tests.decks import SMALL
from tests.web.cast import Device, Evening, refused


@pytest.fixture
def played(night: Evening, host: Device, attendee: Device, neighbour: Device) -> Evening:
    """A dinner: a deck, one table, and nobody has pitched."""
    answer = host.client.post(
        f"/n/{night.code}/deck",
        data={"pasted": ""},
        files={"file": ("mine.toml", SMALL.encode())},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200, answer.text
    assert host.act("cards/table", title="A street", room="1", all="1").status_code == 200
    night.move("groups")
    night.move("talk")
    return night


def test_a_group_tells_its_story(played: Evening, host: Device, attendee: Device, outsider: Device) -> None:
    for card in ("corner", "fair", "tools"):
        assert attendee.act("groups/1/cards", card=card).status_code == 200
    assert attendee.act("cards/2/fill", text="A fair in our street").status_code == 200
    page = attendee.get("groups/1/cards").text
    print(page)
    assert "A fair in our street" in page
    assert re.search(r"<b>9</b>\s+points left", page)
    assert attendee.act("groups/1/story", finished="1").status_code == 200
    assert "A fair in our street" in attendee.get("groups/1/story").text
    assert outsider.get("groups/1/story").status_code == 409
    played.move("closed")
    assert "A fair in our street" in outsider.get("groups/1/story").text
    assert host.get("deck/fair").status_code == 200
    assert host.get("cards/print").status_code == 200
    assert outsider.get("deck").status_code == 200
    assert refused(attendee.act("groups/1/cards", card="bench"), 409)


def test_the_record_has_the_story(played: Evening, host: Device, attendee: Device) -> None:
    attendee.act("groups/1/cards", card="corner", text="Our corner")
    attendee.act("groups/1/cards", card="fair")
    attendee.act("groups/1/cards", kind="ending", text="And they danced.")
    played.move("closed")
    for ending in ("md", "html", "json", "csv"):
        file = host.get(f"record.{ending}").text
        assert all(words in file for words in ("Corner", "Our corner", "And they danced.", "Quill")), file
    assert "Our corner" in host.get("record").text
