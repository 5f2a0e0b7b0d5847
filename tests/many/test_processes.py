"""One night through two processes: nobody can tell which of them they are on."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.lost.phones import Phone, current
from tests.lost.voters import at_the_vote
from tests.many.conftest import moved
from tests.server import Server
from tests.web.cast import Device, Evening, refused, rows

PROMPT = 10.0
"""Seconds within which a process shows what happened on another, though this machine may be busy."""


@pytest.fixture
def night(two: list[Server]) -> Evening:
    """A night at its vote, started on the first of the two."""
    return at_the_vote(two[0], 3)


def voter(night: Evening, no: int = 1) -> Device:
    device = night.device()
    device.carry(f"person_{night.code}", night.person(no))
    return device


async def becomes(phone: Phone, version: int) -> None:
    await current([phone], version, within=PROMPT)


async def test_what_happens_on_one_is_shown_on_the_other(night: Evening, two: list[Server]) -> None:
    """Given a phone on each process, when somebody votes on either, then both phones have it."""
    phones = [
        Phone(server.url, f"/n/{night.code}", "as=phone", night.cookie(no), bare=True)
        for no, server in enumerate(two, 1)
    ]
    async with phones[0], phones[1]:
        here, there = voter(night), moved(voter(night), two[1])
        for device, path in ((here, "vote"), (there, "unvote"), (there, "vote"), (here, "unvote")):
            answer = await asyncio.to_thread(device.act, f"pitches/1/{path}")
            await current(phones, answer.json()["version"], within=PROMPT)


def test_a_page_from_the_other_process_is_up_to_date(night: Evening, two: list[Server]) -> None:
    """Given clicks that land on another process each time, each page shows what the last one did."""
    ada = night.enter("Ada")
    for number in range(6):
        ada = moved(ada, two[number % 2])
        ada.act("me/name", name=f"Ada {number}")
        assert f"Ada {number}" in moved(ada, two[(number + 1) % 2]).get().text


def test_one_id_sent_to_both_at_once_is_one_event(night: Evening, two: list[Server]) -> None:
    devices = [moved(voter(night), server) for server in two]
    with ThreadPoolExecutor(8) as several:
        for number in range(10):
            path = "vote" if number % 2 == 0 else "unvote"
            sent = [
                several.submit(device.act, f"pitches/1/{path}", command=f"sent-to-both-{number}")
                for device in devices * 2
            ]
            answers = [one.result() for one in sent]
            assert [answer.status_code for answer in answers] == [200] * 4
            assert len({answer.json()["version"] for answer in answers}) == 1
    commands = [command for command, *_rest in night.log if command.startswith("sent-to-both-")]
    assert commands == [f"sent-to-both-{number}" for number in range(10)]


def test_a_rush_on_one_night_through_both(night: Evening, two: list[Server]) -> None:
    """Given processes that collide at one night again and again, everybody is answered, and once."""
    people = [night.enter(f"Guest {number}") for number in range(20)]
    several = [(moved(device, two[number % 2]), number) for number, device in enumerate(people)]

    def vote(device: Device, number: int) -> list[int]:
        return [
            device.act(f"pitches/1/{path}", command=f"rush-{number}-{turn}-{path}").status_code
            for turn in range(5)
            for path in ("vote", "unvote")
        ]

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda of: vote(*of), several))
    assert answers == [[200] * 10] * 20
    commands = [command for command, *_rest in night.log if command.startswith("rush-")]
    assert len(commands) == len(set(commands)) == 200


def test_one_id_of_an_act_that_changes_nothing(night: Evening, two: list[Server]) -> None:
    """Given a dot taken back that was never given, when that act comes again on the other process after a dot
    was given, then the dot stays.
    """
    here, there = (moved(voter(night), server) for server in two)
    first = here.act("pitches/1/unvote", command="nothing-to-do").json()["version"]
    there.act("pitches/1/vote", command="a-dot-after-all")
    assert there.act("pitches/1/unvote", command="nothing-to-do").json()["version"] == first
    assert [kind for command, kind, _fields in night.log if command == "nothing-to-do"] == []


async def test_whoever_is_removed_is_gone_on_both(night: Evening, two: list[Server]) -> None:
    phone = Phone(two[1].url, f"/n/{night.code}", "as=phone", night.cookie(1), bare=True)
    async with phone:
        await becomes(phone, night.version)
        shown = phone.content
        answer = await asyncio.to_thread(night.host.act, "people/1/remove")
        assert answer.status_code == 200
        there = moved(voter(night), two[1])
        assert refused(await asyncio.to_thread(there.act, "pitches/1/vote"), 403, "removed you")
        for _wait in range(50):
            if shown.reload:
                break
            await asyncio.sleep(PROMPT / 50)
        assert shown.reload


def test_a_desk_key_that_was_renewed_opens_nothing_on_the_other(night: Evening, two: list[Server]) -> None:
    """Given an old desk link, when it is used on a process that cannot have heard yet, then it is refused."""
    former = moved(night.host, two[1])
    assert former.act("announcement", text="Still here").status_code == 200
    assert night.host.act("desk-key").status_code == 200
    assert refused(former.act("announcement", text="And still"), 403)
    assert night.host.act("announcement", text="Not any more").status_code == 200


def test_the_last_seat_is_one_persons(night: Evening, two: list[Server]) -> None:
    """Given a room with one seat left, when many take it at once on both processes, then one gets it."""
    for number in range(12):
        night.enter(f"Guest {number}")
    night.move("groups")
    placed = night.host.act("lineup/1/place", cell="1-2")
    assert placed.status_code == 200, placed.text
    group = night.events("LineupSet")[-1]["placements"][0]["group"]
    devices = [moved(voter(night, no), two[no % 2]) for no in range(4, 16)]
    with ThreadPoolExecutor(12) as several:
        answers = list(several.map(lambda device: device.act(f"groups/{group}/join"), devices))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 11
    assert len(night.events("GroupJoined")) == 1


def test_cookies_and_links_of_one_work_on_the_other(night: Evening, two: list[Server]) -> None:
    desk = moved(night.device(), two[1])
    key = night.desk_key()
    assert desk.get(f"desk?key={key}").status_code in (200, 303)
    assert moved(night.host, two[1]).get("desk").status_code == 200


def test_a_name_taken_along_on_one_is_gone_on_the_other(night: Evening, two: list[Server]) -> None:
    """Given both have the night in memory, what the log has forgotten is no matter to either."""
    ada = night.enter("Wilhelmina")
    no = len(night.events("PersonJoined"))
    there = moved(night.host, two[1])
    for name in ("Wilhelmina Q", "Rosalind"):
        moved(ada, two[1]).act("me/name", name=name)
        assert name in there.get("desk").text
    ada.act("me/leave", nameless="1")
    for host in (there, night.host):
        page = host.get("desk").text
        assert "Rosalind" not in page
        assert "Wilhelmina" not in page
        assert f'id="person-{no}"' in page
    for _while in range(200):
        if not {"Rosalind", "Wilhelmina"} & set(re.findall(r"[A-Z][a-z]+", str(rows(two[0], night.code)))):
            break
        time.sleep(0.02)
    else:
        pytest.fail("the log still has a name")
