"""A process or the database goes away: clear refusals, nothing lost, and all is well again by itself."""

import asyncio
import contextlib
import pathlib
import random
import shutil
import time
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from tests import postgres
from tests.lost.phones import Phone, current
from tests.lost.voters import Account, Voter, at_the_vote, check_the_log, voting
from tests.many.conftest import moved, processes
from tests.many.kills import board
from tests.postgres import Postgres, new_database
from tests.proxy import Proxy
from tests.server import Server
from tests.test_disk import SAYS
from tests.web.cast import Evening, refused

PEOPLE = 6


@pytest.fixture
def database() -> Iterator[Postgres]:
    """A PostgreSQL server of one's own, to be stopped."""
    folder = postgres.folder()
    server = Postgres(folder)
    server.start()
    yield server
    with contextlib.suppress(Exception):
        server.stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


def phone(server: Server, night: Evening, no: int) -> Phone:
    return Phone(server.url, f"/n/{night.code}", "as=phone", night.cookie(no), seed=no, bare=True)


@contextlib.asynccontextmanager
async def awake(*phones: Phone) -> AsyncIterator[None]:
    async with contextlib.AsyncExitStack() as all_of_them:
        for one in phones:
            await all_of_them.enter_async_context(one)
        yield


async def until_saved(night: Evening, within: float) -> None:
    """Somebody announces something until that is saved."""
    until = time.monotonic() + within
    while (await asyncio.to_thread(night.host.act, "announcement", text="Again?")).status_code != 200:
        assert time.monotonic() < until, "nothing can be saved"
        await asyncio.sleep(0.2)


def ready(server: Server) -> int:
    return httpx.get(f"{server.url}/readyz").status_code


async def test_one_of_two_processes_is_killed(tmp_path: pathlib.Path, postgres_url: str) -> None:
    """Given people who vote through two processes, when one of these is killed again and again, then every
    vote that was acknowledged is there once, and the phones on the other have it.
    """
    with processes(tmp_path, postgres_url, 2) as (stays, goes):
        night = at_the_vote(stays, PEOPLE)
        watching = phone(stays, night, 1)
        chance = random.Random(11)
        async with awake(watching), voting(night, PEOPLE, 11, through=[stays, goes]) as account:
            for _time in range(3):
                await asyncio.sleep(chance.uniform(0.1, 0.6))
                goes.kill()
                account.told.clear()
                await asyncio.wait_for(account.told.wait(), 10)
                await asyncio.to_thread(goes.restart)
        check_the_log(night, account)
        assert len(account.acknowledged) > 30
        async with awake(watching):
            await current([watching], night.version, within=10)
        boards = [await asyncio.to_thread(board, server, night) for server in (stays, goes)]
        assert boards[0] == boards[1]


@pytest.mark.long
async def test_the_database_restarts_and_stops(tmp_path: pathlib.Path, database: Postgres) -> None:
    """Given a night under way, when PostgreSQL is gone for a while, then whoever acts is told, nothing that
    was acknowledged is lost, and everything goes on by itself.
    """
    with processes(tmp_path, new_database(database.url), 2) as (one, other):
        night = at_the_vote(one, PEOPLE)
        phones = [phone(one, night, 1), phone(other, night, 2)]
        account = Account()
        async with awake(*phones):
            await current(phones, night.version, within=5)
            await asyncio.to_thread(database.stop, "immediate")
            answer = await asyncio.to_thread(night.host.act, "announcement", text="Is anybody there?")
            assert refused(answer, 503, SAYS)  # from now on the night cannot be looked up either
            voter = Voter(night, 1, account)
            voting = asyncio.create_task(voter.send("pitches/1/vote", "voter-1-act-1"))
            page = await asyncio.to_thread(night.host.get, "desk")
            assert page.status_code == 503
            assert "Try again in a moment" in page.text
            await asyncio.sleep(10)
            assert [ready(server) for server in (one, other)] == [503, 503]
            assert all(one.line is None or one.line.over.done() for one in phones), "they know"
            await asyncio.to_thread(database.start)
            account.note("voter-1-act-1", await asyncio.wait_for(voting, 20))
            await until_saved(night, within=10)
            for one_phone in phones:
                one_phone.wake()
            await current(phones, night.version, within=10)
            await voter.client.aclose()
        check_the_log(night, account)


async def until_ready(server: Server, within: float) -> None:
    """Wait until it is ready: what it says may be a second old, and a connection may first fail."""
    until = time.monotonic() + within
    while await asyncio.to_thread(ready, server) != 200:
        assert time.monotonic() < until, "it is not ready"
        await asyncio.sleep(0.2)


@pytest.mark.long
async def test_a_process_that_is_cut_off(tmp_path: pathlib.Path, postgres_url: str) -> None:
    """Given two processes, when one cannot reach the database any more, then its phones know within ten
    seconds, those of the other notice nothing, and it is up to date again soon after it can.
    """
    port = int(postgres_url.rpartition(":")[2].partition("/")[0])
    async with Proxy(port) as proxy:
        through = postgres_url.replace(f":{port}/", f":{proxy.port}/")
        cut, whole = tmp_path / "cut", tmp_path / "whole"
        cut.mkdir()
        whole.mkdir()
        with contextlib.ExitStack() as running:
            start = running.enter_context
            far = await asyncio.to_thread(start, Server(cut, DATABASE_URL=through))
            near = await asyncio.to_thread(start, Server(whole, DATABASE_URL=postgres_url))
            night = await asyncio.to_thread(at_the_vote, near, PEOPLE)
            lost, fine = phone(far, night, 1), phone(near, night, 2)
            async with awake(lost, fine):
                await current([lost, fine], night.version, within=5)
                proxy.to = 1  # nobody is there
                proxy.stall()
                before = lost.connects
                stranded = moved(night.device(), far)
                stranded.carry(f"person_{night.code}", night.person(1))
                refusing = asyncio.create_task(asyncio.to_thread(stranded.act, "pitches/1/vote"))
                until = time.monotonic() + 10
                while not lost.closed:
                    assert time.monotonic() < until, "its phone does not know"
                    await asyncio.sleep(0.1)
                assert refused(await refusing, 503, SAYS)
                await until_saved(night, within=3)
                await current([fine], night.version, within=2)
                assert await asyncio.to_thread(ready, far) == 503
                proxy.to = port
                proxy.cut(reset=True)
                lost.wake()
                await current([lost], night.version, within=15)
                assert lost.connects > before
                await until_ready(far, within=5)
