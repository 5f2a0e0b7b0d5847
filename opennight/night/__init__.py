"""The night itself: pure commands, events and state, one module per noun. No I/O, no clock, no randomness.

A noun's commands, its events and what they do are here; the data that it keeps is in `kept/`. docs/night.md
lists the modules by what people do: pitch, vote, record and so on.
"""
