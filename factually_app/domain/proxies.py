"""Proxies: through which one an address is asked, as the usual settings of an environment say it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Proxies:
    """A proxy for addresses of each scheme; hosts in `exempt`, and below them, are asked directly."""

    http: str | None = None
    https: str | None = None
    exempt: tuple[str, ...] = ()

    def find(self, scheme: str, host: str) -> str | None:
        """Return the proxy for a host; None when it is asked directly."""
        name = host.lower()
        if any(each in ("*", name) or name.endswith(f".{each}") for each in self.exempt):
            return None
        return self.https if scheme == "https" else self.http


DIRECT = Proxies()
"""Everything is asked directly."""


def proxies_of(environ: Mapping[str, str], ours: str | None) -> Proxies:
    """Return the proxies of an environment; `ours`, the setting of Factually, stands above the usual ones."""

    def usual(name: str) -> str:
        return environ.get(name.lower()) or environ.get(name) or ""

    exempt = (each.strip().lower().removeprefix(".") for each in usual("NO_PROXY").split(","))
    return Proxies(
        http=ours or usual("HTTP_PROXY") or None,
        https=ours or usual("HTTPS_PROXY") or None,
        exempt=tuple(each for each in exempt if each),
    )
