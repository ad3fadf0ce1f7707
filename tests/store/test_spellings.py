"""Words for slips of spelling: learned in the commit that brings them, found by what they share."""

from pathlib import Path

import pytest

from factually_app.domain.errors import ConflictError
from factually_app.domain.spelling import near_trigrams
from factually_app.operations.integrity import findings
from factually_app.operations.rebuild import rebuild
from factually_app.store.engine import Statement
from factually_app.store.migrations import MIGRATIONS, migrate
from factually_app.store.spellings import spelling_faults, words_sharing
from factually_app.store.sqlite_engine import SqliteEngine
from tests.factories import Newsroom


@pytest.fixture
def newsroom(engine: SqliteEngine) -> Newsroom:
    return Newsroom(engine)


def near(engine: SqliteEngine, word: str) -> list[str]:
    return words_sharing(engine.reader(), near_trigrams(word))


def all_words(engine: SqliteEngine) -> set[str]:
    return {row["word"] for row in engine.reader().query("SELECT word FROM search_spellings")}


def test_words_are_learned_with_what_is_written_as_they_are_written(engine, newsroom) -> None:
    newsroom.claim("The clocks of Öddly Weir stopped in 1994 at 7b.", about="slow trains")
    assert all_words(engine) == {"the", "clocks", "oddly", "weir", "stopped", "slow", "trains"}
    newsroom.question("Who rang the bell?", answer="Nobody did.")
    newsroom.source("Bell register", publisher="Foundry")
    assert {"rang", "nobody", "register", "foundry"} <= all_words(engine)
    assert spelling_faults(engine.reader()) == []


def test_what_shares_the_most_comes_first(engine, newsroom) -> None:
    newsroom.claim("The committee met the commuters at the tower.")
    assert near(engine, "comittee")[0] == "committee"
    assert near(engine, "tpwer")[0] == "tower"
    assert near(engine, "qqqq") == []
    assert words_sharing(engine.reader(), []) == []


@pytest.mark.parametrize(
    "word", ['"', 'a"b', "*^$", "title:x", "\x00\x00\x00", "😀😀😀", "'; DROP TABLE search_spellings"]
)
def test_any_word_may_be_asked_for(engine, newsroom, word: str) -> None:
    newsroom.claim("The clock stopped.")
    near(engine, word)
    assert all_words(engine) == {"the", "clock", "stopped"} | {"tower"}


def test_what_was_taken_back_taught_nothing(engine, newsroom) -> None:
    made = newsroom.claim("The clock stopped.")
    change = Statement("UPDATE claims SET text = 'The bell rang.' WHERE id = :id", {"id": made.id})
    with pytest.raises(ConflictError):
        engine.commit([change, Statement("INSERT INTO claims (id) VALUES ('zzzzzz')")])
    assert "bell" not in all_words(engine)
    engine.commit([change])
    assert "bell" in all_words(engine)


def test_rebuilding_forgets_words_that_are_nowhere_and_learns_those_that_are(engine, newsroom) -> None:
    made = newsroom.claim("The clock stopped.")
    engine.commit([Statement("UPDATE claims SET text = 'The bell rang.' WHERE id = :id", {"id": made.id})])
    engine.commit([Statement("DELETE FROM search_spellings WHERE word = 'bell'")])
    assert any("rebuild" in finding for finding in findings(engine))
    rebuild(engine)
    assert all_words(engine) == {"the", "bell", "rang", "clock", "tower"}  # what it is about stays
    assert near(engine, "bekl") == ["bell"]
    assert not any("rebuild" in finding for finding in findings(engine))


def test_a_database_from_before_learns_what_it_holds(tmp_path: Path) -> None:
    engine = SqliteEngine(tmp_path / "old.db")
    migrate(engine, at="2026-01-01T00:00:00+00:00")
    Newsroom(engine).claim("The clock stopped.")
    number = next(step.version for step in MIGRATIONS if step.name.endswith("_spelling"))
    undo = [
        "search_spellings",
        "search_spelling_parts",
        "search_spelling_fresh_words",
        "search_spelling_fresh",
        "search_vectors",
    ]
    triggers = engine.reader().query(
        "SELECT name FROM sqlite_schema"
        " WHERE sql LIKE '%FROM search_vectors%' OR name = 'no_rating_without_evidence'"
    )
    engine.commit([Statement(f"DROP TRIGGER {row['name']}") for row in triggers])
    engine.commit([Statement(f"DROP TABLE {name}") for name in undo])
    engine.commit([Statement("DELETE FROM migrations WHERE version >= :n", {"n": number})])
    engine.close()
    engine = SqliteEngine(tmp_path / "old.db")
    migrate(engine, at="2026-01-01T00:00:00+00:00")
    assert all_words(engine) == {"the", "clock", "stopped", "tower"}
    assert spelling_faults(engine.reader()) == []
    engine.close()
