"""The stories that groups told with cards, as Markdown."""

from collections.abc import Iterator, Mapping

from opennight.night.decks import NAMES
from opennight.night.kept.decks import PLACES
from opennight.record.md.text import Gettext, block, item, joined, line
from opennight.record.stories import CardOutcome, StoryOutcome


def story(story: StoryOutcome, kinds: Mapping[str, str], gettext: Gettext) -> Iterator[str]:
    """What the cards of a group tell, in the order of the game."""
    yield f"#### {gettext('The story')}"
    for kind in PLACES:
        its = [card_of(card, gettext) for card in story.cards if card.kind == kind]
        its += [block(story.ending)] if kind == "ending" and story.ending else []
        if its:
            yield f"**{line(kinds.get(kind) or gettext(NAMES[kind]))}**"
            yield "\n".join(its)
    points = {"spent": story.spent, "all": story.budget + story.gives}
    unfinished = "" if story.finished else gettext("not finished")
    yield joined((gettext("Points: %(spent)s spent of %(all)s") % points, unfinished))


def card_of(card: CardOutcome, gettext: Gettext) -> str:
    points = gettext("Costs: %(points)s") % {"points": card.costs} if card.costs else ""
    points = gettext("Gives: %(points)s") % {"points": card.gives} if card.gives else points
    title = card.title or (gettext("A card of their own") if card.own else "")
    return item(joined((title, card.text or card.words), "\n"), points)
