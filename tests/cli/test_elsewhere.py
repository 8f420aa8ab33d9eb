"""The day without what POSIX alone has: nothing of ours needs it, when imported or when used."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.systems import posix_only

ELSEWHERE = """
import importlib, json, os, pkgutil, signal, sys
import shutil, subprocess, tempfile  # these have chosen their system by now
modules = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty")
sys.modules.update(dict.fromkeys(modules))  # whoever imports one gets an ImportError
names = [
    *("O_DIRECTORY O_NOCTTY O_NOFOLLOW O_NONBLOCK O_SYNC fchown fork forkpty").split(),
    *("getegid geteuid getgid getpgid getpriority killpg lchown mkfifo mknod nice openpty").split(),
    *("posix_fadvise posix_fallocate pread pwrite setsid statvfs sync wait").split(),
]
for name in names:
    delattr(os, name)
delattr(os, "fchmod")
for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGWINCH"):
    delattr(signal, name)

import smm_ledger
for one in pkgutil.walk_packages(smm_ledger.__path__, "smm_ledger."):
    if not one.name.endswith("__main__"):
        importlib.import_module(one.name)

from pathlib import Path
from smm_ledger.cli.app import main
from smm_ledger.tui.errors import write_report
assert write_report(Path(sys.argv[1]), "where it broke", stamp="1")
for words in json.load(sys.stdin):
    code = main(words)
    if code:
        sys.exit(f"{words}: {code}")
"""


@posix_only
def test_the_day_needs_nothing_that_windows_lacks(tmp_path: Path) -> None:
    ledger, copy, papers = tmp_path / "ledger.db", tmp_path / "copy.db", tmp_path / "papers"
    words = ["--ledger", str(ledger), "--today", "2026-11-24"]
    line = ["--line", "3 x Reel @ 120"]
    commands = [
        ["init", "--name", "Marta Ferraris", "--country", "IT", "--vat-id", "12345678903"],
        ["client", "add", "Rossi Moda", "--vat-id", "01234567897"],
        ["quote", "new", "rossi-moda", "--title", "Reel", *line],
        ["quote", "send", "P-2026-001"],
        ["quote", "pdf", "P-2026-001", "--out", str(papers / "quote.pdf")],
        ["quote", "accept", "P-2026-001"],
        ["quote", "invoice", "P-2026-001"],
        ["invoice", "issue", "draft-1"],
        ["payment", "add", "rossi-moda", "100"],
        ["overdue"],
        ["export", str(tmp_path / "tables")],
        ["backup", str(copy)],
        ["restore", str(copy), "--force", "--yes"],
        ["check", "--full"],
    ]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ELSEWHERE, str(tmp_path / "logs")],
        input=json.dumps([[*words, *command] for command in commands]),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (papers / "quote.pdf").read_bytes().startswith(b"%PDF")
