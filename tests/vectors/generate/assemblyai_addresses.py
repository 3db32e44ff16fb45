"""AssemblyAI: networks of senders, and chains of addresses behind trusted proxies.

What each case expects is written by hand and compared with Python's `ipaddress`, an independent reading of addresses.
"""

from ipaddress import IPv6Address, ip_address, ip_network

US = "44.238.19.20"
PROXIES = ["10.0.0.0/8", "192.0.2.1", "2001:db8:ffff::/48"]


def add(case, proved):
    """`case(slug, comment, options, address, expect, threats)` writes one case."""

    def networks(verdict, cases):
        for slug, listed, remote in cases:
            assert allowed(remote, listed, []) is (verdict == "one"), slug
            case(f"network-{slug}", f"{remote} is {verdict} of {listed}", {"senders": listed}, remote,
                 proved() if verdict == "one" else "address_not_allowed", [131])

    def chains(cases, listed, expect):
        for slug, chain, what, threats in cases:
            # A zone is an address to Python.
            assert "%" in chain or allowed(chain, listed, PROXIES) is (expect != "address_not_allowed"), slug
            named = ["us"] if listed == [US] else listed
            case(f"chain-{slug}", what, {"senders": named, "trustedProxies": PROXIES}, chain, expect, threats)

    networks("one", [
        ("first", ["203.0.113.0/24"], "203.0.113.0"), ("last", ["203.0.113.0/24"], "203.0.113.255"),
        ("single", ["203.0.113.7/32"], "203.0.113.7"), ("pair", ["203.0.113.6/31"], "203.0.113.7"),
        ("odd-first", ["100.64.0.0/10"], "100.64.0.0"), ("odd-last", ["100.64.0.0/10"], "100.127.255.255"),
        ("half", ["128.0.0.0/1"], "255.0.0.1"), ("second", ["198.51.100.0/24", "203.0.113.0/24"], "203.0.113.7"),
        ("mapped", ["203.0.113.0/24"], "::ffff:203.0.113.7"), ("v6-first", ["2001:db8::/33"], "2001:db8::"),
        ("v6-last", ["2001:db8::/33"], "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"),
        ("v6-single", ["2001:db8::1/128"], "2001:db8::1"), ("v6-pair", ["2001:db8::/127"], "2001:db8::1"),
    ])
    networks("none", [
        ("below", ["203.0.113.0/24"], "203.0.112.255"), ("above", ["203.0.113.0/24"], "203.0.114.0"),
        ("single-below", ["203.0.113.7/32"], "203.0.113.6"), ("single-above", ["203.0.113.7/32"], "203.0.113.8"),
        ("pair-below", ["203.0.113.6/31"], "203.0.113.5"), ("pair-above", ["203.0.113.6/31"], "203.0.113.8"),
        ("odd-below", ["100.64.0.0/10"], "100.63.255.255"), ("odd-above", ["100.64.0.0/10"], "100.128.0.0"),
        ("half-below", ["128.0.0.0/1"], "127.255.255.255"), ("mapped-above", ["203.0.113.0/24"], "::ffff:203.0.114.0"),
        ("compatible", ["203.0.113.0/24"], "::203.0.113.7"), ("v6-below", ["2001:db8::/33"], "2001:db7:ffff::1"),
        ("v6-above", ["2001:db8::/33"], "2001:db8:8000::"), ("v6-pair-above", ["2001:db8::/127"], "2001:db8::2"),
        ("v4-in-v6", ["::/1"], "203.0.113.7"), ("v4-in-v6-64", ["::/64"], "::ffff:203.0.113.7"),
        ("v4-in-v6-95", ["::fffe:0:0/95"], "203.0.113.7"), ("v6-in-v4", ["128.0.0.0/1"], "8000::1"),
        ("prefix", ["203.0.113.0/24"], "203.0.113.0/24"),
    ])

    chains([
        ("direct", US, "no proxy on the way", []), ("one", f"{US}, 10.0.0.1", "one proxy", []),
        ("two", f"{US}, 10.0.0.2, 10.255.255.255", "two proxies", []), ("tight", f"{US},10.0.0.1", "no space", []),
        ("spaces", f" {US} ,\t10.0.0.1\t", "spaces and tabs", []),
        ("kinds", f"{US}, 192.0.2.1, 2001:db8:ffff::1", "each proxy", []),
        ("mapped", f"::ffff:{US}, ::ffff:10.0.0.1", "IPv4 inside IPv6", [131]),
        ("spoofed-left", f"203.0.113.7, {US}, 10.0.0.1", "what is left of the sender was written by the sender", [130]),
        ("proxy-left", f"10.0.0.9, {US}, 10.0.0.1", "a proxy left of the sender is only written there", [130]),
        ("junk-left", f"unknown, , {US}, 10.0.0.1", "what is left of the sender may be malformed", [130, 131]),
    ], [US], proved())
    chains([
        ("all-proxies", "10.0.0.9, 10.0.0.2, 10.0.0.1", "all are proxies: the leftmost sent", [130]),
        ("proxy-alone", "10.0.0.9", "a proxy that sends itself", [130]),
    ], ["10.0.0.9"], proved())
    chains([
        ("not-leftmost", "10.0.0.8, 10.0.0.9, 10.0.0.1", "all are proxies, and another is the leftmost", [130]),
    ], ["10.0.0.9"], "address_not_allowed")
    chains([
        ("spoofed", f"{US}, 203.0.113.7", "a peer that is no proxy writes another address", [130]),
        ("spoofed-behind", f"{US}, 203.0.113.7, 10.0.0.1", "so does a sender behind a proxy", [130]),
        ("spoofed-proxies", f"{US}, 10.0.0.2, 203.0.113.7, 10.0.0.1", "so does one that writes a proxy, too", [130]),
        ("below", f"{US}, 9.255.255.255", "the address below the proxies' network", [131]),
        ("above", f"{US}, 11.0.0.0", "the address above the proxies' network", [131]),
        ("v6-above", f"{US}, 2001:db9::1", "an address above the proxies' IPv6 network", [131]),
        ("proxies", "10.0.0.2, 10.0.0.1", "nothing but proxies", [130]),
        ("other", "203.0.113.7, 10.0.0.1", "another sender", [130]),
        ("empty-item", f"{US}, , 10.0.0.1", "an empty item on the way", [131]),
        ("comma-behind", f"{US}, 10.0.0.1,", "a comma behind the peer", [131]), ("comma", ",", "a comma alone", [131]),
        ("blank", " ", "a space alone", [131]), ("no-comma", f"{US} 10.0.0.1", "a space for a comma", [131]),
        ("semicolon", f"{US}; 10.0.0.1", "a semicolon for a comma", [131]),
        ("unknown", "unknown, 10.0.0.1", "a word for the sender", [131]),
        ("name", "us, 10.0.0.1", "a region's name", [131]),
        ("port", f"{US}:443, 10.0.0.1", "a port", [131]),
        ("proxy-port", f"{US}, 10.0.0.1:80", "a port of the proxy", [131]),
        ("brackets", f"{US}, [2001:db8:ffff::1]", "brackets", [131]),
        ("zone", f"{US}, 2001:db8:ffff::1%eth0", "a zone", [131]),
        ("quoted", f'"{US}", 10.0.0.1', "quotation marks", [131]),
        ("forwarded", f"for={US}, 10.0.0.1", "another header's form", [131]),
        ("leading-zero", "044.238.19.20, 10.0.0.1", "a leading zero", [131]),
        ("proxy-leading-zero", f"{US}, 10.0.0.01", "a leading zero of the proxy", [131]),
        ("hexadecimal", f"{US}, 0x0a.0.0.1", "hexadecimal digits", [131]),
        ("decimal", f"{US}, 167772161", "one number", [131]),
        ("three-parts", f"{US}, 10.0.1", "three parts", [131]),
        ("prefix", f"{US}/32, 10.0.0.1", "a network as the sender", [131]),
        ("line-feed", f"{US},\n10.0.0.1", "a line feed", [131]), ("nul", f"{US}, 10.0.0.1\u0000", "a NUL", [131]),
        ("no-break-space", f"{US},\u00a010.0.0.1", "a no-break space", [131]),
        ("other-digits", f"{US}, 10.0.0.\u0661", "digits of another script", [131]),
    ], [US], "address_not_allowed")
    case("chain-empty", "an empty chain", {"senders": ["us"], "trustedProxies": PROXIES}, "", "address_missing", [131])


def allowed(chain, listed, proxies):
    """Whether the sender is listed, by Python's reading; for proxies `chain` is read from the right."""
    sender = None
    for item in reversed(chain.split(",")) if proxies else [chain]:
        try:
            sender = canonical(ip_address(item.strip(" \t") if proxies else item))
        except ValueError:
            return False
        if not within(sender, proxies):
            break
    return within(sender, listed)


def within(address, networks):
    return any(address in ip_network(network) for network in networks)


def canonical(address):
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
