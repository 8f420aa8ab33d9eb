"""`init` and `issuer`: the freelancer's own data."""

from typing import Final

import click

from smm_ledger.cli import shapes_parties
from smm_ledger.cli.commands import Arg, Group, Opt, single
from smm_ledger.cli.pairs import read_pairs
from smm_ledger.cli.session import Session
from smm_ledger.cli.tables import facts
from smm_ledger.cli.values import given
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Issuer

FIELDS: Final = (
    ("vat-id", N_("VAT number")),
    ("tax-code", N_("tax code")),
    ("address", N_("street and number")),
    ("city", N_("town")),
    ("zip", N_("postcode")),
    ("province", N_("province")),
    ("email", N_("e-mail address")),
    ("phone", N_("phone number")),
    ("pec", N_("certified e-mail address")),
    ("iban", N_("account that clients pay to")),
    ("bic", N_("its BIC")),
    ("bank", N_("its bank")),
    ("logo", N_("image file")),
    ("language", N_("it or en")),
    ("currency", N_("ISO 4217 code")),
    ("terms", N_("30, 30 eom or eom 30")),
    ("contribution", N_("none, inps:4 or fund:TC01:4")),
    ("withholding-percent", N_("withholding tax, 20 by default")),
    ("withholding-base-percent", N_("its base, 100 by default")),
    ("stamp-recharge", N_("yes or no")),
    ("quote-pattern", N_("numbers of quotes")),
    ("invoice-pattern", N_("numbers of invoices")),
    ("credit-pattern", N_("numbers of credit notes")),
    ("proforma-pattern", N_("numbers of proformas")),
    ("style", N_("classic, minimal or bold")),
    ("accent", N_("colour, such as #1f4e79")),
    ("paper", N_("A4 or Letter")),
    ("patron-saint", N_("local holiday, MM-DD")),
)


def init(session: Session, **typed: str | None) -> None:
    """Make the ledger with its issuer."""
    own = session.ledger.issuer.begin(given(typed))
    session.did(
        lambda: shapes_parties.issuer(own),
        N_("Made the ledger of {name}: {path}"),
        name=own.name,
        path=str(session.path),
    )
    for warning in session.ledger.upkeep.warnings():
        session.warn(warning)


def _init_options() -> list[click.Parameter]:
    return [
        Opt("--name", N_("your name, as it stands on documents"), required=True),
        Opt("--country", N_("two letters, such as IT"), "IT", required=True),
        Opt("--regime", N_("it-forfettario, it-ordinario, eu-vat or no-vat"), "NAME"),
        *(Opt(f"--{name}", about) for name, about in FIELDS),
    ]


issuer = Group("issuer", N_("Your own data, printed on every document."), "issuer show")


@issuer.verb("show", N_("Show your data."), "issuer show")
def show(session: Session) -> None:
    """Show the issuer."""
    own = session.ledger.issuer.show()
    session.answer(lambda: shapes_parties.issuer(own), lambda: _text(own))


@issuer.verb(
    "set",
    N_("Change your data; issued documents keep what they had."),
    "issuer set iban=IT60X0542811101000000123456 terms='30 eom'",
    Arg("pairs", many=True, metavar="KEY=VALUE..."),
)
def set_(session: Session, pairs: tuple[str, ...]) -> None:
    """Change fields of the issuer."""
    typed = read_pairs(pairs, example="city=Torino")
    own = session.ledger.issuer.set(typed)
    session.did(
        lambda: shapes_parties.issuer(own),
        N_("Changed your data: {keys}"),
        keys=", ".join(typed),
    )


def _text(own: Issuer) -> str:
    shape = shapes_parties.issuer(own)
    # The names are the keys that `issuer set` takes, in every language.
    return facts([(name, _shown(value)) for name, value in shape.items()])


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value is not None else ""


COMMANDS: Final = {
    "init": single(
        "init",
        init,
        N_("Make a ledger; everything can be changed later with issuer set."),
        'init --name "Marta Ferraris" --country IT',
        *_init_options(),
    ),
    "issuer": issuer,
}
