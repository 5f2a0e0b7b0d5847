"""The schema in PostgreSQL, step by step: any version is brought up to date in one transaction."""

import asyncpg

FIRST = """
CREATE TABLE events (
    position bigint GENERATED ALWAYS AS IDENTITY,
    night text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    command text NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    kind text NOT NULL,
    data text NOT NULL,
    personal text,
    salt text,
    seal text,
    hash text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (night, version)
);
CREATE INDEX events_in_order ON events (xid, position);
COMMENT ON COLUMN events.xid IS 'The transaction that wrote it: positions become visible out of their order';
CREATE TABLE heads (
    night text COLLATE "C" PRIMARY KEY,
    follows integer NOT NULL,
    version integer NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE heads IS 'The last version of each night, and the one that its last append follows on';
CREATE TABLE idle (
    night text COLLATE "C" NOT NULL,
    key text NOT NULL,
    version integer NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (night, key)
);
CREATE INDEX idle_at ON idle (at);
COMMENT ON TABLE idle IS 'Acts that changed nothing: for a day, a repeat gets the first answer';
CREATE TABLE between_people (
    night text COLLATE "C" NOT NULL,
    one integer NOT NULL,
    other integer NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    data text NOT NULL,
    PRIMARY KEY (night, one, other, kind)
);
CREATE TABLE catalogue (night text COLLATE "C" PRIMARY KEY, data text NOT NULL);
COMMENT ON TABLE catalogue IS 'What is asked about all nights; follows from events (see store/catalogue.py)';
CREATE TABLE projections (name text PRIMARY KEY, cursor text NOT NULL);
COMMENT ON TABLE between_people IS 'What is between just two people: beside the log, so that it can go';
"""
STEPS = (FIRST,)
"""Each makes the next version of the schema."""
LOCK = 0x6F70656E
"""The number of the advisory lock that is held meanwhile: many processes may start at once."""


async def migrate(url: str, patience: float) -> int:
    """Bring the database up to date, or make its tables. Returns the version it had (0: it was empty).

    Raises the errors of asyncpg, or `ValueError` if a newer opennight made it; then nothing has changed.
    """
    connection = await asyncpg.connect(url, timeout=patience)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        async with connection.transaction(isolation="read_committed"):
            await connection.execute("CREATE TABLE IF NOT EXISTS opennight (schema integer NOT NULL)")
            version = await connection.fetchval("SELECT schema FROM opennight") or 0
            if version > len(STEPS):
                raise ValueError("it was made by a newer opennight")
            for step in STEPS[version:]:
                await connection.execute(step)
            if version < len(STEPS):
                await connection.execute("DELETE FROM opennight")
                await connection.execute("INSERT INTO opennight VALUES ($1)", len(STEPS))
    finally:
        await connection.close(timeout=patience)  # lets go of the lock, too
    return int(version)
