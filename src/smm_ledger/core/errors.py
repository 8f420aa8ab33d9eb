"""The error tree: every refusal of the ledger, drawn once.

A leaf carries a machine code, an English message template and its data; the front ends translate
and format it. Front ends catch `LedgerError` alone. No prose is composed at the raise site.

    LedgerError
      InputError      a value is wrong: shown beside its field            exit 5
      RuleError       the domain refuses: shown as a toast                exit 4
      NotFoundError   no such thing, or several                           exit 3
      StorageError    the ledger can't be used: a modal, ledger untouched exit 6
      OutsideError    an outside part is missing or failed                exit 7
"""

from collections.abc import Mapping
from typing import ClassVar

from smm_ledger.core.marks import N_, Marked


class LedgerError(Exception):
    """A refusal that is shown to the user.

    Attributes:
        subject: The field or thing it is about (data or a field's name; never translated).
        reason: English template of what is wrong, formatted with `data` after translation.
        hint: English template of what to do, for a person at any front end.
        cli: What does that on the command line, where it is not a value: options or a command
            (`--credit`). Only the command line shows it, and nobody translates it.
        data: Values for both templates.
        code: Stable machine code (see the command line's contract).
    """

    code: ClassVar[str] = "internal"
    default_reason: ClassVar[str] = ""
    default_hint: ClassVar[str] = ""
    default_cli: ClassVar[str] = ""

    def __init__(
        self, subject: str, reason: str = "", *, hint: str = "", cli: str = "", **data: object
    ) -> None:
        super().__init__(subject, reason)
        self.subject = subject
        self.reason = reason or self.default_reason
        self.hint = hint or self.default_hint
        self.cli = cli or ("" if hint else self.default_cli)
        self.data = data

    def __str__(self) -> str:
        """Return the English text, for tests and the log file."""
        data = {name: _english(value) for name, value in self.data.items()}
        text = f"{self.subject}: {self.reason.format(**data)}"
        return f"{text}; {self.hint.format(**data)}" if self.hint else text


def _english(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


class InputError(LedgerError):
    """A field's value, or a file's content, is invalid."""

    code = "invalid_input"
    default_hint = N_("correct it and try again")


class RuleError(LedgerError):
    """The domain forbids the action."""

    code = "rule"


class IllegalTransition(RuleError):
    """The state table has no such (state, event) pair, or its guard says no."""

    code = "illegal_transition"


class BelowFloor(RuleError):
    """A round is below the private floor and nobody confirmed it."""

    code = "below_floor"
    default_reason = N_("the offer of {net} is below your floor of {floor}")
    default_hint = N_("confirm it, with a reason or without one")
    default_cli = "--below-floor REASON"


class OverAllocated(RuleError):
    """More money than is owed, or more than the payment has left."""

    code = "over_allocated"


class Immutable(RuleError):
    """An issued document, a frozen round or a log entry can't be changed."""

    code = "immutable"


class DateOrder(RuleError):
    """An issue date before the last one of its series, or after today."""

    code = "date_order"


class AlreadyExists(RuleError):
    """Something of that name is there already."""

    code = "already_exists"


class Changed(RuleError):
    """Another window changed the thing meanwhile."""

    code = "changed_meanwhile"
    default_reason = N_("it was changed meanwhile by another window")
    default_hint = N_("look at its new state and try again")


class InUse(RuleError):
    """It can't be deleted because other things refer to it."""

    code = "in_use"


class NotFoundError(LedgerError):
    """The reference names nothing."""

    code = "not_found"
    default_reason = N_("no such {thing}")
    default_hint = N_("list what there is and use one of those names")
    _listed_by: ClassVar[Mapping[str, str]] = {
        "client": "client list",
        "service": "service list",
        "quote": "quote list",
        "invoice": "invoice list",
        "payment": "payment list",
        "promise": "promise list",
        "retainer": "retainer list",
        "reminder": "log",
        "entry": "log",
    }

    def __init__(
        self, subject: str, reason: str = "", *, hint: str = "", cli: str = "", **data: object
    ) -> None:
        thing = data.get("thing")
        kind = {"thing": Marked(thing)} if isinstance(thing, str) else {}
        listed = "" if hint else self._listed_by.get(str(thing), "")
        super().__init__(subject, reason, hint=hint, cli=cli or listed, **(data | kind))


class Ambiguous(NotFoundError):
    """The reference is the beginning of several names."""

    code = "ambiguous"
    default_reason = N_("several match: {candidates}")
    default_hint = N_("type more of the name")


class StorageError(LedgerError):
    """The ledger file can't be used."""

    code = "storage"


class LedgerMissing(StorageError):
    """There is no ledger at that path."""

    code = "ledger_missing"
    default_reason = N_("there is no ledger here")
    default_hint = N_("make one, or name another")
    default_cli = "smm-ledger init | --ledger FILE"


class LedgerLocked(StorageError):
    """Another process keeps the ledger locked."""

    code = "ledger_locked"
    default_reason = N_("another program is writing to the ledger")
    default_hint = N_("close it or wait, then try again")


class LedgerReadonly(StorageError):
    """The file or its folder can't be written."""

    code = "ledger_readonly"
    default_reason = N_("the ledger can't be written")
    default_hint = N_("check the permissions of the file and of its folder")


class DiskFull(StorageError):
    """No room left on the device."""

    code = "disk_full"
    default_reason = N_("the disk is full; nothing was changed")
    default_hint = N_("free some room and try again")


class LedgerCorrupt(StorageError):
    """The file is a ledger but damaged."""

    code = "ledger_corrupt"
    default_reason = N_("the ledger is damaged")
    default_hint = N_("restore a backup")
    default_cli = "smm-ledger restore FILE"


class NotALedger(StorageError):
    """The file is something else."""

    code = "not_a_ledger"
    default_reason = N_("this file is not a ledger")
    default_hint = N_("name a ledger, or make one")
    default_cli = "--ledger FILE | smm-ledger init"


class LedgerNewer(StorageError):
    """A newer version of the program made the ledger."""

    code = "ledger_newer"
    default_reason = N_("a newer version made this ledger (schema {found}, known {known})")
    default_hint = N_("upgrade smm-ledger")


class CommitUnknown(StorageError):
    """An input/output error at COMMIT: the change may have been kept."""

    code = "commit_unknown"
    default_reason = N_("it is not known whether the change was kept")
    default_hint = N_("repeating the command is safe")


class OutsideError(LedgerError):
    """A part outside the program is missing or failed."""

    code = "outside"


class MissingDependency(OutsideError):
    """A library or program that the system should provide is not there."""

    code = "missing_dependency"


class SendFailed(OutsideError):
    """A message could not be sent."""

    code = "send_failed"
