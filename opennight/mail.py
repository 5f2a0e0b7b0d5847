"""Sends letters through the operator's SMTP server, off the event loop. Without one there is no mail at all.

A letter has plain text and nothing else. Whoever calls this knows why somebody gets one; nothing is kept.
"""

import asyncio
import email.headerregistry
import email.message
import email.policy
import email.utils
import re
import smtplib
import ssl
from typing import NamedTuple

from opennight.config import Smtp

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
    never will be (a 5xx), so there is no point in trying again."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


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

    @property
    def on(self) -> bool:
        return self.smtp is not None

    async def send(self, letter: Letter) -> None:
        """Returns once the server has taken it. Raises `Unsent`."""
        if self.smtp is None:
            raise Unsent("this server sends no mail", for_good=True)
        message = written(letter, self.smtp)
        async with self.turn:
            await asyncio.to_thread(hand_over, self.smtp, message)


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


def hand_over(smtp: Smtp, message: email.message.EmailMessage) -> None:
    """Blocks; for a thread. Raises `Unsent`."""
    try:
        with connected(smtp) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, _why = next(iter(error.recipients.values()))
        raise Unsent(f"the mail server does not take this reader ({code})", for_good=code >= 500) from None
    except smtplib.SMTPAuthenticationError as error:
        raise Unsent(f"the mail server does not know us ({error.smtp_code})") from None
    except smtplib.SMTPResponseException as error:
        code = error.smtp_code
        raise Unsent(f"the mail server said no ({code})", for_good=code >= 500) from None
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise Unsent(f"the mail server cannot be used: {type(error).__name__}") from None


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
