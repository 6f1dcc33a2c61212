"""The address guard: which addresses are public; and that only a checked address is ever connected to."""

import asyncio

import pytest

from monitor.errors import FetchError
from monitor.fetch.guard import Guard, is_public


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.17.0.1", "223.255.255.255",
     "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1"],
)  # fmt: skip
def test_an_ordinary_address_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
        ),
        *(
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.31.196.1",
            "192.52.193.1",
            "192.88.99.1",
            "192.168.1.1",
        ),
        *(
            "192.175.48.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
        ),
        "255.255.255.255",
        *(
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::7f00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
        ),
        *(
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2620:4f:8000::1",
            "3fff::1",
            "5f00::1",
        ),
        *("fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1", "not an address", ""),
    ],
)
def test_a_special_range_is_not_public(address):
    assert not is_public(address)


class Names:
    """A resolver whose answer changes: the first time the first list of addresses, and so on; the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> list[str]:
        addresses = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return addresses


def connections(
    names: Names, times: int = 1, allow: frozenset[str] = frozenset(), host: str = "name.example"
) -> list[str]:
    """Where the guard lets us connect, and "refused" for each time it does not."""
    guard = Guard(allow, resolve=names)
    found: list[str] = []

    async def run() -> None:
        for _ in range(times):
            try:
                found.extend(await guard.addresses(host, 443))
            except FetchError:
                found.append("refused")

    asyncio.run(run())
    return found


def test_a_name_is_resolved_once_and_its_checked_address_connected():
    names = Names(["8.8.8.8"], ["127.0.0.1"])
    assert connections(names) == ["8.8.8.8"]
    assert names.asked == 1


def test_a_name_that_changes_its_answer_never_leads_inside():
    assert connections(Names(["8.8.8.8"], ["127.0.0.1"], ["10.0.0.1"]), times=3) == ["8.8.8.8", "refused", "refused"]


def test_of_a_name_with_good_and_bad_addresses_only_the_good_are_tried():
    assert connections(Names(["127.0.0.1", "8.8.8.8", "::ffff:10.0.0.1", "8.8.4.4"])) == ["8.8.8.8", "8.8.4.4"]


def test_a_name_without_addresses_is_refused():
    assert connections(Names([])) == ["refused"]


@pytest.mark.parametrize("allowed", ["name.example", "NAME.example", "name.example:443"])
def test_an_allowed_host_may_stand_anywhere(allowed):
    assert connections(Names(["10.0.0.1"]), allow=frozenset({allowed})) == ["10.0.0.1"]


@pytest.mark.parametrize("allowed", ["name.example:80", "example", "10.0.0.1"])
def test_what_is_not_exactly_allowed_stays_refused(allowed):
    assert connections(Names(["10.0.0.1"]), allow=frozenset({allowed})) == ["refused"]


def test_an_allowed_ipv6_address_is_known_with_and_without_brackets():
    for allowed in ("::1", "[::1]", "[::1]:443"):
        assert connections(Names(["::1"]), allow=frozenset({allowed}), host="::1") == ["::1"]
