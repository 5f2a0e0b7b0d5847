"""Names: each can be read, and those that look the same are told apart.

Nobody is refused the name that they have. The later one of two Sams is "Sam 2", whatever letters the name is
written with. The number is found when the name is given, and the event carries it.

Letters that look alike are in lookalikes.py. NFKC takes care of the rest that phones can type: wide, bold,
in circles.
"""

import itertools
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from opennight.night.kept.people import Person
from opennight.night.lookalikes import bare, skeleton
from opennight.night.messages import NEW_EMOJI, Refused, _, clean
from opennight.night.state import Night

NAME = 40
READ = ("L", "N", "So")
"""Categories of characters of which a name has one at least: a letter, a digit, an emoji."""
NOBODY: Mapping[str, int] = {}
UNHEARD = ("Z", "P", "C", "Me")
"""What makes two names no different: spaces, dots and dashes, whatever is invisible."""
UNSEEN = frozenset(
    (
        *(0x34F, 0x180B, 0x180C, 0x180D, 0x180F, 0x2065, 0x16FE4),
        *(*range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000)),
    )
)
"""Marks and characters to come that Unicode wants shown as nothing."""


def is_read(char: str) -> bool:
    return unicodedata.category(char).startswith(READ) or ord(char) in NEW_EMOJI


def is_accent(char: str) -> bool:
    """Whether a mark leaves its letter what it is: accents and vowel points, but not the vowels of India."""
    kind = unicodedata.combining(char)
    return 10 <= kind <= 36 or kind >= 202 or kind == 1 or ord(char) in UNSEEN


def heard(char: str) -> str:
    """What counts of a character, if it is compared."""
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    unheard = ord(char) in UNSEEN or (kind.startswith(UNHEARD) and kind != "Cn") or is_accent(char)
    return "" if unheard else char


def is_letter(char: str) -> bool:
    """Also of one with strokes or hooks, but not of a small one above the line, nor of a sign like ℹ."""
    kind = unicodedata.category(char)
    raised = kind == "Lm" or char == "ℹ" or unicodedata.decomposition(char).startswith("<super>")
    return kind.startswith("L") and not raised


def decomposed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=20_000)
def looks(name: str) -> frozenset[str]:
    """What a name is compared by: as it is said, and as it is seen. Names with one in common are alike."""
    plain = "".join(map(heard, decomposed(name)))
    seen = skeleton(plain)
    latin = "".join(char for char in seen if not unicodedata.category(char).startswith("M"))
    # On Latin letters, the marks of other scripts are one more dot or line.
    return frozenset((plain.casefold(), latin if latin.isascii() else seen))


def own(person: Person) -> str:
    """The person's name for themselves and the desk: also one that nobody else may see yet."""
    return person.name or person.unread


def without_number(person: Person) -> str:
    """The name that the person gave, if others may see it."""
    return person.name.removesuffix(f" {person.number}") if person.number else person.name


def their_looks(person: Person) -> frozenset[str]:
    return looks(person.name) | looks(without_number(person))


DESK_NAMES = frozenset(map(skeleton, ("thehost", "host", "fromthedesk", "thedesk")))
"""What stands beside what the host writes: nobody else signs with just that."""


@lru_cache(maxsize=20_000)
def is_desks(name: str) -> bool:
    """Whether a name says that, and nothing else: no tick, crown, number, mark or stroke makes it another."""
    ends = [place for place, char in enumerate(name) if is_letter(char)]
    inner = name[ends[0] : ends[-1] + 1] if ends else ""
    those = (name, inner, "".join(filter(is_letter, name)))
    return not DESK_NAMES.isdisjoint(map(letters_alone, those))


def letters_alone(text: str) -> str:
    """What is read of this if one looks only at its letters."""
    return "".join(filter(is_letter, skeleton("".join(map(bare, decomposed(text))))))


def unadorned(name: str) -> str:
    """The name in letters and spaces, if it has any."""
    kept = (char for char in name if is_letter(char) or unicodedata.category(char).startswith(("M", "Z")))
    return " ".join("".join(kept).split()) or name


def alike(night: Night, name: str, no: int, others: Mapping[str, int] = NOBODY) -> int:
    """How many others have a name that looks like this one: in the night, and of these."""
    here, its = night.looks, looks(name)
    return max((len(here.get(look, {}).keys() - {no}) + others.get(look, 0) for look in its), default=0)


def is_taken(night: Night, name: str, no: int, others: Mapping[str, int] = NOBODY) -> bool:
    """Whether somebody else has this very name: “Ben 2” takes nothing from Ben."""
    these = looks(name)
    those = (other for look in these for other in night.looks.get(look, ()) if other != no)
    return any(map(others.get, these)) or any(
        not these.isdisjoint(looks(night.people[one].name)) for one in those
    )


def is_called(person: Person, typed: str) -> bool:
    """Whether this is the person's own name, or nothing at all."""
    return not typed.strip() or not looks(typed[:NAME]).isdisjoint(their_looks(person) | looks(own(person)))


def choose(night: Night, typed: str, no: int = 0, *, waits: bool = False) -> tuple[str, int]:
    """The name that this person gets (0: somebody new), and the number after it (0: none). One that `waits`
    to be read has none yet: it is nobody's business whose name looks like it.

    Raises `Refused` for one that nobody can read.
    """
    name = clean(typed, NAME, "name")
    if not any(map(is_read, name)):
        raise Refused(_("Nobody could read this name. Use a letter, a digit or an emoji."), field="name")
    if waits:
        return name, 0
    own = night.people.get(no)
    return (name, own.number) if own and own.name == name else told_apart(night, name, no)


def told_apart(night: Night, name: str, no: int, others: Mapping[str, int] = NOBODY) -> tuple[str, int]:
    """The name with a number if somebody else has it, and that number (0: none). `others` says how many
    come into the night along with this one, by how their names look."""
    desks = is_desks(name)
    if not desks and not alike(night, name, no, others):
        return name, 0
    name = unadorned(name) if desks else without_theirs(night, name, no)
    for number in itertools.count(alike(night, name, no, others) + 1 + desks):
        if not alike(night, with_number(name, number), no, others):
            break
    return with_number(name, number), number


def without_theirs(night: Night, name: str, no: int) -> str:
    """The name without a number that it has because somebody else got that one from us: whoever types “Ben 2”
    beside our Ben 2 is Ben 3, and not “Ben 2 2”."""
    those = (other for look in looks(name) for other in night.looks.get(look, ()) if other != no)
    numbers = (night.people[other].number for other in those)
    return next((name.removesuffix(f" {own}") for own in numbers if own and name.endswith(f" {own}")), name)


def with_number(name: str, number: int) -> str:
    """The name with this number after it (0: none), as long as a name can be."""
    return f"{name[: NAME - len(f' {number}')].rstrip()} {number}" if number else name


def call(night: Night, person: Person, name: str, number: int) -> None:
    """Give the person this name."""
    forget(night, person)
    person.name, person.number = name, number
    remember(night, person)


def remember(night: Night, person: Person) -> None:
    for look in their_looks(person):
        night.looks.setdefault(look, {})[person.no] = None


def forget(night: Night, person: Person) -> None:
    """Their name is free for others."""
    for look in their_looks(person):
        those = night.looks.get(look, {})
        those.pop(person.no, None)
        if not those:
            night.looks.pop(look, None)
