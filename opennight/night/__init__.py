"""The night itself: pure commands, events and state, one module per noun. No I/O, no clock, no chance."""
