"""Where templates, static files and the demo content lie: at the top of a checkout, inside a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_BUNDLED = _PACKAGE / "_bundled"

TEMPLATES = _BUNDLED / "templates" if _BUNDLED.is_dir() else _CHECKOUT / "templates"
STATIC = _BUNDLED / "static" if _BUNDLED.is_dir() else _CHECKOUT / "static"
CONTENT = _BUNDLED / "content" if _BUNDLED.is_dir() else _CHECKOUT / "data" / "content"
