"""Bringing books up to date at start, or refusing them."""

from __future__ import annotations

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from assistant.store.database import Database
from assistant.store.driver import Failure
from assistant.store.errors import CannotOpen, MadeByNewerVersion
from assistant.store.schema import migrations

# Each area's tables register themselves; in the order in which they are made, not in that of their names.
# isort: off
from assistant.store import schema_roles  # noqa: F401
from assistant.store import schema_safety  # noqa: F401
from assistant.store import schema_reminders  # noqa: F401
from assistant.store import schema_orders  # noqa: F401
from assistant.store import schema_cases  # noqa: F401
from assistant.store import schema_proofs  # noqa: F401
from assistant.store import schema_privacy  # noqa: F401
from assistant.store import schema_partners  # noqa: F401
from assistant.store import schema_chats  # noqa: F401
# isort: on


def migrate(db: Database, plan: Migrations = migrations) -> None:
    """Bring the schema up to date, in one transaction; refuses books that are not ours or of a newer version."""
    tables = Tables(db.connection, execute_plugins=False)
    db.run("PRAGMA foreign_keys=OFF")  # a table may be rebuilt; what counts is checked before COMMIT
    try:
        with db.savepoint():
            _refuse_strangers(tables, plan)
            if plan.pending(tables):
                plan.apply(tables)
            orphan = db.one("PRAGMA foreign_key_check")
            if orphan is not None:
                raise CannotOpen(f"a row of {orphan[0]} belongs to a row of {orphan[2]} that is not there")
    except Failure as error:
        raise CannotOpen(f"could not migrate: {error}") from error
    db.run("PRAGMA foreign_keys=ON")


def _refuse_strangers(tables: Tables, plan: Migrations) -> None:
    done = [migration.name for migration in plan.applied(tables)]
    if not done and tables.table_names():
        raise CannotOpen("this database was made by another program")
    known = _names(plan)
    if set(done) - set(known):
        raise MadeByNewerVersion(
            f"this database was made by a newer version (its schema has {done[-1]}); use that version, or a backup"
        )
    if done != known[: len(done)]:
        raise CannotOpen(f"the schema was not made by these migrations in this order: {', '.join(done)}")


def _names(plan: Migrations) -> list[str]:
    # Where nothing was applied yet, all of the plan is pending.
    nothing = Tables(memory=True, execute_plugins=False)
    try:
        return [migration.name for migration in plan.pending(nothing)]
    finally:
        nothing.close()
