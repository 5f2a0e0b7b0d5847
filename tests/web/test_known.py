"""What a night knows about somebody: all of it, for them, and for nobody else."""

import json

import pytest

from tests.web.cast import Device, Evening

PAGES = ("me/known", "me/known.json")
SAID = ("Hives", "Second thoughts", "They need roofs", "Never mind", "Build one", "Come along")
"""What Ada wrote; two of it she took away again."""


@pytest.fixture
def lived(night: Evening, host: Device, attendee: Device, neighbour: Device) -> Evening:
    """Ada has done whatever one can do. Ben has pitched Books, and a second pitch that the host hid."""
    night.move("pitch")
    attendee.act("pitches", title="Hives", more="On roofs", hosted="1", needs="quiet")
    attendee.act("pitches", title="Second thoughts", hosted="0")
    attendee.act("pitches/2/withdraw")
    neighbour.act("pitches", title="Books", hosted="1")
    neighbour.act("pitches", title="Rude", hosted="1")
    night.move("vote")
    attendee.act("pitches/3/vote")
    attendee.act("pitches/4/vote")
    host.act("pitches/4/hide")
    host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    attendee.act("groups/1/join")
    attendee.act("groups/1/pen")
    attendee.act("groups/1/notes", kind="note", text="They need roofs")
    attendee.act("groups/1/notes", kind="note", text="Never mind")
    attendee.act("notes/2/hide")
    attendee.act("groups/1/notes", kind="action", text="Build one", who="Ada", due="May")
    night.move("share")
    host.act("share/1/show")
    attendee.act("share/1/heart")
    attendee.act("share/1/comments", text="Come along")
    return night


def test_the_file_has_all_of_it(lived: Evening, attendee: Device) -> None:
    answer = attendee.get("me/known.json")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["content-disposition"] == f'attachment; filename="opennight-{lived.code}-me.json"'
    known = json.loads(answer.text)
    assert (known["schema"], known["code"], known["no"]) == ("opennight-known/1", lived.code, 1)
    assert (known["name"], known["phone"], known["here"]) == ("Ada", True, True)
    assert (known["byline"], known["public"]) == ("", "Ada")
    bees, second = known["pitches"]
    assert (bees["title"], bees["more"], bees["needs"], bees["status"]) == (
        "Hives",
        "On roofs",
        ["quiet"],
        "open",
    )
    assert (second["title"], second["status"], second["hosted"]) == ("Second thoughts", "withdrawn", False)
    assert known["dots"] == ["Books", ""], "what the host hid of somebody else stays hidden"
    assert known["hearts"] == ["Hives"]
    [group] = known["groups"]
    assert (group["title"], group["room"], group["time"], group["pen"]) == (
        "Hives",
        "Hall",
        "19:30–20:15",
        True,
    )
    assert [(word["kind"], word["text"], word["gone"]) for word in known["words"]] == [
        ("note", "They need roofs", False),
        ("note", "Never mind", True),
        ("action", "Build one", False),
        ("comment", "Come along", False),
    ]
    assert (known["words"][2]["who"], known["words"][2]["due"], known["words"][0]["about"]) == (
        "Ada",
        "May",
        "Hives",
    )
    by_ada = {row.command for row in lived.recorded if str(row.actor) == "person:1"}
    assert known["acts"] == len(by_ada)


def test_the_page_says_it_in_words(lived: Evening, attendee: Device) -> None:
    attendee.act("me/byline", byline="initials")
    page = attendee.get("me/known").text
    for words in (*SAID, "Your name is “Ada”", "your initials: A", "Taken away: only you", "You withdrew it"):
        assert words in page, words
    assert "Rude" not in page
    assert 'href="/n/' + lived.code + '/me/known.json"' in page
    assert f'href="/n/{lived.code}/me/known"' in attendee.get("me").text


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_what_is_known_of_another(
    lived: Evening,
    page: str,
    host: Device,
    helper: Device,
    neighbour: Device,
    outsider: Device,
    stranger: Device,
) -> None:
    for device in (host, helper, outsider, stranger):
        answer = device.get(f"{page}?for=1&no=1")
        assert answer.status_code == 403
        assert not [words for words in SAID if words in answer.text]
    mine = neighbour.get(f"{page}?for=1").text
    assert "Books" in mine
    assert "Rude" in mine, "its author sees what the host hid"
    assert not [words for words in SAID if words in mine]
    assert neighbour.get(f"/n/NOSUCH/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_no_one_on_the_way_keeps_it(attendee: Device, page: str) -> None:
    assert attendee.get(page).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
def test_after_leaving_with_the_personal_code(lived: Evening, attendee: Device, page: str) -> None:
    """The device forgets whoever leaves; so does what it can show."""
    attendee.act("me/leave")
    lived.move("closed")
    assert attendee.get(page).status_code == 403
    attendee.act(f"/j/{lived.code}/return", personal=lived.personal(1))
    assert "Hives" in attendee.get(page).text


def test_who_did_nothing(attendee: Device) -> None:
    page = attendee.get("me/known").text
    assert page.count("None.") == 10
    assert "Nothing." in page
    known = json.loads(attendee.get("me/known.json").text)
    assert (known["pitches"], known["dots"], known["groups"], known["words"], known["acts"]) == ([],) * 4 + (
        0,
    )


@pytest.mark.parametrize("page", PAGES)
def test_who_was_removed_has_none(host: Device, attendee: Device, page: str) -> None:
    host.act("people/1/remove")
    assert attendee.get(page).status_code == 403
