"""Taking it further: what comes along into a new night, and who says “adapted from” and “used in”."""

import msgspec
import pytest

from opennight.night import knocks, packing, takeaway, taking, uses
from opennight.night.announcement import WriteAnnouncement
from opennight.night.decks import ChooseDeck
from opennight.night.kept.announcement import FIRST, UNSAID, Announcement
from opennight.night.kept.taking import Origin, Takeaway, TakenCard, TakenTopic
from opennight.night.knocks import KnockAt
from opennight.night.leaflets import CloseLeaflet, MakeLeaflet
from opennight.night.messages import Refused
from opennight.night.nights import StartNight
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.night.taken_in import TakeIn
from opennight.night.taking import TakeFurther, TakenFurther
from opennight.night.uses import DropUse, NoteUse, UseDropped, UseNoted
from opennight.night.workbooks import TakeCard
from opennight.record import outcome, people
from tests.cast import Story, attendee, guest, happened, host, neighbour, setup, system, take_back
from tests.decks import deck

CARD = TakenCard(kind="exchange", title="Time bank", text="An hour for an hour.", steps="Find eight people.")
TIME_BANKS = Takeaway(
    origin=Origin(
        title="Time banks", night="Open night", place="Hackney", date="2026-11-22", by="Ada", licence=FIRST,
        url="https://there.example/n/234567/record/to/group-1", anchor="group-1",
    ),
    topics=(TakenTopic("Time banks", "An hour for an hour."),),
    questions=("Who keeps the book?", "x" * 300),
    cards=(CARD,),
)  # fmt: skip


def pack(night: Night, anchor: str) -> Takeaway:
    return packing.pack(night, anchor, lambda no: people.name(night, no))


@pytest.fixture
def over(groups_share: Story) -> Story:
    """Group 1 asked something and means to drill holes; Ada made a card of that."""
    return groups_share.given(
        attendee(WriteNote, group=1, text="Drill holes", kind="action"),
        attendee(WriteNote, group=1, text="How deep?", kind="question"),
        attendee(WriteNote, group=1, text="How wide?", kind="question"),
        host(HideNote, note=3),
        host(MovePhase, to="closed"),
        attendee(MakeLeaflet, kind="service", title="Holes", text="We drill.", about="note-1"),
        neighbour(MakeLeaflet, kind="service", title="Other", text="We read."),
    )


@pytest.fixture
def fresh() -> Story:
    return Story(Night("345678")).given(host(StartNight, setup=setup(title="Elsewhere")))


def test_a_group_brings_its_topic_questions_and_cards(over: Story) -> None:
    for anchor in ("group-1", "headline-1", "pitch-1"):
        found = pack(over.night, anchor)
        assert [one.title for one in found.topics] == ["Bees"]
        assert found.questions == ("How deep?",)
        assert [one.title for one in found.cards] == ["Holes"]
        assert (found.origin.title, found.origin.by, found.origin.code) == ("Bees", "", over.night.code)
    assert pack(over.night, "note-1").topics == (TakenTopic("Drill holes"),)
    assert [one.title for one in pack(over.night, "note-1").cards] == ["Holes"]
    card = pack(over.night, "card-1")
    assert (card.topics, card.questions, len(card.cards)) == (
        (TakenTopic("Holes", "We drill."),),
        ("How deep?",),
        1,
    )
    assert (card.origin.by, pack(over.night, "card-2").questions) == ("Ada", ())


@pytest.mark.parametrize("anchor", ["group-9", "note-3", "card-3", "deck", "person-1", "", "pitch-99"])
def test_what_nobody_sees_cannot_be_taken(over: Story, anchor: str) -> None:
    with pytest.raises(Refused):
        pack(over.night, anchor)


def test_a_closed_card_stays_at_home(over: Story) -> None:
    over.given(attendee(CloseLeaflet, leaflet=1))
    with pytest.raises(Refused):
        pack(over.night, "card-1")
    assert pack(over.night, "group-1").cards == ()


def test_a_deck_comes_along_with_a_group_that_played_and_by_itself(groups_share: Story) -> None:
    groups_share.given(host(ChooseDeck, deck=deck()))
    assert pack(groups_share.night, "group-1").deck is None
    groups_share.given(attendee(TakeCard, group=1, card="corner", text="Here"))
    assert pack(groups_share.night, "group-1").deck == deck()
    assert pack(groups_share.night, "deck").deck == deck()


def test_a_new_night_has_it_all_and_says_where_it_is_from(fresh: Story) -> None:
    fresh.given(host(TakeFurther, takeaway=TIME_BANKS))
    night = fresh.night
    assert [(one.title, one.hosted) for one in night.pitches.values()] == [("Time banks", False)]
    asked = [one.text for one in night.room_questions.asked.values()]
    assert asked[0] == "Who keeps the book?"
    assert len(asked[1]) <= 120
    assert night.room_questions.open == 0
    (card,) = night.further.leaflets.values()
    assert (card.title, card.steps, card.closed, card.origin) == ("Time bank", "Find eight people.", True, 1)
    (told,) = outcome.of(night).adapted
    assert (told.title, told.by, told.url) == ("Time banks", "Ada", TIME_BANKS.origin.url)
    fresh.when(host(TakeFurther, takeaway=TIME_BANKS)).then()
    fresh.given(take_back(fresh.night))
    assert outcome.of(night).adapted == ()
    assert [one.status for one in night.pitches.values()] == ["withdrawn"]


def test_what_cannot_be_taken_and_when(fresh: Story) -> None:
    def licensed(licence: str) -> Takeaway:
        origin = msgspec.structs.replace(TIME_BANKS.origin, licence=licence)
        return msgspec.structs.replace(TIME_BANKS, origin=origin)

    fresh.when(host(TakeFurther, takeaway=licensed(UNSAID))).then_refused(
        "forbidden", "keep all rights", field="file"
    )
    empty = Takeaway(origin=TIME_BANKS.origin)
    fresh.when(host(TakeFurther, takeaway=empty)).then_refused("bad", "nothing in this", field="file")
    fresh.given(host(MovePhase, to="pitch"), host(MakePitch, person=0, title="Mine"))
    alike = licensed("cc-by-sa-4.0")
    fresh.when(host(TakeFurther, takeaway=alike)).then_refused("late", "cannot change", field="file")
    fresh.given(host(MovePhase, to="vote"))
    fresh.when(host(TakeFurther, takeaway=TIME_BANKS)).then_refused("late", "before the vote", field="file")


def test_what_is_to_be_shared_alike_is(fresh: Story) -> None:
    origin = msgspec.structs.replace(TIME_BANKS.origin, licence="cc-by-sa-4.0")
    fresh.given(host(TakeFurther, takeaway=msgspec.structs.replace(TIME_BANKS, origin=origin)))
    assert fresh.night.announcement.licence == "cc-by-sa-4.0"


def test_a_file_says_the_same(over: Story) -> None:
    packed = pack(over.night, "card-1")
    url = "https://there.example/n/234567/record/to/card-1"
    back = takeaway.read(takeaway.write(packed, url))
    assert back.origin == msgspec.structs.replace(packed.origin, url=url, code="")
    assert (back.topics, back.questions, back.cards) == (packed.topics, packed.questions, packed.cards)
    played = msgspec.structs.replace(TIME_BANKS, deck=deck())
    assert takeaway.read(takeaway.write(played, TIME_BANKS.origin.url)).deck == deck()


HEAD = b'{"opennight":"takeaway","version":1,"origin":{"title":"A","licence":"cc-by-4.0"'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "cannot be read"),
        (b"[]", "nothing in this file that can be used"),
        (b"\xff", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b" " * 300_000, "too large"),
        (b'{"opennight":"setup","version":1}', "nothing in this file that can be used"),
        (b'{"opennight":"takeaway","version":2}', "newer opennight"),
        (b'{"opennight":"takeaway","version":1}', "cannot be read"),
        (HEAD.replace(b"cc-by-4.0", b"mine") + b"}}", "nothing in this file that can be used"),
        (HEAD.replace(b'"A"', b'" "') + b"}}", "nothing in this file that can be used"),
        (HEAD + b',"url":"javascript:alert(1)"}}', "not on the web"),
        (HEAD + b',"url":"https://user:word@there.example/"}}', "not on the web"),
        (HEAD + b'},"cards":[{"kind":"gift","title":"A"}]}', "cannot be read"),
        (HEAD + b'},"deck":{"languages":["en"]}}', "deck"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        takeaway.read(content)
    assert sentence in str(refused.value)


def test_what_a_file_holds_is_cut_and_tidied() -> None:
    whole = {
        "opennight": "takeaway",
        "version": 1,
        "origin": {"title": "A", "licence": FIRST, "code": "234567", "url": "https://there.example/a"},
        "topics": [{"title": "x" * 500}, {"title": ""}],
        "questions": ["Q" * 1200] * 60,
        "cards": [{"kind": "product", "title": "T\u202e", "text": "y" * 1500}] * 60,
    }
    found = takeaway.read(msgspec.json.encode(whole))
    assert found.origin.code == ""  # a file cannot speak for a night of this server
    assert [len(one.title) for one in found.topics] == [80]
    assert (len(found.questions), len(found.cards)) == (50, 40)
    assert (found.cards[0].title, len(found.cards[0].text)) == ("T", 1000)


def test_who_used_it_is_named_while_that_night_is_public(over: Story) -> None:
    note = {
        "about": "group-1",
        "title": "Elsewhere",
        "place": "Leeds",
        "date": "2026-12-01",
        "code": "345678",
    }
    over.when(system(NoteUse, public=False, **note)).then()
    over.when(system(NoteUse, **note)).then(happened(UseNoted, no=1, public=True, url="", **note))
    over.when(system(NoteUse, **note)).then()
    assert [(one.title, one.anchor, one.code) for one in outcome.of(over.night).used] == [
        ("Elsewhere", "group-1", "345678")
    ]
    over.given(system(NoteUse, **note | {"title": "Time banks in Leeds"}))
    assert [one.title for one in uses.standing(over.night, "group-1")] == ["Time banks in Leeds"]
    over.given(system(NoteUse, public=False, **note))
    assert outcome.of(over.night).used == ()


def test_a_night_that_is_renamed_all_day_does_not_fill_the_log_of_another(over: Story) -> None:
    """Whoever took something further may hold a night of a stranger: it is told so often and no more, but
    that theirs is not public any more it is told in any case."""
    there = {"about": "group-1", "code": "345678"}
    before = over.night.version
    for no in range(3 * uses.MOST_TOLD):
        over.given(system(NoteUse, title=f"Elsewhere {no}", public=bool(no % 2), **there))
    over.given(system(NoteUse, title="Elsewhere", public=False, **there))
    assert over.night.version - before <= uses.MOST_TOLD + 1
    assert outcome.of(over.night).used == ()


def test_the_host_drops_a_use_for_good_and_names_one_elsewhere(over: Story) -> None:
    over.given(system(NoteUse, about="card-1", title="Elsewhere", code="345678"))
    over.when(host(DropUse, use=2)).then_refused("missing", "")
    over.when(host(DropUse, use=1)).then(happened(UseDropped, use=1, dropped=True))
    over.given(system(NoteUse, about="card-1", title="Again", code="345678"))
    assert outcome.of(over.night).used == ()
    over.given(take_back(over.night))
    assert len(outcome.of(over.night).used) == 1
    there = {"about": "card-1", "title": "There", "url": "https://there.example/n/345678/about"}
    over.given(host(NoteUse, **there))
    assert {one.url for one in outcome.of(over.night).used} == {"", there["url"]}
    for wrong, field in (
        ({"url": "javascript:alert(1)"}, "file"),
        ({"title": ""}, "file"),
        ({"about": "x"}, "file"),
        ({"url": ""}, "file"),
    ):
        over.when(host(NoteUse, **there | wrong)).then_refused("bad", "", field=field)


def test_its_file_says_what_the_host_then_adds() -> None:
    its = takeaway.UseFile(about="card-1", title="There", url="https://there.example/n/345678/about")
    assert takeaway.read_use(takeaway.write_use(its)) == its
    with pytest.raises(Refused):
        takeaway.read_use(takeaway.write(TIME_BANKS, ""))


def test_the_licence_of_the_first_night_counts(over: Story) -> None:
    reserved = Story(Night("345678")).given(host(StartNight, setup=setup()))
    reserved.given(host(WriteAnnouncement, announcement=Announcement(licence=UNSAID)))
    with pytest.raises(Refused):
        taking.licence(reserved.night, packing.origin_of(reserved.night, "pitch-1", "Bees", (), str))
    assert taking.licence(reserved.night, pack(over.night, "pitch-1").origin) == []
    assert TakenFurther.PERSONAL == ("title", "by")


def test_on_another_server_codes_name_nothing(over: Story, fresh: Story) -> None:
    """Whoever brings an archive there names no night of that server by chance."""
    here = msgspec.structs.replace(TIME_BANKS, origin=pack(over.night, "card-1").origin)
    fresh.given(host(TakeFurther, takeaway=here), system(TakeIn, of="345678", hash="x"))
    assert [one.code for _no, one in taking.standing(fresh.night)] == [""]
    over.given(
        system(NoteUse, about="card-1", title="Elsewhere", code="345678"),
        guest(KnockAt, leaflet=1, key="k1", agreed=True),
        system(TakeIn, of="345678", hash="x"),
    )
    assert outcome.of(over.night).used == ()
    assert knocks.of_owner(over.night, 1) == []
