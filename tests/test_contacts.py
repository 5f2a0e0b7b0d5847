"""What two people pass is sealed, opens only where it belongs, and is deleted once nobody may see it."""

import asyncio
from collections.abc import Sequence

import pytest

from opennight import beside, clock
from opennight.beside import UNDER_WAY
from opennight.contacts import Contacts, Pair
from opennight.night.introductions import AgreeIntroduction, DeclineIntroduction, Introduce
from opennight.night.offers import MakeOffer
from opennight.night.state import Night
from opennight.store.between import Passed
from opennight.store.log import Unavailable
from tests.cast import Story, a_night, attendee, neighbour
from tests.offered import LAND

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
ADA, BEN = "ada@example.org", "07700 900123"


class Shelf:
    """A `Between` in memory; `away` makes it fail."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, int, str], Passed] = {}
        self.away = False

    async def put(self, code: str, passed: Passed) -> None:
        self.rows[passed[:3]] = passed

    async def of_night(self, code: str) -> list[Passed]:
        if self.away:
            raise Unavailable("away")
        return list(self.rows.values())

    async def of_person(self, code: str, person: int) -> list[Passed]:
        return [row for row in self.rows.values() if person in row[:2]]

    async def of_kind(self, begins: str) -> list[tuple[str, Passed]]:
        return [("BEES", row) for row in self.rows.values() if row.kind.startswith(begins)]

    async def swap(self, code: str, old: Passed, new: Passed) -> bool:
        there = self.rows.get(old[:3]) == old
        self.rows |= {new[:3]: new} if there else {}
        return there

    async def remove(self, code: str, those: Sequence[Passed]) -> None:
        for row in those:
            self.rows.pop(row[:3], None)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def opened(shelf: Shelf, night: Night | None, key: bytes = KEY) -> Contacts:
    made = Contacts(key)
    made.open(shelf, lambda code: night)
    return made


@pytest.fixture
def met(shelf: Shelf) -> Story:
    """The neighbour can give the attendee land; both have said yes, and passed something."""
    story = a_night().given(
        attendee(MakeOffer, **LAND),
        neighbour(Introduce, offer=1),
        attendee(AgreeIntroduction, introduction=1),
    )

    async def both() -> None:
        kept = opened(shelf, story.night)
        await kept.put("BEES", 1, 2, 1, ADA)
        await kept.put("BEES", 2, 1, 1, BEN)

    asyncio.run(both())
    return story


async def test_each_reads_both(shelf: Shelf, met: Story) -> None:
    kept = opened(shelf, met.night)
    assert await kept.of(met.night, 1) == {1: Pair(ADA, BEN)}
    assert await kept.of(met.night, 2) == {1: Pair(BEN, ADA)}
    assert await kept.of(met.night, 3) == {}


async def test_what_is_kept_says_nothing_not_even_how_long_it_is(shelf: Shelf, met: Story) -> None:
    kept = [row.data for row in shelf.rows.values()]
    assert len({len(data) for data in kept}) == 1
    assert not [data for data in kept if ADA.encode().hex() in data or BEN.encode().hex() in data]


async def test_it_opens_only_where_it_belongs(shelf: Shelf, met: Story) -> None:
    """Whoever could write to the table can hand nobody what was passed to somebody else."""
    stolen = shelf.rows[2, 1, "offer/1"]
    shelf.rows[1, 2, "offer/1"] = stolen._replace(one=1, other=2)
    assert await opened(shelf, met.night).of(met.night, 2) == {1: Pair(BEN, "")}
    assert await opened(shelf, met.night, OTHER_KEY).of(met.night, 1) == {1: Pair()}


async def test_what_is_damaged_is_not_there(shelf: Shelf, met: Story) -> None:
    for data in ("", "00", "no hex", shelf.rows[2, 1, "offer/1"].data[:-2]):
        shelf.rows[2, 1, "offer/1"] = shelf.rows[2, 1, "offer/1"]._replace(data=data)
        assert await opened(shelf, met.night).of(met.night, 1) == {1: Pair(ADA, "")}


async def test_what_nobody_may_see_any_more_is_deleted(shelf: Shelf, met: Story) -> None:
    kept = opened(shelf, met.night)
    assert await kept.tidy("BEES")
    assert len(shelf.rows) == 2
    met.given(attendee(DeclineIntroduction, introduction=1))
    shelf.away = True
    assert not await kept.tidy("BEES")
    shelf.away = False
    assert await kept.tidy("BEES")
    assert not shelf.rows


async def test_nothing_is_deleted_while_the_night_is_being_read(shelf: Shelf, met: Story) -> None:
    """A night that is half read knows of half of its introductions."""
    assert not await opened(shelf, None).tidy("BEES")
    assert len(shelf.rows) == 2


async def test_what_came_of_a_yes_that_was_never_written_goes_after_a_while(
    shelf: Shelf, met: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = opened(shelf, met.night)
    await kept.put("BEES", 3, 1, 1, "cleo@example.org")
    await kept.tidy("BEES")
    assert len(shelf.rows) == 3
    later = clock.now() + UNDER_WAY + 1
    monkeypatch.setattr(beside, "now", lambda: later)
    await kept.tidy("BEES")
    assert len(shelf.rows) == 2
