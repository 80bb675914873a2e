"""Web Push against a real service on this machine that opens what it takes."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from push.endpoints import BadHost, NotAPushService, allowed, hosts, is_public
from push.resolving import PublicOnly
from push.vapid import Vapid
from push.webpush import (
    BadSubscription,
    Gone,
    Later,
    Never,
    Outcome,
    Sent,
    Subscription,
    check,
    sender,
    topic_of,
)
from tests.push.push_service import PushService, check_signature, push_service

NOW = datetime.now(UTC)


def _vapid(folder: Path) -> Vapid:
    return Vapid.from_file(folder / "push-key", subject="mailto:carnet@example.org")


async def _send(folder: Path, service: PushService, subscription: Subscription, *listed: str) -> Outcome:
    async with sender(_vapid(folder), among=hosts(listed or [service.host])) as send:
        return await send(subscription, b"Carnet : un rappel", topic=topic_of(uuid4()), ttl=540, at=NOW)


async def test_a_phone_opens_what_was_sent_to_it(tmp_path: Path) -> None:
    async with push_service() as service:
        phone = service.phone("one")
        assert await _send(tmp_path, service, Subscription(**phone.public)) == Sent()
        (taken,) = service.taken
        assert taken.text == "Carnet : un rappel"
        assert taken.headers["ttl"] == "540"
        assert taken.headers["content-encoding"] == "aes128gcm"
        assert taken.headers["urgency"] == "high"
        assert len(taken.headers["topic"]) <= 32
        claims = check_signature(taken.headers["authorization"], service.host)
        assert claims["exp"] <= (NOW + timedelta(hours=24)).timestamp()


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        (404, {}, Gone()),
        (410, {}, Gone()),
        (429, {"Retry-After": "120"}, Later("push_429", 120)),
        (503, {"Retry-After": "99999999"}, Later("push_503", 3600)),
        (503, {"Retry-After": "soon"}, Later("push_503")),
        (500, {}, Later("push_500")),
        (400, {}, Never("push_400")),
        (403, {}, Never("push_403")),
        (413, {}, Never("push_413")),
        (302, {"Location": "/push/two"}, Never("push_302")),
        (307, {"Location": "/push/two"}, Never("push_307")),
    ],
)
async def test_what_the_service_answers(
    tmp_path: Path, status: int, headers: dict[str, str], outcome: Outcome
) -> None:
    async with push_service() as service:
        service.answers["one"] = (status, headers)
        phone = service.phone("one")
        assert await _send(tmp_path, service, Subscription(**phone.public)) == outcome
        assert service.asked == ["one"]


async def test_retry_after_as_a_date(tmp_path: Path) -> None:
    async with push_service() as service:
        at = (NOW + timedelta(seconds=90)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        service.answers["one"] = (429, {"Retry-After": at})
        outcome = await _send(tmp_path, service, Subscription(**service.phone("one").public))
        assert isinstance(outcome, Later)
        assert outcome.seconds in {88, 89, 90}


async def test_a_service_that_is_away(tmp_path: Path) -> None:
    async with push_service() as service:
        phone = service.phone("one")
    assert isinstance(await _send(tmp_path, service, Subscription(**phone.public)), Later)


async def test_what_is_not_listed_is_never_called(tmp_path: Path) -> None:
    async with push_service() as service:
        phone = Subscription(**service.phone("one").public)
        assert await _send(tmp_path, service, phone, "push.example.org") == Never("not_a_push_service")
        assert service.asked == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/x",
        "https://fcm.googleapis.com:8443/fcm/send/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://example.org/fcm.googleapis.com",
        "https://fcm.googleapis.com@example.org/x",
        "https://example.org\\@fcm.googleapis.com/x",
        "https://evilpush.apple.com.example.org/x",
        "https://xpush.apple.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://a..push.apple.com/x",
        "https://.push.apple.com/x",
        f"https://{'a' * 64}.push.apple.com/x",
        "https://127.0.0.1%2f.push.apple.com/x",
        "https://*.push.apple.com/x",
        "https://web.push.apple.com:0/x",
        "https://fcm.googleapis.com/",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/" + "x" * 1000,
        "https://fcm.googleapis.com:port/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_addresses_that_are_never_called(endpoint: str) -> None:
    with pytest.raises(NotAPushService):
        allowed(endpoint, hosts([]))


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/QABC",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
        "https://fcm.googleapis.com:443/fcm/send/abc",
    ],
)
def test_the_browsers_own_services(endpoint: str) -> None:
    assert not allowed(endpoint, hosts([])).private


def test_what_the_operator_may_list() -> None:
    listed = hosts(["Push.example.org", "push.example.org:8443", "http://127.0.0.1:8123"])
    assert allowed("https://push.example.org/x", listed).private
    assert allowed("https://push.example.org:8443/x", listed)
    assert allowed("http://127.0.0.1:8123/x", listed)
    for wrong in (
        "http://push.example.org",
        "push.example.org/x",
        "a@b.org",
        "ftp://x.org",
        "x y",
        "*",
        "host:port",
    ):
        with pytest.raises(BadHost):
            hosts([wrong])


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"],
)  # fmt: skip
def test_no_address_inside(address: str) -> None:
    assert not is_public(address)
    assert is_public("142.250.75.234")


async def test_a_known_name_that_leads_inside_is_not_called() -> None:
    """Somebody who can answer for a name makes it lead to this machine."""
    resolver = PublicOnly(hosts([]))
    with pytest.raises(OSError, match="no public address"):
        await resolver.resolve("localhost", 443)
    own = PublicOnly(hosts(["localhost:8443"]))
    assert (await own.resolve("localhost", 8443))[0]["host"] == "127.0.0.1"


def test_keys_that_no_phone_makes() -> None:
    good = Subscription(**PushService(port=1).phone("one").public)
    among = hosts(["http://127.0.0.1:1"])
    check(good, among)
    for wrong in (
        replace(good, p256dh=""),
        replace(good, p256dh="A" * 87),
        replace(good, p256dh=good.p256dh[:-4]),
        replace(good, p256dh="é" * 20),
        replace(good, auth="AAAA"),
        replace(good, auth="A" * 200),
    ):
        with pytest.raises(BadSubscription):
            check(wrong, among)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    one, two = _vapid(tmp_path), _vapid(tmp_path)
    assert one.public == two.public
    assert one.secret("x") == two.secret("x") != one.secret("y")
    assert stat.S_IMODE((tmp_path / "push-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["push-key"]
    (tmp_path / "push-key").write_text("x")
    with pytest.raises(ValueError):
        _vapid(tmp_path)


def test_one_signature_serves_for_hours_and_survives_a_clock_that_jumps(tmp_path: Path) -> None:
    vapid = _vapid(tmp_path)
    url = "https://fcm.googleapis.com/fcm/send/x"
    first = vapid.header(url, at=NOW)
    assert vapid.header(url + "y", at=NOW + timedelta(hours=10)) == first
    assert vapid.header(url, at=NOW + timedelta(hours=11)) != first
    assert vapid.header(url, at=NOW - timedelta(hours=1)) != first
    assert vapid.header("https://web.push.apple.com/x", at=NOW) != first
