"""Rows of the one flat table (table.py): each noun says which cells it fills."""

Cells = dict[str, str | int]
"""By column."""
