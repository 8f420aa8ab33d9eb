"""Time that clients take: logged with one key, private, and never on a document."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from smm_ledger.core.dates import FIRST_YEAR
from smm_ledger.core.effort import Effort, EffortTag, hours_of, minutes_of
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import number
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.read_models import ListQuery


def said_day(wanted: dt.date | None, today: dt.date) -> dt.date:
    """Return the day on which something was, today without one.

    Raises:
        InputError: It is to come.
    """
    day = wanted or today
    if day > today or day.year < FIRST_YEAR:
        raise InputError(
            "date",
            N_("{day} is after today"),
            hint=N_("give the day on which it was"),
            day=day.isoformat(),
        )
    return day


class EffortService:
    """The effort log."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def add(
        self,
        client: str,
        hours: Decimal,
        *,
        tag: EffortTag = EffortTag.NORMAL,
        note: str = "",
        date: dt.date | None = None,
    ) -> Effort:
        """Log time for a client.

        Raises:
            InputError: Less than a minute, or a day to come. NotFoundError: No such client.
        """
        minutes = minutes_of(hours)
        if minutes <= 0:
            raise InputError("duration", N_("it must be more than zero"))
        with self._storage.write() as work:
            own = work.client(client)
            effort = work.save_effort(
                Effort(
                    client_id=own.id,
                    date=said_day(date, self._clock.today()),
                    minutes=minutes,
                    tag=tag,
                    note=clean(note, field="note", max_length=NOTE_MAX),
                )
            )
            data = {"client": own.code, "hours": number(hours_of(minutes)), "tag": str(tag)}
            work.record("effort", effort, "add", data)
        return effort

    def list(self, query: ListQuery | None = None) -> Sequence[Effort]:
        """List effort, newest first; the query's `status` is a tag."""
        with self._storage.read() as reader:
            return reader.efforts(query or ListQuery())

    def delete(self, ref: str) -> Effort:
        """Delete an effort that was typed wrong."""
        with self._storage.write() as work:
            effort = work.effort(ref)
            work.delete_effort(effort)
            work.record("effort", None, "delete", {"client": effort.client}, name=effort.name)
        return effort
