"""Staff members: who may sign in, and what each role may do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do, from least to most; each may do all that the ones before it may."""

    WRITER = "writer"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    def includes(self, other: "Role") -> bool:
        """Say whether whoever has this role may do what the other one may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


@dataclass(frozen=True)
class Actor:
    """Who did something, as the audit log keeps it: a staff member, or a command without an id."""

    id: str | None
    name: str


@dataclass(frozen=True)
class StaffMember:
    """Somebody of the newsroom. `address` is what they sign in with; readers never see it.

    `password_hash` is None until they set a password by their link, `totp_secret` None without a
    second factor, else as `operations/sealed_secrets.py` keeps it;
    `totp_step` is the last time step whose code was spent, so that none works twice.
    """

    id: str
    name: str
    address: str
    role: Role
    is_active: bool
    password_hash: str | None
    totp_secret: str | None
    totp_step: int
    version: int
    created_at: str
    updated_at: str

    @property
    def actor(self) -> Actor:
        return Actor(self.id, self.name)

    @property
    def has_second_factor(self) -> bool:
        return self.totp_secret is not None

    @property
    def lacks_second_factor(self) -> bool:
        """Whether they have to set up a second factor before they can do anything else."""
        return self.role is Role.ADMINISTRATOR and not self.has_second_factor

    def may(self, role: Role) -> bool:
        """Say whether this member may do what `role` may."""
        return self.is_active and self.role.includes(role)
