"""Whose an old invoice is: the client that is here already, or a new one.

A VAT number or a tax code says more than a name, a code more than both; two clients of one name are
never told apart by a guess.
"""

from collections.abc import Mapping, Sequence

from smm_ledger.core import identifiers as ids
from smm_ledger.core.errors import Ambiguous, InputError
from smm_ledger.core.imports import ClientGuess
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.services.parties import new_client
from smm_ledger.services.ports import Reader
from smm_ledger.services.read_models import ListQuery


class ClientBook:
    """The clients of a ledger with those that an import adds.

    Args:
        reader: Of the ledger.
        add: Make a client that is not there; else it is refused.
    """

    def __init__(self, reader: Reader, *, add: bool) -> None:
        self._issuer = reader.issuer()
        self._add = add
        self._clients: list[Client] = []
        self._by: dict[tuple[str, str], list[Client]] = {}
        self.added: list[Client] = []
        everybody = ListQuery(archived=True, order="oldest")
        for client in reader.client_records(everybody):
            self._keep(client)

    def _keep(self, client: Client) -> None:
        self._clients.append(client)
        for key in _keys(client):
            self._by.setdefault(key, []).append(client)

    @property
    def clients(self) -> Sequence[Client]:
        """Everybody, new ones last."""
        return self._clients

    def known(self, guess: ClientGuess) -> Client | None:
        """Return the client that is meant, or None.

        Raises:
            Ambiguous: Several have that name.
        """
        for key in _wanted(guess, self._issuer.country):
            found = self._by.get(key, ())
            if len(found) == 1:
                return found[0]
            if found:
                raise Ambiguous("client", candidates=", ".join(one.code for one in found))
        return None

    def client(self, guess: ClientGuess) -> Client:
        """Return the client that is meant; a new one has no key yet.

        Raises:
            InputError: Nobody is meant and none may be added, or its data are wrong.
        """
        known = self.known(guess)
        if known is not None:
            return known
        if not self._add:
            raise InputError(
                "client",
                N_("“{name}” is no client"),
                hint=N_("correct it, add the client first, or add them all"),
                cli="--add-clients",
                name=guess.ref or guess.typed.get("name", ""),
            )
        taken = {client.code for client in self._clients}
        made = new_client(guess.typed, self._issuer, taken)
        self._keep(made)
        self.added.append(made)
        return made


def _keys(client: Client) -> list[tuple[str, str]]:
    keys = [("code", client.code), ("name", client.name.casefold())]
    if client.vat_id:
        keys.append(("vat", f"{client.country}{client.vat_id}"))
    if client.tax_code:
        keys.append(("tax", client.tax_code))
    return keys


def _wanted(guess: ClientGuess, country: str) -> list[tuple[str, str]]:
    """Return by what to look, in order."""
    typed = guess.typed
    keys = [("code", guess.ref.casefold())] if guess.ref else []
    keys += _identifiers(typed, typed.get("country") or country)
    name = guess.ref or typed.get("name", "")
    return [*keys, ("name", name.casefold())]


def _identifiers(typed: Mapping[str, str], country: str) -> list[tuple[str, str]]:
    country = ids.check_country(country, field="client_country")
    vat = ids.check_vat_id(typed.get("vat_id", ""), country, field="client_vat_id")
    tax = ids.check_tax_code(typed.get("tax_code", ""), country, field="client_tax_code")
    return [*([("vat", f"{country}{vat}")] if vat else []), *([("tax", tax)] if tax else [])]
