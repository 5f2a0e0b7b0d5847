"""As whom people are in what becomes public: whatever they choose holds everywhere, and at once."""

import time
from collections.abc import Iterator

import pytest

from tests.examples import at_length
from tests.web import everywhere
from tests.web.cast import Device, Evening, refused, rows
from tests.web.test_nothing_secret import pushed

GIVEN, FAMILY, INITIALS = "Ørjanne", "Quackenbush", "ØQ"
RECORD = ("record", "record.html", "record.md", "record.csv", "record.json")
NAMELESS = (
    *("about", "about.ics", "now", "now.atom", "record.ics", "record/actions/2.ics", "record/pictures"),
    *("record/replay", "record/replay/stage", "record/posts", "record/g/1/write"),
    *("", "schedule", "promises", "offers"),
)
"""What everybody can read of the night in which she is in no form: below its address, or that of programs."""


@pytest.fixture
def wilhelmina(night: Evening) -> Device:
    return night.enter(f"{GIVEN} {FAMILY}")


@pytest.fixture
def ben(night: Evening, wilhelmina: Device) -> Device:
    return night.enter("Ben")


@pytest.fixture
def talked(night: Evening, host: Device, wilhelmina: Device, ben: Device) -> Evening:
    """She has left her name wherever one can: on a pitch, a part of another one, a group, its pen, a note, an
    action, a comment and a card. They share what they said."""
    night.move("pitch")
    wilhelmina.act("pitches", title="Bees", hosted="1")
    ben.act("pitches", title="Books", hosted="1")
    wilhelmina.act("pitches", title="Honey", hosted="1")
    night.move("vote")
    host.act("pitches/3/merge", into="2")
    for no in (1, 2):
        host.act(f"lineup/{no}/place", cell=f"1-{no}")
    night.move("talk")
    for person in (wilhelmina, ben):
        assert person.act("groups/1/join").status_code == 200
    wilhelmina.act("groups/1/pen")
    wilhelmina.act("groups/1/notes", kind="note", text="They need roofs")
    wilhelmina.act("groups/1/notes", kind="action", text="Build one")
    night.move("share")
    host.act("share/1/show")
    wilhelmina.act("share/1/comments", text="Come along")
    wilhelmina.act("leaflets", kind="exchange", title="Honey bank", text="A jar for a jar.")
    return night


def published(night: Evening, ben: Device) -> Iterator[tuple[str, str]]:
    """What everybody can read of a night that is closed, and what the evenings of others say."""
    readers = {"outsider": night.device(), "host": night.host, "helper": night.helper(), "ben": ben}
    for who, device in readers.items():
        for page in (*RECORD, "record/pictures", "board", f"/j/{night.code}", "/"):
            answer = device.get(page)
            assert answer.status_code in (200, 303), f"{who} {page}"
            yield f"{who} {page}", answer.text
    for address in everywhere.addresses(night.code):
        yield address, everywhere.read(readers["outsider"], address)
    for page in ("", "evening", "evening.ics"):
        yield f"ben {page}", ben.get(page).text
    yield "ben's script", ben.get("evening", **{"hx-request": "true"}).text


def saying(word: str, told: list[tuple[str, str]]) -> list[str]:
    return [where for where, text in told if word in text]


@pytest.mark.parametrize("before", [at_length("name"), "initials", at_length("participant")])
async def test_a_choice_holds_on_every_page_push_and_file(
    talked: Evening, host: Device, wilhelmina: Device, ben: Device, before: str
) -> None:
    """Given any choice before the close, when each other one is made after it, then no other form of the name
    is anywhere."""
    assert wilhelmina.act("me/byline", byline=before).status_code == 200
    assert bool(saying(FAMILY, [(page, host.get(page).text) for page in RECORD])) is (before == "name")
    talked.move("closed")
    for choice in ("initials", "name", "participant", before):
        assert wilhelmina.act("me/byline", byline=choice).status_code == 200
        told = list(published(talked, ben))
        for who, audience in ((talked.device(), "board"), (host, "board"), (ben, "phone")):
            told += [(f"{audience} pushed", word) async for word in pushed(who, audience)]
        records = [where for where, _text in told if "record" in where and "pictures" not in where]
        records = [where for where in records if not where.startswith("/")]
        nameless = [f"/n/{talked.code}/{page}".rstrip("/") for page in NAMELESS]
        nameless += [f"/api{address}" for address in nameless]
        below = (
            where for where, _text in told if where.startswith(("/n/", "/api/")) and "/pictures" not in where
        )
        records += [where for where in below if where not in nameless]
        named, short = saying(GIVEN, told) + saying(FAMILY, told), saying(INITIALS, told)
        if choice == "name":
            assert {*records} <= {*named}
        else:
            assert named == []
        if choice == "initials":
            assert {*records} <= {*short}
        else:
            assert short == []


def test_the_board_of_a_closed_night_names_nobody(talked: Evening, host: Device, outsider: Device) -> None:
    assert FAMILY in outsider.get("board").text
    talked.move("closed")
    assert refused(host.act("scene", scene="share"), 409, "is in the record", "scene")
    assert host.act("scene", scene="timer").status_code == 200
    assert FAMILY not in outsider.get("board").text


def test_in_the_room_the_name_stays(talked: Evening, host: Device, wilhelmina: Device, ben: Device) -> None:
    wilhelmina.act("me/byline", byline="participant")
    for device, page in ((ben, "groups/1"), (host, "board"), (host, "desk"), (wilhelmina, "me")):
        assert FAMILY in device.get(page).text, page


def test_a_new_name_leaves_no_old_one(talked: Evening, wilhelmina: Device, ben: Device) -> None:
    wilhelmina.act("me/name", name="Mina Q")
    talked.move("closed")
    told = list(published(talked, ben))
    assert saying(FAMILY, told) == []
    assert saying("Mina Q", told)


@pytest.mark.parametrize(
    ("byline", "words"),
    [
        ("name", "with your name"),
        ("initials", "with your initials instead of your name"),
        ("participant", "without your name"),
    ],
)
def test_the_door_says_what_becomes_public(
    night: Evening, host: Device, outsider: Device, byline: str, words: str
) -> None:
    host.act(
        "setup", title="Bees", byline=byline, slot_id="1", slot_start="19:30", slot_end="20:15", least="1"
    )
    page = outsider.get(f"/j/{night.code}").text
    assert words in page
    assert "You can change that on your page" in page
    night.enter("Cleo").act("me/name", name=f"{GIVEN} {FAMILY}")
    night.move("closed")
    told = outsider.get("record.md").text
    assert (FAMILY in told, INITIALS in told) == (byline == "name", byline == "initials")


def test_a_new_night_has_initials_unless_its_host_says_otherwise(night: Evening, host: Device) -> None:
    page = host.get("/start").text
    assert 'name="byline" value="initials" checked' in page
    assert "the open record shows people&#39;s initials" in page.replace("'", "&#39;")
    host.act("setup", title="Bees", slot_id="1", slot_start="19:30", slot_end="20:15")
    assert 'name="byline" value="initials" checked' in host.get("setup").text


def test_somebody_chooses_without_javascript(night: Evening, wilhelmina: Device) -> None:
    page = wilhelmina.get("me").text
    assert 'value="name" checked' in page
    assert INITIALS in page
    answer = wilhelmina.submit("me/byline", "me", byline="initials")
    assert answer.headers["location"] == f"/n/{night.code}/me"
    assert 'value="initials" checked' in wilhelmina.get("me").text


def test_a_helper_chooses_for_somebody_without_a_phone(
    night: Evening, helper: Device, host: Device, wilhelmina: Device
) -> None:
    helper.act("people", name="Nora O'Hara")
    assert 'name="byline"' in helper.get("helper?for=2").text
    assert 'name="byline"' not in helper.get("helper?for=1").text
    page = f"/n/{night.code}/helper?for=2"
    answer = helper.submit("me/byline", "helper", for_="2", back=page, byline="participant")
    assert answer.headers["location"] == page
    assert host.act("me/byline", for_="2", byline="initials").status_code == 200
    assert night.actors("BylineChosen") == ["helper:481516", "host"]
    assert refused(helper.act("me/byline", for_="1", byline="name"), 403, "themselves")


def test_what_is_refused(
    night: Evening, wilhelmina: Device, ben: Device, outsider: Device, stranger: Device
) -> None:
    version = night.version
    assert refused(wilhelmina.act("me/byline", byline="king"), 422, "Pick one of these", "byline")
    assert refused(wilhelmina.act("me/byline", byline="name" * 9999), 422, "Pick one of these", "byline")
    assert refused(wilhelmina.act("me/byline"), 422, "Pick one of these", "byline")
    for device in (outsider, stranger):
        assert refused(device.act("me/byline", byline="name"), 403, "Join the night first")
    assert ben.act("me/byline", for_="1", byline="initials").status_code == 200
    assert night.events("BylineChosen") == [{"person": 2, "byline": "initials"}], "“for” is the desk's"
    assert night.version == version + 1


def test_who_has_left_can_still_choose_with_the_personal_code(
    night: Evening, wilhelmina: Device, outsider: Device
) -> None:
    wilhelmina.act("me/leave")
    night.move("closed")
    wilhelmina.act(f"/j/{night.code}/return", personal=night.personal(1))
    assert wilhelmina.act("me/byline", byline="participant").status_code == 200
    assert FAMILY not in outsider.get("record").text


def blanked(night: Evening) -> bool:
    """Whether the name is nowhere in the log. It goes just after the act, which is answered first."""
    for _while in range(200):
        if FAMILY not in str(rows(night.server, night.code)):
            return True
        time.sleep(0.02)
    return False


async def test_whoever_leaves_takes_their_name_along(
    talked: Evening, host: Device, wilhelmina: Device, ben: Device
) -> None:
    """Then it is nowhere: in the room “a participant” said all that, and the log has forgotten."""
    wilhelmina.act("me/byline", byline="name")
    assert "Take my name with me" in wilhelmina.get("me").text
    answer = wilhelmina.submit("me/leave", "me", nameless="1", back=f"/n/{talked.code}")
    assert answer.headers["location"] == f"/n/{talked.code}/left"
    assert blanked(talked)
    rooms = {"board": (host, ben), "": (ben,), "groups/1": (ben, host), "desk": (host,), "helper": (host,)}
    told = [(page, device.get(page).text) for page, devices in rooms.items() for device in devices]
    for who, audience in ((host, "desk"), (ben, "phone"), (host, "board"), (ben, "group&group=1")):
        told += [(f"{audience} pushed", word) async for word in pushed(who, audience)]
    assert saying(FAMILY, told) == saying(GIVEN, told) == []
    for page in ("board", "groups/1", "desk"):
        assert "a participant" in dict(told)[page], page
    talked.move("closed")
    told = list(published(talked, ben))
    assert saying(FAMILY, told) == saying(GIVEN, told) == saying(INITIALS, told) == []
    wilhelmina.act(f"/j/{talked.code}/return", personal=talked.personal(1))
    assert "You took your name with you." in wilhelmina.get("me/known").text
    assert "They need roofs" in wilhelmina.get("evening").text, "what they wrote stays"


def test_who_comes_back_gives_a_new_name(talked: Evening, wilhelmina: Device, ben: Device) -> None:
    """With the personal code. Their other phone, which nobody can ask for by name, joins as somebody new."""
    other = wilhelmina.copy()
    wilhelmina.act("me/leave", nameless="1")
    assert "Are you" not in other.get(f"/j/{talked.code}").text
    assert other.act(f"/j/{talked.code}", name="Zoe").status_code == 200
    assert f"person_{talked.code}" in other.cookies
    assert talked.events("PersonJoined")[-1]["name"] == "Zoe"
    wilhelmina.act(f"/j/{talked.code}/return", personal=talked.personal(1))
    assert wilhelmina.act("me/name", name="Mina").status_code == 200
    assert "Mina" in ben.get("groups/1").text
    assert blanked(talked)


def test_the_desk_can_still_remove_them(talked: Evening, host: Device, wilhelmina: Device) -> None:
    wilhelmina.act("me/leave", nameless="1")
    assert "Remove: a participant" in host.get("desk").text
    host.act("people/1/remove")
    assert "Undo: removing a participant" in host.get("desk").text


def test_without_the_tick_the_name_stays(talked: Evening, wilhelmina: Device, ben: Device) -> None:
    wilhelmina.act("me/leave")
    assert talked.events("NameTaken") == []
    assert FAMILY in ben.get("groups/1").text


def test_leaving_twice_with_the_name_is_leaving_once(talked: Evening, wilhelmina: Device) -> None:
    for twin in (wilhelmina.copy(), wilhelmina):
        assert twin.act("me/leave", command="the-same-id", nameless="1").status_code == 200
    assert talked.events("NameTaken") == [{"person": 1}]


def test_a_former_name_is_forgotten(talked: Evening, wilhelmina: Device) -> None:
    """So the log needs it no more than the record."""
    wilhelmina.act("me/name", name="Mina")
    assert blanked(talked)
    assert "Mina" in str(rows(talked.server, talked.code))
