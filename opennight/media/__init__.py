"""Bytes of clips: where they are kept, how they arrive, and how a picture is made fit to be seen."""
