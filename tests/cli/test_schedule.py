"""Several servers over one database keep one schedule: what is due is published once."""

import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from factually_app.domain.article import ArticleStatus
from factually_app.domain.working_copy import WorkingKind
from factually_app.operations.database import open_engine
from factually_app.operations.review import schedule
from factually_app.operations.revisions import article_draft
from factually_app.operations.starting import start_article
from factually_app.operations.working_copies import save_working_copy
from factually_app.store.articles import get_article
from factually_app.store.audit import newest_entries
from factually_app.store.revisions import revisions_of
from tests.staff import EDDA, WILLA

SERVE = [sys.executable, "-c", "from factually_app.cli import main; main()", "serve"]
PATIENCE = 90


@pytest.fixture
def engine(done, data: Path):
    done("init")
    engine = open_engine(data / "factually.db")
    yield engine
    engine.close()


@pytest.fixture
def servers(engine):
    """Two servers with two workers each."""
    started = []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        command = [*SERVE, "--port", port, "--workers", "2"]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True))
    for server in started:
        assert "serves on" in server.stdout.readline()
    yield started
    for server in started:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)


@pytest.mark.slow
def test_what_is_scheduled_is_published_once_by_whichever_server_is_first(engine, servers):
    written = []
    for n in range(4):
        article = start_article(engine, WILLA, title=f"The clock stopped, part {n}", topic_slug="ukraine")
        draft = article_draft(engine, _demo(engine))
        copy = save_working_copy(engine, WILLA, WorkingKind.ARTICLE, article.id, draft, seen=1)
        at = datetime.now(UTC) + timedelta(seconds=3)
        schedule(engine, EDDA, WorkingKind.ARTICLE, article.id, seen=copy.version, at=at)
        written.append(article.id)
    deadline = time.monotonic() + PATIENCE
    while not all(_is_live(engine, article_id) for article_id in written):
        assert time.monotonic() < deadline, "it was never published"
        time.sleep(0.2)
    time.sleep(5)  # for whoever would publish it again
    for article_id in written:
        assert [made.number for made in revisions_of(engine.reader(), "article", article_id)] == [2, 1]
        entries = newest_entries(engine.reader(), limit=100, kind="article", record_id=article_id)
        assert [entry.action for entry in entries].count("publish_article") == 1
        assert entries[0].actor_name == "the schedule of Edda"


def _demo(engine) -> str:
    rows = engine.reader().query("SELECT id FROM articles WHERE status = 'published' ORDER BY created_at, id")
    return str(next(rows)["id"])


def _is_live(engine, article_id: str) -> bool:
    return get_article(engine.reader(), article_id).status is ArticleStatus.PUBLISHED
