"""Names that look the same are told apart, and nobody has one that cannot be read."""

import pytest

from opennight.night.flood import UndoFlood
from opennight.night.messages import acting
from opennight.night.moderation import LetBackIn, PersonLetBackIn, RemovePerson
from opennight.night.names import NAME
from opennight.night.people import Join, Leave, PersonJoined, PersonRenamed, Rename
from opennight.night.setups import ChangeSetup
from tests.cast import (
    Somebody,
    Story,
    a_night,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    setup,
    take_back,
)


@pytest.mark.parametrize(
    "other",
    [
        "Ada",
        "ada",
        "ADA",
        "A d a",
        "A-da.",
        "Ａｄａ",
        "𝐀𝐝𝐚",
        "Аda",  # Cyrillic A
        "Αdа",  # Greek A, Cyrillic a
        "Ádà",
        "A\u200dda",
        "Ada\ufe0f",
        "Ada\U000e0100",  # invisible, as are the next two
        "Ada\u2065",
        "Ad\u180ba",
        "Ada\u0e4d",  # a mark of Thai
        "Adaʼ",
        "🅐🅓🅐",
        "🇦🇩🇦",
        "ᗅda",
        "ꭺꭰꭺ",
    ],
)
def test_a_name_that_looks_the_same_gets_a_number(story: Story, other: str) -> None:
    story.when(guest(Join, name=other))
    (event,) = story.events
    assert isinstance(event, PersonJoined)
    assert event.number == 2
    assert event.name.endswith(" 2")


@pytest.mark.parametrize(
    "theirs",
    [
        *("The host", "THE  HOST", "Тhе hоst", "Host", "From the desk", "ꓔꓧꓰ ꓧꓳꓢꓔ", "Тʜe hᴏꜱτ"),
        *("The host ✓", "✅ The host", "👑 The host", "The host ™", "The host ℹ️", "The host 🇩🇪"),
        *("The host\u200b", "The\u2060host", "The host\U000e0100", "The hostʼ", "The hostǃ", "The hostᵀᴹ"),
        *("The høst", "Ŧħe ħosŧ", "T҉he h̶ost", "The ho\u0e4dst", "𝕿𝖍𝖊 𝖍𝖔𝖘𝖙 ✔", "ꭲꮋꭼ ꮋoꮪꭲ"),
        *("🅃🄷🄴 🄷🄾🅂🅃", "🆃🅷🅴 🅷🅾🆂🆃", "🇹🇭🇪 🇭🇴🇸🇹", "【The host】", "The ✓ host", "The ᗪesk"),
        *("The host 1", "The h0st 1", "2️⃣ The host"),
    ],
)
def test_nobody_signs_as_the_host_does(story: Story, theirs: str) -> None:
    """“The host” stands beside what the host writes: whoever calls themselves that gets a number, and no
    other sign that could make it look as if it were true."""
    story.when(guest(Join, name=theirs))
    (event,) = story.events
    assert isinstance(event, PersonJoined)
    assert event.number == 2
    assert event.name.endswith(" 2")


def test_who_would_sign_as_the_host_does_gets_one_number(story: Story) -> None:
    """However often they try, and whatever number they choose themselves."""
    tries = ("The host ✓", "The host 2", "The host 1", "Тhe host 👑", "🆃🅷🅴 🅷🅾🆂🆃")
    story.given(*(guest(Join, name=name) for name in tries))
    assert names_of(story) == ["The host 2", "The host 3", "The host 4", "Тhe host 5", "🆃🅷🅴 🅷🅾🆂🆃 6"]
    story.when(Somebody(acting(4))(Rename, name="The host 2")).then()


@pytest.mark.parametrize(
    "other", ["Adam", "Ana", "Ida", "Hosta", "The hosts", "Ann, host", "Абба", "アダ", "🦆"]
)
def test_another_name_has_none(story: Story, other: str) -> None:
    story.when(guest(Join, name=other)).then(happened(PersonJoined, no=4, name=other, phone=True))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Iris", "lris", True),
        ("Nick", "Niϲk", True),
        ("ADA", "ꓮꓓꓮ", True),
        ("Bob", "B0b", True),
        ("Arne", "Ame", True),
        ("AI", "Al", True),
        ("Ai", "Al", False),
        ("САМ", "CAM", True),
        ("Sam 1", "Sam ١", True),
        ("राम", "रीम", False),
        ("が", "か", False),
        ("나", "가", False),
        ("Søren", "Soren", False),
    ],
)
def test_what_looks_the_same(story: Story, one: str, other: str, same: bool) -> None:
    """In both orders: it does not matter who came first."""
    for no, pair in enumerate(((one, other), (other, one))):
        told = a_night().given(*(guest(Join, name=name) for name in pair))
        assert bool(told.night.people[5].number) == same, no


def test_each_has_a_number_of_their_own(story: Story) -> None:
    story.given(*(guest(Join, name="Sam") for _sam in range(4)))
    assert names_of(story) == ["Sam", "Sam 2", "Sam 3", "Sam 4"]


def test_a_number_that_somebody_chose_is_not_given_again(story: Story) -> None:
    story.given(*(guest(Join, name=name) for name in ("Sam 2", "Sam", "Sam", "Sam 2")))
    assert names_of(story) == ["Sam 2", "Sam", "Sam 3", "Sam 2 2"]


def test_renaming_tells_apart_too(story: Story) -> None:
    story.when(neighbour(Rename, name="ada")).then(
        happened(PersonRenamed, person=neighbour.no, name="ada 2", number=2)
    )
    story.when(neighbour(Rename, name="ada 2")).then()
    story.when(neighbour(Rename, name="ada")).then()
    story.when(helper(Rename, person=latecomer.no, name="Ada")).then(
        happened(PersonRenamed, person=latecomer.no, name="Ada 3", number=3)
    )
    story.when(neighbour(Rename, name="Bo")).then(happened(PersonRenamed, person=neighbour.no, name="Bo"))
    assert story.night.people[neighbour.no].number == 0


def test_nobody_is_in_their_own_way(story: Story) -> None:
    story.when(attendee(Rename, name="Adá")).then(happened(PersonRenamed, person=attendee.no, name="Adá"))


def test_who_left_keeps_their_name_and_who_was_removed_does_not(story: Story) -> None:
    """Whoever has left is still in the record, and may come back."""
    story.given(attendee(Leave))
    story.when(guest(Join, name="Ada")).then(happened(PersonJoined, no=4, name="Ada 2", number=2, phone=True))
    story.given(host(RemovePerson, person=neighbour.no))
    story.when(guest(Join, name="Ben")).then(happened(PersonJoined, no=5, name="Ben", phone=True))


def test_who_is_let_back_in_is_told_apart(story: Story) -> None:
    story.given(host(RemovePerson, person=neighbour.no), guest(Join, name="Ben"))
    story.when(host(LetBackIn, person=neighbour.no)).then(
        happened(PersonLetBackIn, person=neighbour.no),
        happened(PersonRenamed, person=neighbour.no, name="Ben 2", number=2),
    )


def test_a_long_name_has_room_for_its_number(story: Story) -> None:
    story.given(*(guest(Join, name="x" * NAME) for _twin in range(3)))
    first, second, third = names_of(story)
    assert (first, len(second), len(third)) == ("x" * NAME, NAME, NAME)
    assert (second[-3:], third[-3:]) == ("x 2", "x 3")


def test_a_crowd_of_one_name_takes_no_time(story: Story) -> None:
    """Each joins by a few look-ups, however many have the name already."""
    story.given(host(ChangeSetup, setup=setup(expected=400)))
    story.given(*(guest(Join, name="Bot") for _bot in range(300)))
    assert names_of(story)[-1] == "Bot 300"
    assert len(story.night.looks["bot"]) == 300


@pytest.mark.parametrize(
    "name", ["\u3164", "\u2800\u2800", "\u115f\u1160", "\uffa0", "\u0301", "\u200d\u200c", "\ufe0f", "\u034f"]
)
def test_a_name_that_nobody_sees_is_refused(story: Story, name: str) -> None:
    story.when(guest(Join, name=name)).then_refused("bad", "write something", field="name")
    story.when(attendee(Rename, name=name)).then_refused("bad", "write something", field="name")
    story.when(helper(Join, name=name, phone=False)).then_refused("bad", "write something", field="name")


@pytest.mark.parametrize("name", ["...", "-", "(?)", "+", "~"])
def test_a_name_that_nobody_can_say_is_refused(story: Story, name: str) -> None:
    story.when(guest(Join, name=name)).then_refused("bad", "Nobody could read", field="name")


@pytest.mark.parametrize(
    "name", ["J", "7", "李", "🦆", "👩\u200d🚀", "\U0001fae8", "1\ufe0f\u20e3", "أ", "O'Neil-Smith Jr."]
)
def test_a_name_is_a_letter_a_digit_or_an_emoji_at_least(story: Story, name: str) -> None:
    story.when(guest(Join, name=name)).then(happened(PersonJoined, no=4, name=name, phone=True))


def names_of(story: Story) -> list[str]:
    """Of those who joined after the cast."""
    return [person.name for person in story.night.people.values()][3:]


@pytest.mark.parametrize(
    ("names", "typed", "given"),
    [
        (["Ben"], "Ben 2", "Ben 3"),  # Ben is there twice: the second is our Ben 2
        (["Ben", "Ben"], "ben 3", "ben 4"),
        (["Table 4"], "Table 4", "Table 4 2"),  # theirs, not ours
        (["Ben 7"], "Ben", "Ben 2"),
    ],
)
def test_a_number_of_ours_is_not_added_to(story: Story, names: list[str], typed: str, given: str) -> None:
    story.given(*(guest(Join, name=name) for name in names))
    story.when(guest(Join, name=typed))
    assert story.night.people[max(story.night.people)].name == given


def test_an_undo_leaves_no_two_of_one_name(story: Story) -> None:
    """If somebody took the name meanwhile, who comes back has a number."""
    story.given(host(RemovePerson, person=2), guest(Join, name="Ben"), take_back)
    assert [person.name for person in story.night.people.values()] == ["Ada", "Ben 2", "Cleo", "Ben"]
    story.given(host(RemovePerson, person=2), guest(Join, name="Ben"), host(LetBackIn, person=2))
    assert story.night.people[2].name == "Ben 3"


def test_two_who_come_back_together_are_told_apart(story: Story) -> None:
    story.given(guest(Join, name="Ben"), host(UndoFlood, since=2, upto=4), guest(Join, name="Ben"))
    story.given(guest(Join, name="Ben"), take_back)
    names = [person.name for person in story.night.people.values()]
    assert names[4:] == ["Ben", "Ben 2"]
    assert len(set(names)) == len(names)


def test_whoever_comes_back_has_their_name_still(story: Story) -> None:
    """A Ben 2 beside them takes nothing from Ben; somebody else who is called Ben by now does."""
    story.given(guest(Join, name="Ben"), host(RemovePerson, person=2), take_back)
    assert [story.night.people[no].name for no in (2, 4)] == ["Ben", "Ben 2"]
    story.given(host(RemovePerson, person=2), guest(Join, name="Ben"), host(LetBackIn, person=2))
    assert len({person.name for person in story.night.people.values()}) == len(story.night.people)
