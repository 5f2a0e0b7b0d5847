"""The record: from a night to what came of it, as JSON, Markdown, a table; pages are templates."""
