"""Tests. Those of one worker have one core: numpy would take a thread for each, which wait for each other."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
