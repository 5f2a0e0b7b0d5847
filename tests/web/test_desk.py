"""The desk over HTTP: its link, its key, and what the host does to the night as a whole."""

import re

import pytest

from opennight.night.nights import RenewDeskKey
from opennight.night.remote import InviteHelper
from opennight.night.state import Night
from tests.cast import host as host_does
from tests.live.inside import CODE, Inside
from tests.memory import MemoryLog
from tests.server import Server
from tests.web.cast import KEYS, Device, Evening, refused


def test_the_link_is_traded_for_a_cookie(night: Evening, outsider: Device) -> None:
    key = night.desk_key()
    answer = outsider.get(f"desk?key={key}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/n/{night.code}/desk")
    assert key not in answer.headers["set-cookie"]
    assert outsider.get("desk").status_code == 200
    assert outsider.act("phase", to="pitch").status_code == 200


@pytest.mark.parametrize("page", ["desk", "helper"])
@pytest.mark.parametrize("key", ["", "x", "ä", "%00", "a" * 32])
def test_a_wrong_key(night: Evening, outsider: Device, page: str, key: str) -> None:
    assert outsider.get(f"{page}?key={key}").status_code == 403
    assert outsider.cookies == {}


def test_a_key_of_another_night_or_role(night: Evening, outsider: Device) -> None:
    for page, key in (
        ("desk", night.helper_key()),
        ("helper", night.desk_key()),
        ("desk", KEYS.desk(Night("OTHER2"))),
        ("desk", KEYS.derived("desk", night.code, 2)),
    ):
        assert outsider.get(f"{page}?key={key}").status_code == 403
    for forged in (f"host {night.code} 1", f"host {night.code} 1.AAAA"):
        outsider.client.cookies.set(f"desk_{night.code}", forged)
        assert outsider.get("desk").status_code == 403


def test_a_hall_full_of_helpers_behind_one_address(night: Evening) -> None:
    key = night.helper_key()
    answers = [night.device().get(f"helper?key={key}").status_code for _helper in range(40)]
    assert set(answers) == {303}


def test_the_host_may_try_the_helpers_link(night: Evening, host: Device) -> None:
    assert host.get(f"helper?key={night.helper_key()}").status_code == 303
    assert host.get("helper").status_code == 200
    assert host.get("desk").status_code == 200, "and is still the host"


def test_who_sees_which_page(
    night: Evening, host: Device, helper: Device, attendee: Device, outsider: Device, stranger: Device
) -> None:
    for page in ("desk", "links", "setup", "overview"):
        assert host.get(page).status_code == 200, page
        for device in (helper, attendee, outsider, stranger):
            assert device.get(page).status_code == 403, page
    for device in (host, helper):
        assert device.get("helper").status_code == 200
    for device in (attendee, outsider, stranger):
        assert device.get("helper").status_code == 403


class TestRenewedKey:
    @pytest.fixture(autouse=True)
    def co_host(self, night: Evening) -> Device:
        """Holds the same desk link as the host, until the host renews the key."""
        device = night.device()
        device.get(f"desk?key={night.desk_key()}")
        assert device.get("desk").status_code == 200
        return device

    def test_shuts_out_old_links_and_devices(
        self, night: Evening, host: Device, helper: Device, co_host: Device, outsider: Device
    ) -> None:
        desk, old = night.desk_key(), night.helper_key()
        answer = host.act("desk-key")
        assert answer.json()["go"] == f"/n/{night.code}/links"
        for device, page in ((co_host, "desk"), (helper, "helper")):
            assert device.get(page).status_code == 403
        assert refused(co_host.act("phase", to="pitch"), 403)
        assert outsider.get(f"desk?key={desk}").status_code == 403
        assert outsider.get(f"helper?key={old}").status_code == 403
        assert night.desk_key() in host.get("links").text, "the host has the new link"

    def test_the_host_whose_answer_was_lost_asks_again(self, night: Evening, host: Device) -> None:
        before = host.copy()
        host.act("desk-key", command="renew-0001")
        assert before.act("desk-key", command="renew-0001").status_code == 200
        assert before.get("desk").status_code == 200
        assert len(night.events("DeskKeyRenewed")) == 1

    def test_nobody_else_comes_back_in_that_way(self, host: Device, co_host: Device) -> None:
        co_host.act("announcement", command="mine-0001", text="Hello")
        older = host.copy()
        host.act("desk-key", command="renew-0001")
        assert refused(co_host.act("desk-key", command="mine-0001"), 403)
        assert refused(co_host.act("desk-key"), 403)
        host.act("desk-key", command="renew-0002")
        assert refused(older.act("desk-key", command="renew-0001"), 403), "two renewals ago"

    def test_the_host_finds_the_night_again_and_who_was_shut_out_does_not(
        self, night: Evening, host: Device, co_host: Device
    ) -> None:
        for _renewal in range(2):
            host.act("desk-key")
            assert f"/n/{night.code}/desk" in host.get("/").text
            assert f"/n/{night.code}/desk" not in co_host.get("/").text


async def test_a_renewal_that_a_restore_has_lost_opens_nothing_after_the_next_one() -> None:
    """Given a backup from before the desk key was renewed, when it is renewed again, then neither the links
    of the lost renewal nor the devices that opened them are at the desk; a key from before keys were bound to
    their renewal opens as it did."""
    copy = MemoryLog()
    async with Inside() as inside:
        await inside.start()
        await inside.writers.send(CODE, host_does(InviteHelper, name="Nora", controls=("people",)))
        copy.nights[CODE] = list(inside.log.nights[CODE])
        await inside.writers.send(CODE, host_does(RenewDeskKey))
        lost = await inside.writers.night(CODE)
    async with Inside(copy) as restored:
        await restored.writers.send(CODE, host_does(RenewDeskKey))
        keys, night = restored.app.state.keys, await restored.writers.night(CODE)

        async def opened(of: Night) -> list[int]:
            links = {"desk": keys.desk(of), "helper": keys.helper(of)}
            paths = [(f"{page}?key={key}", "") for page, key in links.items()]
            paths += [(f"helper?key={keys.helper(of, 1)}", ""), ("desk", keys.hosting(of))]
            paths += [("remote", keys.helping(of, 481_516)), ("remote", keys.helping(of, 1_481_516, 1))]
            return [
                (
                    await restored.client.get(
                        f"/n/{CODE}/{path}", headers={"Cookie": f"desk_{CODE}={keys.sign(cookie)}"}
                    )
                ).status_code
                for path, cookie in paths
            ]

        assert lost.desk_key == night.desk_key
        assert await opened(lost) == [403] * 6
        assert await opened(night) == [303] * 3 + [200] * 3
        night.desk_made = 0
        assert await opened(night) == [303] * 3 + [200] * 3
        assert keys.desk(night) == keys.derived("desk", CODE, 2)


def test_undo_takes_back_the_step_that_was_meant(night: Evening, host: Device) -> None:
    assert refused(host.act("undo", step="1"), 409, "nothing to undo")
    host.act("phase", command="step-0001", to="pitch")
    first = night.version
    host.act("announcement", command="step-0002", text="Welcome")
    second = night.version
    assert refused(host.act("undo", step=str(first)), 409, "Something else has been done")
    assert refused(host.act("undo", step="step-0002"), 422, "whole number", "step")
    assert host.act("undo", command="undo-0001", step=str(second)).status_code == 200
    assert host.act("undo", command="undo-0001", step=str(second)).status_code == 200
    assert len(night.events("StepUndone")) == 1
    assert host.act("undo", step=str(first)).status_code == 200


def test_the_desk_moves_on_from_the_phase_that_it_shows(night: Evening, host: Device) -> None:
    desk = host.get("desk").text
    ways = re.findall(r'name="from" value="(\w+)"><input type="hidden" name="to" value="(\w+)"', desk)
    assert ways == [("welcome", "pitch")]
    # A second desk that has not been reloaded, without JavaScript.
    night.move("pitch")
    page = host.submit("phase", "desk", **{"from": "welcome", "to": "vote"})
    assert page.status_code == 409
    assert "already moved on when you pressed that" in page.text
    assert [event["to"] for event in night.events("PhaseMoved")] == ["pitch"]


def test_an_undo_is_called_after_its_step(night: Evening, host: Device) -> None:
    night.move("pitch")
    host.act("pitches", title="Bees & 100 % <b>honey</b>", hosted="1")
    host.act("speaker/call", pitch="1", seconds="30")
    assert "Undo: calling Bees &amp; 100 % &lt;b&gt;honey&lt;/b&gt;" in host.get("desk").text
    host.act("speaker/extend", seconds="-15")
    assert "Undo: 15 seconds less" in host.get("desk").text
    host.act("undo", step=str(night.version))
    assert "Undo: calling Bees" in host.get("desk").text


@pytest.mark.parametrize(
    ("path", "fields", "field"),
    [
        ("phase", {"to": "lunch"}, "to"),
        ("phase", {}, "to"),
        ("scene", {"scene": "lunch"}, "scene"),
        ("announcement", {"text": "x" * 161}, "text"),
    ],
)
def test_what_there_is_not(
    night: Evening, host: Device, path: str, fields: dict[str, str], field: str
) -> None:
    assert refused(host.act(path, **fields), 422, field=field)
    page = host.submit(path, "desk", **fields)
    assert page.status_code == 422
    assert page.text.count('role="alert"') >= 1
    assert night.version == 1


def test_back_leads_nowhere_else(night: Evening, host: Device) -> None:
    here = f"/n/{night.code}/desk"
    for back in (
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "http:////elsewhere.example/",
        "/\\elsewhere.example",
        "http://[",
        "javascript:alert(1)",
    ):
        answer = host.submit("announcement", "desk", text=f"To {back}"[:100], back=back)
        assert (answer.status_code, answer.headers["location"]) == (303, here), back
    assert host.submit("scene", "desk", scene="", back="/n/OTHER").headers["location"] == "/n/OTHER"


def test_a_part_that_is_not_needed_now_comes_when_it_is_asked_for(night: Evening, host: Device) -> None:
    """The line-up while people pitch: a link without JavaScript, and the part alone for a script."""
    night.move("pitch")
    host.act("pitches", title="Bees")
    desk = host.get("desk").text
    assert 'id="placed-1"' not in desk
    assert f'href="/n/{night.code}/desk?part=lineup#part-lineup"' in desk
    asked = host.get("desk?part=lineup").text
    assert 'id="placed-1"' in asked
    assert re.search(r'<details class="part" id="part-lineup"[^>]* open>', asked)
    parts = re.findall(r'data-part="(\w+)"', desk)
    assert {"lineup", "groups", "connections", "sharing"} <= set(parts)
    alone = {part: host.get(f"desk?part={part}", **{"HX-Request": "true"}).text for part in parts}
    assert 'id="placed-1"' in alone["lineup"]
    assert not [part for part, its in alone.items() if "<html" in its]


def test_only_the_host_gets_a_part_of_the_desk(attendee: Device, helper: Device) -> None:
    for device in (attendee, helper):
        assert device.get("desk?part=lineup", **{"HX-Request": "true"}).status_code == 403


def test_what_a_group_has_written_comes_when_it_is_asked_for(
    night: Evening, attendee: Device, helper: Device, host: Device
) -> None:
    """As a page of its own without JavaScript, and alone for a script."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    attendee.act("groups/1/join")
    attendee.act("groups/1/notes", kind="action", text="Sow <clover>")
    there = "desk?part=written&group=1"
    desk = host.get("desk").text
    assert "clover" not in desk.partition('id="gathering-1"')[2].partition("</article>")[0]
    assert there.replace("&", "&amp;") in desk
    alone = host.get(there, **{"HX-Request": "true"}).text
    assert "<html" not in alone
    assert "Sow &lt;clover&gt;" in alone
    page = host.get(there).text
    assert page.index('id="seat"') < page.index("Sow &lt;clover&gt;")
    assert host.act("notes/1/hide").status_code == 200
    assert "Show again" in host.get(there).text
    assert helper.get(there).status_code == 403
    for group in ("2", "", "x"):
        answer = host.get(f"desk?part=written&group={group}")
        assert answer.status_code == 404
        assert "no such group" in answer.text


def test_there_is_no_such_part(host: Device) -> None:
    answer = host.get("desk?part=../layout", **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" in answer.text


def test_where_people_open_tables_the_desk_leads_to_no_vote(shared_server: Server) -> None:
    for seating in ("wishes", "open"):
        desk = Evening(shared_server, seating=seating).host.get("desk").text
        assert ("phase/vote" in desk, 'name="scene" value="vote"' in desk) == (seating == "wishes",) * 2


def test_what_can_do_nothing_is_not_offered(night: Evening) -> None:
    """Nobody comes into a closed night, whatever its door; before groups have met there are no pairs."""
    times = {"slot_id": ["1", "2"], "slot_start": ["19:30", "20:15"], "slot_end": ["20:15", "21:00"]}
    night = Evening(night.server, **times)

    def offered() -> tuple[bool, list[str]]:
        page = night.host.get("desk").text
        first = page.partition('data-first="')[2].partition('"')[0]
        return '/door"' in page, first.split()

    night.move("pitch")
    for no, title in ((1, "Bees"), (2, "Books")):
        night.host.act("pitches", title=title, hosted="0")
        night.host.act(f"lineup/{no}/place", cell=f"{no}-1")
    night.move("groups")
    assert offered() == (True, ["groups", "lineup"])
    night.move("talk")
    night.host.act("rounds/call", slot="2")
    assert offered() == (True, ["groups", "connections", "lineup"]), "now is the break"
    night.move("closed")
    assert offered() == (False, ["record"])
    night.host.act("door", locked="1")
    assert offered() == (False, ["record"]), "nor once it is shut"
