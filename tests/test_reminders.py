"""Reminders by e-mail: asked for, said yes to, sent once, and gone; the address is in no page of others."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from opennight import clock
from opennight.mail import Claim, Letter, Mail, Unsent
from opennight.night.keeping import KeepPromise, LetPromiseGo, MovePromise
from opennight.night.messages import Recorded
from opennight.night.moderation import RemovePerson
from opennight.night.nights import NoSuchNight
from opennight.night.notes import HideNote
from opennight.night.phases import MovePhase
from opennight.night.promises import ImIn, ImOut
from opennight.night.state import Night
from opennight.reminders import UNANSWERED, Reminders, is_due
from opennight.store.between import Passed
from opennight.store.envelope import Damaged
from tests.cast import Story, a_night, host, latecomer, neighbour
from tests.letters import BEN, Letterbox, letterbox
from tests.night.test_keeping import HEDGE, over
from tests.test_contacts import Shelf, shelf

__all__ = ["shelf"]
KEY = b"k" * 32
URL = "https://night.example"
HOUR = 3_600_000


class Nights:
    """As much of the writers as is asked here."""

    def __init__(self, night: Night) -> None:
        self.night = night

    async def current(self, code: str) -> Night:
        if code != self.night.code:
            raise NoSuchNight
        return self.night


def opened(shelf: Shelf, night: Night, box: Letterbox) -> Reminders:
    """As a process has it."""
    made = Reminders(KEY, Mail(box.smtp), URL, lambda language: str)
    made.between, made.writers = shelf, Nights(night)  # type: ignore[assignment]
    return made


@pytest.fixture
def due() -> Story:
    """Ben is in on the hedge, which is due tomorrow."""
    tomorrow = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)).isoformat()
    move = msgspec.structs.replace(neighbour(MovePromise, about=HEDGE, day=tomorrow), at=clock.now())
    return over(a_night()).given(move)


async def said_yes(its: Reminders, night: Night) -> None:
    await its.ask(night, 2, HEDGE, BEN, "en")
    (found,) = (await its.of_person(night.code, 2)).values()
    await its.confirm(night.code, found)


async def test_it_is_asked_for_said_yes_to_and_sent(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await its.ask(due.night, 2, HEDGE, BEN, "en")
        await its.look(clock.now())
        (asked,) = box.letters
        assert "Plant a hedge" not in asked.get_content(), "nobody writes to strangers with this"
        (found,) = (await its.of_person("BEES", 2)).values()
        link = its.link("BEES", found.row, found.its)
        assert link in asked.get_content()
        assert asked["List-Unsubscribe"].strip() == f"<{link}>"
        assert await its.known("BEES", 2, HEDGE, "guessed") is None
        await its.confirm("BEES", found)
        await its.look(clock.now())
        _asked, reminder = box.letters
        assert reminder["To"] == BEN
        assert reminder["Subject"].startswith("Due on 20")
        assert "Plant a hedge" in reminder.get_content()
        assert f"{URL}/n/BEES/promises" in reminder.get_content()
        assert reminder["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        for hours in (0, 1, 24):
            await its.look(clock.now() + hours * HOUR)
        assert len(box.letters) == 2, "once for each day on which it is due"


async def test_of_several_processes_one_sends_it(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = [opened(shelf, due.night, box) for _each in range(5)]
        await said_yes(its[0], due.night)
        await asyncio.gather(*(one.look(clock.now()) for one in its))
        assert len(box.letters) == 2
        again = opened(shelf, due.night, box)  # a restart
        await again.look(clock.now() + HOUR)
        assert len(box.letters) == 2


async def test_a_night_that_cannot_be_read_keeps_nobody_elses_letter(
    shelf: Shelf, due: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a night that is damaged, when one looks at what is due, then the others' letters go out."""
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        (row,) = shelf.rows.values()
        nights: Iterator[Night | Damaged] = iter([Damaged("BATS, version 1: cannot be read"), due.night])

        async def current(_code: str) -> Night:
            found = next(nights)
            if isinstance(found, Damaged):
                raise found
            return found

        async def of_kind(_begins: str) -> list[tuple[str, Passed]]:
            return [("BEES", row), ("BEES", row)]

        monkeypatch.setattr(its.writers, "current", current)
        monkeypatch.setattr(shelf, "of_kind", of_kind)
        await its.look(clock.now())
        assert [letter["Subject"][:6] for letter in box.letters[1:]] == ["Due on"]


async def test_what_is_not_taken_is_tried_again_later(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        box.says = {"RCPT": "451 later"}
        await its.look(clock.now())
        box.says = {}
        await its.look(clock.now())
        assert len(box.letters) == 1, "not at once"
        await its.look(clock.now() + HOUR)
        assert len(box.letters) == 2
        box.says = {"RCPT": "550 no such reader"}
        with pytest.raises(Unsent):
            await its.ask(due.night, 2, "joint:1", "gone@example.org", "en")
        assert len(shelf.rows) == 1, "what never arrives is not kept"


class Killed(BaseException):
    """As good as a server that dies at this point: nothing of what would follow happens."""


class Mortal(Mail):
    """Dies with a letter in its hands: before the other server takes it, or after."""

    def __init__(self, box: Letterbox, *, taken: bool) -> None:
        super().__init__(box.smtp)
        self.taken = taken

    async def send(self, letter: Letter, claim: Claim | None = None) -> None:
        if self.taken:
            await super().send(letter, claim)
        elif claim:
            await claim()
        raise Killed


@pytest.mark.parametrize("taken", [True, False])
async def test_a_server_that_dies_with_the_letter_in_its_hands(
    shelf: Shelf, due: Story, *, taken: bool
) -> None:
    """Given a server killed between asking for the letter to be taken and writing down that it was, then the
    same letter goes once more, and never again, however often that happens: none is lost by one death."""
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        for hours in range(1, 30, 2):
            its = opened(shelf, due.night, box)
            its.mail = Mortal(box, taken=taken) if hours < 4 or not taken else Mail(box.smtp)
            with contextlib.suppress(Killed):
                await its.look(clock.now() + hours * HOUR)
        assert len(box.letters) == 1 + 2 * taken
        assert len({letter["Message-ID"] for letter in box.letters[1:]}) == taken


async def test_one_death_loses_no_letter(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        its.mail = Mortal(box, taken=False)
        with pytest.raises(Killed):
            await its.look(clock.now())
        for hours in (1, 2, 3):
            await opened(shelf, due.night, box).look(clock.now() + hours * HOUR)
        assert len(box.letters) == 2


async def test_a_letter_of_which_nobody_knows_goes_twice_at_most(shelf: Shelf, due: Story) -> None:
    """The mail server takes it and is slow to say so: that is no reason to send it for a week."""
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        box.says = {".": ""}
        for hours in range(20):
            await its.look(clock.now() + hours * HOUR)
        assert len(box.letters) == 1 + 2
        box.says = {}
        later = (dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)).isoformat()
        due.given(msgspec.structs.replace(neighbour(MovePromise, about=HEDGE, day=later), at=clock.now()))
        await its.look(clock.now() + 24 * HOUR)
        assert len(box.letters) == 1 + 2 + 1, "another day is another letter"


async def test_a_no_is_no_doubt(shelf: Shelf, due: Story) -> None:
    """What the mail server says that it does not take yet is offered until it does."""
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        box.says = {".": "452 full"}
        for hours in range(5):
            await its.look(clock.now() + hours * HOUR)
        box.says = {}
        before = len(box.letters)
        for hours in range(5, 9):
            await its.look(clock.now() + hours * HOUR)
        assert len(box.letters) == before + 1


async def test_who_stops_it_while_it_is_under_way_gets_none(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)

        class Slow(Mail):
            async def send(self, letter: Letter, claim: Claim | None = None) -> None:
                (found,) = (await its.of_person("BEES", 2)).values()
                await its.stop("BEES", found)
                await super().send(letter, claim)

        its.mail = Slow(box.smtp)
        await its.look(clock.now())
        assert len(box.letters) == 1
        assert not shelf.rows


async def test_a_reader_who_is_gone_for_good_is_forgotten(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        box.says = {"RCPT": "550 no such reader"}
        await its.look(clock.now())
        assert not shelf.rows


GONE: list[Callable[[Story], Story]] = [
    lambda story: story.given(neighbour(KeepPromise, about=HEDGE)),
    lambda story: story.given(neighbour(LetPromiseGo, about=HEDGE)),
    lambda story: story.given(latecomer(ImIn, about=HEDGE), neighbour(ImOut, about=HEDGE)),
    lambda story: story.given(host(MovePhase, to="share"), host(HideNote, note=1)),
    lambda story: story.given(host(MovePhase, to="share"), host(RemovePerson, person=2)),
]


@pytest.mark.parametrize("change", GONE)
async def test_the_address_goes_with_the_promise(shelf: Shelf, due: Story, change: Any) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        change(due)
        await its.look(clock.now())
        assert not shelf.rows
        assert len(box.letters) == 1, "and nothing is sent"


async def test_it_goes_at_once_when_it_is_ticked_off(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await said_yes(its, due.night)
        told: list[Recorded] = due.given(neighbour(KeepPromise, about=HEDGE)).log[-1:]
        its.told(due.night, told)
        await asyncio.gather(*its.errands.under_way)
        assert not shelf.rows


async def test_an_address_that_nobody_answers_for_goes(shelf: Shelf, due: Story) -> None:
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await its.ask(due.night, 2, HEDGE, BEN, "en")
        await its.look(clock.now() + UNANSWERED - HOUR)
        assert shelf.rows
        await its.look(clock.now() + UNANSWERED + HOUR)
        assert not shelf.rows
        assert len(box.letters) == 1


async def test_what_is_kept_tells_nothing(shelf: Shelf, due: Story) -> None:
    """Neither the address nor how long it is; and it opens nowhere else."""
    async with letterbox() as box:
        its = opened(shelf, due.night, box)
        await its.ask(due.night, 2, HEDGE, BEN, "en")
        (row,) = shelf.rows.values()
        await its.ask(due.night, 2, HEDGE, f"{'b' * 60}@{'long.' * 20}example.org", "en")
        (longer,) = shelf.rows.values()
    assert "ben" not in bytes.fromhex(row.data).decode("latin-1")
    assert len(row.data) == len(longer.data)
    assert its.read("MOTHS", row) is None


def test_when_it_is_due() -> None:
    days = ("2027-03-01", "2027-02-27", "2027-03-08", "2027-02-26", "2027-03-09")
    assert [is_due("2027-03-01", day) for day in days] == [True, True, True, False, False]
    assert not is_due("", "2027-03-01")
