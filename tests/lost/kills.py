"""Kill the server again and again while people vote: is everything acknowledged in the log, exactly once?

.venv/bin/python -m tests.lost.kills --times 50
"""

import argparse
import asyncio
import pathlib
import random
import tempfile
import time

from tests.lost.voters import Account, Voter, at_the_vote, check_the_log, voting
from tests.server import Server
from tests.web.cast import Evening

PEOPLE = 20
LONGEST = 0.5
"""Seconds of voting before a kill, at most."""


async def kill_and_restart(server: Server, account: Account, chance: random.Random) -> None:
    """Cut the power at a random moment of the vote, and wait until somebody is answered again."""
    await asyncio.sleep(chance.uniform(0, LONGEST))
    server.kill()
    await asyncio.to_thread(server.restart)
    account.told.clear()
    async with asyncio.timeout(30):
        await account.told.wait()


async def ask_again(night: Evening, account: Account, chance: random.Random) -> None:
    """Send acknowledged acts again, much later and twice at once, as if their answers had got lost."""
    known = list(account.acknowledged.items())
    for command, version in chance.sample(known, min(len(known), 10)):
        voter = Voter(night, int(command.split("-")[1]), account)
        try:
            again = await asyncio.gather(*(voter.send("pitches/1/vote", command) for _twice in range(2)))
        finally:
            await voter.client.aclose()
        assert again == [version, version], f"{command}: first {version}, then {again}"


async def kill_often(server: Server, times: int, seed: int) -> Account:
    """Kill the server this often. Returns what the voters were told, once all of it was found in the log."""
    night, chance = at_the_vote(server, PEOPLE), random.Random(seed)
    async with voting(night, PEOPLE, seed) as account:
        for _time in range(times):
            await kill_and_restart(server, account, chance)
            check_the_log(night, account)
            await ask_again(night, account, chance)
    server.kill()
    check_the_log(night, account)
    server.restart()
    return account


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill the server under load, and look for what is lost.")
    parser.add_argument("--times", type=int, default=50, help="how often (50)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="to have the same moments again")
    given = parser.parse_args()
    print(f"{given.times} kills, {PEOPLE} people voting, seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, Server(pathlib.Path(folder)) as server:
        account = asyncio.run(kill_often(server, given.times, given.seed))
    print(
        f"{len(account.acknowledged)} acts acknowledged, {account.retries} sent again: all in the log, once"
    )


if __name__ == "__main__":
    main()
