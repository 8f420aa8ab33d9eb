"""Jinja2, locked down: the templates see finished strings and can do nothing else.

The user's folder is searched first, so that one file of hers replaces one of ours. Her templates
are trusted no more than a client's name: immutable sandbox, everything escaped (`select_autoescape`
would leave ``.html.j2`` unescaped), a misspelt field is an error, and arithmetic is refused, as a
figure that a template computes is a figure that no rule has rounded.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from smm_ledger.core.errors import OutsideError
from smm_ledger.core.marks import N_
from smm_ledger.documents.drawable import drawable
from smm_ledger.documents.views import DocumentView

_SHEET: Final = "style.css"
_EXTRA_SHEET: Final = "custom.css"
_FONT_SHEET: Final = "fonts.css"


class TemplateFailed(OutsideError):
    """A template or style sheet, most likely the user's own, can't be used."""

    code = "template_failed"
    default_hint = N_("correct or remove that file in your templates folder")


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, and no arithmetic: texts are joined with ``~``."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        del context, left, right
        msg = f"templates do no arithmetic: {operator}"
        raise SecurityError(msg)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:  # noqa: ANN401
        del context, arg
        msg = f"templates do no arithmetic: {operator}"
        raise SecurityError(msg)


class Templates:
    """The templates and style sheets of two folders: the user's (or None), then the shipped."""

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._folders = [folder for folder in (own, shipped) if folder is not None]
        self._environment = _new_environment(self._folders)
        self.fonts = shipped / "fonts"

    def html(self, name: str, view: DocumentView) -> str:
        """Fill in a template; the page has no style sheet yet.

        Raises:
            TemplateFailed: Names the file, and the line where it is known.
        """
        try:
            return self._environment.get_template(name).render(view=view)
        except TemplateNotFound as error:
            raise TemplateFailed(str(error.name), N_("the template is missing")) from error
        except TemplateError as error:
            raise TemplateFailed(
                _place(error, name), N_("{problem}"), problem=error.message or type(error).__name__
            ) from error
        except (TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
            raise TemplateFailed(name, N_("{problem}"), problem=str(error)) from error

    def compile(self) -> None:
        """Read every template now; one that is wrong is an error once it is used."""
        for name in self._environment.list_templates(extensions=["j2"]):
            with suppress(TemplateError, UnicodeDecodeError):
                self._environment.get_template(name)

    def font_css(self) -> str:
        """Return the ``@font-face`` rules."""
        return self._text(_FONT_SHEET)

    def css(self) -> str:
        """Return the style sheet, the user's additions after it."""
        return self._text(_SHEET) + self._text(_EXTRA_SHEET, required=False)

    def _text(self, name: str, *, required: bool = True) -> str:
        for folder in self._folders:
            path = folder / name
            if path.is_file():
                return _read(path)
        if required:
            raise TemplateFailed(name, N_("the style sheet is missing"))
        return ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateFailed(path.name, N_("it can't be read as UTF-8 text")) from error


def _new_environment(folders: list[Path]) -> Environment:
    environment = _Sandbox(
        loader=FileSystemLoader(folders),
        autoescape=True,
        finalize=_drawn,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    # Filters that compute or measure time have no business in a document.
    for name in ("sum", "round", "int", "float", "random", "filesizeformat", "tojson", "pprint"):
        environment.filters.pop(name)
    for name in ("range", "lipsum", "cycler", "joiner", "namespace"):
        environment.globals.pop(name)
    return environment


def _drawn(value: object) -> object:
    """Return what an expression writes, as the fonts can draw it."""
    return drawable(value) if type(value) is str else value


def _place(error: TemplateError, name: str) -> str:
    file, line = getattr(error, "name", None), getattr(error, "lineno", None)
    return f"{file or name}:{line}" if line else str(file or name)


def with_style(html: str, css: str) -> str:
    """Return the page with its style sheet inside: what a browser opens by itself.

    The first ``</head>`` is ours: data are escaped and come later.
    """
    sheet = css.replace("</", "<\\/")
    return html.replace("</head>", f"<style>\n{sheet}\n</style>\n</head>", 1)
