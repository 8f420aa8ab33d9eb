#!/usr/bin/env python3
"""One door for whoever works on smm-ledger: sets the environment up, then runs what was asked.

    python3 dev.py demo [FILE] [--ledger FILE] [--today D] ...   the program on a made-up year
    python3 dev.py test [pytest arguments]                       the whole test suite
    python3 dev.py check                                         ruff, format, mypy, import-linter
    python3 dev.py bench [arguments]                             the benchmarks
    python3 dev.py conformance DIR                               our files against a folder of cases
    python3 dev.py setup                                         the set-up alone

`--yes` answers the set-up's question (may system packages be installed?) beforehand.

It is one file of plain standard library because it runs before anything is installed; it parses
on Python 3.8, to say there what to do. It downloads nothing but packages, through pip (or uv) and
the system's own package manager; a stamp in `.venv` spares a second run both time and network.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Mapping

OLDEST = (3, 11)
MISSING_DEPENDENCY = 7  # the exit code of the program itself for an outside part that is missing

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "smm-ledger-setup.json"
DEMO_LEDGER = ROOT / ".demo" / "demo.db"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What WeasyPrint opens, by these names.
LIBRARIES = {
    "linux": (
        *("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
        *("libfontconfig.so.1", "libharfbuzz.so.0"),
    ),
    "darwin": ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "fontconfig", "harfbuzz"),
}
# It can do without this one, slower and with bigger files: the set-up tries once, and goes on.
WISHED = {"linux": ("libharfbuzz-subset.so.0",)}
PANGO_DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
JUDGES = ("hledger",)  # programs that read what we write, and Debian's packages of that name
ASKED = VENV / "smm-ledger-judges"
BREW_LIBRARIES = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")  # as documents/pango.py

ELSEWHERE = ("win32", "darwin")
# It has no `python -m`, and scripts of a moved checkout point to where it was.
LINT = "import sys, importlinter.cli as cli; sys.exit(cli.lint_imports_command())"
CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format --check": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    # What runs on systems that are not at hand is at least read by its types.
    **{f"mypy for {it}": ("-m", "mypy", "src", "dev.py", "--platform", it) for it in ELSEWHERE},
    "lint-imports": ("-c", LINT, "--no-logo"),
}


class SetupError(Exception):
    """The set-up can't go on; the message says what to do."""


def say(text: str) -> None:
    """Write a line to stderr: stdout belongs to the command that was asked for."""
    print(text, file=sys.stderr, flush=True)


# --- the system's part ------------------------------------------------------------------------


def missing(names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the libraries of this platform that can't be opened."""
    return [name for name in names.get(sys.platform, ()) if not can_open(name)]


def can_open(name: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    if sys.platform == "darwin":
        kept = any((Path(folder) / f"lib{name}.dylib").exists() for folder in BREW_LIBRARIES)
        found = kept or ctypes.util.find_library(name) is not None
    else:
        try:
            found = ctypes.CDLL(name) is not None
        except OSError:
            found = False
    return found


def venv_package() -> str:
    """Return Debian's name of the package that makes `python -m venv` work for this Python."""
    own = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    default = os.path.realpath("/usr/bin/python3")
    return "python3-venv" if default.endswith(own) else f"{own}-venv"


def lacks_venv() -> bool:
    """Tell whether this Python came without the parts that make a virtual environment."""
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def provide_system_parts(*, ready: bool, usable: bool, yes: bool) -> None:
    """Install what only the system's package manager can give, or say the exact line to run."""
    libraries = missing(LIBRARIES)
    wished = [] if ready else missing(WISHED)
    packages = [venv_package()] if not usable and lacks_venv() else []
    if not (libraries or wished or packages):
        return
    try:
        if sys.platform == "darwin":
            install_with_brew(yes=yes)
        else:
            pango = PANGO_DEBIAN if libraries or wished else ()
            install_with_apt([*packages, *pango], libraries, yes=yes)
    except SetupError as error:
        if libraries or packages:
            raise
        say(f"Going on without {', '.join(wished)}: {error}")
    if missing(LIBRARIES):
        raise SetupError(f"these are still missing: {', '.join(missing(LIBRARIES))}")


def install_with_brew(*, yes: bool) -> None:
    """Install Pango through Homebrew."""
    brew = shutil.which("brew")
    if brew is None or not (yes or agreed("Install Pango (for the PDFs) with Homebrew?")):
        raise SetupError("Pango is missing, which makes the PDFs; run: brew install pango")
    if subprocess.call([brew, "install", "pango"], stdout=sys.stderr) != 0:
        raise SetupError("`brew install pango` failed; its own message is above")


def install_with_apt(packages: list[str], libraries: list[str], *, yes: bool) -> None:
    """Install Debian packages, as root or through sudo."""
    if shutil.which("apt-get") is None:
        wanted = "the venv module of Python" if not libraries else ", ".join(libraries)
        raise SetupError(
            f"missing: {wanted}. Install it with your system's package manager"
            " (Pango 1.44 or newer, its FreeType part, HarfBuzz subset), then run this again"
        )
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    line = ("" if is_root() else "sudo ") + f"apt-get install {' '.join(packages)}"
    refusal = SetupError(f"system packages are missing; run: {line}")
    before = right_to_install(packages, refusal, yes=yes)
    say(f"Installing {' '.join(packages)} ...")
    # A stale or empty list of packages is the common reason of a failure: refresh it only then.
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    if quietly([*before, *install], show=False) and (
        quietly([*before, "apt-get", "update", "-q"]) or quietly([*before, *install])
    ):
        raise refusal


def right_to_install(packages: list[str], refusal: SetupError, *, yes: bool) -> list[str]:
    """Return what to write before `apt-get`: nothing for root, else a sudo that was agreed to."""
    if is_root():
        return []
    if shutil.which("sudo") is None:
        raise refusal
    if not on_a_terminal():
        return ["sudo", "-n"]
    if yes or agreed(f"Install {' '.join(packages)} with sudo apt-get?"):
        return ["sudo"]
    raise refusal


def is_root() -> bool:
    """Tell whether this process may install packages by itself."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def on_a_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return os.isatty(0) and os.isatty(2)  # either may be closed


def agreed(question: str) -> bool:
    """Ask on the terminal; where there is none the answer is no."""
    if not on_a_terminal():
        return False
    print(f"{question} [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"", "y", "yes", "s", "si", "sì"}


# --- the environment --------------------------------------------------------------------------


def wanted_stamp() -> str:
    """Return what the stamp says when the environment fits these sources and this Python."""
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "dev.py"):
        digest.update((ROOT / name).read_bytes())
    facts = {"root": str(ROOT), "python": sys.version, "sources": digest.hexdigest()}
    return json.dumps(facts, sort_keys=True)


def is_ready() -> bool:
    """Tell whether the set-up was finished for these sources and its Python is still there."""
    try:
        return PYTHON.exists() and STAMP.read_text(encoding="utf-8") == wanted_stamp()
    except (OSError, UnicodeDecodeError):
        return False


def is_usable() -> bool:
    """Tell whether `.venv` is whole and of this Python, so that packages may be added to it."""
    if not PYTHON.exists():
        return False
    probe = "import pip, sys; print(sys.prefix); print(sys.version)"
    command = [str(PYTHON), "-c", probe]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.rstrip("\n") == f"{VENV}\n{sys.version}"


def make_venv() -> None:
    """Make `.venv` anew; whatever was there is broken, half made or of another Python."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        say("Rebuilding .venv (it is damaged, half made, or of another Python) ...")
        shutil.rmtree(VENV)
    # Inside a virtual environment the interpreter below it is meant: .venv may be the one removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if quietly([base, "-m", "venv", str(VENV)]) != 0:
        raise SetupError(f"`{base} -m venv .venv` failed; its own message is above")


def install_packages() -> None:
    """Install the program (editable) and its tools, with uv where that works, else with pip."""
    what = ["-e", f"{ROOT}[dev]"]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    os.environ["PIP_USER"] = "0"
    if may_use_uv(pip) and quietly([*pip, "install", "-q", "uv"]) == 0:
        uv = [str(PYTHON), "-m", "uv", "pip", "install", "-q", "--compile-bytecode", "--python"]
        if quietly([*uv, str(PYTHON), *what]) == 0:
            return
        say("uv did not manage; going on with pip ...")
    if quietly([*pip, "install", *what]) != 0:
        raise SetupError("the packages could not be installed; pip's own message is above")


def may_use_uv(pip: list[str]) -> bool:
    """Tell whether uv may stand in for pip: not where pip was told an index, which uv ignores."""
    answer = subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=False)
    settings = [line.partition("=")[0] for line in answer.stdout.splitlines()]
    own = (".index-url", ".no-index", ".proxy")
    return answer.returncode == 0 and not any(name.endswith(own) for name in settings)


def set_up(*, yes: bool) -> None:
    """Bring the environment to what these sources need; quick when it is already so."""
    ready = is_ready()
    usable = ready or is_usable()
    provide_system_parts(ready=ready, usable=usable, yes=yes)
    if ready:
        return
    say("Setting up .venv (once; a minute or so) ...")
    if usable:
        STAMP.unlink(missing_ok=True)
    else:
        make_venv()
    install_packages()
    # Also where the environment forbids Python to keep what it compiles: each start would pay.
    quietly([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "src")])
    half = STAMP.with_suffix(".half")
    half.write_text(wanted_stamp(), encoding="utf-8")
    half.replace(STAMP)
    say("Set-up done.")


def quietly(command: list[str], *, show: bool = True) -> int:
    """Run a command, and show what it said only if it failed."""
    try:
        done = subprocess.run(
            command, input=b"", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as error:
        say(f"{command[0]}: {error}")
        return 1
    if done.returncode != 0 and show:
        say(f"$ {' '.join(command)}\n{done.stdout.decode('utf-8', 'replace')}")
    return done.returncode


# --- the commands -----------------------------------------------------------------------------


def become(arguments: list[str], **changes: str) -> int:
    """Turn into `.venv`'s Python with these arguments; return its exit code where that can't be."""
    command = [str(PYTHON), *arguments]
    environment = {**os.environ, **changes}
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # noqa: S606  # no shell is wanted
    return subprocess.call(command, env=environment)


def demo(arguments: list[str]) -> int:
    """Run the program's `demo`; without a place of the user's own, in this checkout."""
    DEMO_LEDGER.parent.mkdir(exist_ok=True)
    ledger = os.environ.get("SMM_LEDGER_FILE") or str(DEMO_LEDGER)
    return become(["-m", "smm_ledger", "demo", *arguments], SMM_LEDGER_FILE=ledger)


def provide_judges() -> None:
    """Install what judges our files, once and only as root; without it the tests judge alone."""
    absent = [name for name in JUDGES if shutil.which(name) is None]
    if not absent or ASKED.exists() or not is_root() or shutil.which("apt-get") is None:
        return
    ASKED.touch()
    try:
        install_with_apt(absent, [], yes=False)
    except SetupError:
        say(f"Going on without {', '.join(absent)}.")


def test(arguments: list[str]) -> int:
    """Run pytest over the whole suite on every core, or as its arguments say."""
    provide_judges()
    os.chdir(ROOT)
    return become(["-m", "pytest", *(arguments or ["-n", "auto", "--dist", "loadfile"])])


def check(_: list[str]) -> int:
    """Run every static check, all of them even when one fails; return the first failure's code."""
    codes = [run_tool(name, *words) for name, words in CHECKS.items()]
    return next((code for code in codes if code != 0), 0)


def run_tool(name: str, *words: str) -> int:
    """Run one tool with `.venv`'s Python at the top of the checkout; return its exit code."""
    print(f"== {name}", flush=True)
    code = subprocess.call([str(PYTHON), *words], cwd=str(ROOT))
    return code if code >= 0 else 128 - code


def bench(arguments: list[str]) -> int:
    """Run the benchmarks that docs/performance.md quotes."""
    return become(["-m", "benchmarks", *arguments], PYTHONPATH=str(ROOT))


def conformance(arguments: list[str]) -> int:
    """Compare our documents and parsers with a folder of cases."""
    return become(["-m", "tests.conformance", *arguments], PYTHONPATH=str(ROOT))


def setup(_: list[str]) -> int:
    """Do nothing more: the set-up is done before every command."""
    return 0


COMMANDS = {run.__name__: run for run in (demo, test, check, bench, conformance, setup)}


def refuse_old_python() -> int:
    """Say what to do where this Python is too old to run the program."""
    have = ".".join(str(part) for part in sys.version_info[:3])
    say(f"smm-ledger needs Python 3.11 or newer; this one is {have} ({sys.executable}).")
    say("Install a newer one (Debian 12 and Ubuntu 24.04 have it as python3) and run this with it,")
    say(f"for example: {'py -3.12' if os.name == 'nt' else 'python3.12'} {' '.join(sys.argv)}")
    return MISSING_DEPENDENCY


def main(arguments: list[str]) -> int:
    """Parse, set up, run; return the exit code."""
    if sys.version_info < OLDEST:
        return refuse_old_python()
    yes = "--yes" in arguments
    rest = [word for word in arguments if word != "--yes"]
    if not rest or rest[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0 if rest else 2
    command = COMMANDS.get(rest[0])
    if command is None or (rest[1:] and command in {check, setup}):
        say(f"dev.py: error: {' '.join(rest)}: no such command; try: {', '.join(COMMANDS)}")
        return 2
    passed = [*rest[1:], *(["--yes"] if yes and command is demo else [])]
    try:
        set_up(yes=yes)
        return command(passed)
    except SetupError as error:
        say(f"dev.py: error: {error}")
        return MISSING_DEPENDENCY
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
