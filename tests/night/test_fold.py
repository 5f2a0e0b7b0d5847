"""The two doors of the domain know every command and every event."""

import msgspec

from opennight.night import fold
from opennight.night.messages import Command, Event, Recorded, acting
from tests.cast import SEVEN, a_night, as_stored


def kinds(of: type[Command] | type[Event]) -> set[str]:
    return {kind.__name__ for kind in of.__subclasses__() if kind.__module__.startswith("opennight.night")}


def test_every_command_can_be_decided() -> None:
    assert {kind.__name__ for kind in fold.DECIDE} == kinds(Command)


def test_every_event_has_a_name_in_the_log() -> None:
    assert {kind.__name__ for kind in fold.EVENTS.values()} == kinds(Event)


def test_a_log_gives_the_same_night_each_time() -> None:
    story = a_night()
    assert fold.fold("BEES", story.log) == fold.fold("BEES", story.log) == story.night
    assert story.night.version == len(story.log)
    assert story.night.done(story.log[-1].actor, story.log[-1].command) == story.night.version


def test_an_event_survives_the_log() -> None:
    """What is read from the log is what was written, with all its types: numbers as keys, tuples, setups."""
    for kind in fold.EVENTS.values():
        made = {field.name: sample(field.type) for field in msgspec.structs.fields(kind)}
        written = Recorded(1, "c", SEVEN, acting(1), kind(**made))
        assert as_stored(written) == written


def test_what_is_personal_may_be_forgotten() -> None:
    for kind in fold.EVENTS.values():
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        assert {fields[name].default for name in kind.PERSONAL} <= {"", ()}, kind
        assert not set(kind.PERSONAL) & {"no", "person", "pitch", "note", "comment"}, kind


def sample(of: object) -> object:
    """Some value of this type, with something in every field."""
    return value(msgspec.inspect.type_info(of))


def value(shape: msgspec.inspect.Type) -> object:
    match shape:
        case msgspec.inspect.LiteralType(values=values):
            return values[0]
        case msgspec.inspect.UnionType(types=types):
            return value(next(one for one in types if not isinstance(one, msgspec.inspect.NoneType)))
        case msgspec.inspect.StructType(cls=cls, fields=fields):
            return cls(**{one.name: value(one.type) for one in fields})
        case msgspec.inspect.VarTupleType(item_type=item):
            return (value(item), value(item))
        case msgspec.inspect.TupleType(item_types=items):
            return tuple(value(item) for item in items)
        case msgspec.inspect.DictType(key_type=key, value_type=its):
            return {value(key): value(its)}
        case msgspec.inspect.BoolType():
            return True
        case msgspec.inspect.IntType():
            return 7
        case msgspec.inspect.FloatType():
            return 0.5
        case msgspec.inspect.StrType():
            return "“Bienen” & Bücher"
    raise AssertionError(f"no sample of {shape}")
