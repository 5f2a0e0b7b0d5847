"""Scripts that join while people come by the door: nobody real waits, and two taps undo what the others did.

Small, so that it takes seconds; `python -m tests.lost.flood` plays it at full size.
"""

import pytest

from opennight.night.door import MOST_WAITING, TRICKLE
from tests.examples import at_length
from tests.lost.flood import Flood, evening, second_tap, tallies, undo
from tests.server import Server
from tests.web.cast import refused

PEOPLE, BOTS = 12, 150


@pytest.mark.long
@pytest.mark.parametrize("addresses", [at_length(1), 50])
async def test_two_taps_undo_a_flood(shared_server: Server, addresses: int) -> None:
    night = evening(shared_server, expected=60)
    seen = await Flood(night, PEOPLE, 1, BOTS * 60, addresses).run()
    assert seen.people == {"in": PEOPLE, "waiting": 0, "refused": 0}
    waiting = MOST_WAITING[False]
    assert seen.bots == {"in": TRICKLE, "waiting": waiting, "refused": BOTS - TRICKLE - waiting}
    assert tallies(night.host) == [TRICKLE, PEOPLE]
    assert "Some may not be people" in night.host.get("desk").text
    page = night.host.get("flood").text
    assert f"<strong>{TRICKLE} people would go</strong>" in page
    assert f"with {TRICKLE} votes" in page
    assert second_tap(night.host).status_code == 200
    assert tallies(night.host) == [0, PEOPLE]
    removed = night.events("PeopleRemoved")[0]["people"]
    names = {one["no"]: one["name"] for one in night.events("PersonJoined")}
    assert {names.pop(no).split()[0] for no in removed} == {"Bot"}
    assert {name.split()[0] for name in names.values()} == {"Person"}
    assert "Some may not be people" not in night.host.get("desk").text
    assert undo(night.host).status_code == 200
    assert tallies(night.host) == [TRICKLE, PEOPLE]


@pytest.mark.long
async def test_a_whole_room_at_once_walks_in(shared_server: Server) -> None:
    """All of them behind one address, in a night that expects as many."""
    night = evening(shared_server, expected=100)
    seen = await Flood(night, 100, 0, 0).run()
    assert seen.people == {"in": 100, "waiting": 0, "refused": 0}
    assert tallies(night.host) == [0, 100]


async def test_old_codes_lead_to_the_board(shared_server: Server) -> None:
    """Given a new code for the door, whoever comes by the old one is told; whoever is inside stays."""
    night = evening(shared_server, expected=60)
    ada, zed = night.enter("Ada"), night.device()
    old = f"/j/{night.code}"
    assert f'<form method="post" action="{old}" class="paper stack">' in zed.get(old).text
    assert night.host.act("entrance").status_code == 200
    entrance = night.events("EntranceRenewed")[0]["entrance"]
    new = f"{old}-{entrance}"
    assert f"{new}</p>" in night.host.get("board").text.replace("<wbr>", "")
    assert new in night.host.get("links").text
    assert "Scan the one on the board" in zed.get(old).text
    assert entrance not in zed.get(old).text
    assert entrance not in ada.get(f"{old}?ask=1").text, "nor on a device whose person might let in another"
    assert refused(zed.act(old, name="Zed", ticket=night.ticket()), 409, "Scan the one on the board")
    assert zed.submit(old, old, name="Zed").text.count("Scan the one on the board") == 1
    assert ada.get().status_code == 200
    assert ada.get(old).headers["location"] == f"/n/{night.code}"
    typed = zed.client.get("/join", params={"code": f"{night.code} {entrance}".lower()})
    assert typed.headers["location"] == new
    page = zed.get(new.lower()).text
    assert f'<form method="post" action="{new}" class="paper stack">' in page
    assert "Please write something here" in zed.submit(new, new, name="").text
    assert zed.submit(new, new, name="Zed").headers["location"] == f"/n/{night.code}"
