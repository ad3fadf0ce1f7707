"""Figures for whoever watches over the server, in Prometheus' form, for who has the word that opens them."""

import secrets
from collections.abc import Iterator

from flask import Blueprint, Response, current_app, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from factually_app.domain.errors import NotFoundError
from factually_app.web.installation import settings
from factually_app.web.tallies import Tally, sum_of_tallies, tallies_in, tally_of, write_tally

bp = Blueprint("metrics", __name__)

_RESULTS = {
    "hits": "hit",
    "misses": "drawn",
    "waits": "waited",
    "bypasses": "passed",
}


@bp.get("/metrics")
def show() -> Response:
    """Tell what all workers counted; for anybody without the word there is nothing here."""
    token = settings().metrics_token
    sent = request.headers.get("Authorization", "").encode("latin-1", "replace")
    if token is None or not secrets.compare_digest(sent, f"Bearer {token}".encode()):
        raise NotFoundError("no metrics for whoever asks")
    folder = tallies_in(settings().data_dir)
    write_tally(folder, tally_of(current_app.extensions["factually_cache"]))
    registry = CollectorRegistry()
    registry.register(_Told(sum_of_tallies(folder)))
    response = Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    response.headers["Cache-Control"] = "no-store"
    return response


class _Told(Collector):
    """What was counted, as the library wants it."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily(
            "factually_page_cache_requests",
            "GET and HEAD: answered from memory, drawn, waited for another drawing, passed to Flask.",
            labels=["result"],
        )
        for name, result in _RESULTS.items():
            requests.add_metric([result], self._tally.get(name, 0))
        yield requests
        yield CounterMetricFamily(
            "factually_page_cache_evictions",
            "Pages that made room for others.",
            value=self._tally.get("evictions", 0),
        )
        for name, text in (("bytes", "Memory that pages take at most."), ("pages", "Pages in memory.")):
            yield GaugeMetricFamily(
                f"factually_page_cache_{name}", f"{text} All workers.", value=self._tally.get(name, 0)
            )
