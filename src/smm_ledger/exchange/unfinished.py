"""A mark beside the ledger while a letter is on its way to the mail server.

A letter can leave and the program die before it is recorded. The mark stays then, and the next
attempt is refused until a person has said what happened: nobody gets a letter twice because a
laptop was closed. It holds a step, a day and a count: no name, no address.
"""

import datetime as dt
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from smm_ledger.core.errors import IllegalTransition, SendFailed
from smm_ledger.core.letters import Reminder
from smm_ledger.core.marks import N_


@dataclass(frozen=True, slots=True)
class SendingMark:
    """The mark of the letters to one client.

    Attributes:
        path: Of its file, beside the ledger's.
    """

    path: Path

    @classmethod
    def of(cls, ledger: Path, client_id: int) -> "SendingMark":
        """Return the mark of a client."""
        return cls(ledger.with_name(f"{ledger.name}-sending-{client_id}"))

    def set(self, rung: str, date: dt.date, *, letters: int) -> None:
        """Set it, on disk before a word leaves.

        Args:
            rung: The step.
            date: Of the letter.
            letters: How many letters to the client are recorded.

        Raises:
            SendFailed: Another window is sending, or the system refuses to write.
        """
        told = json.dumps({"rung": rung, "date": date.isoformat(), "letters": letters})
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            handle = os.open(self.path, flags, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(told)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise SendFailed(
                self.path.name,
                N_("this file, which is there while a letter leaves, can't be made: {problem}"),
                hint=N_("wait for the other window, or make the folder writable"),
                problem=error.strerror or "",
            ) from None

    def clear(self) -> None:
        """Take it away: what became of the letter is known."""
        self.path.unlink(missing_ok=True)

    def check(self, ref: str, letters: Sequence[Reminder], *, anyway: bool) -> None:
        """Refuse to go on while it is not known whether a letter left.

        Args:
            ref: The client, as it was named.
            letters: The recorded letters to the client, in order. One of the same step that came
                after the mark settles it.
            anyway: The person says that it did not leave.

        Raises:
            IllegalTransition: It is not known.
        """
        told = self._read()
        if told is None:
            return
        rung, date, count = told
        if anyway or any(str(one.rung) == rung for one in letters[count:]):
            self.clear()
            return
        raise IllegalTransition(
            ref,
            N_("sending the letter of {date} was interrupted, or is under way"),
            hint=N_("record it if it left; if it did not, send it anyway"),
            cli="remind record | remind send --anyway",
            date=date,
        )

    def _read(self) -> tuple[str, str, int] | None:
        """Return step, day and count; of a mark that was cut short, what is known."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        try:
            told = json.loads(text)
            return str(told["rung"]), str(told["date"]), int(told["letters"])
        except (ValueError, KeyError, TypeError):
            return "?", "?", 0
