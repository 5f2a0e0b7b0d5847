"""A room of people who vote over HTTP as fast as they are answered, with raw requests and no HTTP client.

Run as a separate process on the other core, so that the server is measured, not the load.
"""

import asyncio
import sys
import time
from random import Random

import msgspec

HEAD = (
    "POST /n/{code}/{path} HTTP/1.1\r\n"
    "Host: 127.0.0.1:{port}\r\n"
    "User-Agent: Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/130.0.0.0\r\n"
    "Accept: application/json\r\n"
    "Accept-Encoding: gzip, deflate\r\n"
    "Accept-Language: en-GB,en;q=0.9\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n"
    "Origin: http://127.0.0.1:{port}\r\n"
    "Referer: http://127.0.0.1:{port}/n/{code}\r\n"
    "Sec-Fetch-Site: same-origin\r\n"
    "Cookie: {cookie}\r\n"
    "Content-Length: {length}\r\n\r\n{body}"
)


class Room(msgspec.Struct):
    """Who votes: the night's code, its pitches, a cookie for each person, and for how many seconds.

    `path` is where they post: "pitches/{no}/{act}" gives and takes back a dot in turn, over all pitches.
    `pause` is the time, in seconds, between an answer and the next act; in the end nobody has a dot left.
    """

    port: int
    code: str
    pitches: int
    cookies: list[str]
    path: str
    seconds: float
    name: str
    pause: float = 0.0


class Result(msgspec.Struct):
    """How many were answered with 200, what the others were told, the seconds in all and for each answer."""

    fine: int
    refused: list[str]
    seconds: float
    latencies: list[float]


class Voter(asyncio.Protocol):
    """One person's connection: sends the next vote when the last one is answered."""

    over = 0.0

    def __init__(self, room: Room, person: int, result: Result) -> None:
        self.room = room
        self.person = person
        self.result = result
        self.acts = 0
        self.buffer = b""
        self.sent = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def act(self) -> None:
        turn = self.acts
        self.acts += 1
        # A dot on each pitch in turn, each taken back at the next act.
        no = (turn // 2 + self.person) % self.room.pitches + 1
        body = f"command={self.room.name}-{self.person}-{turn:07}"
        self.sent = time.perf_counter()
        self.transport.write(
            HEAD.format(
                port=self.room.port,
                code=self.room.code,
                path=self.room.path.format(no=no, act="unvote" if turn % 2 else "vote"),
                cookie=self.room.cookies[self.person],
                length=len(body),
                body=body,
            ).encode()
        )

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, blank, body = self.buffer.partition(b"\r\n\r\n")
        if not blank or len(body) < length_of(head):
            return
        self.buffer = b""
        now = time.perf_counter()
        self.result.latencies.append(now - self.sent)
        if head.startswith(b"HTTP/1.1 200"):
            self.result.fine += 1
        else:
            self.result.refused.append(body.decode())
        if now >= self.over and self.acts % 2 == 0:
            self.transport.close()
        elif self.room.pause:
            asyncio.get_running_loop().call_later(self.room.pause, self.act)
        else:
            self.act()

    def connection_lost(self, error: Exception | None) -> None:
        self.done.set_result(None)


def length_of(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)


async def vote(room: Room) -> Result:
    """Let all of them vote at once until the time is up."""
    result = Result(0, [], 0.0, [])
    voters = [Voter(room, person, result) for person in range(len(room.cookies))]
    loop = asyncio.get_running_loop()
    for voter in voters:
        await loop.create_connection(lambda voter=voter: voter, "127.0.0.1", room.port)  # type: ignore[misc]
    began = time.perf_counter()
    for voter in voters:
        voter.over = began + room.seconds
        loop.call_later(Random(voter.person).random() * room.pause, voter.act)
    await asyncio.gather(*(voter.done for voter in voters))
    result.seconds = time.perf_counter() - began
    return result


if __name__ == "__main__":
    room = msgspec.json.decode(sys.stdin.buffer.read(), type=Room)
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(vote(room))))
