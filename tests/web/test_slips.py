"""One slip, one vote, on real devices: two of them, a reload, a dead phone, a photographed sheet."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.server import Server
from tests.web.cast import KEYS, Device, Evening, refused
from tests.web.test_helpers import invited


@pytest.fixture
def night(shared_server: Server) -> Evening:
    """Nine slips are printed."""
    made = Evening(shared_server)
    assert made.host.act("slips/print", count="9").status_code == 200
    return made


def come(night: Evening, device: Device, name: str, slip: str, **more: str) -> httpx.Response:
    return device.act(f"/j/{night.code}", name=name, slip=slip, ticket=night.ticket(), **more)


def slip(night: Evening, no: int) -> str:
    return KEYS.slip(night.code, no)


def voting(night: Evening) -> None:
    night.move("pitch")
    assert night.host.act("pitches", title="Bees", person="0").status_code == 200
    night.move("vote")


def test_the_code_in_the_address_is_in_the_form(night: Evening) -> None:
    page = night.device().get(f"/j/{night.code}?slip={slip(night, 1)}").text
    assert f'value="{slip(night, 1)}"' in page
    assert slip(night, 1) not in night.device().get(f"/j/{night.code}").text


def test_a_photographed_sheet_lets_nobody_in_twice(night: Evening) -> None:
    """Given Ada came with slip 1, then somebody with a photograph of it is refused, and Ada stays in."""
    ada, thief = night.device(), night.device()
    assert come(night, ada, "Ada", slip(night, 1)).status_code == 200
    assert refused(come(night, thief, "Eve", slip(night, 1)), 410, "has been used. Ask the host.", "slip")
    assert (
        "This slip has been used. Ask the host." in thief.get(f"/j/{night.code}?slip={slip(night, 1)}").text
    )
    plain = thief.submit(f"/j/{night.code}", f"/j/{night.code}", name="Eve", slip=slip(night, 1))
    assert plain.status_code == 410
    assert "This slip has been used. Ask the host." in plain.text
    assert len(night.events("PersonJoined")) == 1
    voting(night)
    assert ada.act("pitches/1/vote").status_code == 200
    assert refused(thief.act("pitches/1/vote"), 403)


def test_a_reload_and_a_repeat_are_the_same_person(night: Evening) -> None:
    ada, ticket = night.device(), night.ticket()
    for _again in range(2):
        lost = night.device()  # whose answer, and so whose cookie, did not arrive
        answer = lost.act(f"/j/{night.code}", name="Ada", slip=slip(night, 1), ticket=ticket)
        assert answer.status_code == 200
    ada.client.cookies.update(lost.client.cookies)
    again = ada.get(f"/j/{night.code}?slip={slip(night, 1)}")
    assert (again.status_code, again.headers["location"]) == (303, f"/n/{night.code}")
    assert come(night, ada, "Ada", slip(night, 1)).status_code == 200
    assert ada.get().status_code == 200
    assert len(night.events("PersonJoined")) == 1


def test_another_slip_on_the_same_device_asks_who_it_is(night: Evening) -> None:
    """A second slip gives the same person no second vote; somebody else may have the device now."""
    tablet = night.device()
    come(night, tablet, "Ada", slip(night, 1))
    assert "Are you Ada?" in tablet.get(f"/j/{night.code}?slip={slip(night, 2)}").text
    assert come(night, tablet, "", slip(night, 2), who="me").status_code == 200
    assert [event["slip"] for event in night.events("SlipUsed")] == [1]
    assert come(night, tablet, "Ben", slip(night, 2), who="other").status_code == 200
    assert [event["person"] for event in night.events("SlipUsed")] == [1, 2]


def test_a_dead_phone(night: Evening) -> None:
    """Given Ada voted and her phone died, then her new phone is hers with slip 9, with the same dot, once;
    and the old one, if somebody charges it, is out.
    """
    old, new, thief = night.device(), night.device(), night.device()
    come(night, old, "Ada", slip(night, 1))
    voting(night)
    old.act("pitches/1/vote")
    assert night.host.act("slips/give", person="1", slip="9").status_code == 200
    assert "This slip is for Ada" in new.get(f"/j/{night.code}?slip={slip(night, 9)}").text
    assert "void" in thief.get(f"/j/{night.code}?slip={slip(night, 1)}").text
    entered = new.act(f"/j/{night.code}", holder="1", slip=slip(night, 9))
    assert entered.status_code == 200
    assert refused(thief.act(f"/j/{night.code}", holder="1", slip=slip(night, 9)), 410, "has been used")
    assert refused(come(night, thief, "Eve", slip(night, 1)), 410, "void")
    assert new.act("pitches/1/vote").json()["mine"]["marks"].count("vote:1") == 1
    assert refused(old.act("pitches/1/unvote"), 403, "Join the night first")
    assert old.get().headers["location"] == f"/j/{night.code}"
    assert len(night.events("Voted")) == 1
    assert len(night.events("PersonJoined")) == 1


def test_a_dead_phone_is_replaced_while_the_door_is_closed(night: Evening) -> None:
    come(night, night.device(), "Ada", slip(night, 1))
    night.host.act("slips/give", person="1", slip="9")
    night.host.act("door", locked="1")
    new, late = night.device(), night.device()
    page = new.get(f"/j/{night.code}?slip={slip(night, 9)}").text
    assert "Come in as Ada" in page
    assert "closed the door" not in page
    assert refused(come(night, late, "Eve", slip(night, 2)), 409, "closed the door")
    assert new.act(f"/j/{night.code}", holder="1", slip=slip(night, 9)).status_code == 200


def test_a_helper_who_may_act_for_people_gives_slips(night: Evening) -> None:
    """Given Olu may enter people and Nora only read, a slip is Olu's to give, to void or print not."""
    come(night, night.device(), "Ada", slip(night, 1))
    olu, nora = invited(night, "Olu", "people"), invited(night, "Nora", "approve")
    assert f"/n/{night.code}/slips?for=1" in olu.get("helper?for=1").text
    page = olu.get("slips?for=1").text
    assert '<option value="1" selected>Ada' in page
    assert "slips/sheet" not in page
    for path in ("slips/print", "slips/void"):
        assert path not in page
        assert refused(olu.act(path, count="9", first="3"), 403, "Only the host")
    assert olu.get("slips/sheet").status_code == 403
    assert olu.submit("slips/give", "slips", person="1", slip="9").status_code == 303
    assert night.actors("SlipGiven") == [f"helper:{1_000_000 + 481516}"]
    for other in (nora, night.helper()):
        assert refused(other.act("slips/give", person="1", slip="8"), 403, "not let helpers do this")
        assert "slips?for" not in other.get("helper?for=1").text


def test_board_and_desk_say_that_a_slip_is_needed(night: Evening, shared_server: Server) -> None:
    without = Evening(shared_server)
    for page, words in (
        ("board", "scan your slip, or scan this"),
        ("desk", "Scan the code on your slip, type your name"),
        ("links", "type your name and the code on your slip"),
    ):
        assert words in night.host.get(page).text
        assert words not in without.host.get(page).text


def test_twenty_devices_at_once_with_one_slip(night: Evening) -> None:
    """Of all who send the same slip at the same moment, one comes in."""
    devices = [night.device() for _device in range(20)]
    with ThreadPoolExecutor(20) as hands:
        answers = list(hands.map(lambda one: come(night, one, "Ada", slip(night, 1)).status_code, devices))
    assert sorted(answers) == [200] + [410] * 19
    assert len(night.events("PersonJoined")) == 1


def test_the_personal_code_of_before_is_out_too(night: Evening) -> None:
    ada = night.device()
    come(night, ada, "Ada", slip(night, 1))
    before = re.search(r"1-[A-Z0-9]{6}\b", ada.get("me").text)
    assert before
    night.host.act("slips/give", person="1", slip="9")
    back = night.device().act(f"/j/{night.code}/return", personal=before[0])
    assert refused(back, 422, "Nobody here has this code")


def test_who_was_in_before_uses_a_slip(shared_server: Server) -> None:
    night = Evening(shared_server)
    ada = night.enter("Ada")
    night.host.act("slips/print", count="9")
    voting(night)
    assert refused(ada.act("pitches/1/vote"), 403, "You need a slip to vote. Ask the host for one.")
    assert "The code on your slip" in ada.get("me").text
    old = ada.copy()
    assert ada.act(f"/j/{night.code}", who="me", slip=slip(night, 1).lower()).status_code == 200
    assert ada.act("pitches/1/vote").status_code == 200
    assert refused(old.act("pitches/1/unvote"), 403), "one person, one device"
    assert "The code on your slip" not in ada.get("me").text


def test_who_waited_comes_in_with_a_slip(shared_server: Server) -> None:
    night = Evening(shared_server, expected="1")
    night.enter("Ada")
    zed = night.enter("Zed")
    night.host.act("slips/print", count="9")
    assert come(night, zed, "Zed", slip(night, 1)).status_code == 200
    assert zed.get().status_code == 200
    assert len(night.events("NewcomersGone")) == 1


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("", 422, "You need a slip to come in"),
        ("1", 422, "No slip has this code"),
        ("1-AAAAAAAA", 422, "No slip has this code"),
        ("¹-AAAAAAAA", 422, "No slip has this code"),
        ("x" * 5000, 422, "No slip has this code"),
        ("-1-AAAAAAAA", 422, "No slip has this code"),
    ],
)
def test_wrong_codes(night: Evening, typed: str, status: int, words: str) -> None:
    assert refused(come(night, night.device(), "Eve", typed), status, words, "slip")
    assert not night.events("PersonJoined")


def test_slips_of_another_night_or_not_printed_yet(night: Evening, shared_server: Server) -> None:
    other = Evening(shared_server)
    assert refused(come(night, night.device(), "Eve", slip(other, 1)), 422, "No slip has this code")
    assert refused(come(night, night.device(), "Eve", slip(night, 10)), 404, "no such slip")


def test_nobody_guesses_a_slip(night: Evening) -> None:
    """Too many wrong codes for a number: then also the right one has to wait, and other numbers do not."""
    eve = night.device()
    for no in range(30):
        eve.get(f"/j/{night.code}?slip=1-{no:08}")
    assert refused(come(night, eve, "Eve", slip(night, 1)), 429)
    assert "very fast" in eve.get(f"/j/{night.code}?slip={slip(night, 1)}").text
    assert come(night, night.device(), "Ada", slip(night, 2)).status_code == 200


@pytest.mark.parametrize(
    ("path", "fields", "status", "words"),
    [
        ("slips/print", {"count": "0"}, 422, "at least one"),
        ("slips/print", {"count": "many"}, 422, "whole number"),
        ("slips/print", {"count": "3000"}, 409, "at most"),
        ("slips/give", {"slip": "x", "person": "1"}, 422, "number of the slip"),
        ("slips/give", {"slip": "99", "person": "1"}, 404, "no such slip"),
        ("slips/give", {"slip": "2", "person": "7"}, 403, "Join the night first"),
        ("slips/void", {"first": "", "last": "2"}, 422, "whole number"),
        ("slips/void", {"first": "20", "last": "30"}, 422, "used, void or not printed"),
    ],
)
def test_what_the_host_cannot_do(
    night: Evening, path: str, fields: dict[str, str], status: int, words: str
) -> None:
    come(night, night.device(), "Ada", slip(night, 1))
    before = night.version
    assert refused(night.host.act(path, **fields), status, words)
    shown = night.host.submit(path, "slips", **fields)
    assert shown.status_code == status
    assert "<h1>Slips</h1>" in shown.text
    assert night.version == before


def test_the_sheet_is_the_hosts_alone_and_always_the_same(night: Evening) -> None:
    ada = night.device()
    come(night, ada, "Ada", slip(night, 1))
    for device in (ada, night.device(), night.helper()):
        for page in ("slips", "slips/sheet"):
            answer = device.get(page)
            assert answer.status_code == 403
            assert slip(night, 2) not in answer.text
    first, again = (night.host.get("slips/sheet").text for _print in range(2))
    codes = re.findall(r'class="slip-code">([^<]+)<', first)
    assert codes == [slip(night, no) for no in range(1, 10)] == re.findall(r'slip-code">([^<]+)<', again)
    part = night.host.get("slips/sheet?from=3&to=4").text
    assert re.findall(r'slip-code">([^<]+)<', part) == [slip(night, 3), slip(night, 4)]
    for odd in ("from=x&to=", "from=0&to=999999", "from=99&to=2"):
        assert night.host.get(f"slips/sheet?{odd}").status_code == 200


def test_the_codes_are_in_no_page_of_others_nor_the_log(night: Evening) -> None:
    ada = night.device()
    come(night, ada, "Ada", slip(night, 1))
    pages = [ada.get(), ada.get("me"), ada.get("board"), night.host.get("desk"), night.host.get("slips")]
    codes = [slip(night, no).partition("-")[2] for no in range(1, 10)]
    assert not [code for code in codes if code in str(night.log) or any(code in one.text for one in pages)]


def test_the_desk_the_phone_and_the_record_say_the_mode(night: Evening) -> None:
    ada = night.device()
    come(night, ada, "Ada", slip(night, 1))
    night.host.act("slips/void", first="8", last="9")
    counted = "One slip, one vote: 9 printed, 1 used, 2 void."
    assert counted in night.host.get("desk").text
    assert counted in night.host.get("slips").text
    voting(night)
    assert "One slip, one vote." in ada.get().text
    night.move("closed")
    for page in ("record", "record.html", "record.md"):
        assert counted in ada.get(page).text
    assert ada.get("record.json").json()["slips"] == {"printed": 9, "used": 1, "void": 2}
    assert "slips" in ada.get("record.csv").text


def test_an_open_night_says_nothing_of_slips(shared_server: Server) -> None:
    night = Evening(shared_server)
    ada = night.enter("Ada")
    voting(night)
    assert "slip" not in ada.get().text
    assert "your slip" not in night.device().get(f"/j/{night.code}").text
    night.move("closed")
    assert "slip" not in ada.get("record.md").text
    assert ada.get("record.json").json()["slips"] is None
