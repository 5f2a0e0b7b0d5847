"""Workbooks: a group takes cards of the deck, and says what each means for them.

A table may be short of points as long as people argue: only a story that is finished pays its way (see
stories.py). A card that was put back has its words again if it is taken again.
"""

from opennight.night import decks, groups, people, picks, slow
from opennight.night.kept.decks import KINDS, Card, Pick, Place, Workbook
from opennight.night.messages import DESK, Command, Event, Refused, _, clean
from opennight.night.state import Night

TITLE, TEXT, ENDING = 60, 300, 1000
MOST = {"situation": 1, "involve": 6, "goal": 3, "idea": 8, "resource": 3, "story": 3, "ending": 1}
"""Cards of each kind on a table: as many as a story can tell."""
MOST_A_GROUP = 150
"""That ever lay on one table."""
MOST_POINTS = 3
PAID = ("idea", "resource")
"""The kinds that cost or give points."""


class TakeCard(Command, frozen=True):
    """A `card` of the deck; or one of the group's own, of this `kind`, with a `title` and `points`. The
    ending is of the kind "ending", and is only `text`."""

    group: int
    person: int
    card: str = ""
    kind: str = ""
    title: str = ""
    points: int = 0
    text: str = ""


class FillCard(Command, frozen=True):
    """Say what it means for the group."""

    pick: int
    person: int
    text: str


class CardTaken(Event, frozen=True):
    """`no` is that of an earlier pick if the group takes it again. `waiting` as for `CardFilled`."""

    KIND = "card-taken"
    PERSONAL = ("title", "text")

    no: int
    group: int
    kind: Place
    person: int
    card: str = ""
    points: int = 0
    title: str = ""
    text: str = ""
    waiting: bool = False


class CardFilled(Event, frozen=True):
    """`waiting`: nobody sees the words until the desk has read them."""

    KIND = "card-filled"
    PERSONAL = ("text",)

    pick: int
    group: int
    kind: Place
    person: int
    text: str = ""
    waiting: bool = False


def laid(night: Night, group: int, kind: str = "") -> list[Pick]:
    """What lies on this group's table, in its order; only cards of one kind, if given."""
    book = night.workbooks.get(group)
    return [night.picks[no] for no in book.picks if kind in ("", night.picks[no].kind)] if book else []


def finished(night: Night, group: int) -> bool:
    book = night.workbooks.get(group)
    return book is not None and book.finished


def left_in_deck(night: Night, group: int, kind: str) -> list[Card]:
    """The cards of this kind that do not lie on the group's table."""
    taken = {pick.card for pick in laid(night, group, kind)}
    return [card for card in decks.of_kind(decks.require(night), kind) if card.id not in taken]


def require_table(night: Night, command: Command, no: int) -> None:
    """Raise `Refused` unless the sender may lay out cards for this group now."""
    decks.require(night)
    groups.require_member(night, command, no)
    if finished(night, no):
        raise Refused(_("Your story is finished. Open it again to change it."), "late")


def require_pick(night: Night, command: Command, no: int) -> Pick:
    """A card on a table, for somebody who may change it. Raises `Refused`."""
    pick = picks.find(night, no)
    require_table(night, command, pick.group)
    if no not in night.workbooks[pick.group].picks:
        raise Refused(_("Somebody has put this card back. Take it again to get its words back."), "late")
    return pick


def require_place(night: Night, group: int, kind: str) -> None:
    """Raise `Refused` if as many cards of this kind lie on the table as there may."""
    if len(laid(night, group, kind)) >= MOST[kind]:
        raise Refused(
            _("There is room for %(most)s of these on your table. Swap one, or put one back."),
            "quota",
            most=MOST[kind],
        )


def must_wait(night: Night, command: Command, words: str) -> bool:
    """Words on cards are read first where notes are."""
    return bool(words) and night.setup.approve_notes and not command.at_desk


def writer(night: Night, command: TakeCard | FillCard) -> int:
    """Whose words these are."""
    if command.person != DESK or not command.at_desk:
        people.require_self(night, command, command.person)
    return command.person


def refuse_haste(night: Night, command: TakeCard) -> None:
    """Raise `Refused` if the host has slowed things down, and this person wrote on a card a moment ago."""
    if person := night.people.get(command.person):
        last = max((night.picks[no].at for no in person.picks), default=None)
        slow.refuse_haste(night, command, last)


def take(night: Night, command: TakeCard) -> list[Event]:
    require_table(night, command, command.group)
    kind, title, points = described(night, command)
    there = laid(night, command.group, kind)
    if same := [pick for pick in there if pick.card == command.card and (pick.card or kind == "ending")]:
        return fill_with(night, command, same[0], command.text) if command.text.strip() else []
    require_place(night, command.group, kind)
    text = clean(
        command.text, ENDING if kind == "ending" else TEXT, "text", least=kind == "ending", lines=True
    )
    again = put_back_before(night, command, kind)
    if again and not text:
        return [taken_again(again)]
    if title + text:
        refuse_haste(night, command)
    book = night.workbooks.get(command.group) or Workbook()
    if book.made >= MOST_A_GROUP:
        raise Refused(_("Your group has taken as many cards as its page can hold."), "quota")
    return [
        CardTaken(
            no=again.no if again else len(night.picks) + 1,
            group=command.group,
            kind=kind,
            person=writer(night, command),
            card=command.card,
            points=points,
            title=title,
            text=text,
            waiting=must_wait(night, command, title + text),
        )
    ]


def described(night: Night, command: TakeCard) -> tuple[Place, str, int]:
    """The kind of the card, and the title and points of one of the group's own."""
    if command.card:
        return decks.require_card(night, command.card).kind, "", 0
    if command.kind == "ending":
        return "ending", "", 0
    kind = next((one for one in KINDS if one == command.kind), None)
    if kind is None:
        raise Refused(_("There is no such kind of card."), field="kind")
    title = clean(command.title, TITLE, "title")
    if kind in PAID and not 1 <= command.points <= MOST_POINTS:
        raise Refused(_("Say how many points: 1, 2 or 3."), field="points")
    return kind, title, command.points if kind in PAID else 0


def put_back_before(night: Night, command: TakeCard, kind: str) -> Pick | None:
    """The group's pick of this card that it has put back; of its own cards none."""
    if not command.card and kind != "ending":
        return None
    its = (p for p in night.picks.values() if p.group == command.group and p.kind == kind)
    return next((pick for pick in its if pick.card == command.card), None)


def taken_again(pick: Pick) -> CardTaken:
    """It lies on the table as it did."""
    return CardTaken(
        no=pick.no,
        group=pick.group,
        kind=pick.kind,
        person=pick.person,
        card=pick.card,
        points=pick.points,
        title=pick.title,
        text=pick.text,
    )


def fill(night: Night, command: FillCard) -> list[Event]:
    return fill_with(night, command, require_pick(night, command, command.pick), command.text)


def fill_with(night: Night, command: TakeCard | FillCard, pick: Pick, said: str) -> list[Event]:
    text = clean(said, ENDING if pick.kind == "ending" else TEXT, "text", least=0, lines=True)
    if text == pick.text:
        return []
    return [
        CardFilled(
            pick=pick.no,
            group=pick.group,
            kind=pick.kind,
            person=writer(night, command),
            text=text,
            waiting=must_wait(night, command, pick.title + text) and (not pick.hidden or pick.waiting),
        )
    ]


def taken(night: Night, event: CardTaken) -> None:
    book = night.workbooks.setdefault(event.group, Workbook())
    before = night.picks.get(event.no)
    pick = before or Pick(event.no, event.group, event.kind, event.card, event.person, night.at, event.title)
    if before is None or event.text != before.text:
        say(night, pick, event.person, event.text, waiting=event.waiting)
    pick.card, pick.points = event.card, event.points
    night.picks[pick.no] = pick
    book.picks.append(pick.no)
    book.made += before is None


def say(night: Night, pick: Pick, person: int, text: str, *, waiting: bool) -> None:
    """From now on these are the words on it. What the desk has hidden stays so until it is shown again."""
    pick.person, pick.at, pick.text = person, night.at, text
    if waiting:
        pick.hidden = pick.waiting = True
    if (by := night.people.get(person)) and (text or pick.title):
        by.picks[pick.no] = None


def filled(night: Night, event: CardFilled) -> None:
    say(night, night.picks[event.pick], event.person, event.text, waiting=event.waiting)


DECIDE = {TakeCard: take, FillCard: fill}
EVOLVE = {CardTaken: taken, CardFilled: filled}
