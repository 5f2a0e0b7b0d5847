"""What a night knows of the words of one person, wherever they said them: a part of known.py."""

from collections.abc import Iterator
from typing import Literal, Protocol

import msgspec

from opennight import clock
from opennight.night import (
    captions,
    leaflet_sources,
    leaflets,
    meetings,
    propositions,
    sequels,
    sight,
    threads,
)
from opennight.night.kept.clips import Clip, Sort
from opennight.night.kept.connections import Passed
from opennight.night.kept.decks import Pick
from opennight.night.kept.leaflets import Leaflet
from opennight.night.kept.meetings import Meeting
from opennight.night.kept.notes import Comment, Kind, Note
from opennight.night.kept.propositions import Sentence
from opennight.night.kept.replies import Reply
from opennight.night.kept.room_questions import Line
from opennight.night.kept.sequels import Sequel
from opennight.night.picks import own_words
from opennight.night.removal import on_cards
from opennight.night.state import Night
from opennight.record.pitches import title_to

WordKind = (
    Kind
    | Sort
    | Literal[
        "sequel",
        "leaflet",
        "comment",
        "meeting",
        "card",
        "captions",
        "passed",
        "line",
        "sentence",
        "ask",
        "offer",
        "inquiry",
    ]
)


class KnownWord(msgspec.Struct, frozen=True, kw_only=True):
    """Something they wrote. `gone`: they or the desk took it away, so that nobody sees it. `waiting`: the
    desk has yet to read it."""

    no: int
    kind: WordKind
    about: str
    text: str
    who: str
    due: str
    url: str
    gone: bool
    waiting: bool
    at: str


class Words(sight.Thing, Protocol):
    """Whatever somebody wrote."""

    no: int
    at: int


def known_word(
    night: Night,
    said: Words,
    kind: WordKind,
    about: str,
    text: str,
    *,
    who: str = "",
    due: str = "",
    url: str = "",
    gone: bool = False,
) -> KnownWord:
    """`gone`: it is away for another cause than that it was hidden."""
    return KnownWord(
        no=said.no,
        kind=kind,
        about=about,
        text=text,
        who=who,
        due=due,
        url=url,
        gone=gone or sight.is_gone(said),
        waiting=said.waiting,
        at=clock.moment(night, said.at),
    )


def topic_of(night: Night, said: Note | Comment | Meeting | Pick | Clip | Passed) -> str:
    """What its group talks about; a clip may be the night's."""
    group = night.groups.get(said.group)
    return title_to(night, group.pitch, said.person) if group else night.setup.title


def known_said(night: Night, said: Note | Comment) -> KnownWord:
    about = topic_of(night, said)
    if isinstance(said, Comment):
        return known_word(night, said, "comment", about, said.text)
    return known_word(night, said, said.kind, about, said.text, who=said.who, due=said.due, url=said.url)


def known_captions(night: Night, person: int) -> Iterator[KnownWord]:
    """What is said in their own clips, and each text of a clip that they mended."""
    for clip in night.clips.values():
        editions = captions.of(night, clip.no).editions
        for edition in editions:
            last = clip.person == person and edition is captions.latest(night, clip.no)[1]
            if edition.lines and (edition.hand == person or last):
                about, said = topic_of(night, clip), captions.text(edition)
                word = known_word(night, clip, "captions", about, said, who=clip.title)
                times = {"at": clock.moment(night, edition.at), "waiting": edition.waiting or clip.waiting}
                yield msgspec.structs.replace(word, **times)


def known_passed(night: Night, person: int) -> Iterator[KnownWord]:
    """What they said to another group for theirs."""
    for one in night.connections.passed.values():
        if one.person == person:
            yield known_word(night, one, "passed", topic_of(night, one), one.text)


def known_reply(night: Night, reply: Reply) -> KnownWord:
    found = threads.subject(night, reply.about)
    return known_word(night, reply, reply.kind, found.text if found else "", reply.text)


def known_posed(night: Night, said: Line | Sentence) -> KnownWord:
    """A line to a question to everybody, or a sentence that they offered."""
    if isinstance(said, Line):
        return known_word(night, said, "line", night.room_questions.asked[said.question].text, said.text)
    return known_word(night, said, "sentence", night.setup.title, said.text)


def known_sequel(night: Night, sequel: Sequel) -> KnownWord:
    """What they added after the night."""
    found = sequels.subject(night, sequel.about) if sequel.about else None
    about = found.text if found else night.setup.title
    return known_word(night, sequel, "sequel", about, sequel.text, url=sequel.url)


def known_leaflet(night: Night, leaflet: Leaflet) -> KnownWord:
    """A card that they made for others."""
    found = leaflet_sources.source(night, leaflet.about) if leaflet.about else None
    about = found.text if found else night.setup.title
    return known_word(night, leaflet, "leaflet", about, leaflets.words(leaflet), gone=leaflet.closed)


def all_posed(night: Night, no: int) -> list[Line | Sentence]:
    lines = [one for one in night.room_questions.lines.values() if one.person == no]
    return [*lines, *propositions.offered(night, no)]


def known_words(night: Night, no: int) -> Iterator[KnownWord]:
    """All that they wrote and said, except what they offer and ask for (see known_offers.py)."""
    person = night.people[no]
    said: list[Note | Comment] = [night.notes[one] for one in person.notes]
    said += [night.comments[one] for one in person.comments]
    yield from (known_said(night, one) for one in sorted(said, key=lambda one: one.at))
    yield from (known_reply(night, night.replies[one]) for one in person.replies)
    for meeting in night.meetings.values():
        if meeting.person == no:
            yield known_word(night, meeting, "meeting", topic_of(night, meeting), meetings.words(meeting))
    for clip in night.clips.values():
        if clip.person == no and not clip.withdrawn:
            yield known_word(night, clip, clip.sort, topic_of(night, clip), clip.title, who=clip.who)
    yield from known_captions(night, no)
    yield from known_passed(night, no)
    for pick in on_cards(night, person):
        yield known_word(night, pick, "card", topic_of(night, pick), own_words(pick))
    yield from (known_sequel(night, one) for one in night.sequels.values() if one.person == no)
    yield from (known_leaflet(night, one) for one in night.further.leaflets.values() if one.person == no)
    yield from (known_posed(night, one) for one in all_posed(night, no))
