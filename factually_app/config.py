"""Settings: what the environment says, read once; a malformed value stops the start by its name."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factually_app import paths
from factually_app.domain.errors import FactuallyError
from factually_app.domain.proxies import DIRECT, Proxies, proxies_of

SHORTEST_KEY = 32
MOST_PROXIES = 10

_ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?", re.ASCII)
_PAYMENT_LINK = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~]*", re.ASCII)
_STRIPE_SECRET = re.compile(r"whsec_[A-Za-z0-9+/=_-]{16,200}", re.ASCII)
_STANDARD_SECRET = re.compile(r"(?:whsec_)?[A-Za-z0-9+/]{32,100}={0,2}", re.ASCII)
MOST_SECRETS = 2
_WORDS = dict.fromkeys(("1", "on", "true", "yes"), True) | dict.fromkeys(("0", "off", "false", "no"), False)


class SettingError(FactuallyError):
    """A setting is not what it has to be; the sentence names it."""


@dataclass(frozen=True)
class Settings:
    """How this installation differs from others. `given_key` is the environment's; see `secret_key`."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str | None = None
    given_key: str | None = field(default=None, repr=False)
    demo: bool = False
    trusted_proxies: int = 0
    stripe_payment_link: str | None = None
    stripe_monthly_link: str | None = None
    stripe_webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    proxies: Proxies = field(default=DIRECT, repr=False)
    metrics_token: str | None = field(default=None, repr=False)
    semantic_model: Path | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read every setting; SettingError for the first that is malformed."""
        if environ.get("FACTUALLY_RQLITE"):
            raise SettingError("FACTUALLY_RQLITE has to be unset: this version keeps its database embedded")
        settings = cls(
            data_dir=Path(environ.get("FACTUALLY_DATA") or paths.DATA).resolve(),
            host=environ.get("HOST") or cls.host,
            port=_whole_number(environ, "PORT", default=cls.port, least=1, most=65535),
            base_url=_origin(environ, "FACTUALLY_BASE_URL"),
            given_key=_key(environ, "FACTUALLY_SECRET_KEY"),
            demo=_on_or_off(environ, "FACTUALLY_DEMO"),
            trusted_proxies=_whole_number(
                environ, "FACTUALLY_TRUSTED_PROXIES", default=0, least=0, most=MOST_PROXIES
            ),
            stripe_payment_link=_payment_link(environ, "FACTUALLY_STRIPE_PAYMENT_LINK"),
            stripe_monthly_link=_payment_link(environ, "FACTUALLY_STRIPE_MONTHLY_LINK"),
            stripe_webhook_secrets=_secrets(environ, "FACTUALLY_STRIPE_WEBHOOK_SECRET", _STRIPE_SECRET),
            webhook_secrets=_secrets(environ, "FACTUALLY_WEBHOOK_SECRET", _STANDARD_SECRET),
            proxies=proxies_of(environ, _origin(environ, "FACTUALLY_PROXY")),
            metrics_token=_key(environ, "FACTUALLY_METRICS_TOKEN"),
            semantic_model=_folder(environ, "FACTUALLY_SEMANTIC_MODEL"),
        )
        settings._require_play_or_earnest()
        return settings

    def _require_play_or_earnest(self) -> None:
        """The demo signs payments for anybody, which must not count toward a goal meant in earnest."""
        given = {
            "FACTUALLY_STRIPE_PAYMENT_LINK": self.stripe_payment_link,
            "FACTUALLY_STRIPE_MONTHLY_LINK": self.stripe_monthly_link,
            "FACTUALLY_STRIPE_WEBHOOK_SECRET": self.stripe_webhook_secrets,
            "FACTUALLY_WEBHOOK_SECRET": self.webhook_secrets,
        }
        if self.demo and (names := [name for name, value in given.items() if value]):
            raise SettingError(f"FACTUALLY_DEMO has to be 'off' where {names[0]} is set")

    @property
    def database_path(self) -> Path:
        return self.data_dir / "factually.db"

    @property
    def key_path(self) -> Path:
        """Where the secret key is kept when the environment gives none."""
        return self.data_dir / "secret_key"

    @property
    def throttle_path(self) -> Path:
        """Where it is counted how often passwords were tried."""
        return self.data_dir / "throttle.db"

    @property
    def demo_secret_path(self) -> Path:
        """Where the secret is kept that the test checkout signs with."""
        return self.data_dir / "demo_webhook_secret"


def forget_environment() -> None:
    """Take our settings, secrets among them, out of the environment once they are read.

    A WSGI server hands all of the environment to the application again with each request.
    """
    for name in [name for name in os.environ if name.startswith("FACTUALLY_")]:
        del os.environ[name]


def _whole_number(environ: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    text = environ.get(name) or str(default)
    if not re.fullmatch("[0-9]{1,5}", text) or not least <= int(text) <= most:
        raise SettingError(f"{name} has to be a whole number from {least} to {most}, not '{text}'")
    return int(text)


def _on_or_off(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name) or "off"
    if text.lower() not in _WORDS:
        raise SettingError(f"{name} has to be 'on' or 'off', not '{text}'")
    return _WORDS[text.lower()]


def _origin(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if not text:
        return None
    found = _ORIGIN.fullmatch(text)
    if not found or int(found[1] or 0) > 65535:
        raise SettingError(f"{name} has to be like https://example.org, nothing after the host, not '{text}'")
    return text


def _payment_link(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if text and not _PAYMENT_LINK.fullmatch(text):
        raise SettingError(f"{name} has to be an address like https://buy.stripe.com/abc, not '{text}'")
    return text or None


def _secrets(environ: Mapping[str, str], name: str, shape: re.Pattern[str]) -> tuple[str, ...]:
    """Return a secret, or while it is exchanged the new and the old one."""
    found = tuple(part.strip() for part in (_secret(environ, name) or "").split(",") if part.strip())
    if len(found) > MOST_SECRETS or not all(shape.fullmatch(secret) for secret in found):
        raise SettingError(f"{name} has to be one secret such as whsec_…, or two with a comma between them")
    return found


def _folder(environ: Mapping[str, str], name: str) -> Path | None:
    return Path(environ[name]).resolve() if environ.get(name) else None


def _key(environ: Mapping[str, str], name: str) -> str | None:
    """Return a secret, which a file may hold instead. Its value is never repeated in a message."""
    text = _secret(environ, name)
    if text is not None and len(text) < SHORTEST_KEY:
        raise SettingError(f"{name} has to be at least {SHORTEST_KEY} characters long, not {len(text)}")
    return text


def _secret(environ: Mapping[str, str], name: str) -> str | None:
    value, file = environ.get(name), environ.get(f"{name}_FILE")
    if value and file:
        raise SettingError(f"{name} and {name}_FILE are both set: keep one of them")
    if not file:
        return value or None
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"{name}_FILE has to name a file that can be read, not '{file}'") from None
