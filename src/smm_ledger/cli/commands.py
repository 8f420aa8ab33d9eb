"""Commands, declared as data on top of click: it finds options and arguments, and nothing else.

Values are never converted here (a wrong one is exit 5, in our words), and every sentence that click
would say is ours, so that it can be translated. A module of a noun declares its verbs with
`Group.verb`; the root imports such a module only when its noun is typed.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Final, cast

import click

from smm_ledger.cli.errors import Usage
from smm_ledger.cli.session import Session
from smm_ledger.core.marks import N_

Run = Callable[..., None]

PROGRAM: Final = "smm-ledger"
USAGE: Final = N_("Usage: ")
HELP: Final = ("-h", "--help")
WIDTH: Final = 80

_NUMBER: Final = re.compile(r"--?[0-9.,]")
# Stands before a negative number while click reads the words. It is a lone surrogate: such words
# are refused before, so no value can hold it.
_SHIELD: Final = "\udc2d"
_TAKEN: Final = frozenset({"from", "all", "get", "round", "format", "list"})
_TAKES: Final = "smm_ledger.taken"


class Opt(click.Option):
    """An option whose value stays text.

    Args:
        name: With its dashes.
        about: Help, marked for translation.
        metavar: How its value is called in the help; empty: a flag.
        required: Missing it is a usage error.
        many: It may be repeated.
        ordered: It is read in order with the other ordered options (see `taken`).
    """

    def __init__(
        self,
        name: str,
        about: str = "",
        metavar: str = "TEXT",
        *,
        required: bool = False,
        many: bool = False,
        ordered: bool = False,
    ) -> None:
        own = name.strip("-").replace("-", "_")
        keyword = f"{own}_" if own in _TAKEN else own
        super().__init__(
            [name, keyword],
            help=about,
            metavar=metavar or None,
            is_flag=None if metavar else True,
            required=required,
            multiple=many or ordered,
            type=None if not metavar else click.UNPROCESSED,
            expose_value=not ordered,
        )
        self.about = about
        self.ordered = ordered


class Arg(click.Argument):
    """A positional word that stays text; `many` takes all that follow."""

    def __init__(
        self, name: str, *, required: bool = True, many: bool = False, metavar: str = ""
    ) -> None:
        super().__init__(
            [name],
            required=required,
            nargs=-1 if many else 1,
            type=click.UNPROCESSED,
            metavar=metavar or name.upper(),
        )


class Command(click.Command):
    """A verb: what it takes, what it runs, and an example that works.

    Args:
        name: The verb.
        run: Called with the session and the parameters by name.
        about: Help, marked for translation.
        example: A whole command line.
        params: What it takes.
    """

    def __init__(
        self, name: str, run: Run, about: str, example: str, params: list[click.Parameter]
    ) -> None:
        super().__init__(
            name,
            params=params,
            context_settings={
                "help_option_names": list(HELP),
                "allow_extra_args": True,
                "max_content_width": WIDTH,
            },
        )
        self.run = run
        self.about = about
        self.example = example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; negative numbers are values wherever they stand."""
        shielded = _shield(args)
        opts, _, order = self.make_parser(ctx).parse_args(args=list(shielded))
        super().parse_args(ctx, shielded)
        if ctx.args:
            raise Usage(_bare(ctx.args[0]), N_("this word is too many"), **_see(ctx))
        ctx.params = {name: _unshield(value) for name, value in ctx.params.items()}
        ctx.meta[_TAKES] = _in_order(opts, order)
        return []

    def invoke(self, ctx: click.Context) -> None:
        """Run the verb."""
        session = ctx.ensure_object(Session)
        session.taken = ctx.meta.get(_TAKES, [])
        self.run(session, **ctx.params)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the user's language."""
        t = ctx.ensure_object(Session).t
        pieces = [param.make_metavar(ctx) for param in self.params if isinstance(param, Arg)]
        formatter.write_usage(ctx.command_path, " ".join([*pieces, "..."]), t(USAGE))
        _paragraph(formatter, t(self.about))
        if rows := [_option_row(param, ctx) for param in _options(self)]:
            with formatter.section(t(N_("Options"))):
                formatter.write_dl(rows)
        with formatter.section(t(N_("Example"))):
            formatter.write(f"  {self.example}\n")


class Group(click.Group):
    """A noun with its verbs."""

    def __init__(self, name: str, about: str, example: str) -> None:
        super().__init__(
            name,
            context_settings={"help_option_names": list(HELP), "max_content_width": WIDTH},
            no_args_is_help=False,
        )
        self.about = about
        self.example = example

    def verb(
        self, name: str, about: str, example: str, *params: click.Parameter
    ) -> Callable[[Run], Run]:
        """Declare a verb; the function gets the session and the parameters by name."""

        def declare(run: Run) -> Run:
            self.add_command(Command(name, run, about, f"{PROGRAM} {example}", list(params)))
            return run

        return declare

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the verb."""
        if not args:
            raise Usage(str(ctx.info_name), N_("a command is missing"), **_see(ctx))
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the verb, or refuse the word with the one that was probably meant."""
        command = self.get_command(ctx, args[0])
        if command is not None:
            return args[0], command, args[1:]
        near = get_close_matches(args[0], self.list_commands(ctx), n=1)
        if near:
            raise Usage(
                args[0],
                N_("there is no such command"),
                hint=N_("did you mean {name}?"),
                name=near[0],
            )
        raise Usage(args[0], N_("there is no such command"), **_see(ctx))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the user's language."""
        t = ctx.ensure_object(Session).t
        formatter.write_usage(ctx.command_path, t(N_("COMMAND ...")), t(USAGE))
        _paragraph(formatter, t(self.about))
        with formatter.section(t(N_("Commands"))):
            formatter.write_dl([(name, t(text)) for name, text in self.abouts(ctx)])
        with formatter.section(t(N_("Example"))):
            formatter.write(f"  {PROGRAM} {self.example}\n")

    def abouts(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return each command with its help."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, cast("Command | Group", command).about) for name, command in found]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order in which they were declared."""
        del ctx
        return list(self.commands)


class Root(Group):
    """The program: nouns that are imported when they are typed.

    Args:
        places: Command to the module of `smm_ledger.cli` that declares it, and its help.
    """

    def __init__(self, about: str, example: str, places: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(PROGRAM, about, example)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns in the order of the guide."""
        del ctx
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the noun's module and return its command."""
        del ctx
        if cmd_name not in self._places:
            return None
        module = import_module(f"smm_ledger.cli.{self._places[cmd_name][0]}")
        return cast("click.Command", module.COMMANDS[cmd_name])

    def abouts(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return each command with its help, without importing any."""
        del ctx
        return [(name, about) for name, (_, about) in self._places.items()]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help, with the options that stand anywhere."""
        super().format_help(ctx, formatter)
        t = ctx.ensure_object(Session).t
        with formatter.section(t(N_("Options, before or after the command"))):
            formatter.write_dl([(name, t(about)) for name, about in GLOBAL_HELP])


GLOBAL_HELP: Final = (
    ("--ledger FILE", N_("the ledger (SMM_LEDGER_FILE)")),
    ("--today DATE", N_("the day that counts as today (SMM_LEDGER_TODAY)")),
    ("--lang it|en", N_("language of the messages (SMM_LEDGER_LANG)")),
    ("--json", N_("one JSON document instead of text")),
    ("--quiet", N_("say nothing about what was done")),
    ("--yes", N_("ask nothing")),
    ("--version", N_("show the version")),
    ("-h, --help", N_("show the help of a command")),
)


def single(name: str, run: Run, about: str, example: str, *params: click.Parameter) -> Command:
    """Return a command that has no noun, such as `overdue`."""
    return Command(name, run, about, f"{PROGRAM} {example}", list(params))


def execute(root: Root, words: list[str], session: Session) -> None:
    """Parse the words and run their command.

    Raises:
        Usage: The words make no command.
        click.exceptions.Exit: Help was shown.
    """
    try:
        with root.make_context(PROGRAM, list(words), obj=session) as ctx:
            root.invoke(ctx)
    except click.UsageError as error:
        raise usage_of(error) from None


def usage_of(error: click.UsageError) -> Usage:
    """Return click's complaint in our words."""
    see = _see(error.ctx) if error.ctx else {}
    if isinstance(error, click.NoSuchOption):
        near = get_close_matches(error.option_name, error.possibilities or (), n=1)
        if near:
            return Usage(
                error.option_name,
                N_("there is no such option"),
                hint=N_("did you mean {name}?"),
                name=near[0],
            )
        return Usage(error.option_name, N_("there is no such option"), **see)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        names = (
            error.param.opts
            if isinstance(error.param, Opt)
            else [error.param.make_metavar(error.ctx or click.Context(click.Command("")))]
        )
        return Usage(names[0], N_("it is missing"), **see)
    if isinstance(error, click.BadOptionUsage):
        if "=" in error.message or "does not take" in error.message:
            return Usage(error.option_name, N_("it takes no value"), **see)
        return Usage(error.option_name, N_("its value is missing"), **see)
    return Usage(PROGRAM, N_("the command can't be read"), **see)


def _see(ctx: click.Context) -> dict[str, str]:
    return {"hint": N_("see {command} --help"), "command": ctx.command_path}


def _shield(words: list[str]) -> list[str]:
    return [_SHIELD + word if _NUMBER.match(word) else word for word in words]


def _bare(word: str) -> str:
    return word.removeprefix(_SHIELD)


def _unshield(value: object) -> object:
    if isinstance(value, str):
        return _bare(value)
    if isinstance(value, tuple):
        return tuple(_unshield(item) for item in value)
    return value


def _in_order(opts: Mapping[str, object], order: list[click.Parameter]) -> list[tuple[str, str]]:
    """Return name and value of the ordered options as they were typed."""
    queues = {
        param.name: iter(cast("list[str]", opts[str(param.name)]))
        for param in order
        if isinstance(param, Opt) and param.ordered
    }
    return [
        (str(param.name), _bare(next(queues[param.name])))
        for param in order
        if isinstance(param, Opt) and param.ordered
    ]


def _options(command: Command) -> list[Opt]:
    return [param for param in command.params if isinstance(param, Opt)]


def _option_row(param: Opt, ctx: click.Context) -> tuple[str, str]:
    t = ctx.ensure_object(Session).t
    name = param.opts[0] if param.is_flag else f"{param.opts[0]} {param.metavar}"
    more = "..." if param.multiple else ""
    return name + more, t(param.about)


def _paragraph(formatter: click.HelpFormatter, text: str) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)
