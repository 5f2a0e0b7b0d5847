"""What ends when the night is closed: most things."""

from opennight.night.messages import Refused, _
from opennight.night.state import Night


def refuse_closed(night: Night) -> None:
    """Raise `Refused` if the night is closed."""
    if night.phase == "closed":
        raise Refused(_("This night is closed. What came out of it is in the record."), "late")
