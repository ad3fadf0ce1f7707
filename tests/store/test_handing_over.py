"""Who leads among waiting writers: nobody whose batch is done waits, and nobody is left behind."""

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from factually_app.domain.errors import BusyError
from factually_app.domain.topic import Topic
from factually_app.store.topics import all_topics, insert_topic
from tests.store.test_waiting_batches import Pause, numbered, slugs


def test_a_writer_whose_batch_is_done_does_not_wait_for_the_next_commit(engine):
    first, second = Pause(), Pause()
    with ThreadPoolExecutor(3) as pool:
        leads = pool.submit(engine.commit, [insert_topic(numbered(1)), first.statement()])
        first.reached.wait(10)
        next_one = pool.submit(engine.commit, [second.statement()])
        while not engine._queue:
            time.sleep(0.001)
        first.go_on.set()
        second.reached.wait(10)
        assert leads.result(5) is None
        assert not next_one.done()
        second.go_on.set()
        assert next_one.result(5) is None


class Torn(Exception):
    """What the signal below raises in whoever waits in the main thread."""


def test_a_writer_torn_from_the_queue_leaves_nobody_behind(engine):
    def tear(*_):
        raise Torn

    before = signal.signal(signal.SIGUSR1, tear)
    pause = Pause()
    try:
        with ThreadPoolExecutor(2) as pool:
            leads = pool.submit(engine.commit, [pause.statement()])
            pause.reached.wait(10)
            threading.Timer(0.2, signal.raise_signal, [signal.SIGUSR1]).start()
            with pytest.raises(Torn):
                engine.commit([insert_topic(numbered(1))])
            behind = pool.submit(engine.commit, [insert_topic(numbered(2))])
            pause.go_on.set()
            assert (leads.result(5), behind.result(5)) == (None, None)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert slugs(engine) == ["topic-002"]


def test_an_interrupted_leader_says_so_to_the_others_and_the_next_commit_goes_on(engine):
    pause = Pause()

    class Interrupt(Pause):
        def keys(self):
            raise KeyboardInterrupt

    with ThreadPoolExecutor(3) as pool:
        pool.submit(engine.commit, [pause.statement()])
        pause.reached.wait(10)
        interrupted = pool.submit(engine.commit, [Interrupt().statement()])
        while len(engine._queue) < 1:
            time.sleep(0.001)
        other = pool.submit(engine.commit, [insert_topic(Topic("cccccc", "mill", "The mill", ""))])
        while len(engine._queue) < 2:
            time.sleep(0.001)
        pause.go_on.set()
        assert isinstance(interrupted.exception(5), KeyboardInterrupt)
        assert isinstance(other.exception(5), BusyError)
    assert all_topics(engine.reader()) == []
    engine.commit([insert_topic(numbered(3))])
    assert slugs(engine) == ["topic-003"]
