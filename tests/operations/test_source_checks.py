"""Asking the addresses of sources, against a real server on this machine."""

import socket
import threading
import time
from datetime import timedelta

import pytest

from factually_app.domain.proxies import Proxies
from factually_app.domain.source_check import Outcome
from factually_app.operations.asking import Asker, is_public
from factually_app.operations.source_checks import check_sources
from factually_app.store.edition import get_edition
from factually_app.store.source_checks import find_check
from tests.factories import Newsroom
from tests.sites import invented_site

ASKER = Asker(allow_private=True, seconds=2)
NOW = timedelta(0)


@pytest.fixture
def site():
    with invented_site() as site:
        site.pages["/there"] = (200, {})
        yield site


def test_a_document_that_is_there_is_found_by_its_head_alone(site):
    assert ASKER.ask(f"{site.origin}/there") == (Outcome.FOUND, 200, None, None)
    assert site.asked == [("HEAD", "/there")]


def test_a_site_that_does_not_like_head_is_asked_for_a_little_of_the_document(site):
    site.pages["HEAD /there"] = (405, {})
    assert ASKER.ask(f"{site.origin}/there").outcome is Outcome.FOUND
    assert site.asked == [("HEAD", "/there"), ("GET", "/there")]


@pytest.mark.parametrize("status", [404, 410])
def test_what_a_site_says_is_gone_is_gone(site, status):
    site.pages["/gone"] = (status, {})
    assert ASKER.ask(f"{site.origin}/gone")[:2] == (Outcome.GONE, status)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_what_is_not_shown_to_programs_only_failed(site, status):
    site.pages["/shy"] = (status, {})
    met = ASKER.ask(f"{site.origin}/shy")
    assert (met.outcome, met.status) == (Outcome.FAILED, status)
    assert "the site" in met.detail


def test_a_document_that_moved_for_good_is_followed(site):
    site.pages["/old"] = (301, {"Location": "/older"})
    site.pages["/older"] = (308, {"Location": f"{site.origin}/there"})
    assert ASKER.ask(f"{site.origin}/old") == (Outcome.MOVED, 200, f"{site.origin}/there", None)


def test_one_that_is_elsewhere_for_a_while_is_found(site):
    site.pages["/today"] = (302, {"Location": "/there"})
    assert ASKER.ask(f"{site.origin}/today").outcome is Outcome.FOUND
    site.pages["/old"] = (301, {"Location": "/today"})
    assert ASKER.ask(f"{site.origin}/old").leads_to == f"{site.origin}/today"


def test_one_that_is_sent_in_circles_fails_after_a_few(site):
    site.pages["/a"] = (302, {"Location": "/a"})
    assert ASKER.ask(f"{site.origin}/a").detail == "it is sent on again and again"
    assert len(site.asked) == 6


def test_a_site_that_takes_too_long_fails(site):
    site.pages["/slow"] = (0, {})
    started = time.monotonic()
    met = Asker(allow_private=True, seconds=0.2).ask(f"{site.origin}/slow")
    assert (met.outcome, met.detail) == (Outcome.FAILED, "the site took too long")
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "http://",
        "https://[::",
        "http://a:99999/",
        "http://x\x00y/",
        "http://\ud800.example/",
        "http://127.0.0.1:1/",
        "https://127.0.0.1:1/",
        "http://nothing.invalid/",
        f"http://{'a' * 300}/",
        "http://" + "a" * 300 + "/",
    ],
    ids=lambda address: ascii(address[:20]),
)
def test_an_address_of_whatever_kind_fails_with_a_sentence(address):
    met = ASKER.ask(address)
    assert met.outcome is Outcome.FAILED
    assert met.detail


# Our own network


def test_addresses_of_our_own_network_are_not_asked(site):
    asker = Asker(seconds=1)
    port = site.origin.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "2130706433", "127.1"):
        met = asker.ask(f"http://{host}:{port}/there")
        assert met == (Outcome.FAILED, None, None, "it leads into a private network, where nothing is asked")
    assert site.asked == []


def test_a_name_that_means_a_private_address_is_not_asked_either(site, monkeypatch):
    def resolve(host, port, **_):
        addresses = ("93.184.215.14", "10.0.0.7")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "private network" in Asker(seconds=1).ask("http://weir.example/").detail


def test_a_redirect_does_not_lead_into_it(site):
    site.pages["http://weir.example/"] = (302, {"Location": "http://127.0.0.1/secret"})
    met = Asker(Proxies(http=site.origin), seconds=1).ask("http://weir.example/")
    assert "private network" in met.detail
    assert site.asked == [("HEAD", "http://weir.example/")]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff0e::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_what_is_public(address, public):
    assert is_public(address) is public


# Proxies


def test_a_proxy_is_asked_for_the_whole_address_and_exempt_hosts_are_not(site):
    site.pages["http://weir.example/minutes?page=2"] = (200, {})
    asker = Asker(Proxies(http=site.origin, exempt=("127.0.0.1",)), allow_private=True, seconds=2)
    assert asker.ask("http://weir.example/minutes?page=2").outcome is Outcome.FOUND
    assert asker.ask(f"{site.origin}/there").outcome is Outcome.FOUND
    assert site.asked == [("HEAD", "http://weir.example/minutes?page=2"), ("HEAD", "/there")]


def test_behind_a_proxy_private_names_are_refused_too(site):
    asker = Asker(Proxies(http=site.origin), seconds=1)
    for host in ("127.0.0.1", "localhost", "printer", "a.internal", "[::1]"):
        assert "private network" in asker.ask(f"http://{host}/").detail
    assert site.asked == []


# Keeping what is met


def test_what_is_met_is_kept_and_the_sources_asked_longest_ago_come_first(engine, site):
    newsroom = Newsroom(engine)
    there = newsroom.source("There", address=f"{site.origin}/there")
    gone = newsroom.source("Gone", address=f"{site.origin}/gone")
    newsroom.source("On paper", address=None)
    before = get_edition(engine.reader()).content
    told = []
    done = check_sources(engine, ASKER, older_than=NOW, limit=9, pause=0, on_check=told.append)
    assert {each.source.id: each.check.outcome for each in done} == {
        there.id: Outcome.FOUND,
        gone.id: Outcome.GONE,
    }
    assert len(told) == 2
    assert find_check(engine.reader(), gone.id).status == 404
    assert get_edition(engine.reader()).content == before + 1
    assert check_sources(engine, ASKER, older_than=timedelta(days=1), limit=9, pause=0) == []
    site.pages["/gone"] = (200, {})
    assert len(check_sources(engine, ASKER, older_than=timedelta(seconds=-60), limit=1, pause=0)) == 1


def test_one_site_is_asked_one_thing_after_the_other_with_a_pause(engine, site):
    newsroom = Newsroom(engine)
    for number in range(3):
        site.pages[f"/{number}"] = (200, {})
        newsroom.source(f"Paper {number}", address=f"{site.origin}/{number}")
    started = time.monotonic()
    check_sources(engine, ASKER, older_than=NOW, limit=9, pause=0.1)
    assert time.monotonic() - started >= 0.2
    assert threading.active_count() < 20
