"""Packages that few requests need, imported when the first of those comes: a server answers sooner."""

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from types import ModuleType


def late(name: str) -> Callable[[], ModuleType]:
    """Return what imports a module when it is first called, and returns it from then on.

    Only for what takes long to import and is seldom used; `tests/test_architecture.py` reads these calls as
    it reads imports.
    """
    return cache(partial(import_module, name))
