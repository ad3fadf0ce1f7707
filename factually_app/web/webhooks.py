"""Where payment providers say what was paid. Only signatures count here: no session, no cookie, no page."""

import logging
from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge

from factually_app import clock
from factually_app.config import Settings
from factually_app.domain.campaign import Mode
from factually_app.domain.errors import BusyError, ConflictError
from factually_app.domain.payment import MalformedEventError, ProviderEvent
from factually_app.formats.event_json import Object, loads
from factually_app.formats.standard_events import standard_event
from factually_app.formats.stripe_events import stripe_event
from factually_app.operations.payments import receive_event
from factually_app.operations.people import PeopleKey
from factually_app.web.doorkeeper import Verify
from factually_app.web.installation import Secret, demo_secret, people_key, settings
from factually_app.web.pages import engine
from factually_app.web.refusals import Refusals
from factually_app.web.signatures import ForgedError, require_standard, require_stripe

bp = Blueprint("webhooks", __name__, url_prefix="/webhooks")

MOST_BYTES = 256 * 1024
"""The largest body that is read, before anything is made of it."""

SECONDS_UNTIL_RETRY = 5

refusals = Refusals(logging.getLogger(__name__))


@bp.post("/stripe")
def stripe() -> Response:
    """Take an event of Stripe; 200 only after all that follows from it is on the disk."""
    secrets = _secrets(settings().stripe_webhook_secrets)

    def read(body: bytes) -> ProviderEvent:
        require_stripe(body, request.headers.get("Stripe-Signature", ""), secrets)
        return stripe_event(_json(body), PeopleKey(people_key()))

    return _take(secrets, read)


@bp.post("/standard")
def standard() -> Response:
    """Take an event of a provider that speaks Standard Webhooks."""
    secrets = _secrets(settings().webhook_secrets)

    def read(body: bytes) -> ProviderEvent:
        require_standard(body, request.headers, secrets)
        event_id = request.headers["webhook-id"]
        return standard_event(_json(body), PeopleKey(people_key()), event_id=event_id)

    return _take(secrets, read)


def doors(given: Settings, demo_secret: Secret) -> Mapping[str, Verify]:
    """Return who may pass to each address here; none for one without a secret, which answers 404."""

    def stripe_signed(body: bytes, headers: Headers) -> None:
        secrets = [demo_secret()] if given.demo else given.stripe_webhook_secrets
        require_stripe(body, headers.get("Stripe-Signature", ""), secrets)

    def standard_signed(body: bytes, headers: Headers) -> None:
        secrets = [demo_secret()] if given.demo else given.webhook_secrets
        require_standard(body, headers, secrets)

    found = {}
    if given.demo or given.stripe_webhook_secrets:
        found[f"{bp.url_prefix}/stripe"] = stripe_signed
    if given.demo or given.webhook_secrets:
        found[f"{bp.url_prefix}/standard"] = standard_signed
    return found


def _secrets(given: Sequence[str]) -> Sequence[str]:
    """Return what may have signed an event: the demo has a secret of its own and no other."""
    return [demo_secret()] if settings().demo else given


def _take(secrets: Sequence[str], read: Callable[[bytes], ProviderEvent]) -> Response:
    if not secrets:
        return _refused(404, "no secret is set for webhooks of this kind")
    request.max_content_length = MOST_BYTES
    try:
        event = read(request.get_data(cache=False))
        if settings().demo and event.mode is not Mode.TEST:
            return _refused(400, "the demo takes test payments only")
        receipt = receive_event(engine(), event, received_at=clock.stamp())
    except RequestEntityTooLarge:
        return _refused(413, f"an event has at most {MOST_BYTES // 1024} KB")
    except (ForgedError, MalformedEventError) as error:
        refusals.note(request.path, str(error))
        return _refused(400, str(error))
    except (BusyError, ConflictError):
        return _busy()
    return _answer(jsonify(ok=True, outcome=receipt.outcome.value))


def _json(body: bytes) -> Object:
    try:
        return loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise MalformedEventError("the body is not UTF-8") from None


def _busy() -> Response:
    """Nothing was written: the provider is to try again."""
    response = _refused(503, "the database is busy; try again")
    response.headers["Retry-After"] = str(SECONDS_UNTIL_RETRY)
    return response


def _refused(status: int, sentence: str) -> Response:
    response = _answer(jsonify(ok=False, status=status, errors=[sentence]))
    response.status_code = status
    return response


def _answer(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
