"""`invoice`, what leaves the ledger: PDFs, the e-invoice for SdI, a text for the client."""

from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.invoices import invoice
from smm_ledger.cli.papers import save_all, save_e_invoice, save_invoice
from smm_ledger.cli.session import Session
from smm_ledger.cli.values import year as read_year
from smm_ledger.core.marks import N_


@invoice.verb(
    "xml",
    N_("Write the Italian e-invoice, checked as SdI checks it; the file's name must stay."),
    "invoice xml 2026-001",
    Arg("ref"),
    Opt("--out", N_("the file, or a folder for it"), "F.xml"),
)
def xml(session: Session, ref: str, out: str | None) -> None:
    """Write the file for SdI."""
    save_e_invoice(session, ref, out=out)


@invoice.verb(
    "pdf",
    N_("Write an invoice's PDF, or those of all."),
    "invoice pdf 2026-001 --out invoice.pdf",
    Arg("ref", required=False),
    Opt("--all", N_("every issued invoice"), ""),
    Opt("--out", N_("the file; with --all the folder"), "F.pdf"),
    Opt("--year", N_("with --all: of one year"), "YEAR"),
)
def pdf(
    session: Session, ref: str | None, out: str | None, year: str | None, *, all_: bool
) -> None:
    """Write PDFs."""
    if all_ == (ref is not None):
        raise Usage("REF", N_("give one invoice, or --all"))
    if ref is not None:
        if year is not None:
            raise Usage("--year", N_("it goes with --all"))
        save_invoice(session, ref, out=out)
        return
    if out is None:
        raise Usage("--out", N_("it is missing"))
    save_all(session, folder=out, year=read_year(year))


@invoice.verb(
    "text",
    N_("Print a short text for an e-mail or a chat, in the client's language."),
    "invoice text 2026-001",
    Arg("ref"),
)
def text(session: Session, ref: str) -> None:
    """Print a text for the client."""
    told = session.ledger.texts.invoice(ref)
    session.answer(lambda: {"text": told}, lambda: told)
