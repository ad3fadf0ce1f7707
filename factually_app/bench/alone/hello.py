"""Flask's hello served by granian: HELLO.py THREADS --port PORT."""

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

app = Flask("hello", static_folder=None)
app.add_url_rule("/", view_func=lambda: "Hello, World!")


def main() -> None:
    """Serve it until the process is ended."""
    threads, _, port = sys.argv[1:]
    server = Granian(
        "hello:app",
        port=int(port),
        interface=Interfaces.WSGI,
        blocking_threads=int(threads),
        log_level=LogLevels.error,
    )
    server.serve()


if __name__ == "__main__":
    main()
