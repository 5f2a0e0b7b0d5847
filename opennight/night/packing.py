"""What comes along when something of a night is taken further: its words, its questions, its cards, its deck.

Only what everybody may read comes along, with its authors named as they are in the record.
"""

from collections.abc import Callable, Iterator

from opennight.night import bringing, groups, leaflet_sources, leaflets, notes, pitches
from opennight.night.kept.decks import Deck
from opennight.night.kept.leaflets import Leaflet
from opennight.night.kept.publication import named
from opennight.night.kept.taking import Origin, Takeaway, TakenCard, TakenTopic
from opennight.night.messages import Refused, _
from opennight.night.pitches import MORE, is_open
from opennight.night.state import Night

DECK = "deck"
"""The anchor of a night's deck of cards."""
Name = Callable[[int], str]
"""What a person is called in public, by number: see record/people.py."""


def pack(night: Night, anchor: str, name: Name) -> Takeaway:
    """All that comes along with what stands at this anchor. Raises `Refused` if nothing does."""
    if anchor == DECK:
        return of_deck(night)
    kind, no = named(anchor)
    if kind == "card":
        return of_leaflet(night, no, name)
    if kind in ("group", "headline") and no in night.groups:
        return of_pitch(night, night.groups[no].pitch, f"group-{no}", name)
    if kind == "pitch":
        return of_pitch(night, no, anchor, name)
    found = leaflet_sources.source(night, anchor)
    if found is None:
        raise Refused(_("These words are not in this record."), "missing")
    origin = origin_of(night, anchor, bringing.cut(found.text, pitches.TITLE), found.authors, name)
    topic = TakenTopic(origin.title, "" if origin.title == found.text else found.text)
    return Takeaway(origin=origin, topics=(topic,), cards=tuple(cards_about(night, {anchor})))


def origin_of(night: Night, anchor: str, title: str, authors: tuple[int, ...], name: Name) -> Origin:
    setup = night.setup
    those = dict.fromkeys(filter(None, (name(no) for no in authors)))
    return Origin(
        title=title,
        night=setup.title,
        place=setup.place,
        date=setup.date,
        by=bringing.cut(", ".join(those), 120),
        licence=night.announcement.licence,
        code=night.code,
        anchor=anchor,
    )


def of_deck(night: Night) -> Takeaway:
    deck = night.deck
    if deck is None:
        raise Refused(_("These words are not in this record."), "missing")
    title = deck.title.get(deck.language) or next(iter(deck.title.values()))
    return Takeaway(origin=origin_of(night, DECK, title, (), str), deck=deck)


def of_pitch(night: Night, no: int, anchor: str, name: Name) -> Takeaway:
    """A topic with what its groups left: their headlines and questions, and the cards made from any of it."""
    pitch = night.pitches.get(no)
    if pitch is None or not pitch.seen or not is_open(pitch):
        raise Refused(_("These words are not in this record."), "missing")
    its = [group for group in night.groups.values() if pitches.root(night, group.pitch) == pitch.no]
    headlines = [group.headline for group in its if group.headline]
    more = "\n".join(filter(None, (pitch.more, *headlines)))
    anchors = {f"pitch-{no}"}
    for group in its:
        anchors |= {f"group-{group.no}", f"headline-{group.no}"}
        anchors |= {f"note-{note.no}" for note in notes.of_group(night, group.no)}
    return Takeaway(
        origin=origin_of(night, anchor, pitch.title, (pitch.person,), name),
        topics=(TakenTopic(pitch.title, bringing.cut(more, MORE, lines=True)),),
        questions=tuple(questions(night, [group.no for group in its])),
        cards=tuple(cards_about(night, anchors)),
        deck=played(night, [group.no for group in its]),
    )


def played(night: Night, those: list[int]) -> Deck | None:
    """The deck, if one of these groups took a card of it."""
    return night.deck if any(pick.group in those for pick in night.picks.values()) else None


def questions(night: Night, those: list[int]) -> Iterator[str]:
    """What these groups asked, in their order."""
    for no in those:
        yield from (note.text for note in notes.of_group(night, no, "question"))


def cards_about(night: Night, anchors: set[str]) -> Iterator[TakenCard]:
    return (card(one) for one in reversed(leaflets.all_seen(night)) if one.about in anchors)


def card(one: Leaflet) -> TakenCard:
    return TakenCard(**leaflets.said_by(one))


def of_leaflet(night: Night, no: int, name: Name) -> Takeaway:
    """A card, as the topic that it is, with the questions of the group that it came from."""
    one = leaflets.find_seen(night, no)
    group = [no for no in group_of(night, one.about) if groups.is_seen(night, no)]
    return Takeaway(
        origin=origin_of(night, f"card-{no}", one.title, (one.person,), name),
        topics=(TakenTopic(one.title, bringing.cut(one.text, MORE, lines=True)),),
        questions=tuple(questions(night, group)),
        cards=(card(one),),
        deck=played(night, group),
    )


def group_of(night: Night, anchor: str) -> list[int]:
    """The groups in which what stands at this anchor was said."""
    kind, no = named(anchor)
    if kind == "note" and no in night.notes:
        return [night.notes[no].group]
    if kind == "pitch":
        return [one.no for one in night.groups.values() if pitches.root(night, one.pitch) == no]
    return [no] if kind == "headline" and no in night.groups else []
