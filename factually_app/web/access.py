"""Who may use an address, where that is not a role: what the policy table speaks of beside roles."""

from enum import StrEnum


class Access(StrEnum):
    """Who may use an address, where that is not a role."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    """Whoever has a session, also one that still lacks its second factor."""
    ENROLLING = "enrolling"
    """Whoever is signed in, or would be if they had the second factor that they have to set up."""
