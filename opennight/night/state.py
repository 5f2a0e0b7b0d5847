"""The state of one night: what the fold of its events leaves behind.

Plain data; the rules are beside each noun.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from opennight.night.kept.announcement import Announcement
from opennight.night.kept.api_keys import ApiKey
from opennight.night.kept.assembly import Manifesto, Roll
from opennight.night.kept.ballots import Ballots
from opennight.night.kept.captions import Captions
from opennight.night.kept.choosing import Choice
from opennight.night.kept.clips import Clip
from opennight.night.kept.connections import Connections
from opennight.night.kept.decks import Deck, Pick, Workbook
from opennight.night.kept.door import Newcomer, Slips
from opennight.night.kept.feedback import Feedback
from opennight.night.kept.groups import Group
from opennight.night.kept.invited import HelperLink, Reporter
from opennight.night.kept.meetings import Meeting
from opennight.night.kept.moderated import Moderated
from opennight.night.kept.notes import Comment, Note
from opennight.night.kept.offers import Inquiry, Introduction, Offer, StandUp
from opennight.night.kept.parts import Begun, Phase
from opennight.night.kept.people import Person
from opennight.night.kept.pitches import Pitch
from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.promises import NOTHING_EARLIER, Earlier, Promise
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.propositions import Propositions
from opennight.night.kept.publication import Publication
from opennight.night.kept.queue import Speaker
from opennight.night.kept.reel import Reel
from opennight.night.kept.replies import Reply, Thread
from opennight.night.kept.room_questions import RoomQuestions
from opennight.night.kept.rounds import Round
from opennight.night.kept.sequels import Sequel
from opennight.night.kept.setups import Setup
from opennight.night.kept.steps import Step
from opennight.night.kept.taking import Further
from opennight.night.kept.thanks import Thanks
from opennight.night.kept.timer import Timer
from opennight.night.messages import Actor
from opennight.night.quotas import Each, OfClip


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
