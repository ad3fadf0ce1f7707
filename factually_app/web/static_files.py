"""Static files under addresses that name their content, so that a browser may keep them for good."""

import hashlib
from pathlib import Path

from flask import Response, request, url_for

_YEAR = "public, max-age=31536000, immutable"


class StaticFiles:
    """The files of a folder, by name; read once, when the application is made."""

    def __init__(self, folder: Path) -> None:
        self._digests = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in folder.rglob("*")
            if path.is_file()
        }

    def url(self, name: str) -> str:
        """Return the address of a file; KeyError for one that is not there."""
        return url_for("static", filename=name, v=self._digests[name])

    def keep(self, response: Response) -> Response:
        """Let a file that was asked for by its content's digest be kept for a year."""
        if request.endpoint == "static" and response.status_code == 200:
            name = (request.view_args or {}).get("filename", "")
            if request.args.get("v") == self._digests.get(name):
                response.headers["Cache-Control"] = _YEAR
        return response
