"""Figures with their reference measured in the same run: `python -m benchmarks.NAME`, or `make benchmarks`."""
