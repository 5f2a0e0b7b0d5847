"""The addresses of what goes on after a night: what came of it, cards for others and messages about them, and
taking it further."""

from opennight.web import knock_form, knocks, leaflets, sequels, taking

ROUTES = [*sequels.ROUTES, *leaflets.ROUTES, *knock_form.ROUTES, *knocks.ROUTES, *taking.ROUTES]
