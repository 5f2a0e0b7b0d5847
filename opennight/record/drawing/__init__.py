"""Pictures of an evening as SVG: plain arrays in, text out. The same arrays make the same picture,
everywhere."""
