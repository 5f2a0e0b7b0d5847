"""The record: what came of a night, as JSON, Markdown and a table; its pages are templates."""
