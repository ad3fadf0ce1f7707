"""What SQLite raises, in the words of the house."""

import sqlite3

from factually_app.domain.errors import BusyError, ConflictError


def in_our_words(error: Exception) -> Exception:
    """Translate what SQLite raised into what the house raises; a fault of ours stays as it is."""
    if isinstance(error, sqlite3.IntegrityError):
        return ConflictError(_conflict_sentence(str(error)))
    if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF in _PASSING:
        return BusyError(f"the database cannot be written now: {error}")
    return error


# The low byte of an error code; the rest is detail, as in SQLITE_BUSY_SNAPSHOT.
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
}


def _conflict_sentence(reason: str) -> str:
    if "guard_holds" in reason:
        return "somebody else changed this meanwhile; nothing was written"
    return f"the records do not allow this: {reason}; nothing was written"
