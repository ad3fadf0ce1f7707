"""What the public API says of a search: its results as plain values, ready to become JSON."""

from factually_app.domain.marked import words_of
from factually_app.domain.search import Result


def result_record(result: Result, *, base_url: str) -> dict[str, object]:
    """Return one result as `/api/v1/search` lists it; `excerpt` is the part that met the words best."""
    record = result.record
    return {
        "kind": record.kind.value,
        "id": record.id,
        "ref": record.ref,
        "text": record.title,
        "excerpt": words_of(result.about) or None,
        "score": result.match.score,
        "url": base_url + record.url,
        "rating": record.rating.value if record.rating else None,
        "rating_words": record.rating_words,
        "date": record.day.text if record.day else None,
        "topic": record.topic,
        "theirs": vars(record.theirs) if record.theirs else None,
    }
