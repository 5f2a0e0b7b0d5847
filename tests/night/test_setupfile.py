"""A setup kept as a file: what is written comes back, and what is no setup is refused in a sentence."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennight.night.bylines import FIRST
from opennight.night.kept.bylines import BYLINES
from opennight.night.kept.rooms import FEATURES, Room, Slot
from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused
from opennight.night.setupfile import BOM, FIELD, MOST, OF_ONE_NIGHT, VERSION, Kept, read, write
from opennight.night.tidy import COLOURS, tidy_setup
from tests.cast import setup
from tests.examples import tried

LETTERS = 'aB9 é漢“\\"<\u200d\n'
TEXT = st.text(LETTERS, max_size=9)
WORD = st.text('aB9é漢“\\"<', min_size=1, max_size=9)
CLOCK = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Room, ...]:
    names = draw(st.lists(WORD, max_size=5, unique_by=str.casefold))
    has = st.sets(st.sampled_from(FEATURES)).map(tuple)
    return tuple(Room(no, name, draw(st.integers(1, 5000)), draw(has)) for no, name in enumerate(names, 1))


@st.composite
def slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    times = draw(
        st.lists(st.tuples(CLOCK, CLOCK).filter(lambda two: two[0] != two[1]), min_size=1, max_size=4)
    )
    return tuple(Slot(no, *two) for no, two in enumerate(times, 1))


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """Any setup that a host can have."""
    least = draw(st.integers(1, 50))
    return tidy_setup(
        Setup(
            title=draw(WORD),
            place=draw(WORD),
            zone=draw(st.sampled_from(("UTC", "Europe/London"))),
            date="2026-11-22",
            intro=draw(TEXT),
            briefing=draw(TEXT),
            rules=draw(TEXT),
            dots=draw(st.integers(0, 100)),
            hidden=draw(st.booleans()),
            approve=draw(st.booleans()),
            approve_notes=draw(st.booleans()),
            approve_comments=draw(st.booleans()),
            approve_names=draw(st.booleans()),
            approve_offers=draw(st.sampled_from((None, False, True))),
            colour=draw(st.sampled_from(COLOURS)),
            rooms=draw(rooms()),
            slots=draw(slots()),
            least=least,
            most=draw(st.just(0) | st.integers(least, 5000)),
            seating=draw(st.sampled_from(("wishes", "free", "mixed", "open"))),
            byline=draw(st.sampled_from(BYLINES)),
        )
    )


@tried(33)  # whoever looks up time zones reads them from the disk
@given(setups())
def test_what_is_kept_comes_back(kept: Setup) -> None:
    """All of it but the place, the time zone and the day, which are each night's own."""
    content = write(Kept(name=kept.title, setup=kept))
    assert len(content) <= MOST
    assert read(content) == Kept(
        name=kept.title, setup=msgspec.structs.replace(kept, place="", zone="", date="")
    )
    told = msgspec.json.decode(content)["setup"]
    assert told.keys() == set(Setup.__struct_fields__) - set(OF_ONE_NIGHT)


def file(**changes: object) -> bytes:
    """A file in which these fields of its setup are changed."""
    whole = msgspec.json.decode(write(Kept(name="Bees", setup=setup())))
    whole["setup"] |= changes
    return msgspec.json.encode(whole)


def test_others_fill_it_in() -> None:
    """Given a file without a title and with a place, then the host says the one and has the other."""
    kept = read(BOM + file(title="", place="Library", zone="Europe/Berlin", date="1999-01-01"))
    assert (kept.name, kept.setup.title, kept.setup.place) == ("Bees", "", "Library")
    assert (kept.setup.zone, kept.setup.date) == ("Europe/Berlin", "")


def test_what_is_left_out_is_as_in_a_new_night() -> None:
    content = b'{"opennight":"setup","version":1,"setup":{"slots":[{"id":1,"start":"9:00","end":"10:00"}]}}'
    new = Setup(title="", zone="", date="", slots=(Slot(1, "09:00", "10:00"),), byline=FIRST)
    assert read(content).setup == new


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (file()[:-9], "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 60_000, "not JSON"),
        (b"[]", "not a setup file from opennight"),
        (b'{"opennight": "record", "version": 1, "setup": {}}', "not a setup file from opennight"),
        (b'{"opennight": "setup", "version": 1, "setup": []}', "not a setup file from opennight"),
        (b'{"opennight": "setup", "setup": {}}', "newer opennight"),
        (file().replace(b'"version":%d' % VERSION, b'"version":%d' % (VERSION + 1)), "newer opennight"),
        (file(clowns=3), "does not know what “clowns” means"),
        (
            file(rooms=[{"id": 1, "name": "Hall", "seats": 9, "stairs": 2}]),
            "does not know what “stairs” means",
        ),
        (file(dots="five"), "of the wrong kind: “dots”"),
        (file(rooms=[{"id": 1, "name": "Hall"}]), "of the wrong kind: “rooms[0]”"),
        (file(dots=101), "between 0 and 100 dots"),
        (file(slots=[]), "between 1 and 20 rounds"),
        (file(zone="Mars/Crater"), "do not know this time zone"),
        (file(intro="x" * MOST), "too large: a setup has at most 64 kB"),
    ],
)
def test_what_is_no_setup_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(content)
    assert words in str(refused.value)
    assert refused.value.field == FIELD


@tried(33)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.builds(
        file,
        rooms=st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
        ),
    )
)
def test_whatever_is_in_it_it_is_a_setup_or_refused(content: bytes) -> None:
    with contextlib.suppress(Refused):
        assert read(content).setup.slots
