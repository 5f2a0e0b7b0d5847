"""Helper links with a name: each opens with its own key, may what is ticked, and is revoked by itself."""

import msgspec
import pytest

from opennight.night.remote import InviteHelper
from opennight.night.state import Night
from tests.cast import host as host_does
from tests.live.inside import CODE, Inside
from tests.live.test_socket import hear, line
from tests.memory import MemoryLog
from tests.web.cast import KEYS, Device, Evening, refused


@pytest.fixture(autouse=True)
def pitching(night: Evening, attendee: Device, neighbour: Device) -> None:
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")


def invited(night: Evening, name: str, *controls: str) -> Device:
    """A helper who has opened a link of their own."""
    night.host.act("helpers", name=name, controls=list(controls))
    link = night.events("HelperInvited")[-1]["link"]
    answer = night.device().get(f"helper?key={night.helper_key(link)}")
    assert answer.status_code == 303
    assert f"helper {night.code} 1 {link}" in answer.headers["set-cookie"]
    device = night.device()
    device.carry(f"desk_{night.code}", KEYS.helping(night.state, link * 1_000_000 + 481516, link))
    return device


def test_whoever_may_read_lets_in_and_hides_and_nothing_else(
    night: Evening, host: Device, neighbour: Device
) -> None:
    nora = invited(night, "Nora", "approve")
    host.act("reading", nouns=["pitch"])
    neighbour.act("pitches", title="Moths", hosted="1")
    assert nora.get("helper").status_code == 303, "there is nobody whom they could help"
    assert "Moths" in nora.get("waiting").text
    assert nora.submit("pitches/2/approve", "waiting").status_code == 303
    assert nora.act("pitches/1/hide", why="Said already").status_code == 200
    for path, fields in (
        ("people", {"name": "Zoe"}),
        ("pitches", {"title": "Mice", "for_": "1"}),
        ("pitches", {"title": "Mice"}),
        ("pitches/1/edit", {"title": "Mice"}),
        ("timer/start", {"minutes": "5"}),
        ("people/1/remove", {}),
        ("reading", {"nouns": "note"}),
        ("watch", {"words": "bees"}),
    ):
        assert refused(nora.act(path, **fields), 403), path
    assert "by Nora, a helper" in host.get("moderated").text
    assert night.actors("PitchHidden") == ["helper:1481516"]


def test_whoever_may_enter_people_may_not_hide_pitches(night: Evening, host: Device) -> None:
    olu = invited(night, "Olu", "people")
    assert olu.act("people", name="Zoe").status_code == 200
    assert olu.act("pitches", title="Mice", for_="3").status_code == 200
    assert refused(olu.act("pitches/1/hide"), 403, "has not let helpers")
    assert refused(olu.act("pitches/1/approve"), 403, "has not let helpers")
    assert olu.get("waiting").status_code == 403


def test_the_remote_shows_each_what_is_theirs(night: Evening, host: Device) -> None:
    nora, olu = invited(night, "Nora", "approve"), invited(night, "Olu", "timer", "people")
    assert "Open the list" in nora.get("remote").text
    assert "Start 5 minutes" not in nora.get("remote").text
    assert "Start 5 minutes" in olu.get("remote").text
    assert "Open the list" not in olu.get("remote").text
    host.act("helpers/2", controls=["approve"])
    assert "Start 5 minutes" not in olu.get("remote").text


async def test_a_push_has_only_what_is_ticked_for_that_link(night: Evening, host: Device) -> None:
    nora, olu = invited(night, "Nora", "approve"), invited(night, "Olu", "timer")
    async with line(nora, "as=helper&since=0") as hers, line(olu, "as=helper&since=0") as his:
        for socket, has, lacks in ((hers, "Open the list", "Start 5"), (his, "Start 5", "Open the list")):
            heard = str(await hear(socket, '"v"'))
            assert has in heard
            assert lacks not in heard
        host.act("helpers/2", controls=["timer", "board"])
        assert "Blank the board" in str(await hear(his, "Blank the board"))
        assert "Blank the board" not in str(await hear(hers, '"v"'))


async def test_a_revoked_link_is_out_at_once_and_the_others_stay(night: Evening, host: Device) -> None:
    nora, olu = invited(night, "Nora", "approve"), invited(night, "Olu", "people")
    everybody = night.helper()
    async with line(nora, "as=helper&since=0") as socket:
        await hear(socket, '"v"')
        assert host.act("helpers/1/revoke").status_code == 200
        assert await hear(socket, "reload")
    assert refused(nora.act("pitches/1/hide"), 403)
    assert nora.get("remote").status_code == 403
    assert night.device().get(f"helper?key={night.helper_key(1)}").status_code == 403
    assert olu.act("people", name="Zoe").status_code == 200
    assert everybody.act("people", name="Yan").status_code == 200
    assert host.act("helpers/0/revoke").status_code == 200
    assert refused(everybody.act("people", name="Xu"), 403)
    assert night.device().get(f"helper?key={night.helper_key()}").status_code == 403
    assert olu.act("people", name="Xu").status_code == 200


def test_the_links_page_shows_each_link_and_nobody_else_sees_one(
    night: Evening, host: Device, attendee: Device
) -> None:
    nora = invited(night, "Nora", "approve")
    page = host.get("links").text
    assert all(words in page for words in ("Nora", night.helper_key(1), night.helper_key()))
    for device in (nora, attendee, night.device()):
        assert device.get("links").status_code == 403
        assert refused(device.act("helpers", name="Zoe"), 403)
        for page in ("remote", "helper", "", "board", "waiting"):
            assert night.helper_key(1) not in device.get(page).text
    host.act("helpers/1/revoke")
    assert night.helper_key(1) not in host.get("links").text


def test_a_new_desk_link_shuts_out_all_of_them(night: Evening, host: Device) -> None:
    nora = invited(night, "Nora", "approve")
    host.act("desk-key")
    assert refused(nora.act("pitches/1/hide"), 403)
    assert night.device().get(f"helper?key={night.helper_key(1)}").status_code == 303


def test_links_that_do_not_fit(night: Evening, host: Device) -> None:
    before = night.version
    assert refused(host.act("helpers", name=""), 422, field="name")
    assert refused(host.act("helpers", name="x" * 41), 422, "Too long", "name")
    assert refused(host.act("helpers", name="Nora", controls="undo"), 422, "Pick one", "controls")
    assert refused(host.act("helpers/7", controls="timer"), 404, "no such helper link")
    assert refused(host.act("helpers/7/revoke"), 404, "no such helper link")
    assert night.version == before


async def test_a_link_that_a_restore_has_lost_does_not_open_the_next_one() -> None:
    """Given a backup from before a link was made, when the next one gets its number, then neither the lost
    link nor a device that had opened it is that helper; a link from before links were bound opens as it did.
    """
    copy = MemoryLog()
    async with Inside() as inside:
        await inside.start()
        copy.nights[CODE] = list(inside.log.nights[CODE])
        await inside.writers.send(CODE, host_does(InviteHelper, name="Nora", controls=("people",)))
        lost = await inside.writers.night(CODE)
    async with Inside(copy) as restored:
        await restored.writers.send(CODE, host_does(InviteHelper, name="Olu", controls=("people",)))
        keys, night = restored.app.state.keys, await restored.writers.night(CODE)

        async def opens(of: Night) -> list[int]:
            cookie = f"desk_{CODE}={keys.sign(keys.helping(of, 1_481_516, 1))}"
            with_key = await restored.client.get(f"/n/{CODE}/helper?key={keys.helper(of, 1)}")
            with_cookie = await restored.client.get(f"/n/{CODE}/remote", headers={"Cookie": cookie})
            return [with_key.status_code, with_cookie.status_code]

        assert await opens(lost) == [403, 403]
        assert await opens(night) == [303, 200]
        night.helper_links[1] = msgspec.structs.replace(night.helper_links[1], version=0)
        assert await opens(night) == [303, 200]
        assert keys.helper(night, 1) == keys.derived("helper", CODE, 1, 1)
