"""The mail server of the settings: what it is without a word, and what is refused."""

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.mail_server import MailServer, Security, read_server


def test_the_name_alone_is_enough() -> None:
    assert read_server({"host": "smtp.example.org"}) == MailServer(
        host="smtp.example.org", port=587, security=Security.STARTTLS
    )
    assert read_server({"host": "a.example", "security": "SSL"}).port == 465
    whole = {"host": "a.example", "port": "2525", "user": "me", "from": "me@a.example"}
    server = read_server(whole)
    assert (server.port, server.account, server.sender) == (2525, "me@a.example", "me@a.example")


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ({}, "smtp.host"),
        ({"host": ""}, "smtp.host"),
        ({"host": "a\r\nb"}, "smtp.host"),
        ({"host": 5}, "smtp.host"),
        ({"host": "a", "port": True}, "smtp.port"),
        ({"host": "a", "port": "\u0665"}, "smtp.port"),
        ({"host": "a", "port": 65536}, "smtp.port"),
        ({"host": "a", "security": "tls"}, "smtp.security"),
        ({"host": "a", "user": "a\r\nb"}, "smtp.user"),
        ({"host": "a", "from": "x@y\r\nBcc: z@y.example"}, "smtp.from"),
        ({"host": "a", "password": "x"}, "smtp.password"),
        ({"host": "a.example", "user": "me", "security": "none"}, "smtp.security"),
    ],
)
def test_what_can_not_be_is_named(table: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as caught:
        read_server(table)
    assert caught.value.subject == field


def test_on_this_machine_alone_a_password_may_go_in_the_open() -> None:
    assert read_server({"host": "127.0.0.1", "user": "me", "security": "none"}).user == "me"
