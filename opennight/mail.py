"""Sends letters through the operator's SMTP server, off the event loop. Without one there is no mail at all.

A letter has plain text and nothing else. Whoever calls this knows why somebody gets one; nothing is kept.
"""

import asyncio
import contextlib
import email.headerregistry
import email.message
import email.policy
import email.utils
import logging
import re
import smtplib
import ssl
from collections.abc import Awaitable, Callable, Iterator
from typing import NamedTuple

from opennight.config import Smtp
from opennight.errands import Errands

logger = logging.getLogger("opennight")

SECONDS = 20
"""For which a step of the talk with the server is waited for."""
LONGEST = 254
"""Characters of an address, as SMTP allows them."""
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"{ATOM}(\.{ATOM})*@(?P<domain>[^@\s]+)")
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)


class Letter(NamedTuple):
    """`to` is an address that `address` let through. `stop`: the public address at which the reader ends such
    letters with one tap, by POST, too; "" if there is nothing to end. `id`: letters with the same one are the
    same letter, should it be sent twice; "" for one of its own."""

    to: str
    subject: str
    text: str
    stop: str = ""
    id: str = ""


class Unsent(Exception):
    """It was not taken; the text says why, without the reader's address. `for_good`: the server said that it
    never will be (a 5xx), so there is no point in trying again. `doubtful`: the line died while the letter
    was on its way, so it may have been taken after all."""

    def __init__(self, why: str, *, for_good: bool = False, doubtful: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good
        self.doubtful = doubtful


Claim = Callable[[], Awaitable[bool]]
"""Asked when the server would take the letter, and before it gets it: whether it is to go."""


def address(text: str) -> str:
    """The address in it as SMTP takes it, with a domain in ASCII; "" if that is none."""
    tidy = text.strip()
    # What is too long is not looked at: Python takes half a second for a domain of 60 kB, to say no.
    found = ADDRESS.fullmatch(tidy) if len(tidy) <= LONGEST else None
    if not found:
        return ""
    try:
        domain = found["domain"].encode("idna").decode()
    except UnicodeError:
        return ""
    whole = f"{tidy[: found.start('domain')]}{domain}"
    local = tidy[: found.start("domain") - 1]
    fits = DOMAIN.fullmatch(domain) and len(whole) <= LONGEST and len(local) <= 64
    return whole if fits else ""


class Mail:
    """Hands letters to the server that `smtp` names, one at a time; None: there is no mail."""

    def __init__(self, smtp: Smtp | None) -> None:
        self.smtp = smtp
        self.turn = asyncio.Lock()
        self.errands = Errands()

    @property
    def on(self) -> bool:
        return self.smtp is not None

    async def send(self, letter: Letter, claim: Claim | None = None) -> None:
        """Returns once the server has taken it. Raises `Unsent`, and what `claim` raises."""
        if self.smtp is None:
            raise Unsent("this server does not send e-mail", for_good=True)
        content = written(letter, self.smtp).as_bytes()
        async with self.turn:
            server = await asyncio.to_thread(announced, self.smtp, letter.to)
            try:
                if claim and not await claim():
                    raise Unsent("it is not wanted any more")
                await asyncio.to_thread(hand_over, server, content)
            finally:
                await asyncio.to_thread(leave, server)

    def begin(self, letter: Letter) -> None:
        """Send it beside whatever led to it; that it could not be is only in the server's log."""
        self.errands.begin(self.tried(letter))

    async def tried(self, letter: Letter) -> None:
        try:
            await self.send(letter)
        except Unsent as why:
            logger.warning("a letter was not sent: %s", why)

    async def end(self) -> None:
        await self.errands.end()


def written(letter: Letter, smtp: Smtp) -> email.message.EmailMessage:
    """The letter with its headers; what is in them is on one line, whatever somebody typed."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = smtp.sender
    message["To"] = email.headerregistry.Address(addr_spec=letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = email.utils.localtime()
    domain = email.utils.parseaddr(smtp.sender)[1].rpartition("@")[2]
    message["Message-ID"] = f"<{letter.id}@{domain}>" if letter.id else email.utils.make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        message["List-Unsubscribe"] = f"<{letter.stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    return message


def announced(smtp: Smtp, to: str) -> smtplib.SMTP:
    """A line to the server, which would take a letter to this address now. Blocks; for a thread. Raises
    `Unsent`."""
    with unsent():
        server = connected(smtp)
        try:
            code, _why = server.mail(email.utils.parseaddr(smtp.sender)[1])
            if code == 250:
                code, _why = server.rcpt(to)
                if code not in (250, 251):
                    raise Unsent(f"the mail server does not take this reader ({code})", for_good=code >= 500)
            require(code)
        except BaseException:
            leave(server)
            raise
    return server


def hand_over(server: smtplib.SMTP, content: bytes) -> None:
    """The letter itself. Blocks; for a thread. Raises `Unsent`."""
    with unsent(doubtful=True):
        code, _why = server.data(content)
        require(code)


def leave(server: smtplib.SMTP) -> None:
    """Say goodbye; what it says to that changes nothing of what it has taken."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def require(code: int) -> None:
    if code != 250:
        raise Unsent(f"the mail server said no ({code})", for_good=code >= 500)


@contextlib.contextmanager
def unsent(*, doubtful: bool = False) -> Iterator[None]:
    """What goes wrong with a mail server, as `Unsent`."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise Unsent(f"the mail server does not know us ({error.smtp_code})") from None
    except smtplib.SMTPResponseException as error:
        code = error.smtp_code
        raise Unsent(f"the mail server said no ({code})", for_good=code >= 500) from None
    except (OSError, smtplib.SMTPException, ValueError) as error:
        why = f"the mail server cannot be used: {type(error).__name__}"
        raise Unsent(why, doubtful=doubtful) from None


def connected(smtp: Smtp) -> smtplib.SMTP:
    """A password never goes over a line that is not encrypted, but to this machine itself."""
    if smtp.tls:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            smtp.host, smtp.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=SECONDS)
    try:
        server.ehlo_or_helo_if_needed()
        if not smtp.tls and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif smtp.user and not smtp.tls and not smtp.here:
            raise ValueError("no encryption")
        if smtp.user:
            server.login(smtp.user, smtp.password)
    except BaseException:
        server.close()
        raise
    return server
