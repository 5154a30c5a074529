"""Asking a site politely, and never a machine that is not in the public net."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from app.shops.dead_links import asking
from app.shops.dead_links.asking import Asker
from app.shops.dead_links.gate import PUBLIC, Gate, is_public
from app.shops.dead_links.looking import look

INSIDE = (
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
    "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001:0:4136:e378::1", "64:ff9b::7f00:1", "64:ff9b:1::1",
    "3fff::1", "100::1", "kein.ort", "",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_of_the_operators_own_net_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "185.15.59.224", "2a02:ec80:300:ed1a::1", "2620:0:862:ed1a::1"])
def test_addresses_of_the_public_net_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"]
)
def test_however_it_is_written_our_own_machine_is_never_asked(site, host):
    assert look(f"http://{host}:{site.port}/", Asker(PUBLIC, "x")) == "silent"
    assert site.asked == []


def test_only_the_ports_of_the_web_are_asked():
    assert [PUBLIC.allows("8.8.8.8", port) for port in (80, 443, 22, 8080)] == [True, True, False, False]


def test_a_page_that_is_there_costs_two_small_requests_that_say_who_asks(site, asker):
    url = site.says("/laden", body=b"x" * 5_000_000)
    assert look(url, asker) == "alive"
    assert [(method, path) for method, path, _ in site.asked] == [("GET", "/robots.txt"), ("HEAD", "/laden")]
    assert {agent for _, _, agent in site.asked} == {"OrtskernLinks/1.0 (+http://ortskern.example/impressum)"}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, "gone"), (410, "gone"), (500, "gone"), (403, "alive"), (999, "alive"), (429, "unsure"), (503, "unsure")],
)
def test_what_a_site_answers_is_judged_kindly(site, asker, status, outcome):
    assert look(site.says("/x", status), asker) == outcome


def test_a_server_that_knows_no_head_is_asked_by_get_and_little_is_read(site, asker):
    url = site.says("/x", body=b"x" * 200_000)
    site.says("HEAD /x", 501)
    assert look(url, asker) == "alive"
    assert [method for method, _, _ in site.asked] == ["GET", "HEAD", "GET"]


def test_robots_txt_is_respected(site, asker):
    site.says("/robots.txt", body=b"User-agent: OrtskernLinks\nDisallow: /geheim\n")
    assert look(site.says("/geheim/x"), asker) == "barred"
    assert look(site.says("/offen"), asker) == "alive"
    assert ("HEAD", "/geheim/x") not in [(method, path) for method, path, _ in site.asked]


def test_redirects_are_followed_a_few_times(site, asker):
    site.says("/neu")
    assert look(site.says("/alt", 301, Location="/neu"), asker) == "alive"
    assert look(site.says("/kreis", 302, Location="/kreis"), asker) == "silent"


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "169.254.169.254"])
def test_no_redirect_leads_into_our_own_net(site, asker, host):
    with socket.create_server(("127.0.0.1", 0)) as inner:
        inner.settimeout(0.05)
        port = inner.getsockname()[1]
        assert look(site.says("/x", 302, Location=f"http://{host}:{port}/admin"), asker) == "silent"
        with pytest.raises(TimeoutError):
            inner.accept()


ODD = ("file:///etc/passwd", "ftp://example.org/", "http://a@127.0.0.1/", "//", "http://[", "gopher:x")


@pytest.mark.parametrize("target", ODD)
def test_a_redirect_to_something_else_than_the_web_is_silence(site, asker, target):
    assert look(site.says("/x", 302, Location=target), asker) == "silent"


def test_a_name_that_answers_differently_the_second_time_gains_nothing(site, monkeypatch):
    """DNS rebinding: each request resolves once, and connects to what was checked."""
    answers, connected = iter([["192.0.2.1"]]), []

    def refuse(where, _timeout):
        connected.append(where[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(asking.socket, "create_connection", refuse)
    gate = Gate(lambda host, port: next(answers, ["127.0.0.1"]), lambda address, port: address == "192.0.2.1")
    assert look(f"http://laden.example:{site.port}/", Asker(gate, "x")) == "silent"
    assert (connected, site.asked) == (["192.0.2.1"], [])


def test_one_address_inside_among_several_is_one_too_many(site):
    gate = Gate(lambda host, port: ["8.8.8.8", "127.0.0.1"], PUBLIC.allows)
    assert look("http://laden.example/", Asker(gate, "x")) == "silent"


@pytest.mark.parametrize("begin", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["headers", "body"])
def test_a_site_that_drips_does_not_hold_us_up(monkeypatch, begin):
    monkeypatch.setattr(asking, "WHOLE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        threading.Thread(target=_drip, args=(server, begin), daemon=True).start()
        started = time.monotonic()
        gate = Gate(allows=lambda address, port: True)
        with suppress(asking.Silent):
            Asker(gate, "x").get(f"http://127.0.0.1:{port}/robots.txt")
        assert time.monotonic() - started < 3


def test_of_a_name_with_many_addresses_only_a_few_are_tried(monkeypatch):
    tried = []

    def refuse(where, _timeout):
        tried.append(where[0])
        raise TimeoutError

    monkeypatch.setattr(asking.socket, "create_connection", refuse)
    gate = Gate(lambda host, port: [f"8.8.8.{number}" for number in range(50)], PUBLIC.allows)
    with pytest.raises(asking.Silent):
        Asker(gate, "x").head("http://laden.example/")
    assert len(tried) == asking.MOST_ADDRESSES


def _drip(server: socket.socket, begin: bytes) -> None:
    connection, _ = server.accept()
    try:
        connection.sendall(begin)
        while True:
            connection.sendall(b"X-Slow: 1\r\n")
            time.sleep(0.05)
    except OSError:
        connection.close()
