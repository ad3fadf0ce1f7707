"""Topics of an import."""

from collections.abc import Sequence

from factually_app.domain.topic import Topic
from factually_app.formats.content_entry import Entry
from factually_app.operations.import_plan import ImportPlan
from factually_app.operations.import_text import LABEL, line_in
from factually_app.store.engine import Statement
from factually_app.store.topics import all_topics, insert_topic, update_topic


def plan_topics(plan: ImportPlan, entries: Sequence[Entry]) -> dict[str, Topic]:
    """Plan the topics and return all there will be, by id."""
    topics = {topic.id: topic for topic in all_topics(plan.engine.reader())}
    for entry in entries:
        topic = _topic(plan, entry)
        old = topics.get(topic.id)
        plan.record(entry, _statements(topic, old), is_new=old is None)
        topics[topic.id] = topic
    return topics


def _topic(plan: ImportPlan, entry: Entry) -> Topic:
    return Topic(
        id=plan.who.id_of(entry),
        slug=entry.text("slug"),
        name=line_in(plan, entry, "name", limit=LABEL),
        description=line_in(plan, entry, "description"),
    )


def _statements(topic: Topic, old: Topic | None) -> list[Statement]:
    if topic == old:
        return []
    return [update_topic(topic) if old else insert_topic(topic)]
