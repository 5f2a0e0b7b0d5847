"""How templates call people, labels, questions and licences in the language of the page."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import markupsafe

from opennight.night import feedback, naming, people, pitches, undo
from opennight.night.kept.feedback import Form
from opennight.night.messages import Label
from opennight.night.naming import GUEST
from opennight.night.state import Night
from opennight.record.licences import LICENCES, Licence, licence_of
from opennight.record.people import PARTICIPANT


class Called:
    """In one language, into which `translate` brings a sentence with its values."""

    def __init__(self, translate: Callable[..., markupsafe.Markup]) -> None:
        self.translate = translate

    def name(self, night: Night, no: int) -> str:
        """Whoever has taken their name along is “a participant”; whose name nobody else may see yet is a
        guest."""
        person = night.people.get(no)
        if person is None or person.name:
            return person.name if person else ""
        return self.translate(GUEST, no=no) if naming.is_guest(person) else self.translate(PARTICIPANT)

    def credit(self, name: str, interest: str) -> str:
        return self.translate("%(name)s, reporter (interest: %(interest)s)", name=name, interest=interest)

    def author(self, night: Night, one: Any) -> str:
        """Who wrote or took this; a reporter with what they have declared; empty for the desk."""
        if one.reporter:
            reporter = night.reporters[one.reporter]
            return self.credit(reporter.name, reporter.interest)
        return self.name(night, one.person)

    def pitchers(self, night: Night, no: int) -> list[str]:
        return [self.name(night, one) for one in pitches.pitchers(night, no)]

    def values(self, night: Night, label: Label) -> dict[str, str | int]:
        """What stands in the sentence that names a step."""
        found = undo.values(night, label)
        if person := label.about.get("person"):
            found["person"] = self.name(night, person)
        return found

    def form(self, night: Night) -> Form:
        """What is asked for feedback: our own questions in the reader's language."""
        asked = feedback.form(night)
        if night.feedback.form:
            return asked
        steps, questions = (
            tuple(str(self.translate(text)) for text in texts) for texts in (asked.steps, asked.questions)
        )
        return Form(scale=str(self.translate(asked.scale)), steps=steps, questions=questions)

    def licence(self, one: Licence) -> Licence:
        return one._replace(name=self.translate(one.name), sentence=self.translate(one.sentence))

    def licences(self) -> list[Licence]:
        """All that a night can have."""
        return [self.licence(one) for one in LICENCES.values()]

    def licence_of(self, night: Night) -> Licence:
        return self.licence(licence_of(night))

    def names(self) -> dict[str, Any]:
        """What templates know of this, by its name there: in place of what the nouns say, or beside it."""
        return {
            "licence_of": self.licence_of,
            "licences": self.licences,
            "feedback": SimpleNamespace(**vars(feedback) | {"form": self.form}),
            "undo": SimpleNamespace(**vars(undo) | {"values": self.values}),
            "people": SimpleNamespace(**vars(people) | {"name": self.name, "author": self.author}),
            "credit": self.credit,
            "pitches": SimpleNamespace(**vars(pitches) | {"pitchers": self.pitchers}),
        }
