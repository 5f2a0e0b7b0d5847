"""What an operator watches, served on /metrics. Counts only: no night, no person, no address."""

from typing import Literal, get_args

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # the time a counter began says nothing here
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
PlatformCollector(registry=REGISTRY)

SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Histogram bounds in seconds, for what should take milliseconds."""

SCREENS = Gauge("opennight_screens", "Screens that listen now.", ["audience"], registry=REGISTRY)
Outcome = Literal["done", "repeated", "refused", "failed"]
COMMANDS = Counter("opennight_commands", "Commands by what became of them.", ["outcome"], registry=REGISTRY)
OUTCOMES = {outcome: COMMANDS.labels(outcome) for outcome in get_args(Outcome)}
REFUSALS = Counter(
    "opennight_refusals", "Requests refused, by the kind of reason.", ["kind"], registry=REGISTRY
)
COMMIT = Histogram(
    "opennight_commit_seconds", "From a batch of commands to the disk.", buckets=SHORT, registry=REGISTRY
)
BATCH = Histogram(
    "opennight_commit_commands",
    "Commands in one transaction.",
    buckets=(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000),
    registry=REGISTRY,
)
PUSH = Histogram(
    "opennight_push_seconds",
    "Drawing what changed and writing it to every screen.",
    buckets=SHORT,
    registry=REGISTRY,
)
FRAMES = Counter("opennight_frames", "Frames written to screens.", registry=REGISTRY)
BEHIND = Counter(
    "opennight_behind", "Times that a screen took no more and was passed over.", registry=REGISTRY
)
RESYNCS = Counter(
    "opennight_resyncs",
    "Times that a screen was brought up to date, as it had missed something.",
    registry=REGISTRY,
)
DROPPED = Counter("opennight_dropped", "Screens dropped since they answered no more.", registry=REGISTRY)
REQUESTS = Histogram(
    "opennight_request_seconds",
    "Requests answered, by method and status.",
    ["method", "status"],
    buckets=SHORT,
    registry=REGISTRY,
)
