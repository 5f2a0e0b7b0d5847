"""Groups as Markdown: what they wrote, will do, and did with others."""

from collections.abc import Iterator

from opennight.record.connections import LinkOutcome
from opennight.record.groups import GroupOutcome, MeetingOutcome, NoteOutcome
from opennight.record.md.clips import clip
from opennight.record.md.people import by, credit, people
from opennight.record.md.pitches import merged
from opennight.record.md.stories import story
from opennight.record.md.text import Gettext, block, item, joined, line
from opennight.record.md.threads import KINDS, reply
from opennight.record.outcome import Outcome
from opennight.record.pitches import PitchOutcome


def entry(note: NoteOutcome, gettext: Gettext, *more: str) -> str:
    """An entry of a group, with whatever `more` there is to know of it. A link has its address beside what it
    is called; nothing can break out of it."""
    said = gettext("Said by %(who)s") if note.kind == "quote" else gettext("Who: %(who)s")
    who = said % {"who": by(note.who, gettext)} if note.who else ""
    due = gettext("Due: %(due)s") % {"due": note.due} if note.due else ""
    owners = gettext("In: %(names)s") % {"names": people(note.owners, gettext)} if note.owners else ""
    changed = (
        gettext("changed by %(name)s") % {"name": by(note.changed_by, gettext)} if note.changed_by else ""
    )
    stars = f"★ {note.stars}" if note.stars else ""
    hearts = f"♥ {note.hearts}" if note.hearts else ""
    kind = gettext(KINDS[note.kind]) if note.kind in KINDS else ""
    unanswered = note.kind == "concern" and not note.answers
    answered = gettext("nobody has answered yet") if unanswered else ""
    answered = gettext("answered") if note.answered else answered
    stands = standing(note.state, note.moved_to, note.state_at, gettext)
    about = (kind, answered, stands, who, owners, due, credit(note, gettext), changed, stars, hearts, *more)
    link = f" <{note.url}>" if note.url else ""
    replies = (f"\n  {entry(answer, gettext)}" for answer in note.answers)
    under = (f"\n  {reply(one, gettext)}" for one in note.replies)
    return item(note.text, *about, after=link) + "".join((*replies, *under))


def standing(state: str, day: str, changed: str, gettext: Gettext) -> str:
    """How an action stands, and since when; empty as long as nobody has said."""
    if not changed:
        return ""
    said = {
        "done": gettext("Done"),
        "let go": gettext("Let go"),
        "open": gettext("Moved to %(day)s") % {"day": day} if day else gettext("Open"),
    }
    return f"**{said[state]}** ({changed[:10]})"


def meeting(one: MeetingOutcome, gettext: Gettext) -> str:
    when = joined((one.day, one.time), " ")
    off = gettext("called off") if one.cancelled else ""
    owners = gettext("In: %(names)s") % {"names": people(one.owners, gettext)} if one.owners else ""
    known = (when, off, line(one.place), block(one.text, "  "), owners, line(by(one.by, gettext)))
    return f"- {joined(known)}"


def link(one: LinkOutcome, gettext: Gettext) -> str:
    """What went on with another group; questions are told where it is listed first."""
    how = gettext("They talked.") if one.talked else gettext("Linked") if one.linked else ""
    owners = gettext("In: %(names)s") % {"names": people(one.owners, gettext)} if one.owners else ""
    said = [f"- {joined((line(one.title), how, owners))}"]
    for asked in one.questions if one.first else ():
        text = gettext("%(group)s asked: %(text)s") % {"group": asked.title, "text": asked.text}
        said.append(f"  - {joined((block(text, '    '), line(by(asked.by, gettext))), ' — ')}")
        said += [f"    - {block(answer, '      ')}" for answer in asked.answers]
    return "\n".join(said)


def pitched(pitch: PitchOutcome, outcome: Outcome, gettext: Gettext) -> Iterator[str]:
    """What the group started from: the words of the pitch, and whose it was."""
    votes = gettext("Votes: %(number)s") % {"number": pitch.votes} if outcome.totals.votes else ""
    yield joined((votes, people(pitch.by, gettext)))
    yield block(pitch.more)
    yield from merged(pitch, gettext)


def group(
    group: GroupOutcome, pitch: PitchOutcome | None, outcome: Outcome, address: str, gettext: Gettext
) -> Iterator[str]:
    """What a group said; what it will do and its concerns stand with those of all. `pitch`: what it talked
    about, unless a group before it did."""
    yield f"### {line(group.title)}"
    times = f"{group.start}–{group.end}" if group.start else ""
    times += f" ({gettext('planned')})" if times and not group.held else ""
    hearts = gettext("Hearts: %(number)s") % {"number": group.hearts} if group.hearts else ""
    yield joined((times, line(group.room), hearts))
    if pitch:
        yield from pitched(pitch, outcome, gettext)
    if group.headline:
        yield f"**{line(group.headline)}**"
    lists = (
        (
            gettext("What they said"),
            [entry(note, gettext) for note in group.notes if note.kind != "concern"],
        ),
        (gettext("Clips"), [clip(one, address, gettext) for one in group.clips]),
        (gettext("Comments"), [item(comment.text, by(comment.by, gettext)) for comment in group.comments]),
        (gettext("With other groups"), [link(one, gettext) for one in group.links]),
    )
    for label, items in lists:
        if items:
            yield f"#### {label}"
            yield "\n".join(items)
    if group.story:
        yield from story(group.story, outcome.deck.kinds if outcome.deck else {}, gettext)
    if group.members:
        yield gettext("In the group: %(names)s") % {"names": people(group.members, gettext)}
    if group.scribe:
        yield gettext("Scribe: %(name)s") % {"name": line(by(group.scribe, gettext))}
