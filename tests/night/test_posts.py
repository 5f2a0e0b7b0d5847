"""Posts: somebody who was not there hands in a link, and the host reads it first."""

import pytest

from opennight.night import posts, sequels, watch
from opennight.night.corrections import MendWords
from opennight.night.moderation import HidePitch
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.posts import HandInPost, PostsStopped, PostTakenBack, StopPosts, TakePostBack
from opennight.night.publication import HoldRecord, PublishRecord, WithdrawRecord
from opennight.night.sequels import AddSequel, HideSequel, SequelAdded, ShowSequel
from opennight.record import outcome
from tests.cast import Story, attendee, guest, happened, host, neighbour, take_back

POST = {"who": "Zoe", "text": "What a sceptic told me", "url": "https://blog.example/zoe"}
DOUBT = "None of this will last"


@pytest.fixture
def over(groups_share: Story) -> Story:
    """The night is closed; a sceptic was quoted in group 1."""
    return groups_share.given(
        host(WriteNote, person=0, group=1, text=DOUBT, kind="quote", who="Max"), host(MovePhase, to="closed")
    )


@pytest.fixture
def handed_in(over: Story) -> Story:
    return over.given(guest(HandInPost, key="k1", about="note:1", **POST))


def told(story: Story) -> list[tuple[str, str, str, bool]]:
    return [(one.text, one.by, one.anchor, one.outside) for one in outcome.of(story.night).sequels]


def test_somebody_hands_in_what_they_wrote_and_the_host_lets_it_in(over: Story) -> None:
    over.when(guest(HandInPost, key="k1", about="note:1", **POST)).then(
        happened(SequelAdded, no=1, person=0, about="note:1", key="k1", waiting=True, **POST)
    )
    assert told(over) == []
    assert [one.no for one in sequels.waiting(over.night)] == [1]
    over.given(host(ShowSequel, sequel=1))
    assert told(over) == [(POST["text"], "Zoe", "note-1", True)]
    over.given(take_back)
    assert told(over) == []
    assert [one.no for one in sequels.waiting(over.night)] == [1], "it waits again"
    over.given(host(HideSequel, sequel=1), take_back)
    assert [one.no for one in sequels.waiting(over.night)] == [1]


@pytest.mark.parametrize(
    ("about", "text", "anchor"),
    [
        ("", "", ""),
        ("group:1", "Bees", "group-1"),
        ("pitch:1", "Bees", "pitch-1"),
        ("note:1", DOUBT, "note-1"),
    ],
)
def test_what_it_answers_is_told_with_it(over: Story, about: str, text: str, anchor: str) -> None:
    over.given(guest(HandInPost, key="k1", about=about, **POST), host(ShowSequel, sequel=1))
    (one,) = outcome.of(over.night).sequels
    assert (one.title, one.anchor) == (text, anchor)


def test_it_stands_beside_words_as_they_are_now(handed_in: Story) -> None:
    handed_in.given(
        host(ShowSequel, sequel=1), host(MendWords, anchor="note-1", was=DOUBT, text="Nothing lasts")
    )
    (one,) = outcome.of(handed_in.night).sequels
    assert one.title == "Nothing lasts"
    handed_in.given(host(HideNote, note=1))
    (one,) = outcome.of(handed_in.night).sequels
    assert (one.text, one.title, one.anchor) == (POST["text"], "", "")


def test_it_tells_nothing_of_a_group_whose_topic_is_hidden(handed_in: Story) -> None:
    handed_in.given(host(ShowSequel, sequel=1), host(HidePitch, pitch=1))
    (one,) = outcome.of(handed_in.night).sequels
    assert (one.text, one.title, one.anchor) == (POST["text"], "", "")
    again = guest(HandInPost, key="k2", about="note:1", **POST)
    handed_in.when(again).then_refused("bad", "Pick one", field="about")


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"who": " "}, "who", "write something"),
        ({"who": "x" * 61}, "who", "Too long by 1"),
        ({"text": ""}, "text", "write something"),
        ({"text": "x" * 301}, "text", "Too long by 1"),
        ({"url": ""}, "url", "write something"),
        ({"url": "javascript:alert(1)"}, "url", "https://"),
        ({"url": "ftp://blog.example/zoe"}, "url", "https://"),
        ({"url": "https://zoe@blog.example/"}, "url", "https://"),
        ({"url": "https://e.example/" + "x" * 500}, "url", "Too long"),
        ({"about": "note:7"}, "about", "Pick one"),
        ({"about": "note-1"}, "about", "Pick one"),
        ({"about": "note:01"}, "about", "Pick one"),
        ({"about": "person:1"}, "about", "Pick one"),
    ],
)
def test_what_it_cannot_be(over: Story, fields: dict[str, str], field: str, sentence: str) -> None:
    over.when(guest(HandInPost, **{"key": "k1", **POST, **fields})).then_refused("bad", sentence, field=field)


def test_it_needs_a_record_that_everybody_can_read(groups_share: Story) -> None:
    groups_share.when(guest(HandInPost, key="k1", **POST)).then_refused("late", "no record to write about")
    groups_share.given(host(HoldRecord, held=True), host(MovePhase, to="closed"))
    groups_share.when(guest(HandInPost, key="k1", **POST)).then_refused("late", "no record to write about")
    groups_share.given(host(PublishRecord), host(WithdrawRecord))
    groups_share.when(guest(HandInPost, key="k1", **POST)).then_refused("late", "no record to write about")


def test_the_host_takes_none_at_all(handed_in: Story) -> None:
    handed_in.when(host(StopPosts)).then(happened(PostsStopped, stopped=True))
    handed_in.when(host(StopPosts)).then()
    other = POST | {"url": "https://blog.example/2"}
    handed_in.when(guest(HandInPost, key="k2", **other)).then_refused("late", "not taking posts")
    assert [one.no for one in sequels.waiting(handed_in.night)] == [1], "what came before can still be let in"
    handed_in.given(take_back)
    handed_in.when(guest(HandInPost, key="k2", **other)).then(
        happened(SequelAdded, no=2, person=0, key="k2", waiting=True, **other)
    )


def test_the_same_comes_once(handed_in: Story) -> None:
    same = POST | {"who": "Zoe again", "key": "k2", "about": "note:1"}
    handed_in.when(guest(HandInPost, **same)).then_refused("bad", "already been handed in", field="url")
    handed_in.given(host(ShowSequel, sequel=1))
    handed_in.when(guest(HandInPost, **same)).then_refused("bad", "already in the record", field="url")
    handed_in.given(host(HideSequel, sequel=1, why="It sells something"))
    handed_in.given(guest(HandInPost, **same | {"key": "k3"}))
    assert [one.no for one in sequels.waiting(handed_in.night)] == [2], "the host may look at it once more"


def test_nobody_buries_the_host(over: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def post(no: int) -> dict[str, str]:
        return POST | {"url": f"https://blog.example/{no}", "key": f"k{no}"}

    over.given(*(guest(HandInPost, **post(no)) for no in range(posts.AN_HOUR)))
    over.when(guest(HandInPost, **post(99))).then_refused("quota", "Try again tomorrow")
    monkeypatch.setattr(posts, "AN_HOUR", 1000)
    monkeypatch.setattr(posts, "MOST_UNREAD", posts.AN_HOUR - 1)
    over.given(*(guest(HandInPost, **post(no)) for no in range(20, 28)))
    monkeypatch.setattr(posts, "MOST_UNREAD", 20)
    over.when(guest(HandInPost, **post(99))).then_refused("quota", "Try again tomorrow")
    over.given(*(host(HideSequel, sequel=no) for no in range(1, 11)), guest(HandInPost, **post(98)))
    monkeypatch.setattr(posts, "MOST_EVER", 21)
    over.when(guest(HandInPost, **post(99))).then_refused("quota", "hold no more")
    over.given(attendee(AddSequel, text="Ours is taken nonetheless"))


def test_whoever_handed_it_in_takes_it_back_and_it_is_nowhere(handed_in: Story) -> None:
    handed_in.given(host(ShowSequel, sequel=1))
    for key in ("k2", ""):
        handed_in.when(guest(TakePostBack, sequel=1, key=key)).then_refused("missing", "no such thing")
    handed_in.when(guest(TakePostBack, sequel=2, key="k1")).then_refused("missing", "no such thing")
    handed_in.given(attendee(AddSequel, text="Ours"))
    handed_in.when(guest(TakePostBack, sequel=2, key="")).then_refused("missing", "no such thing")
    handed_in.when(guest(TakePostBack, sequel=1, key="k1")).then(happened(PostTakenBack, sequel=1))
    handed_in.when(guest(TakePostBack, sequel=1, key="k1")).then()
    assert [text for text, *_rest in told(handed_in)] == ["Ours"]
    one = handed_in.night.sequels[1]
    assert one.version in handed_in.night.forgettable, "the log blanks its words"
    assert (one.text, one.url, one.who) == ("", "", "")
    handed_in.when(host(ShowSequel, sequel=1)).then_refused("late", "taken it back")
    handed_in.given(take_back)  # of having let it in
    assert [text for text, *_rest in told(handed_in)] == ["Ours"]
    assert sequels.waiting(handed_in.night) == []


def test_nobody_else_takes_it_back(handed_in: Story) -> None:
    for somebody in (attendee, neighbour, guest):
        handed_in.when(somebody(HideSequel, sequel=1)).then_refused("forbidden", "Only the person who wrote")


def test_its_words_are_looked_through_as_all_are(handed_in: Story) -> None:
    handed_in.given(host(watch.WatchWords, words=("zoe",)))
    assert [(one.what, one.about) for one in watch.marked(handed_in.night)] == [("sequel", 1)]


def test_the_host_names_whom_they_add_something_for(over: Story) -> None:
    over.when(host(AddSequel, person=0, **POST)).then(happened(SequelAdded, no=1, person=0, **POST))
    assert told(over) == [(POST["text"], "Zoe", "", True)]
    over.when(host(AddSequel, person=0, **POST)).then()
    over.given(attendee(AddSequel, person=1, who="Somebody else", text="Mine"))
    assert (told(over)[0][1], told(over)[0][3]) == ("Ada", False), "nobody speaks for others"
