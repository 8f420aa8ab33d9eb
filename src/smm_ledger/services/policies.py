"""When each reminder is due: the issuer's own ladder, and what is otherwise for single clients.

A client's figures lie over the issuer's, and the issuer's over the usual ones. So a change of the
lower ones can put the ladder of a client out of order: it is refused, and the client named.
"""

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final

from smm_ledger.core.errors import InputError, NotFoundError
from smm_ledger.core.ladder import Policy
from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.services.ports import Reader, Storage, UnitOfWork

SETTING: Final = "reminders"
"""Where the ledger keeps the policies, as JSON: the issuer's, and those of clients by key."""

ISSUER: Final = "issuer"
OFF: Final = "off"
USUAL: Final = "usual"
"""What gives up a figure of one's own, as an empty one does."""

AHEAD: Final = 60
"""Days before a due date in which a courtesy note can be wanted."""

_MOST: Final = 999

Figure = int | str | None
Figures = Mapping[str, Figure]
Policies = Mapping[str, Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySheet:
    """A policy with what it is made of.

    Attributes:
        policy: What holds.
        own: The figures that are its own, by name.
        beneath: What holds without them.
    """

    policy: Policy
    own: Figures
    beneath: Policy


class PolicyService:
    """What a user does with the ladder's steps."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def show(self, client: str | None = None) -> PolicySheet:
        """Return when each step is due, of a client (by its code) or in general."""
        with self._storage.read() as reader:
            key = reader.client(client).id if client else None
            return _sheet(policies(reader), key)

    def set(self, client: str | None, typed: Mapping[str, str]) -> PolicySheet:
        """Change when steps are due, of a client or in general.

        Args:
            client: Its code; None: the issuer's own policy, which holds for all without one.
            typed: `courtesy`, `first`, `second`, `formal`, `gap`, `stop_work` as text; `off` leaves
                a step out, `usual` gives up the own figure.

        Raises:
            InputError: No such figure, or the steps are out of order, be it of a client whose own
                figures lie over what is changed.
        """
        from smm_ledger.services.log_keys import BEFORE  # it knows every document

        figures = read_figures(typed)
        with self._storage.write() as work:
            key = work.client(client).id if client else None
            name = str(key) if key else ISSUER
            before = policies(work)
            own = before.get(name, {})
            kept = {**before, name: _changed(own, figures)}
            check_order(policy_of(kept, key))
            store(work, kept)
            data = {"of": name, **figures, BEFORE: {"of": name, "own": own}}
            work.record("ledger", None, "reminders", data, name="ledger")
            return _sheet(kept, key)


def policies(reader: Reader) -> Policies:
    """Return what was set, by `issuer` or a client's key; what is not there is the default."""
    found: Policies = json.loads(reader.setting(SETTING) or "{}")
    return found


def policy_of(kept: Policies, client_id: int | None) -> Policy:
    """Return a client's policy: its own figures, else the issuer's, else the usual ones."""
    own = kept.get(str(client_id), {}) if client_id else {}
    figures = {**asdict(Policy()), **kept.get(ISSUER, {}), **own}
    step = figures.pop("stop_work")
    return Policy(**figures, stop_work=Rung(step) if step else None)


def store(work: UnitOfWork, kept: Policies) -> None:
    """Keep all policies.

    Raises:
        InputError: The steps of the issuer, or of a client, are out of order.
    """
    check_order(policy_of(kept, None))
    for name in sorted(kept.keys() - {ISSUER}, key=int):
        with suppress(NotFoundError):  # deleted: nobody is asked by its steps any more
            client = work.client_by_id(int(name))
            check_order(policy_of(kept, client.id), client.code)
    work.save_setting(SETTING, policies_text(kept))


def put_back(work: UnitOfWork, values: Mapping[str, Any]) -> Mapping[str, object]:
    """Write the figures that stood before a change, as its log entry has them; return today's."""
    name = values["of"]
    before = policies(work)
    store(work, {**before, name: values["own"]})
    return {"of": name, "own": before.get(name, {})}


def policies_text(kept: Policies) -> str:
    """Return the policies as the ledger keeps them."""
    from smm_ledger.core.canonical import canonical_json  # it knows every document

    return canonical_json({name: dict(own) for name, own in kept.items() if own})


def read_figures(typed: Mapping[str, str]) -> dict[str, Figure]:
    """Read `first=5 courtesy=off second=usual stop_work=formal`.

    Raises:
        InputError: No such key, no number of days, or no step.
    """
    return {key.replace("-", "_"): read_figure(key, text) for key, text in typed.items()}


def read_figure(key: str, text: str) -> Figure:
    """Read one figure: days, a step, None for `off`, `USUAL` for none of one's own.

    Raises:
        InputError: As `read_figures`.
    """
    name, text = key.replace("-", "_"), text.strip()
    known: Collection[str] = asdict(Policy())
    if name not in known:
        raise InputError(
            name, N_("there is no such key"), hint=N_("use one of {keys}"), keys=", ".join(known)
        )
    if text.lower() == USUAL:
        return USUAL
    return _step(text) if name == "stop_work" else _days(name, text)


def check_order(policy: Policy, client: str = "") -> None:
    """Refuse steps that would come before the milder ones: who skips them skips a warning.

    Args:
        policy: The whole ladder.
        client: The code of a client whose ladder it is, where another one was changed.

    Raises:
        InputError: A step is due no later than the one before it.
    """
    before: tuple[Rung, int] | None = None
    for rung in Rung:
        days = policy.days(rung)
        if days is None:
            continue
        if before and days <= before[1]:
            _refuse(rung, before, client)
        before = rung, days


def _refuse(rung: Rung, before: tuple[Rung, int], client: str) -> None:
    if client:
        raise InputError(
            str(rung),
            N_(
                "for {client}, which has steps of its own, it would not come after the step before"
                " it, {step} ({days})"
            ),
            hint=N_("change the steps of {client} first"),
            cli=f"remind policy {rung}=usual --client {client}",
            client=client,
            step=before[0],
            days=before[1],
        )
    raise InputError(
        str(rung),
        N_("it has to come after the step before it, {step} ({days})"),
        hint=N_("give more days, or change both"),
        step=before[0],
        days=before[1],
    )


def _sheet(kept: Policies, client_id: int | None) -> PolicySheet:
    name = str(client_id) if client_id else ISSUER
    without = {key: own for key, own in kept.items() if key != name}
    return PolicySheet(
        policy=policy_of(kept, client_id),
        own=kept.get(name, {}),
        beneath=policy_of(without, None),
    )


def _changed(own: Figures, figures: Figures) -> Figures:
    after = {**own, **figures}
    return {name: figure for name, figure in after.items() if figure != USUAL}


def _step(text: str) -> str | None:
    from smm_ledger.services.fields import member  # it knows every field of every form

    if text.lower() == OFF:
        return None
    return str(member(Rung, text, field="stop_work"))


def _days(name: str, text: str) -> int | None:
    if text.lower() == OFF and name != "gap":
        return None
    digits = text.removeprefix("-") if name == "courtesy" else text
    low, high = (-AHEAD, 0) if name == "courtesy" else (1 if name != "gap" else 5, _MOST)
    if digits.isascii() and digits.isdigit() and len(digits) < 5 and low <= int(text) <= high:  # noqa: PLR2004
        return int(text)
    raise InputError(
        name,
        N_("“{value}” is no number of days from {low} to {high}"),
        hint=N_("count from the due date, or type off to leave the step out"),
        value=text,
        low=low,
        high=high,
    )
