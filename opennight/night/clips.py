"""Clips: photos, sound and films of a group, or of the night itself, such as of the foyer.

One is added with the consent of those who can be seen. Once it is released, everybody may see it, also while
groups still talk. How it is released, withdrawn or hidden is in consent.py, how sound and film are made ready
in preparing.py.
"""

import re

from opennight.night import groups, people, reporters, slow
from opennight.night.kept.clips import APART, Clip, Sort
from opennight.night.messages import DESK, Command, Event, Refused, Undo, _, clean
from opennight.night.quotas import places
from opennight.night.state import Night

TITLE = 120
WHO = 120
SURELY = re.compile(r"\sand\s|[&/]")
"""What stands between two people, and not between a person and what they are. A comma alone does not tell:
“Smith, Anna” and “Ada Lovelace, Head Gardener” are one person each. Made into two, the clip would wait for
ever for somebody who does not exist; the form asks for a line for each, so two have a way to be two.
"""
BETWEEN = re.compile(r"\s*,?\s+and\s+|\s*[,&/]\s*")
PART = r"[^\W\d_][\w.'’-]*"
NAME = re.compile(
    rf"(?=[^\W\d_a-zß-öø-ÿ]){PART}(?:\s+(?:(?:de|da|di|du|van|von|der|bin|al)\s+)*(?=[^\W\d_a-zß-öø-ÿ]){PART}){{0,2}}"
)
"""One to three words that begin with a capital, or with a letter of a script that has none."""
MOST_A_GROUP = 60
"""That are not withdrawn; the same for those of the night itself, five times over."""
MOST_OF_NIGHT = 300
MOST_EVER = 1000
"""Of one person; an operator allows fewer (see config.py)."""
MOST_OF_REPORTER = 300
MOST_AT_ONCE = 5
"""Of one person, that are being prepared: the work is shared by all."""
LONGEST = 90_000
"""Milliseconds of sound and film."""
LONGEST_OF_REPORTER = 360_000
"""“The five-minute version”, and a little more."""
SPARE = 1_500
"""Nobody stops a recorder to the second."""


class AddClip(Command, frozen=True):
    """`person` made it; 0 is the desk, or the reporter who acts. Group 0: it is the night's own.

    `consent`: who can be seen agrees. `hash` names the bytes in the store; `width` and `height` are in dots,
    `size` in bytes, `ms` is the length of sound and film, `poster` the hash of a still. What has yet to be
    prepared has an `upload` instead. `most`: milliseconds that the server allows it; 0: as many as usual.
    `who`: one a line, or with semicolons between them; see `apart`, too.
    """

    group: int
    person: int
    title: str
    who: str = ""
    consent: bool = False
    hash: str = ""
    width: int = 0
    height: int = 0
    size: int = 0
    sort: Sort = "photo"
    ms: int = 0
    poster: str = ""
    upload: str = ""
    most: int = 0


class ClipAdded(Event, frozen=True):
    KIND = "clip-added"
    PERSONAL = ("title", "who")

    no: int
    group: int
    person: int
    sort: Sort
    hash: str
    width: int
    height: int
    size: int
    title: str = ""
    who: str = ""
    waiting: bool = False
    reporter: int = 0
    ms: int = 0
    poster: str = ""
    upload: str = ""
    most: int = 0


def in_sight(night: Night, clip: Clip) -> bool:
    """Whether nothing has taken it away. What somebody made who was removed left with them."""
    author = night.people.get(clip.person)
    return not (clip.withdrawn or clip.hidden or (author and author.removed))


def seen(night: Night, clip: Clip) -> bool:
    """Whether it can be seen by those whom it is for."""
    return clip.ready and in_sight(night, clip)


def is_public(night: Night, clip: Clip) -> bool:
    return clip.released and seen(night, clip)


def public(night: Night, group: int) -> list[Clip]:
    """Those of this group (0: of the night) that everybody may see, oldest first."""
    return [clip for clip in night.clips.values() if clip.group == group and is_public(night, clip)]


def is_own(night: Night, clip: Clip, person: int, reporter: int = 0) -> bool:
    """Whether this person made it, or this reporter."""
    return 0 < reporter == clip.reporter or (0 < person == clip.person and not night.people[person].removed)


def may_see(night: Night, clip: Clip, person: int, *, desk: bool, reporter: int = 0) -> bool:
    """Whether this person (0: somebody who has not joined), the desk, or this reporter may see it. Whoever
    made it sees it while it waits. A reporter's is nobody else's, not even the group's, until it is released.
    """
    if clip.withdrawn:
        return False
    if desk or is_public(night, clip):
        return True
    if is_own(night, clip, person, reporter):
        return not clip.hidden or clip.waiting
    if person == DESK or clip.reporter or night.people[person].removed:
        return False
    return (
        bool(clip.group) and seen(night, clip) and groups.was_there(night, person, night.groups[clip.group])
    )


def waiting(night: Night) -> list[Clip]:
    """Those that the desk has yet to look at, oldest first."""
    return [clip for clip in night.clips.values() if clip.waiting and clip.ready and not clip.withdrawn]


def withdrawn(night: Night) -> set[str]:
    """The hashes of bytes that must be nowhere any more."""
    those = list(night.clips.values())  # at one moment: it is asked in a thread, too
    gone = {hash for clip in those for hash in (*clip.former, *(clip.hashes if clip.withdrawn else ()))}
    return gone - {hash for clip in those if not clip.withdrawn for hash in clip.hashes}


def find(night: Night, no: int) -> Clip:
    """The clip with this number. Raises `Refused` if there is none, or if it was withdrawn."""
    clip = night.clips.get(no)
    if clip is None:
        raise Refused(_("This night has no such clip."), "missing")
    if clip.withdrawn:
        raise Refused(_("This clip was withdrawn."), "missing")
    return clip


def longest(clip: AddClip | Clip) -> int:
    """The most milliseconds that this sound or film may have."""
    return clip.most or (LONGEST_OF_REPORTER if clip.reporter else LONGEST)


def too_long(most: int) -> Refused:
    """The refusal for sound or film of more than so many milliseconds."""
    return Refused(
        _("This is too long: the limit is %(most)s seconds. Cut it, and send it again."),
        "too much",
        field="file",
        most=most // 1000,
    )


def refuse_closed(night: Night, *, group: int = 0, reporter: int = 0) -> None:
    """Raise `Refused` for what comes too late. People add what they have of the night itself also after the
    close, such as photos; groups and reporters are done by then."""
    if night.phase == "closed" and (group or reporter):
        raise Refused(_("This night is closed. What came out of it is in the record."), "late")


def refuse_more(night: Night, command: AddClip) -> None:
    """Raise `Refused` if there are enough."""
    person, reporter = command.person, command.reporter
    mine = [clip for clip in night.clips.values() if (clip.person, clip.reporter) == (person, reporter)]
    if reporter and len(mine) >= MOST_OF_REPORTER:
        raise Refused(
            _("One reporter can send at most %(most)s clips in a night."), "quota", most=MOST_OF_REPORTER
        )
    if not command.at_desk:
        if not reporter:
            slow.refuse_haste(night, command, max((clip.at for clip in mine), default=None))
        if not reporter and len(mine) >= MOST_EVER:
            raise Refused(
                _("One person can send at most %(most)s clips in a night."), "quota", most=MOST_EVER
            )
        unready = sum(bool(clip.upload) and not clip.withdrawn for clip in mine)
        if command.upload and unready >= MOST_AT_ONCE:
            raise Refused(
                _("Only %(most)s of your clips can be prepared at a time. Wait until some are ready."),
                "quota",
                most=MOST_AT_ONCE,
            )
    most = MOST_A_GROUP if command.group else MOST_OF_NIGHT
    its = sum(clip.group == command.group and not clip.withdrawn for clip in night.clips.values())
    if its >= places(most, desk=command.at_desk):
        raise Refused(_("The page can hold no more clips."), "quota")


def refuse_stranger(night: Night, command: AddClip) -> None:
    """Raise `Refused` unless the sender is in the group, a reporter, or the desk."""
    if command.reporter:
        reporters.require(night, command)
        if command.group:
            groups.require_writing(night, command.group)
        return
    if command.group:
        groups.require_member(night, command, command.group)
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)


def apart(line: str) -> list[str]:
    """The names in a line, if it surely has several, such as “Ada, Ben and Cleo” or “Ada / Ben”; else the
    line as it is: “Ada Lovelace, Countess” is one person, and “staff and visitors” are nobody named."""
    pieces = [piece for piece in BETWEEN.split(line) if piece]
    several = len(pieces) > 1 and SURELY.search(line)
    return pieces if several and all(NAME.fullmatch(piece) for piece in pieces) else [line]


def worded(night: Night, command: AddClip) -> tuple[str, str]:
    """The title and who can be seen. Raises `Refused` for whatever is wrong, other than with its bytes."""
    refuse_closed(night, group=command.group, reporter=command.reporter)
    refuse_stranger(night, command)
    refuse_more(night, command)
    title, who = clean(command.title, TITLE, "title"), clean(command.who, WHO, "who", least=0, lines=True)
    lines = filter(None, map(str.strip, re.split(r"[;；\n]", who)))
    who = APART.join(name for line in lines for name in apart(line))
    if not command.consent:
        raise Refused(_("Ask everyone who can be seen or heard, then tick this."), field="consent")
    return title, who


def add(night: Night, command: AddClip) -> list[Event]:
    title, who = worded(night, command)
    if not (command.hash or command.upload):
        raise Refused(_("Pick a photo, a recording or a film."), field="file")
    if command.ms > longest(command) + SPARE:
        raise too_long(longest(command))
    return [
        ClipAdded(
            no=len(night.clips) + 1,
            group=command.group,
            person=DESK if command.reporter else command.person,
            sort=command.sort,
            hash=command.hash,
            width=command.width,
            height=command.height,
            size=command.size,
            title=title,
            who=who,
            waiting=night.setup.approve_notes and not command.at_desk,
            reporter=command.reporter,
            ms=command.ms,
            poster=command.poster,
            upload=command.upload,
            most=command.most,
        )
    ]


def added(night: Night, event: ClipAdded) -> None:
    its = (event.hash, event.width, event.height, event.size, event.title, event.who)
    clip = Clip(event.no, event.group, event.person, event.sort, *its, night.at, night.version)
    clip.hidden = clip.waiting = event.waiting
    clip.reporter = event.reporter
    clip.ms, clip.poster, clip.upload, clip.most = event.ms, event.poster, event.upload, event.most
    night.clips[event.no] = clip


DECIDE = {AddClip: add}
EVOLVE = {ClipAdded: added}
UNDO: dict[type[Event], Undo] = {}
