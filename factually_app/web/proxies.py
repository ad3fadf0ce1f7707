"""Proxies in front of the server: what they say of who asks is believed of exactly as many as there are."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def trust_proxies(app: Flask, hops: int) -> None:
    """Take the client's address and scheme from what the last `hops` proxies added; with none, from nobody.

    The host is never taken from them: no address is built of it.
    """
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=0, x_port=0, x_prefix=0
        )
