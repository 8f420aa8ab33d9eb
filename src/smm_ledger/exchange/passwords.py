"""The mail server's password: from the environment, or from the system's keyring.

The one door to keyring, an optional extra that is imported when a password is looked for. Where
there is none, the environment or the person has to give it; it is never written anywhere else.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from smm_ledger.core.errors import MissingDependency
from smm_ledger.core.mail_server import MailServer
from smm_ledger.core.marks import N_

ENVIRONMENT: Final = "SMM_LEDGER_SMTP_PASSWORD"
SERVICE: Final = "smm-ledger"
"""Under what name a keyring shows its entries."""


def find_password(server: MailServer, environ: Mapping[str, str]) -> tuple[str, str]:
    """Return the password and where it is from, `environment` or `keyring`; empty if nowhere."""
    if given := environ.get(ENVIRONMENT):
        return given, "environment"
    try:
        with _keyring_errors():
            import keyring

            kept = keyring.get_password(SERVICE, server.account)
    except MissingDependency:
        kept = None
    return (kept, "keyring") if kept else ("", "")


def keep_password(server: MailServer, password: str) -> None:
    """Keep a password in the system's keyring.

    Raises:
        MissingDependency: There is no keyring, or it refuses.
    """
    with _keyring_errors():
        import keyring

        keyring.set_password(SERVICE, server.account, password)


def forget_password(server: MailServer) -> bool:
    """Take a password out of the keyring; whether there was one.

    Raises:
        MissingDependency: There is no keyring, or it refuses.
    """
    with _keyring_errors():
        import keyring
        from keyring.errors import PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, server.account)
        except PasswordDeleteError:
            return False
    return True


@contextmanager
def _keyring_errors() -> Iterator[None]:
    """Say in one way that there is no keyring: not installed, none on this system, locked."""
    missing = MissingDependency(
        "keyring",
        N_("no keyring can be used on this machine"),
        hint=N_("put the password into the environment variable {name}"),
        cli='pip install "smm-ledger[keyring]"',
        name=ENVIRONMENT,
    )
    try:
        from keyring.errors import KeyringError
    except ImportError:
        raise missing from None
    try:
        yield
    except (KeyringError, OSError, RuntimeError):
        raise missing from None
