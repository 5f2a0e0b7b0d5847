"""People in the record: their chosen names, without those who were removed."""

from opennight.night.state import Night


def name(night: Night, no: int) -> str:
    """A person's name; empty for the desk and for people who were removed."""
    person = night.people.get(no)
    return "" if person is None or person.removed else person.name


def names(night: Night, persons: list[int]) -> tuple[str, ...]:
    return tuple(known for no in dict.fromkeys(persons) if (known := name(night, no)))
