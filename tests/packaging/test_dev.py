"""`dev.py` on machines that lack something: it installs, or says the exact line to run.

A copy of it works in a folder of its own, with stand-ins for the system's programs that note how
they were called; nothing is installed and nothing is fetched.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.systems import posix_only

ROOT = Path(__file__).resolve().parents[2]
MISSING_DEPENDENCY = 7

Program = Callable[..., None]

pytestmark = posix_only  # the stand-ins are scripts of a shell


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return `dev.py` as a module whose checkout is an empty folder."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("dev.py", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout / name)
    spec = importlib.util.spec_from_file_location("dev_under_test", checkout / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("DEBIAN_FRONTEND", "PIP_USER"):  # it sets them; a test must not leave them
        monkeypatch.setenv(name, "")
    return module


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return the file where the stand-ins note their calls."""
    path = tmp_path / "calls.log"
    path.touch()
    return path


@pytest.fixture
def program(tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return a function that puts a stand-in on a PATH of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name: str, then: str = "exit 0", at: Path | None = None) -> None:
        path = at or folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{log}"\n{then}\n', encoding="utf-8")
        path.chmod(0o755)

    return make


def calls(log: Path) -> list[str]:
    """Return the calls that were noted."""
    return log.read_text(encoding="utf-8").splitlines()


def as_user(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *, root: bool) -> None:
    """Make the module believe who it is run by, and that nobody sits at the terminal."""
    monkeypatch.setattr(module, "is_root", lambda: root)
    monkeypatch.setattr(module, "on_a_terminal", lambda: False)


def test_an_old_python_is_told_what_to_do(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST", (99, 0))
    assert dev.main(["demo"]) == MISSING_DEPENDENCY
    assert "needs Python 3.11 or newer" in capsys.readouterr().err
    assert not dev.VENV.exists()


@pytest.mark.parametrize("words", [["dance"], ["check", "this"], ["--fast"]])
def test_an_unknown_command_is_a_usage_error(dev: ModuleType, words: list[str]) -> None:
    assert dev.main(words) == 2
    assert not dev.VENV.exists()


def stamped(dev: ModuleType, program: Program) -> None:
    """Leave an environment that was set up."""
    program("python", at=dev.PYTHON)
    dev.STAMP.write_text(dev.wanted_stamp(), encoding="utf-8")


def test_a_finished_set_up_is_not_repeated(
    dev: ModuleType, program: Program, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamped(dev, program)
    monkeypatch.setattr(dev, "missing", lambda _: [])
    dev.set_up(yes=False)
    assert calls(log) == []


@pytest.mark.parametrize("name", ["pyproject.toml", "dev.py"])
def test_changed_sources_end_a_stamp(dev: ModuleType, program: Program, name: str) -> None:
    stamped(dev, program)
    assert dev.is_ready()
    with (dev.ROOT / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not dev.is_ready()


def test_an_environment_whose_python_is_gone_is_not_ready(
    dev: ModuleType, program: Program
) -> None:
    stamped(dev, program)
    dev.PYTHON.unlink()
    dev.PYTHON.symlink_to(dev.ROOT / "uninstalled")
    assert not dev.is_ready()
    assert not dev.is_usable()


def test_a_half_made_environment_is_made_anew(dev: ModuleType) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "leftover").write_text("", encoding="utf-8")
    assert not dev.is_usable()
    dev.make_venv()
    assert not (dev.VENV / "leftover").exists()
    assert dev.is_usable()


def test_an_environment_that_is_a_link_does_not_lose_what_it_points_to(dev: ModuleType) -> None:
    target = dev.ROOT.parent / "kept"
    target.mkdir()
    (target / "file").write_text("", encoding="utf-8")
    dev.VENV.symlink_to(target)
    dev.make_venv()
    assert (target / "file").exists()
    assert not dev.VENV.is_symlink()


def test_root_installs_and_refreshes_the_lists_only_after_a_failure(
    dev: ModuleType, program: Program, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(dev, monkeypatch, root=True)
    lists = dev.ROOT / "lists"
    refresh = f'if [ "$1" = update ]; then : > "{lists}"; fi; [ -e "{lists}" ] || exit 100'
    program("apt-get", refresh)
    dev.install_with_apt(["libpango-1.0-0"], ["libpango-1.0.so.0"], yes=False)
    install = "apt-get install -y -q --no-install-recommends libpango-1.0-0"
    assert calls(log) == [install, "apt-get update -q", install]
    dev.install_with_apt(["libpango-1.0-0"], ["libpango-1.0.so.0"], yes=False)
    assert calls(log)[3:] == [install]


@pytest.mark.parametrize("sudo", [True, False])
def test_a_user_who_may_not_install_is_told_the_line(
    dev: ModuleType, program: Program, monkeypatch: pytest.MonkeyPatch, *, sudo: bool
) -> None:
    as_user(dev, monkeypatch, root=False)
    program("apt-get")
    if sudo:
        program("sudo", "echo a password is required; exit 1")
    with pytest.raises(dev.SetupError, match=r"run: sudo apt-get install libpango-1\.0-0$"):
        dev.install_with_apt(["libpango-1.0-0"], ["libpango-1.0.so.0"], yes=False)


def test_without_a_terminal_sudo_never_asks(
    dev: ModuleType, program: Program, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(dev, monkeypatch, root=False)
    program("apt-get")
    program("sudo")
    dev.install_with_apt(["python3-venv"], [], yes=True)
    assert calls(log) == ["sudo -n apt-get install -y -q --no-install-recommends python3-venv"]


def test_another_system_is_told_what_is_missing(
    dev: ModuleType, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_user(dev, monkeypatch, root=True)
    program("pacman")
    with pytest.raises(dev.SetupError, match=r"missing: libpango-1\.0\.so\.0\."):
        dev.install_with_apt(["libpango-1.0-0"], ["libpango-1.0.so.0"], yes=False)


def test_a_library_that_only_helps_stops_nothing(
    dev: ModuleType,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    as_user(dev, monkeypatch, root=True)
    program("pacman")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "can_open", lambda name: name not in dev.WISHED["linux"])
    dev.provide_system_parts(ready=False, usable=True, yes=False)
    assert "Going on without libharfbuzz-subset.so.0" in capsys.readouterr().err


def test_judges_of_the_tests_are_installed_once_and_only_by_root(
    dev: ModuleType, program: Program, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.VENV.mkdir()
    program("apt-get", "exit 1")
    as_user(dev, monkeypatch, root=False)
    dev.provide_judges()
    assert calls(log) == []
    as_user(dev, monkeypatch, root=True)
    dev.provide_judges()
    install = "apt-get install -y -q --no-install-recommends hledger"
    assert calls(log) == [install, "apt-get update -q"]
    dev.provide_judges()
    assert len(calls(log)) == 2


def test_judges_that_are_there_are_left_alone(
    dev: ModuleType, program: Program, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.VENV.mkdir()
    as_user(dev, monkeypatch, root=True)
    program("apt-get")
    program("hledger")
    dev.provide_judges()
    assert calls(log) == []


def test_pip_does_what_uv_did_not_manage(dev: ModuleType, program: Program, log: Path) -> None:
    program("python", 'case "$*" in *" uv pip "*) exit 1;; esac', at=dev.PYTHON)
    dev.install_packages()
    assert calls(log)[-1].endswith(
        f"pip --disable-pip-version-check --no-input install -e {dev.ROOT}[dev]"
    )


def test_uv_stays_away_from_a_pip_with_an_index_of_its_own(
    dev: ModuleType, program: Program, log: Path
) -> None:
    program("python", "echo \"global.index-url='https://packages.example/simple'\"", at=dev.PYTHON)
    dev.install_packages()
    assert not any(" uv" in call for call in calls(log))


def test_packages_that_can_not_be_installed_are_an_error(dev: ModuleType, program: Program) -> None:
    program("python", "exit 1", at=dev.PYTHON)
    with pytest.raises(dev.SetupError, match="could not be installed"):
        dev.install_packages()


def run_command(dev: ModuleType, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the copy in a process of its own, set up already."""
    code = (
        "import sys, importlib.util as util;"
        "spec = util.spec_from_file_location('dev', sys.argv[1]);"
        "dev = util.module_from_spec(spec); spec.loader.exec_module(dev);"
        "dev.set_up = lambda yes: None;"
        "sys.exit(dev.main(sys.argv[2:]))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(dev.ROOT / "dev.py"), *words],
        env={**os.environ, **changes},
        cwd=dev.ROOT.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_gets_its_words_and_a_ledger_in_the_checkout(
    dev: ModuleType, program: Program, log: Path
) -> None:
    program("python", 'echo "$SMM_LEDGER_FILE"; exit 4', at=dev.PYTHON)
    done = run_command(dev, "demo", "my.db", "--today", "2026-11-24", "--yes")
    assert calls(log) == ["python -m smm_ledger demo my.db --today 2026-11-24 --yes"]
    assert done.stdout == f"{dev.ROOT / '.demo' / 'demo.db'}\n"
    assert done.returncode == 4


def test_the_demo_goes_where_the_user_s_environment_says(dev: ModuleType, program: Program) -> None:
    program("python", 'echo "$SMM_LEDGER_FILE"', at=dev.PYTHON)
    assert run_command(dev, "demo", SMM_LEDGER_FILE="mine.db").stdout == "mine.db\n"


def test_the_tests_get_their_words_and_run_at_the_top(
    dev: ModuleType, program: Program, log: Path
) -> None:
    program("python", "pwd; exit 5", at=dev.PYTHON)
    done = run_command(dev, "test", "-k", "money and not float", "--yes")
    assert calls(log) == ["python -m pytest -k money and not float"]
    assert (done.stdout, done.returncode) == (f"{dev.ROOT}\n", 5)


def test_the_whole_suite_runs_on_every_core_file_by_file(
    dev: ModuleType, program: Program, log: Path
) -> None:
    program("python", at=dev.PYTHON)
    assert run_command(dev, "test", "--yes").returncode == 0
    assert calls(log) == ["python -m pytest -n auto --dist loadfile"]


def test_check_runs_every_tool_and_returns_the_first_failure(
    dev: ModuleType, program: Program, log: Path
) -> None:
    program("python", 'case "$*" in *format*) exit 3;; *mypy*) exit 2;; esac', at=dev.PYTHON)
    assert run_command(dev, "check").returncode == 3
    tools = [call.removeprefix("python ") for call in calls(log)]
    assert tools[:3] == ["-m ruff check .", "-m ruff format --check .", "-m mypy"]
    ours = "-m mypy src dev.py --platform"
    assert tools[3:5] == [f"{ours} win32", f"{ours} darwin"]
    assert "lint_imports_command" in tools[5]
