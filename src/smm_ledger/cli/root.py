"""The tree of commands: each noun, the module that declares it, and its one line of help.

A module is imported when its noun is typed, so a command pays for itself alone.
"""

from typing import Final

from smm_ledger.cli.commands import Root
from smm_ledger.core.marks import N_

PLACES: Final = {
    "init": ("issuers", N_("make a ledger")),
    "demo": ("demo", N_("look around in a ledger with a made-up year")),
    "today": ("reviews", N_("what is to be done today")),
    "issuer": ("issuers", N_("your own data, printed on every document")),
    "client": ("clients", N_("who is billed")),
    "service": ("services", N_("the catalogue: what quotes are made of")),
    "quote": ("quotes", N_("offers and their negotiation")),
    "rate": ("rates", N_("what an hour must cost, and how full the months are")),
    "study": ("rates", N_("training: hours and cost against the plan")),
    "invoice": ("invoices", N_("drafts, issue, documents")),
    "number": ("numbers", N_("the numbers that documents get")),
    "payment": ("payments", N_("money that came in")),
    "retainer": ("retainers", N_("what clients pay every month, quarter or year")),
    "request": ("requests", N_("what clients ask for besides what was agreed")),
    "effort": ("requests", N_("time that clients take: odd users, trolls, crises")),
    "overdue": ("reviews", N_("what is owed, and how late it is")),
    "calendar": ("calendars", N_("due dates, promises and reminders as a calendar file")),
    "attach": ("attachments", N_("keep a file with what it proves")),
    "remind": ("reminders", N_("letters to those who are late, and what was said")),
    "mail": ("mail", N_("the server that letters leave through")),
    "promise": ("promises", N_("what clients promised to pay")),
    "interest": ("interest", N_("what a late payment costs the debtor")),
    "dossier": ("dossiers", N_("what a lawyer needs of a debt")),
    "report": ("reports", N_("what the ledger teaches")),
    "undo": ("undo", N_("take back what was done last")),
    "import": ("transfers", N_("read clients, services, old invoices or a whole ledger")),
    "export": ("transfers", N_("write everything as CSV, JSON or a journal")),
    "backup": ("upkeep", N_("write a verified copy of the ledger")),
    "restore": ("upkeep", N_("put a copy in the ledger's place")),
    "check": ("upkeep", N_("look for damage")),
    "log": ("upkeep", N_("what was done, entry by entry")),
}

ROOT: Final = Root(
    N_("Quotes, invoices and payments of a freelancer. Without a command the screens open."),
    "quote list --status sent",
    PLACES,
)
