"""Rows of the table in fragments.py, a module for each part of the night: what each event invalidates."""
