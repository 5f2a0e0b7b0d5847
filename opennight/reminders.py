"""Reminders by e-mail: of a promise that is due, to whoever gave an address for that alone.

There are none unless the operator has a mail server (mail.py). An address is sealed and kept beside the log,
as what two people pass to each other is (beside.py): no event, page, push or file has it. It counts once
its reader has said yes to a letter that asks; it goes with one tap, and with the promise once that is over.
Whichever process takes the row first sends the letter, once for each day on which the promise is due.
"""

import asyncio
import contextlib
import datetime as dt
import logging
import secrets
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec

from opennight import clock
from opennight.beside import where
from opennight.errands import Errands
from opennight.mail import Letter, Mail, Unsent
from opennight.night.bylines import NameTaken
from opennight.night.keeping import PromiseStands
from opennight.night.messages import Recorded, Refused, _
from opennight.night.promises import PromiseLeft
from opennight.night.state import Night
from opennight.record import keeping
from opennight.record.keeping import Kept
from opennight.sealing import Seals, Unreadable
from opennight.store.between import Between, Passed
from opennight.store.log import Unavailable
from opennight.writers import Writers

logger = logging.getLogger("opennight")

KIND = "reminder/"
"""How the kinds of our rows begin."""
ROOM = 700
"""Bytes of each, whatever it says: its length tells nothing."""
LOOK = 600.0
"""Seconds between two looks at what is due."""
BEFORE, AFTER = 2, 7
"""A letter goes out from so many days before the day until so many after it."""
UNANSWERED = 3 * 24 * 3600 * 1000
"""Milliseconds for which an address is kept whose reader has not said yes."""
OVER = 30
"""Days after its day for which an address is kept, should the promise be moved."""
TRYING = 900_000
"""Milliseconds after which a letter that was begun, and not said to be sent, is tried again."""
MOST_DOUBTS = 2
"""How often a letter is handed over of which nobody knows whether it was taken: that a second one is the same
can be seen, and that a first one never came cannot."""
LEAVES = (PromiseStands, PromiseLeft, NameTaken)


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """What is sealed. `key` is in the links of the letters, `on`: its reader has said yes. `sent`: the day of
    which they were reminded, `busy`: when a letter was last begun (ms). `handed`, `times`: the letter of this
    day was handed over so often, and nobody knows whether it was taken. `language`: in which they read."""

    to: str
    key: str
    language: str = "en"
    on: bool = False
    sent: str = ""
    busy: int = 0
    handed: str = ""
    times: int = 0

    def doubts(self, day: str) -> int:
        return self.times if self.handed == day else 0


class Found(NamedTuple):
    row: Passed
    its: Address


def about_of(row: Passed) -> str:
    return row.kind.removeprefix(KIND)


def still_wanted(night: Night, person: int, about: str) -> Kept | None:
    """The promise, if this person is in on it, and it is open."""
    its = night.people.get(person)
    if its is None or its.removed or not its.named or about not in its.promises:
        return None
    one = keeping.of(night, about)
    return one if one and one.state == "open" else None


def is_due(day: str, today: str) -> bool:
    if not day:
        return False
    left = (dt.date.fromisoformat(day) - dt.date.fromisoformat(today)).days
    return -AFTER <= left <= BEFORE


class Reminders:
    """`key`: 32 bytes for the seals; `url`: the server's public address; `translate`: gettext in it."""

    def __init__(
        self, key: bytes, mail: Mail, url: str, translate: Callable[[str], Callable[[str], str]]
    ) -> None:
        self.seals, self.mail, self.url, self.translate = Seals(key), mail, url, translate
        self.between: Between | None = None
        self.writers: Writers | None = None
        self.errands = Errands()

    def open(self, between: Between, writers: Writers) -> None:
        self.between, self.writers = between, writers
        if self.mail.on:
            self.errands.begin(self.watch())

    async def end(self) -> None:
        await self.errands.end()

    @property
    def store(self) -> Between:
        if self.between is None:
            raise Unavailable("the store is not open")
        return self.between

    def sealed(self, code: str, row: Passed, its: Address) -> Passed:
        raw = msgspec.json.encode(its).ljust(ROOM)
        return row._replace(data=self.seals.shut(raw, where(code, row)))

    def read(self, code: str, row: Passed) -> Address | None:
        try:
            return msgspec.json.decode(self.seals.unlock(row.data, where(code, row)), type=Address)
        except (Unreadable, ValueError):
            logger.warning("%s: an address was sealed under another key", code)
            return None

    async def of_person(self, code: str, person: int) -> dict[str, Found]:
        """By what they are about. Raises `Unavailable`."""
        rows = [row for row in await self.store.of_person(code, person) if row.kind.startswith(KIND)]
        read = ((row, self.read(code, row)) for row in rows if row.one == person)
        return {about_of(row): Found(row, its) for row, its in read if its}

    async def ask(self, night: Night, person: int, about: str, to: str, language: str) -> None:
        """Keep the address, and ask its reader whether they want this. Raises `Unsent` or `Unavailable`; then
        nothing is kept."""
        row = Passed(person, 0, f"{KIND}{about}", clock.now(), "")
        its = Address(to=to, key=secrets.token_urlsafe(16), language=language)
        row = self.sealed(night.code, row, its)
        await self.store.put(night.code, row)
        try:
            await self.mail.send(self.question(night, row, its))
        except Unsent:
            await self.store.remove(night.code, [row])
            raise

    def link(self, code: str, row: Passed, its: Address) -> str:
        path = about_of(row).replace(":", "/")
        return f"{self.url}/n/{code}/reminders/{row.one}/{path}?key={its.key}"

    def question(self, night: Night, row: Passed, its: Address) -> Letter:
        gettext, link = self.translate(its.language), self.link(night.code, row, its)
        text = gettext(
            _(
                "Somebody, probably you, asked for a reminder of a promise made at “%(title)s”. If it "
                "was you, say yes here:\n\n%(link)s\n\nIf it was not, do nothing: this address is deleted "
                "after three days, and you get no other e-mail.\n"
            )
        ) % {"title": night.setup.title, "link": link}
        return Letter(its.to, gettext(_("Do you want this reminder?")), text, stop=link)

    def reminder(self, night: Night, row: Passed, its: Address, one: Kept) -> Letter:
        gettext, link = self.translate(its.language), self.link(night.code, row, its)
        said = {"what": one.text, "day": one.day, "title": night.setup.title, "link": link}
        said["page"] = f"{self.url}/n/{night.code}/promises"
        text = gettext(
            _(
                "You are in on this:\n\n%(what)s\n\nIt is due on %(day)s. Tick it off, move it, or let it "
                "go:\n%(page)s\n\nYou asked for this at “%(title)s”. Stop e-mails about it:\n%(link)s\n"
            )
        )
        subject = gettext(_("Due on %(day)s: %(what)s")) % (said | {"what": one.text[:80]})
        # Should it go out twice (see MOST_DOUBTS), mail programs and servers see that it is the same letter.
        id = f"{sha256(its.key.encode()).hexdigest()[:32]}.{one.day}"
        return Letter(its.to, subject, text % said, stop=link, id=id)

    async def known(self, code: str, person: int, about: str, key: str) -> Found | None:
        """What this link is about; None if there is nothing, or the key is wrong. Raises `Unavailable`."""
        found = (await self.of_person(code, person)).get(about)
        return found if found and secrets.compare_digest(found.its.key.encode(), key.encode()) else None

    async def confirm(self, code: str, found: Found) -> None:
        if not found.its.on:
            its = msgspec.structs.replace(found.its, on=True)
            await self.store.swap(code, found.row, self.sealed(code, found.row, its))

    async def stop(self, code: str, found: Found) -> None:
        await self.store.remove(code, [found.row])

    async def watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            with contextlib.suppress(Unavailable):
                await self.look(clock.now())

    async def look(self, at: int) -> None:
        """Send what is due, and delete what nobody wants any more. Raises `Unavailable`."""
        for code, row in await self.store.of_kind(KIND):
            try:
                await self.see_to(code, row, at)
            except Refused as refused:
                if refused.kind == "missing":  # the night is gone
                    await self.store.remove(code, [row])
            except Unavailable:
                raise
            except Exception:  # a damaged night, or a bug, is no reason to forget the others
                logger.exception("%s: a reminder was not seen to", code)

    async def see_to(self, code: str, row: Passed, at: int) -> None:
        its = self.read(code, row)
        if its is None or self.writers is None:
            return
        night = await self.writers.current(code)
        one = still_wanted(night, row.one, about_of(row))
        today = clock.today(night.setup.zone)
        unanswered = not its.on and at - row.at > UNANSWERED
        if one is None or unanswered or long_over(one.day, today):
            await self.store.remove(code, [row])
        elif its.on and is_due(one.day, today) and waits(its, one.day, at):
            await self.send(night, Found(row, its), one, at)

    async def send(self, night: Night, found: Found, one: Kept, at: int) -> None:
        """If no other process is about to: whoever swaps the row first sends it. That it is handed over is
        written down before it is, so that a server that dies meanwhile knows afterwards."""
        begun = Held(self, night.code, found)
        if not await begun.change(busy=at):
            return
        doubts = found.its.doubts(one.day)
        letter = self.reminder(night, begun.row, begun.its, one)
        try:
            await self.mail.send(letter, lambda: begun.change(handed=one.day, times=doubts + 1))
        except Unsent as error:
            logger.warning("%s: a reminder was not sent: %s", night.code, error)
            if error.for_good:
                await self.store.remove(night.code, [begun.row])
            elif not error.doubtful:
                await begun.change(times=doubts)
            return
        await begun.change(sent=one.day, times=0)

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events: what nobody wants any more is deleted at once."""
        if self.mail.on and any(isinstance(row.event, LEAVES) for row in rows):
            self.errands.begin(self.tidy(night.code))

    async def tidy(self, code: str) -> None:
        with contextlib.suppress(Unavailable, Refused):  # the next look does it
            if self.writers is None:
                return
            night = await self.writers.current(code)
            rows = [row for row in await self.store.of_night(code) if row.kind.startswith(KIND)]
            gone = [row for row in rows if still_wanted(night, row.one, about_of(row)) is None]
            await self.store.remove(code, gone)


def long_over(day: str, today: str) -> bool:
    return bool(day) and (dt.date.fromisoformat(today) - dt.date.fromisoformat(day)).days > OVER


def waits(its: Address, day: str, at: int) -> bool:
    """Whether a letter of this day is still to go out."""
    return its.sent != day and its.doubts(day) < MOST_DOUBTS and at - its.busy > TRYING


class Held:
    """A row that one process changes, as long as no other one does."""

    def __init__(self, reminders: Reminders, code: str, found: Found) -> None:
        self.reminders, self.code = reminders, code
        self.row, self.its = found

    async def change(self, **fields: str | int) -> bool:
        """False if it is another one meanwhile, or gone. Raises `Unavailable`."""
        its = msgspec.structs.replace(self.its, **fields)
        row = self.reminders.sealed(self.code, self.row, its)
        if not await self.reminders.store.swap(self.code, self.row, row):
            return False
        self.row, self.its = row, its
        return True
