"""Which machines may be asked: public ones, on the ports of the web. What is checked is what is connected to.

A name is resolved once; all its addresses are looked at, and the connection goes to one of them, never to the name
again. So neither a redirect nor a name that answers differently the second time leads into the operator's own network.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

WEB_PORTS = (80, 443)
GLOBAL_UNICAST = IPv6Network("2000::/3")
ODD = tuple(
    map(
        ip_network,
        (
            "192.88.99.0/24",  # relays to IPv6 (RFC 7526)
            "2001::/32",  # Teredo and 6to4 carry an IPv4 address inside
            "2002::/16",
            "3fff::/20",  # documentation (RFC 9637)
        ),
    )
)


class NotPublic(Exception):
    """The name or address leads to a machine that is not in the public net."""


def is_public(address: str) -> bool:
    """address: IPv4 or IPv6 as text; one with a zone ("fe80::1%eth0") never is."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return not _is_odd(ip) and ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _is_odd(ip: IPv4Address | IPv6Address) -> bool:
    is_outside = isinstance(ip, IPv6Address) and ip not in GLOBAL_UNICAST
    return is_outside or any(ip in net for net in ODD if net.version == ip.version)


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, as the system gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True)
class Gate:
    """resolve: addresses of a name. allows: may this address be asked on this port? Tests bring a gate of their own."""

    resolve: Callable[[str, int], list[str]] = resolve
    allows: Callable[[str, int], bool] = lambda address, port: port in WEB_PORTS and is_public(address)

    def addresses_of(self, host: str, port: int) -> list[str]:
        """Where to connect to, IPv4 first. Raises NotPublic when one of them may not be asked, OSError without any."""
        addresses = self.resolve(host, port)
        if not addresses:
            raise OSError("no address")
        if not all(self.allows(one, port) for one in addresses):
            raise NotPublic
        return sorted(addresses, key=lambda one: ":" in one)


PUBLIC = Gate()
