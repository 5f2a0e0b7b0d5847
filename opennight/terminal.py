"""What a command says on a terminal, which takes some characters for orders; files come from strangers."""

import sys

from opennight.night.messages import shown


def say(text: object, *, wrong: bool = False) -> None:
    """Print this on one line, without control characters; to the standard error if something is `wrong`."""
    print("".join(map(shown, str(text))), file=sys.stderr if wrong else sys.stdout)
