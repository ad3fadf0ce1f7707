"""How one can pay here: by the provider's page, by the test checkout, or not at all."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from factually_app.domain.gift import Gift, Rhythm
from factually_app.web.installation import settings


@dataclass(frozen=True)
class Payments:
    """The ways that are set up. The test checkout goes first: with it, no money is meant to move."""

    is_demo: bool
    link: str | None
    monthly_link: str | None

    @property
    def are_set_up(self) -> bool:
        return self.is_demo or self.link is not None

    @property
    def provider(self) -> str | None:
        """Whose page takes the payment, as a reader would name it."""
        return urlsplit(self.link).hostname if self.link else None


def payments() -> Payments:
    """Return the ways to pay of this installation."""
    found = settings()
    return Payments(found.demo, found.stripe_payment_link, found.stripe_monthly_link)


def provider_address(ways: Payments, gift: Gift, reference: str) -> str | None:
    """Return the provider's page for a gift, with the reference that comes back in its events.

    Links whose amount is chosen on the page itself take `__prefilled_amount`; those with a fixed
    price ignore it. What a monthly link costs is set at the provider.
    """
    if gift.rhythm is Rhythm.MONTHLY:
        return _with_query(ways.monthly_link, client_reference_id=reference)
    return _with_query(ways.link, client_reference_id=reference, __prefilled_amount=str(gift.money.minor))


def _with_query(link: str | None, **more: str) -> str | None:
    if link is None:
        return None
    parts = urlsplit(link)
    return parts._replace(query=urlencode([*parse_qsl(parts.query), *more.items()])).geturl()
