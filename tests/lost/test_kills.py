"""What was acknowledged is in the log exactly once: after kill -9, and however often it is sent."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from tests.live.page import Page
from tests.lost.kills import kill_often
from tests.lost.voters import Account, Voter, at_the_vote, check_the_log, dots_in_the_log, events
from tests.server import Server
from tests.web.cast import Evening


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all these nights, of which some kill it and start it again."""
    with Server(tmp_path_factory.mktemp("kills")) as made:
        yield made


@pytest.mark.long
async def test_all_that_was_acknowledged_survives_kills(server: Server) -> None:
    account = await kill_often(server, times=3, seed=7)
    assert len(account.acknowledged) > 50
    assert account.retries, "nobody noticed"


def shown(page: httpx.Response, pitch: int) -> int:
    found = Page(page.text).find(f"tally-{pitch}")
    assert found
    return int(found[1].attributes["data-count"] or 0)


async def test_the_counts_are_those_of_the_log(server: Server) -> None:
    """Given votes cut short by a kill, then after a restart page and record count what the log has."""
    night = at_the_vote(server, 3)
    account = Account()
    voters = [Voter(night, no, account) for no in (1, 2, 3)]
    acts = [(voter, pitch) for voter in voters for pitch in (1, 2, 3)]
    under_way = [
        asyncio.create_task(voter.send(f"pitches/{pitch}/vote", f"voter-{voter.no}-act-{pitch}"))
        for voter, pitch in acts
    ]
    await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
    server.kill()
    await asyncio.to_thread(server.restart)
    await asyncio.gather(*under_way)
    for voter in voters:
        await voter.client.aclose()
    dots = dots_in_the_log(night)
    assert dots == {1: 3, 2: 3, 3: 3}
    ada = night.enter("Ada")
    assert {pitch: shown(ada.get(), pitch) for pitch in (1, 2, 3)} == dots
    night.move("closed")
    record = ada.get("record.json").json()
    assert {pitch["no"]: pitch["votes"] for pitch in record["pitches"]} == dots


@pytest.fixture
def night(server: Server) -> Evening:
    return at_the_vote(server, 2)


async def at_once(night: Evening, path: str, command: str, times: int = 10) -> list[int]:
    """Send the same act on this many connections at the same time."""
    voters = [Voter(night, 1, Account()) for _time in range(times)]
    try:
        await asyncio.gather(
            *(voter.client.get(f"{night.server.url}/healthz") for voter in voters)
        )  # so that all are connected
        return await asyncio.gather(*(voter.send(path, command) for voter in voters))
    finally:
        for voter in voters:
            await voter.client.aclose()


async def test_an_act_sent_ten_times_at_once_happens_once(night: Evening) -> None:
    before = len(events(night))
    assert await at_once(night, "pitches/1/vote", "voter-1-act-1") == [before + 1] * 10
    assert [command for _version, command, *_rest in events(night)[before:]] == ["voter-1-act-1"]


async def test_a_repeat_changes_nothing_across_a_restart(night: Evening, server: Server) -> None:
    """Given a vote that has since been taken back, when it is sent again, then it gets its first answer."""
    (first,) = await at_once(night, "pitches/1/vote", "voter-1-act-1", times=1)
    (second,) = await at_once(night, "pitches/1/unvote", "voter-1-act-2", times=1)
    for end in (server.kill, server.stop):
        end()
        await asyncio.to_thread(server.restart)
        assert await at_once(night, "pitches/1/vote", "voter-1-act-1") == [first] * 10
        assert await at_once(night, "pitches/1/unvote", "voter-1-act-2") == [second] * 10
    assert len(events(night)) == second == first + 1
    assert dots_in_the_log(night)[1] == 0
    check_the_log(night, Account({"voter-1-act-1": first, "voter-1-act-2": second}))
