"""Benchmarks, each with its reference measured in the same run: `python -m benchmarks.NAME`."""
