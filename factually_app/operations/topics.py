"""Topics: adding one, changing its name, its description or its address."""

import secrets

from factually_app import clock
from factually_app.content.plain import plain_text
from factually_app.content.slug import slugify
from factually_app.domain.audit import Action
from factually_app.domain.errors import FormError, UnreadableTextError
from factually_app.domain.ids import public_id
from factually_app.domain.staff import Actor
from factually_app.domain.topic import Topic
from factually_app.formats.exchange import topic_item
from factually_app.store import audit, edition
from factually_app.store.engine import Engine
from factually_app.store.topics import find_topic, get_topic, insert_topic, update_topic

_LIMITS = {"name": 100, "description": 300}


def add_topic(engine: Engine, by: Actor, *, name: str, description: str = "") -> Topic:
    """Make a topic; its address is made of its name. FormError for what is missing or there already."""
    name, description = _read(name, description)
    topic = Topic(public_id(secrets.token_hex()), slugify(name, fallback="topic"), name, description)
    if found := find_topic(engine.reader(), topic.slug):
        raise FormError({"name": f"“{found.name}” is there already."})
    engine.commit(
        [
            insert_topic(topic),
            audit.insert_entry(
                by, Action.ADD_TOPIC, "topic", topic.id, at=clock.stamp(), after=topic_item(topic)
            ),
            edition.content_changed(),
        ]
    )
    return topic


def change_topic(engine: Engine, by: Actor, slug: str, *, name: str, description: str) -> Topic:
    """Change how a topic is called and described; its address stays, because links lead there."""
    old = get_topic(engine.reader(), slug)
    name, description = _read(name, description)
    topic = Topic(old.id, old.slug, name, description)
    if topic == old:
        return old
    engine.commit(
        [
            update_topic(topic),
            audit.insert_entry(
                by,
                Action.CHANGE_TOPIC,
                "topic",
                topic.id,
                at=clock.stamp(),
                before=topic_item(old),
                after=topic_item(topic),
            ),
            edition.content_changed(),
        ]
    )
    return topic


def _read(name: str, description: str) -> tuple[str, str]:
    problems: dict[str, str] = {}
    kept = {}
    for field, text in {"name": name, "description": description}.items():
        try:
            kept[field] = " ".join(plain_text(text, limit=_LIMITS[field]).split())
        except UnreadableTextError as error:
            problems[field] = f"This cannot be kept: {error}."
    if not problems and not kept["name"]:
        problems["name"] = "A topic needs a name."
    if problems:
        raise FormError(problems)
    return kept["name"], kept["description"]
