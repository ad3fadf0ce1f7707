"""Where templates, static files, demo content and data lie: at the top of a checkout, or in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_BUNDLED = _PACKAGE / "_bundled"

TEMPLATES = _BUNDLED / "templates" if _BUNDLED.is_dir() else _CHECKOUT / "templates"
STATIC = _BUNDLED / "static" if _BUNDLED.is_dir() else _CHECKOUT / "static"
CONTENT = _BUNDLED / "content" if _BUNDLED.is_dir() else _CHECKOUT / "data" / "content"

# An installed package must not keep a database beside its own code.
DATA = Path("data") if _BUNDLED.is_dir() else _CHECKOUT / "data"
