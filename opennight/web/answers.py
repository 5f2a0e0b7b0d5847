"""Answers to what was asked, what we do ourselves, and later whether it was kept."""

from opennight.night.answers import AnswerAsk, KeepAnswer
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.host)
def answer(this: Act) -> AnswerAsk:
    said = {name: this.text(name) for name in ("verdict", "what", "due", "ours", "ours_due")}
    return AnswerAsk(**this.meta(desk=True), ask=this.no, **said)


@act(access.host)
def keep(this: Act) -> KeepAnswer:
    return KeepAnswer(**this.meta(desk=True), ask=this.no, ours=this.flag("ours"), kept=this.text("kept"))
