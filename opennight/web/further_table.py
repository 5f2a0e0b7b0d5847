"""The addresses of what goes on after a night: what came of it, posts from outside, cards for others and
messages about them, and taking it further."""

from opennight.web import knock_form, knocks, leaflets, posts, sequels, taking

NOUNS = (sequels, posts, leaflets, knock_form, knocks, taking)
ROUTES = [route for noun in NOUNS for route in noun.ROUTES]
