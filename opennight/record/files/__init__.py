"""Formats of the record that other people's tools read; docs/files.md says what is in each."""
