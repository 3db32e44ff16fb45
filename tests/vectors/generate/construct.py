"""Endpoints that must not come to be: secrets, options and provider names with one thing wrong."""

import re

from .cases import Book
from .oracle import b64
from .schemes import BEARER, GITHUB, NAMED, OPEN, QUERY
from . import construct_schemes

KEY = "whsec_" + b64(bytes(range(1, 33)))
TEXT = "0123456789abcdef0123456789abcdef01234567"
# Each provider with options that are right, for a case to spoil one of them.
RIGHT = {
    "transloadit": {"secret": TEXT},
    "transcodely": {"secret": "whsec_your_signing_secret"},
    "standard-webhooks": {"secret": KEY},
    "assemblyai": {"header": "X-Secret", "secret": "secret-value"},
    "connect": {"urlParameter": "token", "secret": "secret-value"},
}


def kebab(text):
    """A part of an id: camel case and words with hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"([A-Z])", r"-\1", text).lower()).strip("-")


def book():
    b = Book("construct", "Endpoints that are refused when they are set up.")
    missing(b)
    invalid(b)
    options(b)
    names(b)
    construct_schemes.add(b)
    return b


def spoiled(provider, **changes):
    """The right options with some replaced, or left out where the value is None."""
    merged = RIGHT[provider] | changes
    return {key: value for key, value in merged.items() if value is not None}


def missing(b):
    for provider in RIGHT:
        b.building(f"{provider}-no-secret", "no secret", provider, spoiled(provider, secret=None), "missing_secret", threats=[29])
        b.building(f"{provider}-empty-secret", "an empty secret", provider, spoiled(provider, secret=""), "missing_secret",
                   threats=[13])
    for provider in ("transcodely", "standard-webhooks"):
        for slug, change, what in [
            ("no-secrets", {"secrets": []}, "an empty list"), ("empty-in-list", {"secrets": [RIGHT[provider]["secret"], ""]},
            "an empty secret behind a right one"), ("empty-bytes", {"secret": {"base64": ""}}, "no byte"),
        ]:
            b.building(f"{provider}-{slug}", f"secret: {what}", provider, spoiled(provider, secret=None) | change,
                       "missing_secret", threats=[13])
    b.building("custom-no-secret", "a custom scheme without a secret", GITHUB, {}, "missing_secret", threats=[29])
    b.building("custom-token-no-secret", "a custom token without a secret", BEARER, {}, "missing_secret", threats=[29])


def invalid(b):
    for slug, secret, what, threats in [
        ("undefined", "undefined", "the text of a missing value", [15]), ("null", "null", "the text of a missing value", [15]),
        ("none", "None", "the text of a missing value", [15]), ("changeme", "changeme", "a placeholder", [15]),
        ("dots", "whsec_...", "a placeholder", [15]), ("only-dots", "...", "a placeholder", [15]),
        ("dollar", "${WEBHOOK_SECRET}", "a variable left unexpanded", [15]),
        ("angles", "<your secret>", "a placeholder", [15]), ("braces", "{{ webhook_secret }}", "a template left unfilled", [15]),
        ("yours", "YOUR_SECRET_HERE", "a placeholder", [15]), ("change-me", "Change-Me", "a placeholder", [15]),
        ("object", "[object Object]", "an object written as text", [15]), ("blank", "   ", "nothing but spaces", [13, 19]),
        ("space-before", f" {TEXT}", "a space in front", [19]), ("space-behind", f"{TEXT} ", "a space behind", [19]),
        ("newline", f"{TEXT}\n", "a line feed behind", [19]), ("crlf", f"{TEXT}\r\n", "a line break behind", [19]),
        ("tab", f"{TEXT}\t", "a tab behind", [19]), ("bom", f"\ufeff{TEXT}", "a byte order mark in front", [19]),
        ("control", f"{TEXT[:20]}\u0007{TEXT[20:]}", "a control character inside", [19]),
        ("nul", f"{TEXT[:20]}\u0000{TEXT[20:]}", "a NUL inside", [19]),
        ("pem", "-----BEGIN PUBLIC KEY-----", "the head of a PEM file", [12]),
        ("ssh", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFakeKeyForATest", "an SSH key", [12]),
        ("jwk", '{"kty":"oct","k":"c2VjcmV0"}', "a JSON Web Key", [12]),
        ("whpk", "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=", "an asymmetric public key", [12]),
        ("whsk", "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6KvQ==",
         "an asymmetric private key", [12]),
    ]:
        for provider in ("transloadit", "transcodely", "standard-webhooks"):
            b.building(f"{provider}-secret-{slug}", f"secret: {what}", provider, {"secret": secret}, "invalid_secret",
                       threats=threats)
    b.building("transcodely-secret-prefix", "nothing but the prefix", "transcodely", {"secret": "whsec_"}, "invalid_secret",
               threats=[13])
    for slug, secret, what in [
        ("prefix", "whsec_", "nothing but the prefix"), ("junk", "whsec_!!!!", "no base64"),
        ("one-mod-four", "whsec_AAAAA", "a length that base64 cannot have"), ("url-alphabet", "whsec_-_-_", "the URL alphabet"),
        ("inner-space", "whsec_AAAA AAAA", "a space inside"), ("inner-pad", "whsec_AA==AAAA", "padding inside"),
        ("twice", "whsec_whsec_AAAA", "the prefix twice"), ("upper", "WHSEC_AAAA", "the prefix in upper case"),
        ("non-ascii", "whsec_AAA\u00e9", "a letter beyond ASCII"),
    ]:
        b.building(f"standard-webhooks-secret-{slug}", f"secret: {what}", "standard-webhooks", {"secret": secret},
                   "invalid_secret", threats=[13, 14])
    b.building("standard-webhooks-second-secret", "the second of two secrets cannot be decoded", "standard-webhooks",
               {"secrets": [KEY, "whsec_!!!!"]}, "invalid_secret", threats=[14])
    for slug, secret, what in [("non-ascii", "p\u00e4ssword", "beyond ASCII"), ("space", "secret ", "a space behind"),
                               ("control", "sec\u0001ret", "a control character"), ("changeme", "changeme", "a placeholder")]:
        for provider in ("assemblyai", "connect"):
            b.building(f"{provider}-secret-{slug}", f"a static token: {what}", provider, spoiled(provider, secret=secret),
                       "invalid_secret", threats=[23])
    hexadecimal = GITHUB | {"secret": {"encoding": "hex"}}
    for slug, secret, what in [("odd", "abc", "an odd length"), ("junk", "zz", "no hexadecimal"), ("zero-x", "0xabcd", "a 0x in front")]:
        b.building(f"custom-hex-secret-{slug}", f"a hexadecimal secret: {what}", hexadecimal, {"secret": secret},
                   "invalid_secret", threats=[14])


def options(b):
    for slug, value, what in [
        ("zero", 0, "zero"), ("negative", -1, "negative"), ("above", 86401, "above a day"), ("fraction", 1.5, "a fraction"),
        ("text", "300", "a text"), ("true", True, "a boolean"), ("huge", 10**20, "beyond 64 bits"), ("list", [300], "a list"),
    ]:
        for provider in ("transcodely", "standard-webhooks"):
            b.building(f"{provider}-tolerance-{slug}", f"tolerance: {what}", provider, spoiled(provider, tolerance=value),
                       "invalid_option", threats=[62])
    for provider in ("transloadit", "assemblyai", "connect"):
        for option, value in (("tolerance", 300), ("allowAnyTimestamp", True)):
            b.building(f"{provider}-{kebab(option)}", "the scheme has no timestamp", provider, spoiled(provider, **{option: value}),
                       "invalid_option", threats=[62, 64])
    for slug, value in [("empty", []), ("md5", ["md5"]), ("upper", ["SHA256"]), ("none", ["none"]), ("text", "sha256"),
                        ("one-bad", ["sha256", "sha224"]), ("number", [256])]:
        b.building(f"transloadit-algorithms-{slug}", f"algorithms: {value}", "transloadit",
                   spoiled("transloadit", algorithms=value), "invalid_option", threats=[8])
    for provider, change, what, threats in [
        ("transcodely", {"algorithms": ["sha1"]}, "an algorithm that the scheme does not have", [8]),
        ("transcodely", {"header": "X-Other"}, "a header that the scheme fixes", []),
        ("transloadit", {"header": "X-Other"}, "a header that the scheme does not have", []),
        ("transcodely", {"urlParameter": "token"}, "a parameter that the scheme does not have", []),
        ("assemblyai", {"urlParameter": "token"}, "a parameter beside a header", []),
        ("connect", {"header": "X-Other"}, "a header beside a parameter", []),
        ("connect", {"senders": ["us"]}, "senders, which the provider does not name", []),
        ("transcodely", {"senders": ["us"]}, "senders of another provider", []),
        ("assemblyai", {"algorithms": ["sha256"]}, "algorithms for a token", []),
        ("transcodely", {"allowUnauthenticated": True}, "a signed provider made unauthenticated", [11, 29]),
        ("transloadit", {"allowUnauthenticated": True}, "a signed provider made unauthenticated", [11, 29]),
        ("standard-webhooks", {"allowUnauthenticated": True}, "a signed provider made unauthenticated", [11, 29]),
        ("assemblyai", {"allowUnauthenticated": True}, "authentication set up and switched off", [11]),
        ("connect", {"allowUnauthenticated": True}, "authentication set up and switched off", [11]),
        ("transcodely", {"allowAnyTimestamp": "yes"}, "a text for a switch", [62]),
        ("transcodely", {"allowAnyTimestamp": 1}, "a number for a switch", [62]),
        ("assemblyai", {"header": None}, "no header", [29]), ("assemblyai", {"header": ""}, "an empty header name", [29]),
        ("assemblyai", {"header": "X Secret"}, "a space in the header name", []),
        ("assemblyai", {"header": "X-Secret:"}, "a colon in the header name", []),
        ("assemblyai", {"header": "X-S\u00e9cret"}, "a header name beyond ASCII", []),
        ("assemblyai", {"header": "X-Secret\r\n"}, "a line break in the header name", [52]),
        ("connect", {"urlParameter": None}, "no parameter", [29]), ("connect", {"urlParameter": ""}, "an empty parameter", [29]),
        ("assemblyai", {"senders": []}, "no sender", [131]), ("assemblyai", {"senders": ["mars"]}, "an unknown region", [131]),
        ("assemblyai", {"senders": ["US"]}, "a region in upper case", [131]),
        ("assemblyai", {"senders": ["044.238.19.20"]}, "a leading zero in an address", [131]),
        ("assemblyai", {"senders": ["44.238.19"]}, "three parts of an address", [131]),
        ("assemblyai", {"senders": ["fe80::1%eth0"]}, "an address with a zone", [131]),
        ("assemblyai", {"senders": ["us", ""]}, "an empty address", [131]),
        ("assemblyai", {"senders": ["us, eu"]}, "two regions in one text", [131]),
        ("assemblyai", {"senders": "us"}, "a text", []),
        ("assemblyai", {"trustedProxies": ["10.0.0.1"]}, "proxies without senders", [130]),
        ("transcodely", {"trustedProxies": ["10.0.0.1"]}, "proxies for a provider without addresses", [130]),
        ("transcodely", {"name": 5}, "a number for a name", []),
    ]:
        b.building(f"{provider}-{kebab(next(iter(change)))}-{kebab(what)}", f"option: {what}", provider, spoiled(provider, **change), "invalid_option", threats=threats)
    addresses(b)
    for provider in RIGHT:
        secret = RIGHT[provider]["secret"]
        b.building(f"{provider}-both", "secret and secrets", provider, spoiled(provider, secrets=[secret]), "invalid_option")
    b.building("transcodely-17-secrets", "seventeen secrets", "transcodely", {"secrets": [f"secret-{n}" for n in range(17)]},
               "invalid_option", threats=[37])
    b.building("custom-narrowed-away", "an algorithm that the scheme does not list", NAMED,
               {"secret": TEXT, "algorithms": ["sha384"]}, "invalid_option", threats=[8])
    b.building("custom-no-timestamp", "a tolerance without a timestamp", GITHUB, {"secret": TEXT, "tolerance": 5},
               "invalid_option", threats=[62])
    b.building("custom-unsigned", "an unsigned scheme that is not allowed by name", OPEN, {}, "invalid_option", threats=[11, 29])
    b.building("custom-unsigned-false", "an unsigned scheme, disallowed by name", OPEN, {"allowUnauthenticated": False},
               "invalid_option", threats=[11, 29])
    b.building("custom-parameter", "a parameter that the scheme fixes", QUERY, {"secret": TEXT, "urlParameter": "k"}, "invalid_option")
    for slug, option in [("typo", "tolerence"), ("case", "Tolerance"), ("plural", "algorithm"), ("prefix", "skipVerification"),
                         ("empty", ""), ("proto", "toString")]:
        b.building(f"unknown-{slug}", f"an option named {option!r}", "transcodely", spoiled("transcodely", **{option: 300}),
                   "unknown_option", threats=[136])


def addresses(b):
    for slug, value, what in [
        ("host-bits", ["10.0.0.1/8"], "a bit behind the prefix"),
        ("host-bit", ["10.0.0.128/24"], "the first bit behind it"),
        ("v6-host-bits", ["2001:db8::1/64"], "a bit behind the prefix"), ("all", ["0.0.0.0/0"], "every address"),
        ("v6-all", ["::/0"], "every address"), ("33", ["10.0.0.0/33"], "a prefix of 33 bits"),
        ("v6-129", ["2001:db8::/129"], "a prefix of 129 bits"),
        ("huge", ["10.0.0.0/4294967304"], "a prefix beyond 32 bits"),
        ("plus", ["10.0.0.0/+8"], "a sign"), ("minus", ["10.0.0.0/-8"], "a sign"),
        ("zero", ["10.0.0.0/08"], "a leading zero"),
        ("space", ["10.0.0.0/ 8"], "a space"), ("space-behind", ["10.0.0.0/8 "], "a space"),
        ("mask", ["10.0.0.0/255.0.0.0"], "a mask"),
        ("bare", ["10.0.0.0/"], "no prefix length"), ("lone", ["/8"], "no address"),
        ("twice", ["10.0.0.0/8/8"], "two prefixes"),
        ("short", ["10/8"], "one part"), ("mapped", ["::ffff:10.0.0.0/104"], "IPv4 written as IPv6"),
        ("zone", ["fe80::%eth0/10"], "a zone"), ("brackets", ["[2001:db8::]/32"], "brackets"),
        ("port", ["10.0.0.1:80"], "a port"),
        ("octal", ["010.0.0.0/8"], "a leading zero in the address"), ("range", ["10.0.0.1-10.0.0.9"], "a range"),
        ("wildcard", ["10.*"], "a wildcard"), ("list", ["10.0.0.1,10.0.0.2"], "two in one text"),
        ("one-bad", ["10.0.0.1", "x"], "a word"),
        ("number", [167772161], "a number"), ("text", "10.0.0.1", "a text for a list"), ("none", [], "nothing"),
        ("empty", [""], "an empty text"),
    ]:
        for option in ("senders", "trustedProxies"):
            b.building(f"assemblyai-{kebab(option)}-address-{slug}", f"{option}: {what}", "assemblyai",
                       spoiled("assemblyai", **{"senders": ["us"], option: value}), "invalid_option", threats=[131])
    b.building("assemblyai-trusted-proxies-region", "a region is no proxy", "assemblyai",
               spoiled("assemblyai", senders=["us"], trustedProxies=["us"]), "invalid_option", threats=[131])


def names(b):
    for slug, name in [("empty", ""), ("case", "Transcodely"), ("space", "transcodely "), ("typo", "transcodly"),
                       ("proto", "__proto__"), ("constructor", "constructor"), ("underscore", "standard_webhooks"),
                       ("variant", "svix-signature"), ("nul", "connect\u0000"), ("non-ascii", "conn\u00e9ct")]:
        b.building(f"provider-{slug}", f"a provider named {name!a}", name, {"secret": TEXT}, "unknown_provider", threats=[43])
