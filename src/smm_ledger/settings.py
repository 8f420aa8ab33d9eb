"""The settings of the program on this machine: one TOML file, read strictly, written on request.

What belongs to the ledger (issuer, numbers, terms) is in the ledger. Reading costs the standard
library alone; tomlkit, which keeps comments, is imported when settings are saved. An unknown key
is refused with the one that was probably meant: a setting that is silently ignored is a trap.
"""

import os
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.errors import InputError, OutsideError
from smm_ledger.core.marks import N_
from smm_ledger.core.text import DESCRIPTION_MAX, NAME_MAX, clean

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from smm_ledger.core.mail_server import MailServer

APPLICATION: Final = "smm-ledger"
ENVIRONMENT: Final = "SMM_LEDGER_CONFIG"
PAPERS: Final = ("A4", "Letter")
SILENT_DAYS: Final = 7
MOST_SILENT_DAYS: Final = 365

_LANGUAGE: Final = re.compile(r"[a-z]{2}")
_BINDING_ID: Final = re.compile(r"[a-z0-9][a-z0-9_.\-]*")


class SettingsFailed(OutsideError):
    """The settings file cannot be read or written by the system."""

    code = "settings_failed"
    default_reason = N_("the settings cannot be used: {detail}")
    default_hint = N_("check the file and its folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person chose for this machine.

    Attributes:
        language: Of the program, `it` or `en`; empty: the ledger's, then the system's.
        theme: Name of a theme of the terminal UI; empty: its default.
        ascii: Draw with plain characters only.
        reduced_motion: No animation.
        hints: Show hints about the next step.
        hint_against_yourself, hint_growing, hint_round_number, hint_deadline: Each of the hints of
            a negotiation (see core.concessions); none is shown without `hints`.
        silent_days: Days without an answer after which a quote is followed up.
        paper: Page of new ledgers' documents.
        ledger: The ledger to open; None: the platform's place.
        documents: Folder of exported documents; None: the user's documents.
        templates: Folder of the user's own templates; None: none.
        keymap: Binding id to keys, comma between them.
        smtp: The server that letters leave through; None: they become drafts.
    """

    language: str = ""
    theme: str = ""
    ascii: bool = False
    reduced_motion: bool = False
    hints: bool = True
    hint_against_yourself: bool = True
    hint_growing: bool = True
    hint_round_number: bool = False
    hint_deadline: bool = True
    silent_days: int = SILENT_DAYS
    paper: str = "A4"
    ledger: Path | None = None
    documents: Path | None = None
    templates: Path | None = None
    keymap: Mapping[str, str] = field(default_factory=dict)
    smtp: "MailServer | None" = None

    @property
    def hint_kinds(self) -> frozenset[str]:
        """The kinds of hints that are switched on one by one, by the values of `HintKind`."""
        return frozenset(kind for name, kind in HINTS.items() if getattr(self, name))

    @property
    def shown_hints(self) -> frozenset[str]:
        """The kinds of hints that are shown: none without `hints`."""
        return self.hint_kinds if self.hints else frozenset()


HINTS: Final[Mapping[str, str]] = {
    "hint_against_yourself": "against-yourself",
    "hint_growing": "growing",
    "hint_round_number": "round-number",
    "hint_deadline": "deadline",
}
"""The settings of single hints, and the kind of each."""

_SWITCHES: Final = ("ascii", "reduced_motion", "hints", *HINTS)
_PATHS: Final = ("ledger", "documents", "templates")
KEYS: Final = tuple(one.name for one in fields(Settings))


def typed_path(text: str) -> Path:
    """Return a path as people type it: `~` is their own folder, that of nobody stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - pathlib's fails on `~nobody`


def settings_path(environ: Mapping[str, str]) -> Path:
    """Return the file: what `SMM_LEDGER_CONFIG` names, else the platform's place."""
    if named := environ.get(ENVIRONMENT):
        return typed_path(named)
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "config.toml"


def default_ledger_path() -> Path:
    """Return the platform's place of the ledger."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False) / "ledger.db"


def ledger_path(settings: Settings) -> Path:
    """Return the ledger that the settings name, else the platform's place."""
    return settings.ledger or default_ledger_path()


def documents_folder(settings: Settings, year: int) -> Path:
    """Return the folder of a year's exported documents."""
    if settings.documents:
        return settings.documents / str(year)
    from platformdirs import user_documents_path

    return user_documents_path() / APPLICATION / str(year)


def load_settings(path: Path) -> Settings:
    """Read the settings; a file that is not there gives the defaults.

    Raises:
        InputError: Not TOML, an unknown key, a wrong value; the key is named.
        SettingsFailed: The system refuses to read it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsFailed(path.name, detail=error.strerror or "") from None
    except UnicodeDecodeError as error:
        raise _not_toml(path.name, error) from None
    import tomllib  # not before there is something to read

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path.name, error) from None
    return settings_from(table, base=path.parent)


def _not_toml(name: str, error: Exception) -> InputError:
    return InputError(
        name,
        N_("it is no TOML: {detail}"),
        hint=N_("correct it, or remove the file to begin anew"),
        detail=str(error),
    )


def settings_from(table: Mapping[str, object], *, base: Path) -> Settings:
    """Check a table of settings; relative paths are taken from `base`.

    Raises:
        InputError: An unknown key or a wrong value; the key is named.
    """
    for key in table:
        if key not in KEYS:
            raise _unknown(key)
    values: dict[str, object] = {}
    for key, value in table.items():
        if key in _SWITCHES:
            values[key] = _switch(key, value)
        elif key in _PATHS:
            values[key] = _path(key, value, base)
        elif key == "keymap":
            values[key] = _keymap(value)
        elif key == "smtp":
            values[key] = _server(value)
        elif key == "silent_days":
            values[key] = _days(key, value)
        else:
            values[key] = _word(key, value)
    return Settings(**values)  # type: ignore[arg-type]  # each reader above returns its key's type


def _unknown(key: str) -> InputError:
    from difflib import get_close_matches

    near = get_close_matches(key, KEYS, n=1)
    if near:
        return InputError(
            key,
            N_("there is no such setting"),
            hint=N_("did you mean {name}?"),
            name=near[0],
        )
    return InputError(
        key,
        N_("there is no such setting"),
        hint=N_("the settings are: {names}"),
        names=", ".join(KEYS),
    )


def _switch(key: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise InputError(key, N_("it is neither true nor false"), hint=N_("write true or false"))


def _days(key: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_SILENT_DAYS:
        return value
    raise InputError(
        key,
        N_("it is no number of days from 1 to {most}"),
        hint=N_("write a whole number"),
        most=MOST_SILENT_DAYS,
    )


def _text(key: str, value: object, max_length: int) -> str:
    if isinstance(value, str):
        return clean(value, field=key, max_length=max_length)
    raise InputError(key, N_("it is no text"), hint=N_("put it in quotes"))


def _path(key: str, value: object, base: Path) -> Path | None:
    text = _text(key, value, 2 * DESCRIPTION_MAX)
    return base / typed_path(text) if text else None


def _word(key: str, value: object) -> str:
    text = _text(key, value, NAME_MAX)
    if key == "paper" and text not in PAPERS:
        raise InputError(
            key,
            N_("“{value}” is none of its values"),
            hint=N_("use one of {choices}"),
            value=text,
            choices=", ".join(PAPERS),
        )
    if key == "language" and text and not _LANGUAGE.fullmatch(text):
        raise InputError(
            key,
            N_("“{value}” is no language"),
            hint=N_("use two letters such as it"),
            value=text,
        )
    return text


def _server(value: object) -> "MailServer":
    from smm_ledger.core.mail_server import read_server  # most machines name none

    if not isinstance(value, Mapping):
        raise InputError("smtp", N_("it is no table"), hint=N_("write [smtp] on its own line"))
    return read_server(value)


def _keymap(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise InputError("keymap", N_("it is no table"), hint=N_("write [keymap] on its own line"))
    read: dict[str, str] = {}
    for name, keys in value.items():
        binding = _text("keymap", name, NAME_MAX)
        if not _BINDING_ID.fullmatch(binding):
            raise InputError("keymap", N_("“{value}” is no action"), value=binding)
        read[binding] = _text(f"keymap.{binding}", keys, NAME_MAX)
    return read


def save_settings(path: Path, changes: Mapping[str, object]) -> Settings:
    """Change some settings in the file, keep its comments and the rest, and read it back.

    Args:
        path: The file; it and its folder are made when missing, readable by the user alone.
        changes: Key to value; None removes a key, which restores its default.

    Raises:
        InputError: A wrong key or value, or the file was wrong already; nothing is written.
        SettingsFailed: The system refuses to write it.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
    except OSError as error:
        raise SettingsFailed(path.name, detail=error.strerror or "") from None
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise _not_toml(path.name, error) from None
    _apply(document, changes)
    settings = settings_from(document.unwrap(), base=path.parent)
    try:
        _write(path, tomlkit.dumps(document))
    except OSError as error:
        raise SettingsFailed(path.name, detail=error.strerror or "") from None
    return settings


def _apply(document: "TOMLDocument", changes: Mapping[str, object]) -> None:
    for key, value in changes.items():
        if value is None:
            document.pop(key, None)
        elif isinstance(value, Path):
            document[key] = str(value)
        elif isinstance(value, Mapping):
            _fill(document, key, value)
        else:
            document[key] = value


def _fill(document: "TOMLDocument", key: str, value: Mapping[str, object]) -> None:
    """Change a table so that it holds `value`; the comments of what stays are kept."""
    table = document.get(key)
    if not isinstance(table, MutableMapping):
        document[key] = dict(value)
        return
    for name in [name for name in table if name not in value]:
        del table[name]
    for name, one in value.items():
        table[name] = one


def _write(path: Path, text: str) -> None:
    """Replace the file at once: a reader sees the old text or the new one, never half."""
    import tempfile

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)  # closed: Windows neither moves nor removes an open file
    finally:
        temporary.unlink(missing_ok=True)
