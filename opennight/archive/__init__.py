"""A night in one private file: its whole log and its clips, to be kept or to be taken in elsewhere."""
