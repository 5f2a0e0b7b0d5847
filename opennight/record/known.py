"""What a night knows about one person, for this person alone: all that it keeps of them, also what nobody
else can see. Of others it says nothing that they could not read in the room."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from opennight import clock
from opennight.night import (
    asks,
    bylines,
    captions,
    feedback,
    lineup,
    links,
    meetings,
    moderated,
    names,
    notes,
    pitches,
    promises,
    propositions,
    sight,
    thanks,
    threads,
)
from opennight.night.agreed import Meeting
from opennight.night.captured import Clip
from opennight.night.cards import Pick
from opennight.night.deeds import Deed, Moderated, Thing
from opennight.night.joined import Passed
from opennight.night.messages import acting
from opennight.night.picks import own_words
from opennight.night.posed import Line, Sentence
from opennight.night.removal import on_cards
from opennight.night.replied import Reply
from opennight.night.said import Comment, Note
from opennight.night.state import Byline, Night, Pitch, Status
from opennight.record.known_offers import (
    KnownIntroduction,
    KnownWord,
    WordKind,
    hands,
    known_introductions,
    known_offered,
)
from opennight.record.people import name
from opennight.record.pitches import shown_parts
from opennight.record.posed import KnownView, known_views

SCHEMA = "opennight-known/1"


class KnownPitch(msgspec.Struct, frozen=True, kw_only=True):
    """`status` is "merged" once it is part of another one. `times`: when it can run (none: at any time)."""

    no: int
    title: str
    more: str
    hosted: bool
    needs: tuple[str, ...]
    times: tuple[str, ...]
    status: Status | Literal["merged"]
    at: str


class KnownGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Where they sit or sat. `pen`: they took the notes."""

    no: int
    title: str
    room: str
    time: str
    since: str
    pen: bool


class KnownPromise(msgspec.Struct, frozen=True, kw_only=True):
    """What they said that they are in on, and when; `text` is empty if others can no longer read it."""

    about: str
    text: str
    since: str


class KnownDeed(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk did to something of theirs, and why; what they answered."""

    what: Thing
    about: int
    deed: Deed
    why: str
    answer: str
    at: str


class KnownThanks(msgspec.Struct, frozen=True, kw_only=True):
    """Thanks that they gave, or `got`: from or to the person called `other`, for what was done in the group
    on `about`; `public`: they would have it in the record. What they took back is not kept."""

    got: bool
    other: str
    about: str
    words: str
    public: bool
    at: str


class KnownAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """That they have answered how it was: about the night (an empty title) or about a group. `words` are
    those to which they put their name; what they answered without it, the night does not know to be theirs.
    """

    about: str
    words: tuple[str, ...]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """`slip`: the number of their printed code, 0 if none. `byline` is empty until they choose one;
    `public` is what others read, empty for “a participant”.

    `dots`, `hearts`, `stars`, `liked`, `asks` (those that they back) and `hands` (those to which they put a
    hand up) are titles or texts; one is empty if others cannot read it now. `organisations`: for which they
    stand. `acts`: how many of their acts the log keeps, each with its time. `alone`: they want no
    suggestions; `walks`: the topics of the groups to which they are on their way. Moments are ISO 8601 with
    the night's offset.
    """

    schema: str = SCHEMA
    code: str
    night: str
    no: int
    name: str
    joined: str
    slip: int
    phone: bool
    here: bool
    byline: Byline | Literal[""]
    public: str
    pitches: tuple[KnownPitch, ...]
    dots: tuple[str, ...]
    hearts: tuple[str, ...]
    stars: tuple[str, ...]
    asks: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    groups: tuple[KnownGroup, ...]
    promises: tuple[KnownPromise, ...]
    words: tuple[KnownWord, ...]
    liked: tuple[str, ...]
    thanks: tuple[KnownThanks, ...]
    unthanked: bool
    moderated: tuple[KnownDeed, ...]
    answered: tuple[KnownAnswer, ...]
    views: tuple[KnownView, ...] = ()
    introductions: tuple[KnownIntroduction, ...]
    hands: tuple[str, ...]
    acts: int
    alone: bool = False
    walks: tuple[str, ...] = ()


def known_pitch(night: Night, pitch: Pitch) -> KnownPitch:
    return KnownPitch(
        no=pitch.no,
        title=pitch.title,
        more=pitch.more,
        hosted=pitch.hosted,
        needs=pitch.needs,
        times=tuple(f"{slot.start}–{slot.end}" for slot in night.setup.slots if slot.id in pitch.times),
        status="merged" if pitch.merged is not None else pitch.status,
        at=clock.moment(night, pitch.at),
    )


def title(night: Night, no: int, person: int) -> str:
    """The title of a pitch, unless somebody else's is out of everybody's sight."""
    pitch = night.pitches[no]
    root = night.pitches[pitches.root(night, no)]
    seen = pitches.is_open(root) and pitch in shown_parts(night, root.no)
    return pitch.title if seen or pitch.person == person else ""


def known_group(night: Night, no: int, person: int) -> KnownGroup:
    group, placement = night.groups[no], night.lineup.get(no)
    slot = lineup.slot(night, placement.slot) if placement else None
    room = lineup.room(night, placement.room) if placement else None
    return KnownGroup(
        no=no,
        title=title(night, group.pitch, person),
        room=room.name if room else "",
        time=f"{slot.start}–{slot.end}" if slot else "",
        since=clock.moment(night, group.members[person]) if person in group.members else "",
        pen=group.scribe == person,
    )


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
        about=title(night, group.pitch, said.person) if group else night.setup.title,
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


def known_promise(night: Night, about: str, since: int) -> KnownPromise:
    found = promises.subject(night, about)
    return KnownPromise(about=about, text=found.text if found else "", since=clock.moment(night, since))


def known_deed(night: Night, act: Moderated) -> KnownDeed:
    return KnownDeed(
        what=act.what,
        about=act.about,
        deed=act.deed,
        why=act.why,
        answer=act.answer,
        at=clock.moment(night, act.at),
    )


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


def known_thanks(night: Night, no: int) -> tuple[KnownThanks, ...]:
    """What they gave, and what they got and can read."""
    both = [(one, one.whom) for one in thanks.by(night, no)] + [
        (one, one.person) for one in thanks.to(night, no)
    ]
    return tuple(
        KnownThanks(
            got=one.whom == no,
            other=name(night, other),
            about=thanks.topic(night, one),
            words=one.words,
            public=no in one.agreed,
            at=clock.moment(night, one.at),
        )
        for one, other in sorted(both, key=lambda pair: pair[0].no)
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


def all_posed(night: Night, no: int) -> list[Line | Sentence]:
    lines = [one for one in night.room_questions.lines.values() if one.person == no]
    return [*lines, *propositions.offered(night, no)]


def known_answers(night: Night, no: int) -> tuple[KnownAnswer, ...]:
    given = [about for about in feedback.asked(night, no) if no in feedback.subject(night, about).given]
    return tuple(
        KnownAnswer(
            about=title(night, night.groups[group].pitch, no) if (group := feedback.group_of(about)) else "",
            words=tuple(one.text for one in feedback.all_words(night, about) if one.person == no),
        )
        for about in given
    )


def of(night: Night, no: int) -> Known:
    """What the night knows about the person with this number."""
    person = night.people[no]
    said: list[Note | Comment] = [night.notes[one] for one in person.notes]
    said += [night.comments[one] for one in person.comments]
    sat = [one for one, group in night.groups.items() if no in group.members or group.scribe == no]
    return Known(
        code=night.code,
        night=night.setup.title,
        no=no,
        name=names.own(person),
        joined=clock.moment(night, person.joined),
        slip=person.slip,
        phone=person.phone,
        here=person.here,
        byline=person.byline,
        public=bylines.shown(night, person),
        pitches=tuple(known_pitch(night, night.pitches[one]) for one in person.pitches),
        dots=tuple(title(night, one, no) for one in person.dots),
        hearts=tuple(title(night, night.groups[one].pitch, no) for one in person.hearts),
        stars=tuple(
            night.notes[one].text if notes.is_seen(night, night.notes[one]) else "" for one in person.stars
        ),
        asks=tuple(
            asks.text(night, ask) if asks.is_seen(night, ask) else ""
            for ask in (night.manifesto.asks[one] for one in person.backs)
        ),
        organisations=tuple(night.roll.all[one].text for one in person.organisations),
        groups=tuple(known_group(night, one, no) for one in sorted(sat)),
        promises=tuple(known_promise(night, about, since) for about, since in person.promises.items()),
        words=(
            *(known_said(night, one) for one in sorted(said, key=lambda one: one.at)),
            *(known_reply(night, night.replies[one]) for one in person.replies),
            *(
                known_word(night, one, "meeting", meetings.words(one))
                for one in night.meetings.values()
                if one.person == no
            ),
            *(
                known_word(night, clip, clip.sort, clip.title, clip.who)
                for clip in night.clips.values()
                if clip.person == no and not clip.withdrawn
            ),
            *known_captions(night, no),
            *known_passed(night, no),
            *(known_word(night, pick, "card", own_words(pick)) for pick in on_cards(night, person)),
            *(known_posed(night, one) for one in all_posed(night, no)),
            *(word for word in known_offered(night, no) if word.text),
        ),
        liked=tuple(found.text if (found := threads.subject(night, one)) else "" for one in person.liked),
        thanks=known_thanks(night, no),
        unthanked=person.unthanked,
        moderated=tuple(known_deed(night, act) for act in moderated.done_to(night, no)),
        answered=known_answers(night, no),
        alone=person.alone,
        walks=tuple(
            title(night, night.groups[links.beside(link, link.runners[no])].pitch, no)
            for link in night.connections.links.values()
            if no in link.runners
        ),
        views=known_views(night, no),
        introductions=tuple(known_introductions(night, no)),
        hands=hands(night, no),
        acts=len(night.commands.get(acting(no).text, ())),
    )
