"""A mail server on 127.0.0.1 that takes letters and keeps them: SMTP, as far as a sender speaks it."""

import asyncio
import contextlib
import email
import email.policy
from collections.abc import AsyncIterator, Callable
from email.message import EmailMessage

from opennight.config import Smtp

BEN = "ben@example.org"
"""Who reads them."""


class Letterbox:
    """`letters`: what was taken, oldest first. `says`: what the server answers in place of “250 OK”, by the
    first word of what it is told, or by “.” at the end of a letter; nothing, and the line is dead. `taken` is
    called with each letter before that is answered."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.readers: list[str] = []
        self.says: dict[str, str] = {}
        self.told: list[str] = []
        self.taken: Callable[[], object] = bool
        self.port = 0
        self.talks: list[asyncio.Task[None] | None] = []

    @property
    def smtp(self) -> Smtp:
        return Smtp("127.0.0.1", self.port, "Open Night <night@example.org>")

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.talks.append(asyncio.current_task())
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            writer.write(b"220 letterbox\r\n")
            while line := (await reader.readline()).decode().strip():
                self.told.append(line)
                word = line.split()[0].upper()
                if word == "RCPT" and word not in self.says:
                    self.readers.append(line.partition("<")[2].partition(">")[0])
                if word == "DATA" and word not in self.says:
                    writer.write(b"354 go on\r\n")
                    raw = await reader.readuntil(b"\r\n.\r\n")
                    plain = raw.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
                    self.letters.append(email.message_from_bytes(plain, policy=email.policy.default))
                    self.taken()
                    word = "."
                answer = self.says.get(word, "221 bye" if word == "QUIT" else "250 OK")
                if answer:
                    writer.write(answer.encode() + b"\r\n")
                if word == "QUIT" or not answer:
                    break
        writer.close()


@contextlib.asynccontextmanager
async def letterbox() -> AsyncIterator[Letterbox]:
    box = Letterbox()
    server = await asyncio.start_server(box.talk, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await asyncio.gather(*filter(None, box.talks))
