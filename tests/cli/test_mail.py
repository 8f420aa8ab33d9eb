"""Letters through a mail server: a real one on this machine, polite and rude."""

import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from smm_ledger.exchange import smtp
from tests.cli.conftest import Json, Program
from tests.support.keyrings import Kept
from tests.support.mail_servers import HOST, PASSWORD, USER, Mailbox, mail_server

SENT = "2026-04-20"
FORMAL = ("--level", "formal", "--anyway")


@pytest.fixture
def late(cli: Program) -> Program:
    """An invoice of 1,000.00 due on 2 April 2026; the second reminder is due."""
    cli.done("issuer", "set", "iban=IT60X0542811101000000123456", "email=marta@example.org")
    cli.done(
        *("client", "edit", "rossi", "--name", "Società “Caffè, Moda”", "--language", "it"),
        *("--email", "conti@rossi.example"),
    )
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-02")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-04-08"
    cli.done("remind", "send", "rossi", "--text")
    cli.today = SENT
    return cli


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server(Mailbox()) as served:
        yield served


def use(cli: Program, port: int, *pairs: str) -> None:
    cli.done("mail", "set", f"host={HOST}", f"port={port}", "security=none", *pairs)


def steps(cli: Program) -> list[str]:
    return [row["rung"] for row in cli.json("remind", "list", "rossi")]


def beside(cli: Program) -> set[str]:
    return {path.name for path in cli.ledger.parent.glob("ledger*")}


def source(shown: Json) -> object:
    """Return where the password is."""
    return shown["password"]


def unsent(cli: Program) -> str:
    """Try to send; return what is said. The step is unsent, nothing is left beside."""
    said = cli.refused(7, "remind", "send", "rossi", "--email")
    assert cli("remind", "send", "rossi", "--email", "--json").error["code"] == "send_failed"
    assert steps(cli) == ["first"]
    assert beside(cli) == {"ledger.db"}
    return said


def test_a_letter_arrives_as_it_was_written(late: Program, box: Mailbox) -> None:
    use(late, box.port)
    (sent,) = late.json("remind", "send", "rossi", "--email")
    assert (sent["rung"], sent["channel"], sent["path"]) == ("second", "smtp", None)
    (envelope,), (message,) = box.envelopes, box.messages
    assert (envelope.mail_from, envelope.rcpt_tos) == (USER, ["conti@rossi.example"])
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == ("Società “Caffè, Moda”", "conti@rossi.example")
    assert message["Subject"] == "Secondo sollecito: 2026-001"
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == sent["text"]
    (part,) = message.iter_attachments()
    assert part.get_filename() == "reminder-second-2026-04-20-rossi-moda.pdf"
    assert part.get_content().startswith(b"%PDF")
    assert message["X-Unsent"] is None
    assert message["Message-ID"].endswith("@example.org>")
    assert beside(late) == {"ledger.db"}
    assert late.json("check", "--full")["ok"]


def test_without_a_server_or_with_a_folder_it_is_a_draft(
    late: Program, box: Mailbox, tmp_path: Path
) -> None:
    use(late, box.port)
    folder = ("--out", str(tmp_path / "letters"))
    (sent,) = late.json("remind", "send", "rossi", "--email", *folder)
    assert (sent["channel"], Path(sent["path"]).suffix) == ("email", ".eml")
    assert box.envelopes == []


def test_the_password_is_in_the_environment_and_nowhere_else(
    late: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with mail_server(Mailbox(), login=True) as box:
        use(late, box.port, f"user={USER}")
        assert "password" in unsent(late)
        monkeypatch.setenv("SMM_LEDGER_SMTP_PASSWORD", PASSWORD)
        assert source(late.json("mail", "show")) == "environment"
        late.done("mail", "test")
        late.done("remind", "send", "rossi", "--email")
        assert len(box.envelopes) == 1
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert late.ledger in held
    assert [path.name for path in held if PASSWORD.encode() in path.read_bytes()] == []


def test_a_wrong_password_is_not_repeated(late: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMM_LEDGER_SMTP_PASSWORD", "wr0ng-one")
    with mail_server(Mailbox(), login=True) as box:
        use(late, box.port, f"user={USER}")
        said = unsent(late)
        assert "user or the password" in said
        assert "wr0ng" not in said
        assert late("mail", "test").code == 7
        assert box.envelopes == []


@pytest.mark.parametrize(
    ("security", "box"), [("starttls", Mailbox(tls=True)), ("ssl", Mailbox(ssl_only=True))]
)
def test_encryption_and_whom_it_trusts(
    late: Program,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    security: str,
    box: Mailbox,
) -> None:
    monkeypatch.setenv("SMM_LEDGER_SMTP_PASSWORD", PASSWORD)
    with mail_server(box, login=True):
        late.done(
            "mail",
            "set",
            f"host={HOST}",
            f"port={box.port}",
            f"security={security}",
            f"user={USER}",
        )
        assert "certificate" in unsent(late)
        monkeypatch.setenv("SSL_CERT_FILE", box.trust(tmp_path))
        late.done("remind", "send", "rossi", "--email")
        assert len(box.envelopes) == 1


def test_a_server_without_encryption_gets_nothing(late: Program, box: Mailbox) -> None:
    late.done("mail", "set", f"host={HOST}", f"port={box.port}")
    assert "encryption" in unsent(late)
    late.done("mail", "set", "security=ssl")
    assert "587 is starttls" in unsent(late)
    assert box.envelopes == []


def test_an_address_that_is_refused(late: Program) -> None:
    with mail_server(Mailbox(refused=("conti@rossi.example",))) as box:
        use(late, box.port)
        said = unsent(late)
        assert said.startswith("conti@rossi.example: ")
        assert "550 5.1.1 no such user here" in said
        box.refused = ()
        late.done("remind", "send", "rossi", "--email")
    assert steps(late) == ["first", "second"]


def test_a_letter_that_is_refused(late: Program) -> None:
    with mail_server(Mailbox(answer="552 5.3.4 too\x1b[31m large")) as box:
        use(late, box.port)
        assert "552 5.3.4 too" in unsent(late)


def test_a_server_that_hangs_up_in_the_middle(late: Program) -> None:
    with mail_server(Mailbox(hangs_up=True)) as box:
        use(late, box.port)
        assert "before the server confirmed" in unsent(late)


def test_a_server_that_is_not_there(late: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        use(late, taken.getsockname()[1])
        assert "refused" in unsent(late)
        taken.listen()
        monkeypatch.setattr(smtp, "TIMEOUT_S", 0.1)
        assert "did not answer" in unsent(late)
    late.done("mail", "set", "host=mail.invalid")
    assert "no server of that name" in unsent(late)


def test_a_program_that_dies_in_the_middle_writes_to_nobody_twice(late: Program) -> None:
    words = ("remind", "send", "rossi", "--email")
    with mail_server(Mailbox()) as box:
        use(late, box.port)
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, *words, "--ledger", str(late.ledger), "--today", SENT],
            stdin=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        box.victim = process.pid
        process.communicate(b"go\n")
        assert process.returncode == -9
        assert len(box.envelopes) == 1
        box.victim = None
        assert steps(late) == ["first"]
        assert late.json("check", "--full")["ok"]
        assert "interrupted" in late.refused(4, *words)
        assert "interrupted" in late.refused(4, "remind", "send", "rossi", "--text")
        late.done("remind", "record", "rossi", "--level", "second")
        late.refused(4, *words)
        assert beside(late) == {"ledger.db"}
        late.done(*words, *FORMAL)
        assert [one["Subject"].partition(":")[0] for one in box.messages] == [
            "Secondo sollecito",
            "Diffida e messa in mora",
        ]


RUN = """
import sys
sys.stdin.readline()  # until the server knows whom to kill
from smm_ledger.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_one_may_say_that_it_did_not_leave(late: Program, box: Mailbox) -> None:
    use(late, box.port)
    mark = late.ledger.with_name("ledger.db-sending-1")
    for cut in ("", '{"rung": "second", "date": "2026-04-20", "letters": 1}'):
        mark.write_text(cut)
        late.refused(4, "remind", "send", "rossi", "--email")
    late.done("remind", "send", "rossi", "--email", "--anyway", "--level", "second")
    assert len(box.envelopes) == 1
    assert not mark.exists()


def test_a_letter_that_could_not_be_recorded_says_so(
    late: Program, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smm_ledger.core.errors import DiskFull
    from smm_ledger.db.unit_of_work import SqlUnitOfWork

    def full(*_: object) -> None:
        raise DiskFull("ledger.db")

    use(late, box.port)
    with monkeypatch.context() as broken:
        broken.setattr(SqlUnitOfWork, "keep", full)
        said = late.refused(6, "remind", "send", "rossi", "--email")
    assert "the letter has left" in said
    assert len(box.envelopes) == 1
    assert "interrupted" in late.refused(4, "remind", "send", "rossi", "--email")
    late.done("remind", "record", "rossi", "--level", "second")
    late.refused(4, "remind", "send", "rossi", "--email")
    assert beside(late) == {"ledger.db"}


def test_who_has_no_address_gets_no_letter(late: Program, box: Mailbox) -> None:
    use(late, box.port)
    late.done("client", "edit", "rossi", "--email", "")
    assert late.refused(5, "remind", "send", "rossi", "--email").startswith("to: ")
    late.done("client", "edit", "rossi", "--email", "a@b.example")
    late.done("issuer", "set", "email=")
    assert late.refused(5, "remind", "send", "rossi", "--email").startswith("from: ")
    late.done("mail", "set", "from=studio@example.org")
    late.done("remind", "send", "rossi", "--email")
    assert box.envelopes[0].mail_from == "studio@example.org"


def test_a_person_sees_it_first(
    late: Program, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(late, box.port)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    ran = late("remind", "send", "rossi", "--email")
    assert (ran.code, box.envelopes, steps(late)) == (0, [], ["first"])
    shown = ran.out.splitlines()
    assert "To: conti@rossi.example" in shown
    assert "Subject: Secondo sollecito: 2026-001" in shown
    assert "Attached: reminder-second-2026-04-20-rossi-moda.pdf" in shown
    assert any("2026-001" in line and "1.000,00" in line for line in shown)
    monkeypatch.setattr("builtins.input", lambda _: "y")
    late.done("remind", "send", "rossi", "--email")
    assert len(box.envelopes) == 1


@pytest.mark.parametrize(
    ("pair", "field"),
    [
        ("port=0", "smtp.port"),
        ("port=http", "smtp.port"),
        ("security=maybe", "smtp.security"),
        ("host=a b", "smtp.host"),
        ("from=nobody", "smtp.from"),
        ("colour=red", "smtp.colour"),
        ("password=x", "password"),
    ],
)
def test_wrong_settings_are_refused(cli: Program, pair: str, field: str) -> None:
    use(cli, 25)
    assert cli.refused(5, "mail", "set", pair).startswith(f"{field}: ")


def test_a_password_never_travels_in_the_open(cli: Program) -> None:
    said = cli.refused(5, "mail", "set", "host=smtp.example.org", "security=none", "user=me")
    assert "in the open" in said


def test_settings_keep_what_was_written_by_hand(cli: Program, tmp_path: Path) -> None:
    config = tmp_path / "xdg_config_home" / "smm-ledger" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('# mine\n[smtp]\n# the office\nhost = "a.example"\nuser = "me"\n')
    shown = cli.json("mail", "set", "port=2525", "user=")
    assert shown == {
        "schema": 1,
        "host": "a.example",
        "port": 2525,
        "security": "starttls",
        "user": None,
        "from": None,
        "password": None,
    }
    assert re.findall("# .*", config.read_text()) == ["# mine", "# the office"]
    assert cli.json("mail", "set", "host=")["host"] is None
    assert cli("mail", "show").out == "No mail server is set: reminders become drafts.\n"
    assert cli.refused(3, "mail", "test").startswith("smtp: ")


@pytest.fixture
def kept() -> Iterator[Kept]:
    """A keyring of this test alone; before it, and behind, there is none."""
    before, own = keyring.get_keyring(), Kept({})
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def test_a_password_in_the_keyring(
    cli: Program, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(cli, 25, "user=me")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a-secret\n"))
    assert source(cli.json("mail", "password")) == "keyring"
    assert kept.held == {("smm-ledger", f"me@{HOST}"): "a-secret"}
    cli.done("mail", "password", "--forget")
    cli.refused(3, "mail", "password", "--forget")
    assert source(cli.json("mail", "show")) is None


def test_without_a_keyring_there_is_the_environment(
    cli: Program, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(cli, 25, "user=me")
    kept.held = None
    monkeypatch.setattr(sys, "stdin", io.StringIO("a-secret\n"))
    assert "SMM_LEDGER_SMTP_PASSWORD" in cli.refused(7, "mail", "password")
    assert source(cli.json("mail", "show")) is None
    for name in ("keyring", "keyring.errors"):
        monkeypatch.setitem(sys.modules, name, None)
    assert "smm-ledger[keyring]" in cli.refused(7, "mail", "password", "--forget")
    assert source(cli.json("mail", "show")) is None
