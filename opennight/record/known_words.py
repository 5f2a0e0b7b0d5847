"""What a night knows of the words of one person, wherever they said them: a part of known.py."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from opennight import clock
from opennight.night import captions, leaflets, meetings, propositions, sequels, sight, threads
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


def known_word(
    night: Night,
    said: Note | Comment | Meeting | Pick | Clip | Passed,
    kind: WordKind,
    text: str,
    who: str = "",
    due: str = "",
    url: str = "",
) -> KnownWord:
    group = night.groups.get(said.group)  # a clip may be the night's
    return KnownWord(
        no=said.no,
        kind=kind,
        about=title_to(night, group.pitch, said.person) if group else night.setup.title,
        text=text,
        who=who,
        due=due,
        url=url,
        gone=sight.is_gone(said),
        waiting=said.waiting,
        at=clock.moment(night, said.at),
    )


def known_said(night: Night, said: Note | Comment) -> KnownWord:
    if isinstance(said, Comment):
        return known_word(night, said, "comment", said.text)
    return known_word(night, said, said.kind, said.text, said.who, said.due, said.url)


def known_captions(night: Night, person: int) -> Iterator[KnownWord]:
    """What is said in their own clips, and each text of a clip that they mended."""
    for clip in night.clips.values():
        editions = captions.of(night, clip.no).editions
        for edition in editions:
            last = clip.person == person and edition is captions.latest(night, clip.no)[1]
            if edition.lines and (edition.hand == person or last):
                word = known_word(night, clip, "captions", captions.text(edition), clip.title)
                times = {"at": clock.moment(night, edition.at), "waiting": edition.waiting or clip.waiting}
                yield msgspec.structs.replace(word, **times)


def known_passed(night: Night, person: int) -> Iterator[KnownWord]:
    """What they said to another group for theirs."""
    for one in night.connections.passed.values():
        if one.person == person:
            yield known_word(night, one, "passed", one.text)


def known_reply(night: Night, reply: Reply) -> KnownWord:
    found = threads.subject(night, reply.about)
    return KnownWord(
        no=reply.no,
        kind=reply.kind,
        about=found.text if found else "",
        text=reply.text,
        who="",
        due="",
        url="",
        gone=sight.is_gone(reply),
        waiting=reply.waiting,
        at=clock.moment(night, reply.at),
    )


def known_posed(night: Night, said: Line | Sentence) -> KnownWord:
    """A line to a question to everybody, or a sentence that they offered."""
    return KnownWord(
        no=said.no,
        kind="line" if isinstance(said, Line) else "sentence",
        about=night.room_questions.asked[said.question].text if isinstance(said, Line) else night.setup.title,
        text=said.text,
        who="",
        due="",
        url="",
        gone=sight.is_gone(said),
        waiting=said.waiting,
        at=clock.moment(night, said.at),
    )


def known_sequel(night: Night, sequel: Sequel) -> KnownWord:
    """What they added after the night."""
    found = sequels.subject(night, sequel.about) if sequel.about else None
    return KnownWord(
        no=sequel.no,
        kind="sequel",
        about=found.text if found else night.setup.title,
        text=sequel.text,
        who="",
        due="",
        url=sequel.url,
        gone=sight.is_gone(sequel),
        waiting=sequel.waiting,
        at=clock.moment(night, sequel.at),
    )


def known_leaflet(night: Night, leaflet: Leaflet) -> KnownWord:
    """A card that they made for others."""
    found = leaflets.source(night, leaflet.about) if leaflet.about else None
    return KnownWord(
        no=leaflet.no,
        kind="leaflet",
        about=found.text if found else night.setup.title,
        text=leaflets.words(leaflet),
        who="",
        due="",
        url="",
        gone=sight.is_gone(leaflet) or leaflet.closed,
        waiting=leaflet.waiting,
        at=clock.moment(night, leaflet.at),
    )


def all_posed(night: Night, no: int) -> list[Line | Sentence]:
    lines = [one for one in night.room_questions.lines.values() if one.person == no]
    return [*lines, *propositions.offered(night, no)]


def known_words(night: Night, no: int) -> Iterator[KnownWord]:
    """All that they wrote and said, but for what they offer and ask for (see known_offers.py)."""
    person = night.people[no]
    said: list[Note | Comment] = [night.notes[one] for one in person.notes]
    said += [night.comments[one] for one in person.comments]
    yield from (known_said(night, one) for one in sorted(said, key=lambda one: one.at))
    yield from (known_reply(night, night.replies[one]) for one in person.replies)
    for meeting in night.meetings.values():
        if meeting.person == no:
            yield known_word(night, meeting, "meeting", meetings.words(meeting))
    for clip in night.clips.values():
        if clip.person == no and not clip.withdrawn:
            yield known_word(night, clip, clip.sort, clip.title, clip.who)
    yield from known_captions(night, no)
    yield from known_passed(night, no)
    yield from (known_word(night, pick, "card", own_words(pick)) for pick in on_cards(night, person))
    yield from (known_sequel(night, one) for one in night.sequels.values() if one.person == no)
    yield from (known_leaflet(night, one) for one in night.further.leaflets.values() if one.person == no)
    yield from (known_posed(night, one) for one in all_posed(night, no))
