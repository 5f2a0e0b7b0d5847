"""What a night knows about one person, for this person alone: all that it keeps of them, also what nobody
else can see. Of others it says nothing that they could not read in the room."""

from typing import Literal

import msgspec

from opennight import clock
from opennight.night import (
    asks,
    bylines,
    feedback,
    knocks,
    links,
    moderated,
    names,
    notes,
    seats,
    takers,
    threads,
)
from opennight.night.kept.bylines import Byline
from opennight.night.kept.moderated import Deed, Moderated, Thing
from opennight.night.kept.people import Strength
from opennight.night.kept.pitches import Pitch, Status
from opennight.night.messages import acting
from opennight.night.state import Night
from opennight.record.known_groups import (
    KnownGroup,
    KnownPromise,
    KnownThanks,
    known_group,
    known_promise,
    known_thanks,
)
from opennight.record.known_offers import KnownIntroduction, hands, known_introductions, known_offered
from opennight.record.known_record import KnownCorrection, known_approved, known_corrections
from opennight.record.known_words import KnownWord, known_words
from opennight.record.pitches import title_to
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


class KnownDeed(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk did to something of theirs, and why; what they answered."""

    what: Thing
    about: int
    deed: Deed
    why: str
    answer: str
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

    `dots`, `loves`, `likes`, `noes` (what they said of pitches instead), `hearts`, `stars`, `liked`,
    `asks` (those that they back) and `hands` (those to which they put a
    hand up) are titles or texts; one is empty if others cannot read it now. `organisations`: for which they
    stand. `acts`: how many of their acts the log keeps, each with its time. `alone`: they want no
    suggestions; `unballoted`: they are in no ballots for researchers; `approved`: the groups whose page in
    the record they approved; `walks`: the topics of the groups to which they are on their way; `seats`: of
    those in which they ask for a seat; so many `messages` to them go on; `takes`: the topics
    of the groups about which they take messages. Moments are ISO 8601 with
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
    loves: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    noes: tuple[str, ...] = ()
    hearts: tuple[str, ...]
    stars: tuple[str, ...]
    asks: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    groups: tuple[KnownGroup, ...]
    promises: tuple[KnownPromise, ...]
    words: tuple[KnownWord, ...]
    liked: tuple[str, ...]
    reported: int
    thanks: tuple[KnownThanks, ...]
    unthanked: bool
    moderated: tuple[KnownDeed, ...]
    answered: tuple[KnownAnswer, ...]
    views: tuple[KnownView, ...] = ()
    corrections: tuple[KnownCorrection, ...] = ()
    approved: tuple[str, ...] = ()
    introductions: tuple[KnownIntroduction, ...]
    messages: int = 0
    takes: tuple[str, ...] = ()
    hands: tuple[str, ...]
    acts: int
    alone: bool = False
    unballoted: bool = False
    walks: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


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


def known_deed(night: Night, act: Moderated) -> KnownDeed:
    return KnownDeed(
        what=act.what,
        about=act.about,
        deed=act.deed,
        why=act.why,
        answer=act.answer,
        at=clock.moment(night, act.at),
    )


def said_of(night: Night, no: int, strength: Strength) -> tuple[str, ...]:
    """The titles of the pitches of which they said this."""
    theirs = night.people[no].strengths
    return tuple(title_to(night, one, no) for one, said in theirs.items() if said == strength)


def known_answer(night: Night, about: str, no: int) -> KnownAnswer:
    group = feedback.group_of(about)
    return KnownAnswer(
        about=title_to(night, night.groups[group].pitch, no) if group else "",
        words=tuple(one.text for one in feedback.all_words(night, about) if one.person == no),
    )


def known_answers(night: Night, no: int) -> tuple[KnownAnswer, ...]:
    given = [about for about in feedback.asked(night, no) if no in feedback.subject(night, about).given]
    return tuple(known_answer(night, about, no) for about in given)


def of(night: Night, no: int) -> Known:
    """What the night knows about the person with this number."""
    person = night.people[no]
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
        dots=tuple(title_to(night, one, no) for one in person.dots if one not in person.strengths),
        loves=said_of(night, no, "love"),
        likes=said_of(night, no, "like"),
        noes=said_of(night, no, "no"),
        hearts=tuple(title_to(night, night.groups[one].pitch, no) for one in person.hearts),
        stars=tuple(
            night.notes[one].text if notes.is_seen(night, night.notes[one]) else "" for one in person.stars
        ),
        asks=tuple(
            asks.text(night, ask) if asks.is_seen(night, ask) else ""
            for ask in (night.manifesto.asks[one] for one in person.backs)
        ),
        organisations=tuple(night.roll.all[one].text for one in person.organisations),
        groups=tuple(known_group(night, one, no) for one in sorted(sat)),
        promises=tuple(known_promise(night, about, since, no) for about, since in person.promises.items()),
        words=(*known_words(night, no), *(word for word in known_offered(night, no) if word.text)),
        liked=tuple(found.text if (found := threads.subject(night, one)) else "" for one in person.liked),
        reported=len(person.reported),
        thanks=known_thanks(night, no),
        unthanked=person.unthanked,
        moderated=tuple(known_deed(night, act) for act in moderated.done_to(night, no)),
        answered=known_answers(night, no),
        alone=person.alone,
        unballoted=person.unballoted,
        walks=tuple(
            title_to(night, night.groups[links.beside(link, link.runners[no])].pitch, no)
            for link in night.connections.links.values()
            if no in link.runners
        ),
        seats=tuple(title_to(night, night.groups[one].pitch, no) for one in seats.asked_for(night, no)),
        views=known_views(night, no),
        corrections=known_corrections(night, no),
        approved=known_approved(night, no),
        introductions=tuple(known_introductions(night, no)),
        messages=len(knocks.of_owner(night, no)),
        takes=tuple(title_to(night, night.groups[one].pitch, no) for one in takers.of_person(night, no)),
        hands=hands(night, no),
        acts=len(night.commands.get(acting(no).text, ())),
    )
