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
    """One night, as the fold of its events leaves it.

    `evolve` changes it in place; whoever folds it owns it. Maps are by number, unless it says otherwise, and
    keep the order of arrival. What a map holds is explained in its module of `kept/`.
    """

    code: str
    version: int = 0
    """How many events it has: the last one's version."""
    at: int = 0
    """When the last one happened (ms since 1970, UTC)."""
    rehearsal: bool = False
    copy_of: str = ""
    """The code of the night that is rehearsed in this copy of it; empty for any other night."""
    taken_in: str = ""
    """The hash of the last row of the archive that it comes from; empty if it began here."""
    thrown_away: bool = False
    """A copy that is over: nothing happens in it any more."""
    setup: Setup = field(default_factory=lambda: Setup(title=""))
    phase: Phase = "welcome"
    published: bool = False
    """Everybody may read its record, even if the night is opened again. `publication` says more."""
    joining_locked: bool = False
    revealed: bool = False
    """The host shows the counts, though the setup hides them."""
    desk_key: int = 1
    """How often the desk link was made, and with it the links of helpers and reporters."""
    desk_made: int = 0
    """The version that made it last; 0 if it follows from how often that was alone."""
    people: dict[int, Person] = field(default_factory=dict)
    inside: int = 0
    """People who were not removed. This and `standing` are counted as they change, so that quotas need no
    search."""
    looks: dict[str, dict[int, None]] = field(default_factory=dict)
    """By how their names look: the people who were not removed."""
    unread_names: dict[int, int] = field(default_factory=dict)
    """By the version that gave it: whose name the desk has yet to read."""
    newcomers: dict[int, Newcomer] = field(default_factory=dict)
    """Those at the door, by the version that made them."""
    entered: dict[int, int] = field(default_factory=dict)
    """Which person each newcomer became who was let in."""
    loose: list[int] = field(default_factory=list)
    """When people came in without a ticket (ms)."""
    entrance: str = ""
    """The code that the door asks for beside the night's; empty if it asks for none."""
    slips: Slips = field(default_factory=Slips)
    pitches: dict[int, Pitch] = field(default_factory=dict)
    standing: int = 0
    """Pitches that are neither withdrawn nor hidden."""
    apart: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of pitches, the earlier one first, that sound alike and are not the same, as the desk said."""
    voters: dict[int, dict[int, None]] = field(default_factory=dict)
    """Each pitch's own voters, by pitch; with those of the pitches that became part of it: `votes.voters`."""
    queue: list[int] = field(default_factory=list)
    """The pitches that wait for the front, the next one first."""
    speaker: Speaker | None = None
    groups: dict[int, Group] = field(default_factory=dict)
    """All there ever were."""
    lineup: dict[int, Placement] = field(default_factory=dict)
    """Where and when the groups that run meet, by group."""
    rounds: tuple[Round, ...] = ()
    """Those called so far, the current one last."""
    begun: tuple[Begun, ...] = ()
    """The parts of the night so far."""
    proposal: Proposal | None = None
    """A line-up that the desk looks at."""
    why: Why | None = None
    """What explains the current line-up; None if it was made by hand."""
    notes: dict[int, Note] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    """By what they are about, such as “note:12”; as `threads`."""
    deck: Deck | None = None
    """The one that is played with."""
    picks: dict[int, Pick] = field(default_factory=dict)
    """The cards that groups ever took."""
    workbooks: dict[int, Workbook] = field(default_factory=dict)
    """What lies on their tables, by group."""
    timer: Timer = field(default_factory=Timer)
    bell: int = 0
    """When it last rang (ms)."""
    showing: int | None = None
    """The group that the desk picked to present."""
    choice: Choice = field(default_factory=Choice)
    manifesto: Manifesto = field(default_factory=Manifesto)
    roll: Roll = field(default_factory=Roll)
    comments: dict[int, Comment] = field(default_factory=dict)
    announced: str = ""
    """What the host says on every screen."""
    announcement: Announcement = field(default_factory=Announcement)
    """What outsiders read of the night."""
    scene: str = ""
    """What the host put on the board; empty: it follows the night."""
    blank: bool = False
    """The board shows nothing."""
    helpers_may: tuple[str, ...] = ()
    """The controls of whoever has the link for all helpers."""
    helper_links: dict[int, HelperLink] = field(default_factory=dict)
    """Helpers' other links, by number."""
    sources: list[str] = field(default_factory=list)
    """Whose words these are, if not the room's."""
    commands: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """By the text of the actor, then by the id of the command: the version after it. So a repeat gets the
    first answer."""
    trail: list[str] = field(default_factory=list)
    """The id of the command behind each version."""
    steps: list[Step] = field(default_factory=list)
    """What the desk can undo, the last step last."""
    moderated: dict[int, Moderated] = field(default_factory=dict)
    """The desk's last acts of moderation, by number."""
    moderation_told: bool = False
    """The record says how many things they took out."""
    watch: tuple[str, ...] = ()
    """Words to look out for."""
    slow: int = 0
    """Seconds between two pitches, notes or comments of a person."""
    each: Each = field(default_factory=Each)
    """How many of them a person may have."""
    of_clip: OfClip = field(default_factory=OfClip)
    """How long a clip may be."""
    cleared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the desk has looked at, with the words that were found in it."""
    reports: dict[str, dict[int, None]] = field(default_factory=dict)
    """What the host was asked to look at, and by whom."""
    undone: str = ""
    """The key of the last undo."""
    forgettable: list[int] = field(default_factory=list)
    """Versions whose personal fields nobody needs any more: the log blanks them."""
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
    """What others can take, and what was taken from others."""
    offers: dict[int, Offer] = field(default_factory=dict)
    """Asks, too."""
    inquiries: dict[int, Inquiry] = field(default_factory=dict)
    introductions: dict[int, Introduction] = field(default_factory=dict)
    standup: StandUp = field(default_factory=StandUp)
    publication: Publication = field(default_factory=Publication)
    api_keys: dict[int, ApiKey] = field(default_factory=dict)
    ballots: Ballots | None = None
    earlier: Earlier = NOTHING_EARLIER
    """The night that this one comes after."""

    def done(self, actor: Actor, id: str) -> int | None:
        """The version after this actor's command with this id; None if it has not been carried out."""
        return self.commands.get(actor.text, {}).get(id)
