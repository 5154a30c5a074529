"""Who acts: a plain value, loaded once per request, never a database row."""

from dataclasses import dataclass, field

SITE_ROLES = ("admin", "moderator")
ORGANISATION_ROLES = ("org_admin", "org_editor", "org_member")


@dataclass(frozen=True)
class Actor:
    """The person behind a request. A guest has no id and no role. Serves as Flask-Login's user."""

    id: int | None = None
    name: str = ""
    handle: str = ""
    session_id: int | None = None
    session_token: str = ""
    roles: frozenset[tuple[str, int | None]] = field(default_factory=frozenset)

    @property
    def is_guest(self) -> bool:
        return self.id is None

    @property
    def is_staff(self) -> bool:
        return self.has("admin") or self.has("moderator")

    def has(self, role: str, scope_id: int | None = None) -> bool:
        """True when the person holds the role: site roles without scope, others in the scope given."""
        return (role, scope_id) in self.roles

    def organisation_ids(self, *roles: str) -> tuple[int, ...]:
        """Ids of the organisations in which the person holds one of the roles (any, when none is named)."""
        wanted = roles or ORGANISATION_ROLES
        return tuple(sorted({scope for role, scope in self.roles if role in wanted and scope is not None}))

    # What Flask-Login asks of a user.
    is_active = True

    @property
    def is_authenticated(self) -> bool:
        return not self.is_guest

    @property
    def is_anonymous(self) -> bool:
        return self.is_guest

    def get_id(self) -> str:
        return self.session_token


GUEST = Actor()
