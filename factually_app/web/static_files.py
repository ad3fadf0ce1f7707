"""Static files under names that hold a digest of what is in them: compressed once, kept for good."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import brotli
from flask import Response, abort, request

from factually_app.web.keeping import ASK_EACH_TIME
from factually_app.web.minify import minify_css

FOR_GOOD = "public, max-age=31536000, immutable"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
"""What is served; whatever else lies in the folder is for people who work on it."""

_NAMED_BY_CONTENT = re.compile(r"\A(?P<stem>[\w.-]+)\.(?P<digest>[0-9a-f]{12})(?P<suffix>\.[a-z]+)\Z")


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent; compressed when somebody first asks for it so."""

    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()[:12]

    @property
    def url(self) -> str:
        stem, suffix = self.name.rsplit(".", 1)
        return f"/static/{stem}.{self.digest}.{suffix}"

    @cached_property
    def encoded(self) -> Mapping[str, bytes]:
        """The content by encoding; the best one that a browser takes comes first."""
        return {
            "br": brotli.compress(self.content, quality=11),
            "gzip": gzip.compress(self.content, compresslevel=9, mtime=0),
            "identity": self.content,
        }


class StaticFiles:
    """The files of a folder by name. They are read once; in development again whenever one is changed."""

    def __init__(self, folder: Path, *, watches: bool = False) -> None:
        self._folder = folder
        self._watches = watches
        self._seen: dict[str, int] = {}
        self._files: dict[str, StaticFile] = {}
        for path in folder.iterdir():
            if path.suffix in TYPES:
                self._read(path)

    def url(self, name: str) -> str:
        """Return the address of a file; KeyError for one that is not there."""
        return self._file(name).url

    def answer(self, filename: str) -> Response:
        """Send a file by its name. Only under the digest of what it holds now may it be kept for good.

        Under an older digest it is sent as it is now: a page that some cache kept longer than its files
        is better off with the present ones than without any.
        """
        asked = _NAMED_BY_CONTENT.match(filename)
        name = asked["stem"] + asked["suffix"] if asked else filename
        try:
            file = self._file(name)
        except KeyError:
            abort(404)
        encoding = _best_encoding()
        response = Response(file.encoded[encoding], content_type=TYPES[Path(name).suffix])
        is_present = asked is not None and asked["digest"] == file.digest
        response.headers["Cache-Control"] = FOR_GOOD if is_present else ASK_EACH_TIME
        response.vary.add("Accept-Encoding")
        response.set_etag(f"{file.digest}-{encoding}")
        if encoding != "identity":
            response.headers["Content-Encoding"] = encoding
        response.make_conditional(request)
        return response

    def _file(self, name: str) -> StaticFile:
        if self._watches and name in self._files:
            path = self._folder / name
            if path.stat().st_mtime_ns != self._seen[name]:
                self._read(path)
        return self._files[name]

    def _read(self, path: Path) -> None:
        content = path.read_bytes()
        if path.suffix == ".css":
            content = minify_css(content.decode()).encode()
        self._seen[path.name] = path.stat().st_mtime_ns
        self._files[path.name] = StaticFile(path.name, content)


def _best_encoding() -> str:
    """Return the smallest of our encodings that the browser takes, whatever order it names them in."""
    takes = request.accept_encodings
    return next((encoding for encoding in ("br", "gzip") if takes[encoding] > 0), "identity")
