"""People over HTTP: the door, coming back, names, leaving, being removed."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.server import Server
from tests.web.cast import Device, Evening, refused


def test_in_by_name(night: Evening, outsider: Device) -> None:
    assert outsider.get(f"/J/{night.code}").status_code == 200
    assert outsider.get().headers["location"] == f"/j/{night.code}"
    answer = outsider.submit(f"/j/{night.code}", f"/j/{night.code}", name="  Ada   Lovelace ")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/n/{night.code}"
    assert night.events("PersonJoined")[0]["name"] == "Ada Lovelace"
    assert "Ada Lovelace" in outsider.get().text
    assert outsider.get(f"/j/{night.code}").headers["location"] == f"/n/{night.code}", "the door knows her"


def test_the_code_in_any_letters(night: Evening, outsider: Device) -> None:
    assert outsider.act(f"/j/{night.code.lower()}", name="Ada").json()["go"] == f"/n/{night.code}"


def test_twice_on_one_device_is_one_person(night: Evening, outsider: Device) -> None:
    for name in ("Ada", " ada ", ""):
        assert outsider.act(f"/j/{night.code}", name=name).json()["person"] == 1
    assert len(night.events("PersonJoined")) == 1


def test_a_repeat_whose_answer_was_lost_is_the_same_person(night: Evening, outsider: Device) -> None:
    devices = [night.device() for _hand in range(5)]
    with ThreadPoolExecutor() as hands:
        answers = list(
            hands.map(lambda device: device.act(f"/j/{night.code}", command="join-0001", name="Ada"), devices)
        )
    assert {answer.json()["person"] for answer in answers} == {1}
    assert len(night.events("PersonJoined")) == 1


def test_the_id_of_something_else_makes_nobody_somebody_else(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    attendee.act("me/name", command="rename-0001", name="Adele")
    host.act("people", command="enter-0001", name="Nora")
    for no, command in enumerate(("rename-0001", "enter-0001"), 3):
        outsider = night.device()
        assert outsider.act(f"/j/{night.code}", command=command, name="Eve").json()["person"] == no


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u3164", "\u0301", "...", "x" * 41])
def test_a_name_that_will_not_do(night: Evening, outsider: Device, attendee: Device, name: str) -> None:
    assert refused(outsider.act(f"/j/{night.code}", name=name), 422, field="name")
    assert refused(attendee.act("me/name", name=name), 422, field="name")
    page = outsider.submit(f"/j/{night.code}", f"/j/{night.code}", name=name)
    assert page.status_code == 422
    assert 'role="alert" id="refused"' in page.text
    assert re.search(r'id="name"[^>]* aria-describedby="name-hint refused" autofocus', page.text)
    assert "person_" not in page.headers.get("Set-Cookie", "")


def test_nobody_changes_their_name_without_end(night: Evening, attendee: Device, neighbour: Device) -> None:
    """Each new name is drawn on every screen: a script that gave itself ten a second kept the server so busy
    that nobody could vote. Others are not held up."""
    names = [attendee.act("me/name", name=f"Ada {no}").status_code for no in range(24)]
    assert names == [200] * 20 + [429] * 4
    assert refused(attendee.act("me/leave"), 429, "very fast")
    assert neighbour.act("me/name", name="Benno").status_code == 200


def test_a_locked_door(night: Evening, host: Device, helper: Device, outsider: Device) -> None:
    ada = night.enter("Ada")
    host.act("door", locked="1")
    assert refused(outsider.act(f"/j/{night.code}", name="Ben"), 409, "closed the door")
    assert helper.act("people", name="Ben").status_code == 200, "the desk may still enter somebody"
    assert ada.act(f"/j/{night.code}", name="Ada").json()["person"] == 1, "who is in comes back in"


def test_a_closed_night(night: Evening, outsider: Device, helper: Device) -> None:
    night.move("closed")
    assert refused(outsider.act(f"/j/{night.code}", name="Ben"), 409, "closed")
    assert refused(helper.act("people", name="Ben"), 409, "closed")


def sent_from_the_door(night: Evening, guest: Device) -> dict[str, str]:
    """What the page's own form sends along."""
    form = guest.get(f"/j/{night.code}").text.partition("<form")[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


class TestWithoutCookies:
    """Given a browser that keeps no cookies, whoever tries to come in is told, and is nobody."""

    def test_one_is_told_instead_of_joining_each_time(self, night: Evening, outsider: Device) -> None:
        door = f"/j/{night.code}"
        for _try in range(2):
            fields = sent_from_the_door(night, outsider)
            outsider.client.cookies.clear()
            assert refused(outsider.act(door, name="Ada", **fields), 403, "keeps no cookies")
            page = outsider.submit(door, door, name="Ada", **fields)
            assert (page.status_code, page.text.count("keeps no cookies")) == (403, 1)
            assert 'value="Ada"' in page.text
            outsider.client.cookies.clear()
        assert night.events("PersonJoined") == []

    def test_one_is_told_instead_of_coming_back_for_nothing(
        self, night: Evening, attendee: Device, outsider: Device
    ) -> None:
        fields = sent_from_the_door(night, outsider)
        outsider.client.cookies.clear()
        back = outsider.act(f"/j/{night.code}/return", personal=night.personal(1), **fields)
        assert refused(back, 403, "keeps no cookies")

    def test_with_them_the_first_try_works(self, night: Evening, outsider: Device) -> None:
        fields = sent_from_the_door(night, outsider)
        assert (
            outsider.submit(f"/j/{night.code}", f"/j/{night.code}", name="Ada", **fields).status_code == 303
        )
        assert "Ada" in outsider.get("me").text

    def test_once_they_are_allowed_the_page_shown_again_works(self, night: Evening, outsider: Device) -> None:
        door = f"/j/{night.code}"
        fields = sent_from_the_door(night, outsider)
        outsider.client.cookies.clear()
        assert outsider.submit(door, door, name="Ada", **fields).status_code == 403
        assert outsider.submit(door, door, name="Ada", **fields).status_code == 303


def test_no_such_night(outsider: Device) -> None:
    assert outsider.get("/j/NOSUCH").status_code == 404
    assert refused(outsider.act("/j/NOSUCH", name="Ada"), 404, "no night with this code")
    assert outsider.submit("/j/NOSUCH", "/j/NOSUCH", name="Ada").status_code == 404


class TestComingBack:
    def test_on_another_phone(self, night: Evening, attendee: Device, outsider: Device) -> None:
        code = night.personal(1)
        assert code in attendee.get("me").text
        attendee.act("me/leave")
        assert attendee.get().headers["location"] == f"/j/{night.code}"
        answer = outsider.submit(
            f"/j/{night.code}/return", f"/j/{night.code}", personal=f" {code.lower().replace('-', ' - ')} "
        )
        assert answer.headers["location"] == f"/n/{night.code}"
        assert "Ada" in outsider.get("me").text
        assert len(night.events("PersonCameBack")) == 1

    def test_after_the_night_has_closed(self, night: Evening, attendee: Device, outsider: Device) -> None:
        attendee.act("me/leave")
        night.move("closed")
        door = f"/j/{night.code}"
        assert f'action="{door}/return"' in outsider.get(door).text
        assert outsider.submit(f"{door}/return", door, personal="1-WRONG1").text.count("has this code") == 1
        answer = outsider.submit(f"{door}/return", door, personal=night.personal(1))
        assert answer.headers["location"] == f"/n/{night.code}"
        assert "Ada" in outsider.get("me").text

    @pytest.mark.parametrize(
        "personal", ["", "1", "1-AAAAAA", "0-AAAAAA", "x-y", "-", "9" * 400, "1-ÄÖÜ", "٣-A"]
    )
    def test_a_code_of_nobody(
        self, night: Evening, attendee: Device, outsider: Device, personal: str
    ) -> None:
        assert refused(outsider.act(f"/j/{night.code}/return", personal=personal), 422, field="personal")
        assert outsider.cookies == {}

    def test_a_code_of_another_night(self, shared_server: Server, night: Evening, attendee: Device) -> None:
        other = Evening(shared_server)
        other.enter("Zoe")
        stray = other.device()
        path = f"/j/{other.code}/return"
        assert refused(stray.act(path, personal=night.personal(1)), 422)

    def test_guessing_is_slow(self, night: Evening, attendee: Device, outsider: Device) -> None:
        answers = [outsider.act(f"/j/{night.code}/return", personal=f"1-{n:06}") for n in range(40)]
        assert refused(answers[-1], 429, "very fast")
        right = outsider.act(f"/j/{night.code}/return", personal=night.personal(1))
        assert refused(right, 429), "or the guesses would go on behind the limit"

    def test_without_javascript_the_code_stays_typed(self, night: Evening, outsider: Device) -> None:
        page = outsider.submit(f"/j/{night.code}/return", f"/j/{night.code}", personal="1-WRONG1")
        assert page.status_code == 422
        assert "has this code" in page.text
        assert "1-WRONG1" in page.text


class TestRemoved:
    @pytest.fixture(autouse=True)
    def removed(self, attendee: Device, host: Device) -> None:
        assert host.act("people/1/remove").status_code == 200

    def test_gets_nothing_of_the_night(self, attendee: Device) -> None:
        for page in ("", "me", "pitches/similar?title=bees"):
            answer = attendee.get(page)
            assert answer.status_code == 403, page
            assert "removed you" in answer.text
            assert "data-live" not in answer.text, "or it would load itself again and again"

    def test_may_do_nothing(self, night: Evening, attendee: Device) -> None:
        before = night.version
        for path in ("me/name", "me/leave", "pitches", "pitches/1/vote"):
            assert refused(attendee.act(path, name="Eve", title="Bees"), 403, "removed you")
        answer = attendee.act(f"/j/{night.code}/return", personal=night.personal(1))
        assert refused(answer, 403, "removed you")
        assert night.version == before

    def test_comes_in_by_no_form_either(self, night: Evening, attendee: Device) -> None:
        door = f"/j/{night.code}"
        before = night.version
        for name in ("Ada", "Somebody else"):
            assert refused(attendee.act(door, name=name, ticket=night.ticket()), 403, "removed you")
            assert attendee.submit(door, door, name=name).status_code == 403
        assert "removed you" in attendee.get(door).text
        assert night.version == before
        desk = night.host.get("desk").text
        assert "a phone with cleared cookies counts as new" in desk

    def test_until_let_back_in(self, attendee: Device, host: Device) -> None:
        assert host.act("people/1/restore").status_code == 200
        assert attendee.get().status_code == 200
        assert refused(host.act("people/9/remove"), 404, "no such person")
        assert refused(host.act("people/9/restore"), 404, "no such person")


def test_a_helper_is_told_the_name_that_somebody_got(attendee: Device, helper: Device) -> None:
    answer = helper.submit("people", "helper", name="Ada")
    assert answer.headers["location"].endswith("/helper?for=2")
    assert "There is another Ada here, so this one is Ada 2." in helper.get("helper?for=2").text
    assert helper.submit("people", "helper", name="Nora").headers["location"].endswith("/helper?for=3")
    assert "There is another" not in helper.get("helper?for=3").text


def test_the_host_without_a_name_has_no_own_page(host: Device, helper: Device) -> None:
    for device in (host, helper):
        assert device.get("me").status_code == 403
        assert device.get().status_code == 303
        assert refused(device.act("me/name", name="Boss"), 403)
        assert device.submit("me/name", "me", name="Boss").status_code == 403
        assert device.submit("me/name", "", name="Boss").status_code == 403


def test_the_board_tells_those_without_a_phone_where_to_sit(
    night: Evening, host: Device, attendee: Device
) -> None:
    """By their initials, and says whose letters these are."""
    host.act("people", name="Old Karl")
    night.move("pitch")
    host.act("pitches", title="Bees", hosted="1", for_="2")
    attendee.act("pitches", title="Books", hosted="1")
    assert host.act("lineup/make").status_code == 200
    night.move("groups")
    assert "Without a phone: OK<" in host.get("board").text
    assert "Karl" not in host.get("board").text
