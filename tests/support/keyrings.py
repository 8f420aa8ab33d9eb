"""Keyrings of a test: one that is kept in memory, and the lack of one."""

from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError, PasswordDeleteError


class Kept(KeyringBackend):
    """A keyring in memory.

    Attributes:
        held: Passwords by service and account; None: there is no keyring, as on a server.
    """

    def __init__(self, held: dict[tuple[str, str], str] | None) -> None:
        self.held = held

    def _there(self) -> dict[tuple[str, str], str]:
        if self.held is None:
            raise NoKeyringError
        return self.held

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        return self._there().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self._there()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password."""
        if self._there().pop((service, username), None) is None:
            raise PasswordDeleteError
