"""The state of one night: what the fold of its events leaves behind.

Plain data; the rules are beside each noun.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

from opennight.night.agreed import Meeting
from opennight.night.asked import Feedback
from opennight.night.assembled import Manifesto, Roll
from opennight.night.captioned import Captions
from opennight.night.captured import Clip
from opennight.night.cards import Deck, Pick, Workbook
from opennight.night.chosen import Choice
from opennight.night.deeds import Moderated
from opennight.night.invited import HelperLink, Reporter
from opennight.night.joined import Connections
from opennight.night.messages import Actor
from opennight.night.offered import Inquiry, Introduction, Offer, StandUp
from opennight.night.opened import ApiKey, Ballots
from opennight.night.outside import Newcomer, Slips, Wrote
from opennight.night.parts import Begun, Part, Phase
from opennight.night.placed import Placement, Why
from opennight.night.playing import Reel
from opennight.night.pledged import Pledge
from opennight.night.posed import Propositions, RoomQuestions
from opennight.night.promised import NOTHING_EARLIER, Earlier, Promise
from opennight.night.public import Announcement, Sequel
from opennight.night.published import Publication
from opennight.night.quotas import Each, OfClip
from opennight.night.replied import Reply, Thread
from opennight.night.rooms import Room, Slot
from opennight.night.said import Comment, Note
from opennight.night.spans import Round, Speaker, Timer
from opennight.night.steps import Step
from opennight.night.taken import Further
from opennight.night.thanked import Thanks

Status = Literal["waiting", "open", "withdrawn", "hidden"]
Gathering = Literal["wishes", "free", "mixed", "open"]
Byline = Literal["name", "initials", "participant"]
Ballot = Literal["dots", "strengths"]
Strength = Literal["love", "like", "no"]
BYLINES: tuple[Byline, ...] = get_args(Byline)
"""From the most public one to the least; see bylines.py."""


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """What the host decides before the doors open, and may change later.

    `ballot`: people vote with dots, or say how much they want each pitch (see strengths.py). `dots` is how
    many pitches a person may vote for with dots (0: as many as one likes). `hidden` keeps the counts from
    the room until the host reveals them. `approve`, `approve_notes`, `approve_comments` and `approve_names`
    keep a pitch, a note, a comment or a name from everybody but its author until the desk lets it in.
    `least` and `most` people make a group (`most` 0: as many as there are seats). `seating`: everybody gets
    a place by their wishes; people go where they like (free); equal groups of people who have rarely met; or
    open: nobody votes, whoever pitched opens a table, and people walk. `twice`: a new line-up by wishes lets
    topics meet twice where places are left. `rules`: of the house, in the host's words. `sheet` is the run
    sheet, whose first part `starts` at "HH:MM"; the slots follow from it. `script`: the host's own words to
    say, by step. `byline`: as whom people are in the record until they choose. `expected`: so many people
    may come in by themselves (0: see door.py). `language`: a tag such as "en"; empty: none of tidy.py.
    """

    title: str
    place: str = ""
    zone: str = "UTC"
    date: str = ""
    intro: str = ""
    briefing: str = ""
    rules: str = ""
    ballot: Ballot = "dots"
    dots: int = 5
    hidden: bool = False
    approve: bool = False
    approve_notes: bool = False
    approve_comments: bool = False
    approve_names: bool = False
    colour: str = "teal"
    rooms: tuple[Room, ...] = ()
    slots: tuple[Slot, ...] = ()
    least: int = 2
    most: int = 0
    seating: Gathering = "wishes"
    twice: bool = False
    starts: str = ""
    sheet: tuple[Part, ...] = ()
    script: dict[str, str] = {}
    byline: Byline = "name"
    expected: int = 0
    language: str = "en"


@dataclass(slots=True)
class Person:
    """An attendee. They joined at the moment `joined` (ms), which made this `version` of the night.

    `phone` is False for somebody whom the desk or a helper entered; `here` is False once they have left.
    `number` is the one at the end of the name, if it tells them from somebody else (see names.py).
    `unread` is the name that they gave, until the desk has read it; `asked`: the desk asks for another one.
    In both cases `name`, which is what others may see, is empty (see naming.py).
    `byline`: as whom they are in the record, once they have chosen; `told`: what the door said about that.
    `named`: the version that gave them their name; once they have taken it along, it is 0 and the name empty.
    What is theirs is listed by number, so that the night need not be searched for it: the pitches with their
    dots (or those they love or like) and what they said of pitches instead, the pitches they made,
    the groups they gave a heart, their notes and comments, the notes with their star, the actions they chose,
    the asks they back, the organisations they are from (True: they said so), the cards that they wrote on,
    since when they are in on what (see promises.py), and with how many hours. It stays listed while they are
    removed, as `took` says what of it went off the screens with them: all that comes back with them.
    `sat`: the groups that they were in and left, where they may still write, and when they left (ms).
    `ticket` is False for whoever came in without the door's own page, as only scripts do. `slip`: their
    printed code, 0 if none. `replies` are what they said in threads, `liked` what they appreciate, `thanked`
    the thanks that they gave; `unthanked`: they want none; `alone`: they want no suggestions (see
    connections.py); `reported`: what they asked the host to look at (see reports.py); `unballoted`: theirs is
    in no ballots for researchers (see ballots.py).
    """

    no: int
    name: str
    joined: int
    version: int
    phone: bool = True
    here: bool = True
    removed: bool = False
    number: int = 0
    unread: str = ""
    asked: bool = False
    byline: Byline | Literal[""] = ""
    told: Byline = "name"
    named: int = 0
    dots: dict[int, None] = field(default_factory=dict)
    strengths: dict[int, Strength] = field(default_factory=dict)
    pitches: list[int] = field(default_factory=list)
    hearts: dict[int, None] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    promises: dict[str, int] = field(default_factory=dict)
    pledges: dict[str, Pledge] = field(default_factory=dict)
    stars: dict[int, None] = field(default_factory=dict)
    chose: dict[int, None] = field(default_factory=dict)
    backs: dict[int, None] = field(default_factory=dict)
    organisations: dict[int, bool] = field(default_factory=dict)
    sat: dict[int, int] = field(default_factory=dict)
    picks: dict[int, None] = field(default_factory=dict)
    took: Wrote = field(default_factory=Wrote)
    ticket: bool = True
    slip: int = 0
    replies: list[int] = field(default_factory=list)
    liked: dict[str, None] = field(default_factory=dict)
    thanked: list[int] = field(default_factory=list)
    unthanked: bool = False
    alone: bool = False
    reported: dict[str, None] = field(default_factory=dict)
    unballoted: bool = False


@dataclass(slots=True)
class Pitch:
    """A topic somebody proposes. `hosted`: "I'll host it"; otherwise somebody should run this.

    `merged` is the pitch it became part of, `parts` are those that became part of it. `seen` is False while
    the room has not seen it as it is now: it waits for the desk, or was withdrawn or hidden while it waited.
    `needs` are the FEATURES that its room has to have, `times` the slots in which it can run (none: in any).
    """

    no: int
    title: str
    more: str
    hosted: bool
    person: int
    at: int
    status: Status = "open"
    seen: bool = True
    merged: int | None = None
    parts: list[int] = field(default_factory=list)
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()


@dataclass(slots=True)
class Group:
    """The people at one pitch in one round, which for now is the slot in which they meet.

    It has a number of its own, since a pitch can run twice. It is kept when it leaves the line-up, so that
    what it wrote is there when it comes back; only its members go. `members`: who is in it, and since when
    (ms), in the order in which they came. `scribe` took the pen last. `unread`
    is a headline that the desk has yet to read. `noted` is how many of its notes can be
    seen or wait to be, counted as they come and go, so that its quota needs no search; `order` has all of
    them as the group put them. `drafted` is whose headline waits for somebody of the group to agree,
    `agreed` who did (see headlines.py); 0: nobody. `asking` for a seat in it are these, each since when (ms);
    `keeping` theirs are those who were asked and would rather not (see seats.py).
    """

    no: int
    pitch: int
    members: dict[int, int] = field(default_factory=dict)
    scribe: int | None = None
    headline: str = ""
    unread: str = ""
    hearts: dict[int, None] = field(default_factory=dict)
    noted: int = 0
    order: list[int] = field(default_factory=list)
    drafted: int = 0
    agreed: int = 0
    asking: dict[int, int] = field(default_factory=dict)
    keeping: dict[int, None] = field(default_factory=dict)


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A line-up that has been worked out: who would be in which group (its number → persons), and why.

    `no` names it to the desk. `setup` comes with it if a room is lost or gained.
    """

    no: int = 0
    placements: tuple[Placement, ...] = ()
    groups: dict[int, tuple[int, ...]] = {}
    why: Why = Why()
    setup: Setup | None = None


@dataclass(slots=True)
class Night:
    """One night. `evolve` changes it in place; whoever folds it owns it. Maps keep the order of arrival.

    `at` is when its last event happened (ms). `published`: everybody may read its record, even if it is
    opened again; `publication` says more of that. `voters` are each pitch's own voters, `apart` the pairs of
    pitches (the earlier first) that sound alike and are not the same, as the desk has said. `groups` are all
    there ever were; `lineup` says where those that run meet, by group; `rounds` are those called so far, the
    current one last; `begun` are the parts of the night so far. `proposal` is one the desk looks at; `why`
    explains the current line-up, unless it was made by hand. `deck` is the one that is played with, `picks`
    are the cards that groups ever took, `workbooks` what lies on their tables, by group. `showing` is the
    group that the desk picked to present; while `blank`, the board shows nothing; the `reel` is what it
    plays. `announced` is what the host says on every screen, `announcement` what outsiders read.
    `helpers_may` are the controls that whoever has the link for all helpers may use, `helper_links` the
    other ones, by number; `reporters` have links, too. `sources` say whose words these are, if not those of
    the room. `moderated` are the desk's last acts of moderation, by number; if `moderation_told`, the record
    says how many things they took out. `slow`: how many seconds lie between two pitches (notes, comments) of
    a person, `each` how many of them a person may have, `of_clip` how long a clip may be. `watch` are words
    to look out for, `cleared` what the desk has looked at, with the words found in it, `reports` who asks
    the host to look at what. `inside` is how many people were not removed, `standing` how many pitches are
    neither withdrawn nor hidden: counted as they come and go, so that quotas need no search. `looks` has
    those who were not removed by how their names look, `unread_names` whose names the desk has yet to
    read, by the version that gave them. `commands` holds the version after each command, by its actor and
    id, so that a repeat gets the first answer; `trail` the id of the command behind each version;
    `undone` the key of the last undo. `copy_of` is the code of the night that is rehearsed in this one,
    if it is a copy of one; once it is `thrown_away`, nothing happens in it any more.
    `taken_in` is the hash of the last row of the archive that it comes from; empty if it began here.
    `forgettable` are the versions whose personal fields nobody needs any more: the log blanks them.
    `newcomers` wait at the door; those who were let in are `entered`, as persons. `loose` says when people
    came in without a ticket. `entrance` is the code that the door asks for beside the night's; empty if it
    asks for none. `slips` are the printed codes. `offers` has asks, too. `earlier` is the night that this
    one comes after. `further`: what others can take.
    """

    code: str
    version: int = 0
    at: int = 0
    rehearsal: bool = False
    copy_of: str = ""
    taken_in: str = ""
    thrown_away: bool = False
    setup: Setup = field(default_factory=lambda: Setup(title=""))
    phase: Phase = "welcome"
    published: bool = False
    joining_locked: bool = False
    revealed: bool = False
    desk_key: int = 1
    people: dict[int, Person] = field(default_factory=dict)
    inside: int = 0
    looks: dict[str, dict[int, None]] = field(default_factory=dict)
    unread_names: dict[int, int] = field(default_factory=dict)
    newcomers: dict[int, Newcomer] = field(default_factory=dict)
    entered: dict[int, int] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)
    entrance: str = ""
    slips: Slips = field(default_factory=Slips)
    pitches: dict[int, Pitch] = field(default_factory=dict)
    standing: int = 0
    apart: list[tuple[int, int]] = field(default_factory=list)
    voters: dict[int, dict[int, None]] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    speaker: Speaker | None = None
    groups: dict[int, Group] = field(default_factory=dict)
    lineup: dict[int, Placement] = field(default_factory=dict)
    rounds: tuple[Round, ...] = ()
    begun: tuple[Begun, ...] = ()
    proposal: Proposal | None = None
    why: Why | None = None
    notes: dict[int, Note] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    deck: Deck | None = None
    picks: dict[int, Pick] = field(default_factory=dict)
    workbooks: dict[int, Workbook] = field(default_factory=dict)
    timer: Timer = field(default_factory=Timer)
    bell: int = 0
    showing: int | None = None
    choice: Choice = field(default_factory=Choice)
    manifesto: Manifesto = field(default_factory=Manifesto)
    roll: Roll = field(default_factory=Roll)
    comments: dict[int, Comment] = field(default_factory=dict)
    announced: str = ""
    announcement: Announcement = field(default_factory=Announcement)
    scene: str = ""
    blank: bool = False
    helpers_may: tuple[str, ...] = ()
    helper_links: dict[int, HelperLink] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    commands: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    trail: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    moderated: dict[int, Moderated] = field(default_factory=dict)
    moderation_told: bool = False
    watch: tuple[str, ...] = ()
    slow: int = 0
    each: Each = field(default_factory=Each)
    of_clip: OfClip = field(default_factory=OfClip)
    cleared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reports: dict[str, dict[int, None]] = field(default_factory=dict)
    undone: str = ""
    forgettable: list[int] = field(default_factory=list)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    feedback: Feedback = field(default_factory=Feedback)
    clips: dict[int, Clip] = field(default_factory=dict)
    reporters: dict[int, Reporter] = field(default_factory=dict)
    reel: Reel = field(default_factory=Reel)
    captions: dict[int, Captions] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    replies: dict[int, Reply] = field(default_factory=dict)
    thanks: dict[int, Thanks] = field(default_factory=dict)
    connections: Connections = field(default_factory=Connections)
    room_questions: RoomQuestions = field(default_factory=RoomQuestions)
    propositions: Propositions = field(default_factory=Propositions)
    sequels: dict[int, Sequel] = field(default_factory=dict)
    further: Further = field(default_factory=Further)
    offers: dict[int, Offer] = field(default_factory=dict)
    inquiries: dict[int, Inquiry] = field(default_factory=dict)
    introductions: dict[int, Introduction] = field(default_factory=dict)
    standup: StandUp = field(default_factory=StandUp)
    publication: Publication = field(default_factory=Publication)
    api_keys: dict[int, ApiKey] = field(default_factory=dict)
    ballots: Ballots | None = None
    earlier: Earlier = NOTHING_EARLIER

    def done(self, actor: Actor, id: str) -> int | None:
        """The version after this actor's command with this id; None if it has not been carried out."""
        return self.commands.get(actor.text, {}).get(id)
