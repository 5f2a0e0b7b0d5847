"""What two people pass to each other is seen by the two alone, once both have said yes, and is gone when one
of them says no or takes their name along."""

import json
import pathlib
import sqlite3
import time
from contextlib import closing

import pytest

from opennight.cli import main
from tests.server import SECRET, Server
from tests.web.cast import Device, Evening, refused
from tests.web.test_nothing_secret import pushed

ADA, BEN = "ada-07700-900123", "ben@hedges.example"
EVERYWHERE = ("", "me", "me/known", "me/known.json", "offers", "offers/mine", "offers/1", "evening", "board")
FOR_ALL = ("record", "record.md", "record.json", "record.csv", "record.html", "record.ics")
DESK = ("desk", "helper", "helper?for=1", "remote", "moderated", "waiting", "overview", "board", "setup")


class Two:
    """Ada asks for land, and Ben can give it; Cleo is in the same night."""

    def __init__(self, server: Server) -> None:
        self.night = Evening(server)
        self.ada, self.ben, self.cleo = map(self.night.enter, ("Ada", "Ben", "Cleo"))
        did(self.ada.act("offers", wants="1", text="Land for a garden", kind="space", listed="1"))

    def ben_can(self) -> "Two":
        did(self.ben.act("offers/1/introduce", contact=BEN, hours="2"))
        return self

    def ada_agrees(self) -> "Two":
        did(self.ada.act("introductions/1/agree", contact=ADA))
        return self

    def rows(self) -> list[str]:
        """What the table beside the log holds of this night."""
        with closing(sqlite3.connect(self.night.database)) as database:
            query = "SELECT data FROM between_people WHERE night = ?"
            return [data for (data,) in database.execute(query, (self.night.code,))]

    def gone(self) -> bool:
        """Whether it is all gone, or is in a moment: it is deleted while nobody waits."""
        for _time in range(200):
            if not self.rows():
                return True
            time.sleep(0.02)
        return False


def did(answer: object) -> None:
    assert answer.status_code == 200, answer.text  # type: ignore[attr-defined]


@pytest.fixture
def two(shared_server: Server) -> Two:
    return Two(shared_server)


def test_each_sees_the_other_s_once_both_have_said_yes(two: Two) -> None:
    two.ben_can()
    assert BEN in two.ben.get("offers/mine").text, "what he passes"
    assert BEN not in two.ada.get("offers/mine").text
    two.ada_agrees()
    for one, theirs in ((two.ada, BEN), (two.ben, ADA)):
        assert theirs in one.get("offers/mine").text
    assert BEN in two.ada.get("offers/mine").text


async def test_nobody_else_finds_it_on_any_page_frame_or_file(two: Two) -> None:
    """Searched: all pages and files of everybody, what every kind of screen is told, log and database."""
    two.ben_can().ada_agrees()
    night = two.night
    told = [two.cleo.get(page).text for page in EVERYWHERE]
    told += [two.ada.get(page).text for page in EVERYWHERE if page != "offers/mine"]
    told += [night.host.get(page).text for page in (*DESK, *EVERYWHERE)]
    told += [night.helper().get(page).text for page in ("helper?for=1", "waiting", "remote")]
    for device, audiences in (
        (two.cleo, ("phone", "offers", "own", "board", "choosing")),
        (two.ada, ("phone", "offers", "own")),
        (night.host, ("desk", "remote", "helper", "board")),
    ):
        for audience in audiences:
            told += [word async for word in pushed(device, audience)]
    night.move("closed")
    told += [device.get(page).text for device in (night.device(), two.cleo) for page in FOR_ALL]
    told += [json.dumps(row, default=str) for row in night.log]
    assert len(told) > 60
    for contact in (ADA, BEN):
        assert not [text for text in told if contact in text]
        files = [path for path in night.server.folder.rglob("*") if path.is_file()]
        assert not [path for path in files if contact.encode() in path.read_bytes()]


def test_what_cannot_be_passed(two: Two) -> None:
    assert refused(two.ben.act("offers/1/introduce", contact=" "), 422, "Please write something", "contact")
    assert refused(two.ben.act("offers/1/introduce", contact="x" * 121), 422, "Too long by 1", "contact")
    assert refused(two.ada.act("offers/1/introduce", contact=ADA), 403, "your own")
    assert refused(two.night.device().act("offers/1/introduce", contact="x"), 403, "Join the night first")
    assert two.rows() == [], "nothing is kept of whoever is refused"
    two.ben_can()
    assert refused(two.cleo.act("introductions/1/agree", contact="c"), 404, "no such introduction")
    assert refused(two.cleo.act("introductions/1/contact", contact="c"), 404, "no such introduction")
    assert refused(two.ada.act("introductions/1/contact", contact="c"), 409, "Both of you")
    for who in (two.night.host, two.night.helper()):
        answer = who.act("introductions/1/agree", contact="desk", **{"for": "1"})
        assert refused(answer, 403, "choose this themselves")
    assert len(two.rows()) == 1


def test_a_refused_form_comes_back_with_what_was_typed_and_nothing_of_others(two: Two) -> None:
    """Without JavaScript: also the page that waits for what is kept beside the log."""
    two.ben_can()
    answer = two.ada.submit("introductions/1/agree", "offers/mine", contact="x" * 121)
    assert answer.status_code == 422
    assert "Too long by 1" in answer.text
    assert "x" * 121 in answer.text
    assert BEN not in answer.text


def test_something_else_can_be_passed_later(two: Two) -> None:
    two.ben_can().ada_agrees()
    did(two.ben.act("introductions/1/contact", contact="ben-at-home"))
    page = two.ada.get("offers/mine").text
    assert "ben-at-home" in page
    assert BEN not in page


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_who_says_no_takes_it_away_from_both(two: Two, who: str) -> None:
    two.ben_can().ada_agrees()
    assert len(two.rows()) == 2
    did(getattr(two, who).act("introductions/1/decline"))
    for one in (two.ada, two.ben):
        page = one.get("offers/mine").text
        assert ADA not in page
        assert BEN not in page
    assert two.gone()


def test_who_takes_their_name_along_takes_it_from_both(two: Two) -> None:
    two.ben_can().ada_agrees()
    did(two.ben.act("me/leave", nameless="1"))
    assert BEN not in two.ada.get("offers/mine").text
    assert two.gone()


def test_it_is_not_shown_while_one_of_them_is_removed(two: Two) -> None:
    two.ben_can().ada_agrees()
    did(two.night.host.act("people/2/remove"))
    assert BEN not in two.ada.get("offers/mine").text
    did(two.night.host.act("people/2/restore"))
    assert BEN in two.ada.get("offers/mine").text


def test_a_backup_has_it_and_a_restore_brings_it_back(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = str(tmp_path / "copy.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nights.db'}")
    monkeypatch.setenv("SECRET_KEY", SECRET)
    with Server(tmp_path) as server:
        two = Two(server).ben_can().ada_agrees()
        assert main(["backup", copy]) == 0
        assert ADA.encode() not in pathlib.Path(copy).read_bytes(), "sealed, there as well"
        did(two.ada.act("introductions/1/decline"))
        assert two.gone()
    assert main(["restore", copy]) == 0
    with Server(tmp_path) as server:
        again = Device(server.url, two.night.code)
        again.client.cookies.update(two.ada.cookies)
        assert BEN in again.get("offers/mine").text


class Nora:
    """Nora has no phone; a helper says for her that she can give Ada land, and Ada agrees."""

    def __init__(self, two: Two) -> None:
        self.night, self.ada, self.helper = two.night, two.ada, two.night.helper()
        did(self.helper.act("people", name="Nora"))
        did(self.helper.act("offers/1/introduce", contact="landline 0113", **{"for": "4"}))

    slip = "introductions/1/slip?for=4"


async def test_a_helper_hands_the_contact_to_somebody_without_a_phone(two: Two) -> None:
    nora = Nora(two)
    page = "helper?for=4"
    assert "Hand them the contact" not in nora.helper.get(page).text
    assert refused(nora.helper.act("introductions/1/hand-over", **{"for": "4"}), 409, "Both of you")
    did(nora.ada.act("introductions/1/agree", contact=ADA))
    assert ADA not in nora.helper.get(page).text
    assert nora.helper.get(nora.slip).status_code == 409, "it is asked for first"
    answer = nora.helper.submit("introductions/1/hand-over", page, **{"for": "4"})
    assert answer.headers["location"].endswith(nora.slip)
    assert ADA in nora.helper.get(nora.slip).text
    assert "a helper has given them your details" in nora.ada.get("offers/mine").text
    told = [nora.helper.get(one).text for one in (page, "waiting", "remote")]
    told += [two.night.host.get(one).text for one in (*DESK, "helper?for=4", "me/known.json")]
    told += [word async for word in pushed(nora.helper, "helper")]
    told += [json.dumps(row, default=str) for row in two.night.log]
    assert not [text for text in told if ADA in text]


def test_nobody_else_has_that_page(two: Two) -> None:
    nora = Nora(two)
    did(nora.ada.act("introductions/1/agree", contact=ADA))
    did(nora.helper.act("introductions/1/hand-over", **{"for": "4"}))
    another = two.night.helper(no=481517)
    for device, status in ((two.ben, 403), (two.ada, 403), (two.night.device(), 403), (another, 403)):
        answer = device.get(nora.slip)
        assert (answer.status_code, ADA in answer.text) == (status, False)
    assert two.night.host.get(nora.slip).status_code == 409, "the host asks for it, too"
    for path in ("introductions/1/slip", "introductions/1/slip?for=1", "introductions/9/slip?for=4"):
        answer = nora.helper.get(path)
        assert answer.status_code in (403, 404)
        assert ADA not in answer.text
    did(nora.ada.act("introductions/1/decline"))
    answer = nora.helper.get(nora.slip)
    assert (answer.status_code, ADA in answer.text) == (409, False)
