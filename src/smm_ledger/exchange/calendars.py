"""Calendar files (iCalendar, RFC 5545): all-day events that any calendar reads.

The same ledger gives the same bytes on the same day, and every event keeps its UID: a calendar that
reads a newer file moves what has moved. Escaping and folding are icalendar's; nothing here reads a
file, and no text of ours is put into one but by it.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from icalendar import Calendar, Event

from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.text import safe
from smm_ledger.i18n.figures import money_of
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.agenda import Agenda, Day, DayKind

PRODUCT: Final = "-//smm-ledger//calendar//EN"

_SUMMARIES: Final[Mapping[DayKind, str]] = {
    DayKind.DUE: N_("{invoice} falls due: {client}"),
    DayKind.PROMISE: N_("{invoice} is promised: {client}"),
}
_LETTERS: Final[Mapping[Rung, str]] = {
    Rung.COURTESY: N_("Courtesy note to {client}"),
    Rung.FIRST: N_("First reminder to {client}"),
    Rung.SECOND: N_("Second reminder to {client}"),
    Rung.FORMAL: N_("Formal notice to {client}"),
}


def write_calendar(agenda: Agenda, t: Translator) -> bytes:
    """Return the days as a calendar file, in the user's language."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    stamp = dt.datetime.combine(agenda.as_of, dt.time(), tzinfo=dt.UTC)
    for day in agenda.days:
        calendar.add_component(_event(day, agenda.ledger, stamp, t))
    return bytes(calendar.to_ical())


def is_ours(data: bytes) -> bool:
    """Whether a file (its beginning) is a calendar that we wrote."""
    return data.startswith(b"BEGIN:VCALENDAR\r\n") and PRODUCT.encode() in data


def _event(day: Day, ledger: str, stamp: dt.datetime, t: Translator) -> Event:
    numbers = ", ".join(day.invoices)
    sums = ", ".join(money_of(t, amount) for amount in day.amounts)
    text = _LETTERS[day.rung] if day.rung else _SUMMARIES[day.kind]
    event = Event()
    event.add("uid", f"{day.name}@{ledger}.smm-ledger")
    event.add("dtstamp", stamp)
    event.add("dtstart", day.date)
    event.add("dtend", day.date + dt.timedelta(days=1))
    event.add("summary", safe(t(text, invoice=numbers, client=day.client_name)))
    event.add("description", safe(f"{numbers}: {sums}"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
