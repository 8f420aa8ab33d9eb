"""Every key of the program, as data; and what a user's own keymap does to it.

Bindings, footer, help and palette are all made of this table, so that a key is named in one
place. Defaults avoid what an Italian keyboard types with AltGr, and `/ ? :` have an alias each.
A clash is found here when the settings are loaded: Textual itself would say nothing.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from textual.binding import Binding
from textual.keys import format_key, key_to_character

from smm_ledger.core.marks import N_


class Key(NamedTuple):
    """One entry of the keymap.

    Attributes:
        id: Its name in the settings.
        keys: Default keys, in Textual's names.
        action: The action it runs where a screen does not say otherwise.
        label: One or two words for the footer.
        tip: What it does, for the help and the palette.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    tip: str


def _key(key_id: str, keys: str, label: str, tip: str, action: str = "") -> Key:
    return Key(key_id, tuple(keys.split()), action or key_id.replace("-", "_"), label, tip)


GO: Final = (
    _key("go-home", "1", N_("Today"), N_("go to what is to be done today"), "app.go('home')"),
    _key("go-clients", "2", N_("Clients"), N_("go to the clients"), "app.go('clients')"),
    _key("go-quotes", "3", N_("Quotes"), N_("go to the quotes"), "app.go('quotes')"),
    _key("go-invoices", "4", N_("Invoices"), N_("go to the invoices"), "app.go('invoices')"),
    _key(
        "go-collections",
        "5",
        N_("Collections"),
        N_("go to what is owed and its reminders"),
        "app.go('collections')",
    ),
    _key("go-retainers", "6", N_("Retainers"), N_("go to the retainers"), "app.go('retainers')"),
    _key("go-reports", "7", N_("Reports"), N_("go to the reports"), "app.go('reports')"),
)
EVERYWHERE: Final = (
    _key("help", "question_mark f1", N_("Help"), N_("show the keys of this screen"), "app.help"),
    _key(
        "palette",
        "ctrl+p colon",
        N_("Palette"),
        N_("search screens, actions, clients and documents"),
        "app.command_palette",
    ),
    _key("effort", "T", N_("Time"), N_("log time that a client took"), "app.effort"),
    _key("undo", "u", N_("Undo"), N_("undo the last change"), "app.undo"),
    _key("redo", "ctrl+r", N_("Redo"), N_("do again what was undone"), "app.redo"),
    _key("quit", "q ctrl+q", N_("Quit"), N_("leave the program"), "app.quit"),
)
MOVE: Final = (
    _key("back", "escape h left", N_("Back"), N_("clear the filter, close, or go back")),
    _key("open", "enter l right", N_("Open it"), N_("open what is under the cursor")),
    _key("move-down", "j down", N_("Down"), N_("next row")),
    _key("move-up", "k up", N_("Up"), N_("previous row")),
    _key("page-down", "J pagedown", N_("Page down"), N_("one screen down")),
    _key("page-up", "K pageup", N_("Page up"), N_("one screen up")),
    _key("first", "g home", N_("First"), N_("first row")),
    _key("last", "G end", N_("Last"), N_("last row")),
    _key("find", "slash ctrl+f", N_("Find"), N_("filter the list as you type")),
    _key("filter", "f", N_("Filter"), N_("choose a ready-made filter")),
    _key("sort", "S", N_("Sort"), N_("choose the order")),
    _key("mark", "space", N_("Mark"), N_("mark the row for an action on several")),
    _key("mark-all", "asterisk", N_("Mark all"), N_("mark all rows, or none")),
)
ON_A_ROW: Final = (
    _key("actions", "full_stop", N_("Actions"), N_("every action possible on this row")),
    _key("new", "n", N_("New"), N_("make a new one")),
    _key("edit", "e", N_("Edit"), N_("change it")),
    _key("duplicate", "ctrl+d", N_("Duplicate"), N_("make a new one like it")),
    _key("delete", "d", N_("Delete"), N_("delete a draft; archive or cancel anything else")),
    _key("pdf", "p", N_("PDF"), N_("make its PDF")),
    _key("view", "o", N_("View"), N_("open its PDF in the system's viewer")),
    _key("preview", "v", N_("Preview"), N_("show it as text")),
    _key("send", "s", N_("Send"), N_("mark it as sent, or write the e-mail")),
    _key("note", "ctrl+e", N_("Note"), N_("write a note in your editor")),
    _key("copy", "y", N_("Copy"), N_("copy a short text for an e-mail or a chat")),
    _key("counter", "c", N_("Client says"), N_("record the client's counter-offer")),
    _key("propose", "P", N_("Propose"), N_("propose what to drop to meet the budget")),
    _key("accept", "a", N_("Accept"), N_("record that the quote is accepted")),
    _key("decline", "x", N_("Lost"), N_("record that the quote is lost")),
    _key("compare", "equals_sign", N_("Compare"), N_("show two rounds side by side")),
    _key("reply", "R", N_("Answered"), N_("note that the client answered")),
    _key("checklist", "L", N_("Checklist"), N_("add what the quote does not say yet")),
    _key("invoice", "i", N_("Invoice it"), N_("make an invoice of it")),
    _key("usage", "U", N_("Used"), N_("log units that the client had")),
    _key("request", "Y", N_("Request"), N_("log what the client asks for besides")),
    _key("run-all", "I", N_("All due"), N_("invoice or skip all that is due")),
    _key("pause", "z", N_("Pause"), N_("pause the retainer, or resume it")),
    _key("stop-work", "W", N_("Stop work"), N_("flag that work rests until the client pays")),
    _key("pay", "r", N_("Payment"), N_("record a payment")),
    _key("allocate", "M", N_("Set credit"), N_("set the client's credit against an invoice")),
    _key("credit", "C", N_("Credit"), N_("issue a credit note")),
    _key("write-off", "O", N_("Write off"), N_("give up what is owed, or a part")),
    _key("proforma", "A", N_("Proforma"), N_("make a request to be paid")),
    _key("xml", "X", N_("E-invoice"), N_("write the e-invoice for SdI")),
    _key("sdi", "D", N_("SdI"), N_("record what SdI said")),
    _key(
        "statement",
        "B",
        N_("Bank"),
        N_("match a bank statement with what is owed"),
        "app.place('statement')",
    ),
    _key(
        "payments",
        "dollar_sign",
        N_("Payments"),
        N_("list the payments that came in"),
        "app.place('payments')",
    ),
    _key("remind", "m", N_("Remind"), N_("prepare the next reminder")),
    _key("promise", "b", N_("Promise"), N_("record a promise to pay")),
    _key("hold", "H", N_("Hold"), N_("suspend the reminders until a date, or let them go on")),
    _key("contact", "t", N_("Contact"), N_("log that you spoke, and what came of it")),
    _key("claim", "F", N_("Interest"), N_("show the late interest; claim, collect or waive it")),
    _key("proof", "N", N_("Receipt"), N_("record how a letter was delivered")),
    _key("dossier", "Z", N_("Dossier"), N_("write a folder with all that a lawyer needs")),
    _key("attach", "plus", N_("Attach"), N_("keep a file with it: a signed quote, a receipt")),
    _key("files", "V", N_("Files"), N_("list the files that are kept with it: open, save")),
    _key("export", "E", N_("Export"), N_("write what is shown to a file")),
    _key("import", "less_than_sign", N_("Import"), N_("take them from a table")),
    _key("policy", "w", N_("Steps"), N_("choose when each reminder is due")),
)
IN_FORMS: Final = (
    _key("save", "ctrl+s f2", N_("Save"), N_("save the form")),
    _key("next-field", "tab", N_("Next"), N_("next field or pane"), "app.focus_next"),
    _key(
        "previous-field",
        "shift+tab",
        N_("Previous"),
        N_("previous field or pane"),
        "app.focus_previous",
    ),
    _key("add-line", "ctrl+n", N_("New line"), N_("add a line")),
    _key("remove-line", "f8", N_("Remove line"), N_("remove the line under the cursor")),
    _key("line-details", "f3", N_("Line"), N_("kind, tax, hours and details of the line")),
    _key("catalogue", "f4", N_("Catalogue"), N_("take a line from the catalogue")),
    _key("flip", "f6", N_("Net/total"), N_("type the taxable net, or the total to pay")),
    _key("ideas", "f5", N_("Ideas"), N_("what to ask in exchange")),
    _key("add-missing", "f7", N_("Checklist"), N_("add what the quote does not say yet")),
    _key("take-advice", "f9", N_("Take advice"), N_("take over what is advised for this client")),
    _key("cancel", "escape", N_("Cancel"), N_("leave without saving")),
)

SECTIONS: Final = (
    (N_("On this screen"), ON_A_ROW),
    (N_("In forms"), IN_FORMS),
    (N_("Moving"), MOVE),
    (N_("Everywhere"), GO + EVERYWHERE),
)
"""The table in the order of the help."""

TOGETHER: Final = (
    frozenset(key.id for key in (*ON_A_ROW, *MOVE, *GO, *EVERYWHERE, *IN_FORMS[:-1])),
    frozenset(key.id for key in (*IN_FORMS, *MOVE[2:8])),
)
"""Actions that may be open to one key press: on a screen, and in a dialog."""

KEYS: Final[Mapping[str, Key]] = {key.id: key for _, keys in SECTIONS for key in keys}


def bind(
    key_id: str,
    *,
    action: str = "",
    label: str = "",
    tip: str = "",
    priority: bool = False,
) -> Binding:
    """Return the binding of a keymap entry, with a screen's own words where it has some."""
    key = KEYS[key_id]
    return Binding(
        ",".join(key.keys),
        action or key.action,
        label or key.label,
        tooltip=tip or label or key.tip,
        id=key_id,
        priority=priority,
    )


def first_key(key_id: str, keymap: Mapping[str, str]) -> str:
    """Return how the first key of an entry is shown, with a user's checked keymap."""
    keys = keymap[key_id].split(",") if key_id in keymap else KEYS[key_id].keys
    return format_key(keys[0])


class Complaint(NamedTuple):
    """What is wrong with a user's keymap: an English template, with its data."""

    message: str
    data: Mapping[str, str]


class Overrides(NamedTuple):
    """A user's keymap after the check: what can be used, and what was left out and why."""

    keymap: Mapping[str, str]
    complaints: tuple[Complaint, ...]


def check_overrides(wanted: Mapping[str, str | Sequence[str]]) -> Overrides:
    """Return the usable part of a `[keymap]`; a clash leaves both actions at their defaults."""
    complaints: list[Complaint] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for key_id, value in wanted.items():
        keys = tuple(_normal(key) for key in _listed(value))
        if key_id not in KEYS:
            complaints.append(Complaint(N_("keymap: there is no action “{id}”"), {"id": key_id}))
        elif not keys or not all(keys):
            complaints.append(Complaint(N_("keymap: “{id}” has no key"), {"id": key_id}))
        elif KEYS[key_id] in IN_FORMS and any(key_to_character(key) for key in keys):
            message = N_("keymap: “{id}” needs a key that types no character")
            complaints.append(Complaint(message, {"id": key_id}))
        else:
            chosen[key_id] = keys
    while clash := _first_clash(chosen):
        key, first, second = clash
        message = N_("keymap: “{first}” and “{second}” both use {key}; their own keys stay")
        data = {"first": first, "second": second, "key": format_key(key)}
        complaints.append(Complaint(message, data))
        if chosen.keys().isdisjoint((first, second)):
            break  # of the defaults among themselves there is nothing to take back
        for key_id in (first, second):
            chosen.pop(key_id, None)
    keymap = {key_id: ",".join(keys) for key_id, keys in chosen.items()}
    return Overrides(keymap, tuple(complaints))


def _first_clash(chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    for group in TOGETHER:
        used: dict[str, str] = {}
        for key_id in (key_id for key_id in KEYS if key_id in group):
            for key in chosen.get(key_id, KEYS[key_id].keys):
                other = used.setdefault(key, key_id)
                if other != key_id:
                    return key, other, key_id
    return None


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    """Split `"ctrl+z, z"`; a lone comma is the comma key."""
    if not isinstance(value, str):
        return value
    return [value] if value.strip() == "," else value.replace(",", " ").split()


_NAMES: Final[Mapping[str, str]] = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "pgup": "pageup",
    "pgdn": "pagedown",
}


def _normal(key: str) -> str:
    """Return a key as Textual names it (`?` is `question_mark`)."""
    key = key.strip()
    if len(key) == 1:
        return _character(key)
    *modifiers, last = key.split("+")
    last = _character(last) if len(last) == 1 else last.lower()
    return "+".join([*(modifier.lower() for modifier in modifiers), _NAMES.get(last, last)])


def _character(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower()
    name = name.replace("-", "_").replace(" ", "_")
    return _NAMES.get(name, name)
