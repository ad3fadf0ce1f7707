"""Asking an address whether its document is still there: politely, briefly, never in our own network."""

import ipaddress
import socket
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TooSlowError

from factually_app.domain.proxies import DIRECT, Proxies
from factually_app.domain.source_check import Outcome

SECONDS = 10
"""How long a site may take to be reached, and again for each piece of its answer."""
MOST_HOPS = 5
SMALL_READ = 1_024
"""Bytes of a document that are read: enough to know that it is there."""

_AGENT = "Factually sources check (asks whether cited documents are still there)"
_MOVED, _MOVED_FOR_GOOD, _GONE = (301, 302, 303, 307, 308), (301, 308), (404, 410)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "%/:=&?~+!$,;'@()*[]"


class Met(NamedTuple):
    """What was met at an address; see `domain.source_check`."""

    outcome: Outcome
    status: int | None = None
    leads_to: str | None = None
    detail: str | None = None


class NotAskedError(Exception):
    """The address is none that is asked; the message says why."""


@dataclass(frozen=True)
class Asker:
    """Asks through `proxies`. Addresses of our own machine and network are refused unless `allow_private`."""

    proxies: Proxies = DIRECT
    allow_private: bool = False
    seconds: float = SECONDS

    def ask(self, address: str) -> Met:
        """Return what is met at an address, whatever it does; where it leads is followed a few times."""
        try:
            return self._follow(address)
        except NotAskedError as error:
            return Met(Outcome.FAILED, detail=str(error))
        except (HTTPError, OSError, ValueError) as error:
            return Met(Outcome.FAILED, detail=_sentence(error))

    def _follow(self, address: str) -> Met:
        here, moved_to, is_for_good = address, address, True
        for _ in range(MOST_HOPS + 1):
            status, location = self._answer(here)
            if status not in _MOVED or not location:
                return _met(status, None if moved_to == address else moved_to)
            here = urljoin(here, location)
            is_for_good = is_for_good and status in _MOVED_FOR_GOOD
            moved_to = here if is_for_good else moved_to
        return Met(Outcome.FAILED, detail="it is sent on again and again")

    def _answer(self, address: str) -> tuple[int, str | None]:
        """Return status and Location: of HEAD, or of GET where a site does not like HEAD."""
        answer = self._request("HEAD", address)
        return self._request("GET", address) if answer[0] >= 400 else answer

    def _request(self, method: str, address: str) -> tuple[int, str | None]:
        parts, host, port = _parts(address)
        timeout = urllib3.Timeout(connect=self.seconds, read=self.seconds)
        target = quote(f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", safe=_SAFE)
        headers = {"User-Agent": _AGENT, "Accept": "*/*", "Host": _host_header(parts, host)}
        proxy = self.proxies.find(parts.scheme, host)
        asker: urllib3.ProxyManager | urllib3.HTTPConnectionPool
        if proxy:
            self._require_public_name(host)
            asker = urllib3.ProxyManager(proxy, timeout=timeout)
            target = f"{parts.scheme}://{headers.pop('Host')}{target}"
        else:
            asker = _pool(parts.scheme, host, port, self._public_address(host, port), timeout)
        try:
            found = asker.urlopen(
                method, target, headers=headers, redirect=False, retries=False, preload_content=False
            )
            with closing(found):
                if method == "GET":
                    found.read(SMALL_READ)
                return found.status, found.headers.get("Location")
        finally:
            _let_go(asker)

    def _public_address(self, host: str, port: int) -> str:
        """Return an address of a host. All of them have to be public, so that none is reached by chance.

        The connection is made to this very address: a name that means another one a moment later, which
        is how a site would lead us into our own network, changes nothing.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NotAskedError("there is no host of that name") from None
        addresses = [str(entry[4][0]) for entry in found]
        if not self.allow_private and not all(is_public(address) for address in addresses):
            raise NotAskedError("it leads into a private network, where nothing is asked")
        return addresses[0]

    def _require_public_name(self, host: str) -> None:
        """Refuse what is private by its name alone; behind a proxy it is the proxy that knows the address."""
        if self.allow_private:
            return
        try:
            is_fine = is_public(host)
        except ValueError:
            is_fine = "." in host and not host.endswith((".localhost", ".local", ".internal"))
        if not is_fine:
            raise NotAskedError("it leads into a private network, where nothing is asked")


def is_public(address: str) -> bool:
    """Say whether an IP address is of the public internet, also one that stands for another."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _parts(address: str) -> tuple[SplitResult, str, int]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotAskedError("it is not a web address")
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    except UnicodeError:
        raise NotAskedError("there is no host of that name") from None
    return parts, host, parts.port or (443 if parts.scheme == "https" else 80)


def _host_header(parts: SplitResult, host: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{name}:{parts.port}" if parts.port else name


def _pool(
    scheme: str, host: str, port: int, address: str, timeout: urllib3.Timeout
) -> urllib3.HTTPConnectionPool:
    """Return what connects to one address, and over https insists on the name that it was asked by."""
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        address, port, timeout=timeout, server_hostname=host, assert_hostname=host
    )


def _let_go(asker: urllib3.ProxyManager | urllib3.HTTPConnectionPool) -> None:
    if isinstance(asker, urllib3.ProxyManager):
        asker.clear()
    else:
        asker.close()


def _met(status: int, moved_to: str | None) -> Met:
    if 200 <= status < 300:
        return Met(Outcome.MOVED if moved_to else Outcome.FOUND, status, moved_to)
    if status in _GONE:
        return Met(Outcome.GONE, status, moved_to)
    is_shy = status in (401, 403, 405, 406, 429, 451)
    detail = "the site does not show it to programs" if is_shy else "the site did not give it"
    return Met(Outcome.FAILED, status, moved_to, detail)


def _sentence(error: Exception) -> str:
    if isinstance(error, TooSlowError | TimeoutError) and not isinstance(error, NewConnectionError):
        return "the site took too long"
    if isinstance(error, SSLError):
        return "the site could not show who it is"
    if isinstance(error, ValueError):
        return "it is not a web address"
    return "the site could not be reached"
