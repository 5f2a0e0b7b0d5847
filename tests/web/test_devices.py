"""A device that several people share: it asks who has it now, and forgets whoever leaves."""

import re

import pytest

from opennight.night.fold import fold
from tests.web.cast import Device, Evening, refused

ASKS = "Are you Fay?"


def door(night: Evening) -> str:
    return f"/j/{night.code}"


def personal_code(page: str) -> str:
    found = re.search(r'class="personal">([^<]+)<', page)
    return found[1] if found else ""


@pytest.fixture
def fay(night: Evening) -> Device:
    """Fay, person 1, on a tablet that she shares."""
    night.move("pitch")
    return night.enter("Fay")


@pytest.fixture
def gone(night: Evening, fay: Device) -> Device:
    """The tablet, which still knows Fay: she left on another device."""
    assert fay.copy().act("me/leave").status_code == 200
    return fay


class TestTheNextOne:
    """Given Fay has left, when Sid joins on the same tablet, then he is somebody else."""

    def test_after_she_left_on_it(self, night: Evening, fay: Device) -> None:
        fay.act("pitches", title="Wasps", hosted="1")
        fay.act("me/leave")
        assert fay.act(door(night), name="Sid").json()["person"] == 2
        assert night.events("PersonRenamed") == []
        assert "Sid" in fay.get("me").text
        assert "Wasps" not in fay.get("me").text

    def test_after_she_left_elsewhere(self, night: Evening, gone: Device) -> None:
        assert gone.get().headers["location"] == door(night)
        page = gone.get(door(night)).text
        assert ASKS in page
        assert 'value="Fay"' not in page, "the name field is empty"
        assert gone.act(door(night), who="other", name="Sid").json()["person"] == 2
        assert [night.events("PersonRenamed"), night.events("PersonCameBack")] == [[], []]
        assert "Sid" in gone.get("me").text

    def test_who_says_nothing_is_asked(self, night: Evening, gone: Device, fay: Device) -> None:
        """A door that was open already, in another tab: neither she nor he."""
        before = night.version
        answer = gone.act(door(night), name="Sid").json()
        assert answer == {"go": f"{door(night)}?ask=1"}
        submitted = gone.submit(door(night), door(night), name="Sid")
        assert (submitted.status_code, submitted.headers["location"]) == (303, f"{door(night)}?ask=1")
        assert night.version == before

    def test_also_while_she_is_here(self, night: Evening, fay: Device) -> None:
        assert "ask" in fay.act(door(night), name="Sid").json()["go"]
        assert ASKS in fay.get(f"{door(night)}?ask=1").text
        assert fay.act(door(night), who="other", name="Sid").json()["person"] == 2
        here = fold(night.code, night.recorded).people
        assert [(person.name, person.here) for person in here.values()] == [("Fay", True), ("Sid", True)]

    def test_a_repeat_is_one_newcomer(self, night: Evening, gone: Device) -> None:
        twin = gone.copy()
        for device in (gone, twin, twin):
            answer = device.act(door(night), command="no-0001-sid", who="other", name="Sid")
            assert answer.json()["person"] == 2
        assert len(night.events("PersonJoined")) == 2

    def test_a_name_that_will_not_do_is_asked_for_again(self, night: Evening, gone: Device) -> None:
        assert refused(gone.act(door(night), who="other", name=""), 422, field="name")
        page = gone.submit(door(night), door(night), who="other", form=door(night), name="x" * 41)
        assert page.status_code == 422
        assert page.text.count("Too long by 1") == 1
        assert "x" * 41 in page.text
        assert ASKS in page.text

    def test_behind_a_closed_door_only_she_comes_back(
        self, night: Evening, host: Device, gone: Device
    ) -> None:
        host.act("door", locked="1")
        page = gone.get(door(night)).text
        assert ASKS in page
        assert 'name="name"' not in page
        assert refused(gone.act(door(night), who="other", name="Sid"), 409, "closed the door")
        assert gone.act(door(night), who="me").json()["person"] == 1

    def test_without_javascript(self, night: Evening, gone: Device) -> None:
        answer = gone.submit(door(night), door(night), who="other", name="Sid")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/n/{night.code}")
        assert "Sid" in gone.get().text


class TestTheSameOne:
    @pytest.mark.parametrize("fields", [{"who": "me"}, {"name": "Fay"}, {"name": "fay"}, {"name": ""}])
    def test_comes_back_as_herself(self, night: Evening, gone: Device, fields: dict[str, str]) -> None:
        answer = gone.submit(door(night), door(night), **fields)
        assert answer.headers["location"] == f"/n/{night.code}"
        assert len(night.events("PersonCameBack")) == 1
        assert night.events("PersonRenamed") == []

    def test_goes_straight_in_while_she_is_here(self, night: Evening, fay: Device) -> None:
        assert fay.get(door(night)).headers["location"] == f"/n/{night.code}"

    def test_nobody_else_is_asked(self, night: Evening, gone: Device, outsider: Device) -> None:
        for path in (door(night), f"{door(night)}?ask=1"):
            page = outsider.get(path).text
            assert "Fay" not in page
            assert "Are you" not in page

    def test_somebody_who_was_removed_is_not_asked(self, night: Evening, host: Device, gone: Device) -> None:
        host.act("people/1/remove")
        assert "Are you" not in gone.get(door(night)).text
        assert refused(gone.act("pitches", title="Wasps"), 403, "removed you")


class TestLeaving:
    """Given Fay leaves on the tablet, then it forgets her, and her personal code is her way back."""

    def test_shows_the_code_before_and_after(self, night: Evening, fay: Device) -> None:
        code = night.personal(1)
        fold = fay.get("me").text.partition("<details")[2]
        assert code in fold
        answer = fay.submit("me/leave", "me")
        assert answer.headers["location"] == f"/n/{night.code}/left"
        after = fay.get("left")
        assert personal_code(after.text) == code
        assert personal_code(fay.get("left").text) == code, "also after a reload"
        assert after.headers["cache-control"] == "no-store"

    def test_leaves_nothing_once_the_door_was_opened(self, night: Evening, fay: Device) -> None:
        fay.act("me/leave")
        page = fay.get(door(night)).text
        assert "Fay" not in page
        assert "Are you" not in page
        assert fay.get("left").headers["location"] == door(night)
        assert not [name for name in fay.cookies if name.startswith(("person_", "left_"))]
        assert fay.get("me").status_code == 403
        assert fay.get("evening").status_code in (403, 409)

    def test_shows_the_code_to_nobody_else(
        self, night: Evening, fay: Device, neighbour: Device, host: Device, outsider: Device
    ) -> None:
        fay.act("me/leave")
        for device in (neighbour, host, outsider):
            assert device.get("left").headers["location"] == door(night)
        fay.act(door(night), name="Sid")
        assert fay.get("left").headers["location"] == door(night), "he came in without the door's page"

    def test_the_cookie_of_the_last_page_opens_nothing(self, night: Evening, fay: Device) -> None:
        fay.act("me/leave")
        sly = night.device()
        sly.client.cookies.set(f"person_{night.code}", fay.cookies[f"left_{night.code}"])
        assert sly.get("me").status_code == 403
        assert refused(sly.act(door(night), who="me"), 422, field="name")

    def test_the_code_lets_her_back_in_and_to_her_evening(self, night: Evening, fay: Device) -> None:
        fay.act("pitches", title="Wasps", hosted="1")
        fay.act("me/leave")
        night.move("closed")
        assert refused(fay.act(f"{door(night)}/return", personal="1-WRONG2"), 422, field="personal")
        assert fay.act(f"{door(night)}/return", personal=night.personal(1)).json()["person"] == 1
        assert "Wasps" in fay.get("evening").text

    def test_works_once(self, night: Evening, fay: Device) -> None:
        twins = [fay.copy() for _hand in range(3)]
        answers = [twin.act("me/leave", command="leave-0001") for twin in twins]
        assert [answer.json() for answer in answers] == [{"go": f"/n/{night.code}/left"}] * 3
        assert len(night.events("PersonLeft")) == 1

    def test_nobody_leaves_for_another(
        self, night: Evening, fay: Device, neighbour: Device, outsider: Device, stranger: Device
    ) -> None:
        for device in (outsider, stranger):
            assert refused(device.act("me/leave"), 403, "Join the night first")
        neighbour.act("me/leave", for_="1")
        assert [event["person"] for event in night.events("PersonLeft")] == [3]

    def test_is_refused_like_any_other_act(self, night: Evening, fay: Device) -> None:
        before = night.version
        assert fay.get("me/leave").status_code == 405
        assert refused(fay.act("/n/NOSUCH/me/leave"), 404)
        assert refused(fay.act("me/leave", command="a;drop--table"), 422, "wrong with this form", "command")
        elsewhere = fay.client.post(f"/n/{night.code}/me/leave", headers={"Sec-Fetch-Site": "cross-site"})
        assert elsewhere.status_code == 403
        assert night.version == before
        assert "Fay" in fay.get("me").text, "the device still knows her"
        taps = (fay.copy().act("me/leave", command="leave-0001") for _tap in range(2000))
        stopped = next(answer for answer in taps if answer.status_code != 200)
        assert refused(stopped, 429, "very fast")
        assert len(night.events("PersonLeft")) == 1

    def test_a_helper_stays_a_helper(self, night: Evening, fay: Device, helper: Device) -> None:
        """Somebody without a phone leaves at the helper's tablet, who is in the night as well."""
        helper.act(door(night), name="Hal")
        helper.act("people", name="Nora")
        answer = helper.act("me/leave", for_="3").json()
        assert answer["go"] == f"/n/{night.code}/helper"
        assert "Hal" in helper.get("me").text
        assert helper.act("me/leave").json()["go"] == f"/n/{night.code}/left"
        assert helper.get("helper").status_code == 200
        assert "Are you" not in helper.get(door(night)).text


class TestAStalePage:
    """Given a page of Fay's in another tab, when Sid has the tablet, then it does nothing in his name."""

    def test_does_nothing_for_sid(self, night: Evening, fay: Device) -> None:
        fay.act("me/leave")
        fay.act(door(night), name="Sid")
        before = night.version
        assert refused(fay.act("pitches", title="Wasps", me="1"), 410, "Somebody else is using this device")
        assert refused(fay.act("me/leave", me="x"), 410)
        assert night.version == before
        assert fay.act("pitches", title="Wasps", me="2").status_code == 200

    def test_does_nothing_for_nobody(self, night: Evening, fay: Device, helper: Device) -> None:
        fay.act("me/leave")
        assert refused(fay.act("pitches", title="Wasps", me="1"), 403, "Join the night first")
        assert refused(helper.act("pitches", title="Wasps", me="1"), 403, "Join the night first")


class TestAStalePageWithoutScripts:
    """The same for plain forms: their ids say whose page they are on."""

    def test_does_nothing_for_sid(self, night: Evening, fay: Device) -> None:
        """And the page is shown again as his, with the sentence and what was typed."""
        stale = forms(fay.get().text)
        fay.act("me/leave")
        fay.act(door(night), name="Sid")
        before = night.version
        answer = fay.submit("pitches", "", title="Wasps", hosted="1", command=stale[0])
        assert answer.status_code == 410
        assert "Somebody else is using this device now, so nothing was done." in answer.text
        assert "Wasps" in answer.text
        assert night.version == before
        now = forms(answer.text)
        assert fay.submit("pitches", "", title="Wasps", hosted="1", command=now[0]).status_code == 303
        assert night.actors("PitchMade") == ["person:2"]

    def test_nor_does_the_door_that_asked(self, night: Evening, fay: Device) -> None:
        stale = forms(fay.get(f"{door(night)}?ask=1").text)
        fay.act(door(night), who="other", name="Sid")
        answer = fay.submit(door(night), door(night), who="me", command=stale[0])
        assert (answer.status_code, night.events("PersonCameBack")) == (410, [])

    def test_a_page_of_hers_is_hers(self, night: Evening, fay: Device) -> None:
        for path in ("", "me", f"{door(night)}?ask=1"):
            ids = forms(fay.get(path).text)
            assert ids, path
            assert all("p1-" in id for id in ids), path

    def test_the_desk_is_nobodys(self, night: Evening, host: Device) -> None:
        """Whoever has joined on the host's laptop may be somebody else by now: it stays the host's."""
        host.act(door(night), name="Hal")
        for path in ("desk", "links", "remote"):
            stale = forms(host.get(path).text)
            assert not [id for id in stale if "p" in id]
        host.act("me/leave")
        host.act(door(night), name="Hana")
        assert host.submit("door", "desk", locked="1", command=stale[0]).status_code == 303

    def test_nothing_of_it_is_pushed_or_shared(self, night: Evening, fay: Device, attendee: Device) -> None:
        assert "p1-" not in "".join(forms(attendee.get().text))


def forms(page: str) -> list[str]:
    """The ids of the forms on this page."""
    return re.findall(r'name="command" value="([^"]+)"', page)


class TestTheSameName:
    def test_is_told(self, night: Evening, attendee: Device, outsider: Device) -> None:
        answer = outsider.submit(door(night), door(night), name="Ada")
        assert answer.headers["location"] == f"/n/{night.code}/me"
        assert "There is another Ada here, so you are Ada 2." in outsider.get("me").text
        assert "There is another" not in attendee.get("me").text
        outsider.act("me/name", name="Adele")
        assert "There is another" not in outsider.get("me").text

    def test_holds_for_whom_a_helper_enters(self, night: Evening, attendee: Device, helper: Device) -> None:
        helper.act("people", name="Аda")
        assert night.events("PersonJoined")[1]["name"] == "Аda 2"
        assert "Аda 2" in helper.get("helper").text

    def test_is_told_in_the_record(self, night: Evening, host: Device, attendee: Device) -> None:
        night.enter("Ada")
        night.move("closed")
        for ending in ("", ".md", ".csv", ".json", ".html"):
            assert "Ada 2" in host.get(f"record{ending}").text
