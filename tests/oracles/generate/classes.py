"""Classes of requests: predicates over what arrives, which differences.json refers to by their names."""

import base64
import json
import re
from collections.abc import Callable

from .request import Request, b64

Predicate = Callable[[Request], bool]


def of(request: Request) -> list[str]:
    """The names of the predicates that hold."""
    return [predicate.__name__ for predicate in PREDICATES.get(request.scheme, ()) if predicate(request)]


# The body, the same for all schemes.


def body_not_utf8(request: Request) -> bool:
    return not is_utf8(request.body if request.field is None else request.field)


def body_not_json(request: Request) -> bool:
    """Text, but no JSON."""
    try:
        json.loads(request.body.decode())
    except UnicodeDecodeError:
        return False
    except ValueError:
        return True
    return False


# Secrets as people copy them.


def secret_empty(request: Request) -> bool:
    return any(secret.removeprefix("whsec_").strip("=") == "" for secret in request.secrets)


def secret_is_a_placeholder(request: Request) -> bool:
    return any(re.fullmatch(r"undefined|null|changeme|\$\{.*\}", secret) for secret in request.secrets)


def secret_with_white_space_or_control(request: Request) -> bool:
    return any(re.search(r"^\s|\s$|[\x00-\x1f\ufeff]", secret) for secret in request.secrets)


def secret_under_4_characters(request: Request) -> bool:
    return any(0 < len(bare) < 4 for bare in bare_secrets(request))


def secret_with_surplus_padding(request: Request) -> bool:
    return any(re.fullmatch(r"[A-Za-z0-9+/]+=*====", bare) for bare in bare_secrets(request))


def secret_with_other_characters(request: Request) -> bool:
    return any(re.search(r"[^A-Za-z0-9+/=]", bare) for bare in bare_secrets(request))


# Standard Webhooks.


def names_of_svix(request: Request) -> bool:
    return families(request) == {"svix"}


def names_of_both_families(request: Request) -> bool:
    return families(request) == {"svix", "webhook"}


def header_sent_twice(request: Request) -> bool:
    names = [name.lower() for name, _ in request.headers]
    return len(names) != len(set(names))


def list_joined_by_comma(request: Request) -> bool:
    """As a header that was sent twice looks once a server has joined both values."""
    return any(item.endswith(",") or ",v1," in item for value in signatures(request) for item in value.split(" "))


def comma_in_id_or_timestamp(request: Request) -> bool:
    return any("," in value for value in ids(request) + timestamps(request))


def timestamp_not_plain_decimal(request: Request) -> bool:
    return any(not re.fullmatch(r"[1-9][0-9]{0,15}|.*,.*", value.strip(" \t")) for value in timestamps(request))


def id_outside_grammar(request: Request) -> bool:
    """Characters of an id are the visible ones of ASCII, and no full stop, which ends it."""
    return any(not re.fullmatch(r"[!-+\-/-~]{0,256}|.*,.*", value.strip(" \t")) for value in ids(request))


def id_with_white_space_around(request: Request) -> bool:
    return any(value != value.strip(" \t") for value in ids(request))


def signature_with_white_space_around(request: Request) -> bool:
    """Around the whole value, or a tab around one item."""
    around = any(value != value.strip(" \t") for value in signatures(request))
    return around or any(item != item.strip("\t") for value in signatures(request) for item in value.split(" "))


def item_with_more_commas(request: Request) -> bool:
    items = [item for value in signatures(request) for item in value.split(" ")]
    return any(re.match(r"v1,[^,]*,.", item) and ",v1," not in item for item in items)


def signature_not_canonical_base64(request: Request) -> bool:
    """Its 32 bytes come out only if other characters, spare bits or what follows the padding are passed over."""
    return any(decoded(text) and b64(decoded(text)) != text for text in v1_items(request))


def signature_outside_ascii(request: Request) -> bool:
    return any(not value.isascii() for value in signatures(request))


def item_without_exactly_one_comma(request: Request) -> bool:
    return any(item.count(",") != 1 for value in signatures(request) for item in value.split(" "))


def list_over_16_items(request: Request) -> bool:
    lists = [value.split() for value in signatures(request)] if request.scheme == "standard-webhooks" else []
    return any(len(items) > 16 for items in lists) or len(pairs(request)) > 16


def header_over_8192_bytes(request: Request) -> bool:
    return any(len(value) > 8192 for _, value in request.headers)


# Transcodely.


def names_of_the_first_generation(request: Request) -> bool:
    return not "".join(request.values("transcodely-signature")) and bool(request.values("x-transcodely-signature"))


def t_repeated(request: Request) -> bool:
    return sum(key.strip() == "t" for key, _ in pairs(request)) > 1


def t_not_plain_decimal(request: Request) -> bool:
    return any(key.strip() == "t" and not re.fullmatch(r"[1-9][0-9]{0,15}", value) for key, value in pairs(request))


def white_space_around_equals_sign(request: Request) -> bool:
    return any(key != key.rstrip() or value != value.lstrip() for key, value in pairs(request))


# Transloadit.


def algorithm_name_in_other_case(request: Request) -> bool:
    name, colon, _ = (request.signature or "").strip().partition(":")
    return bool(colon) and name != name.lower() and name.lower() in ("sha1", "sha256", "sha384", "sha512")


def digits_in_upper_case(request: Request) -> bool:
    return bool(re.search("[A-F]", (request.signature or "").partition(":")[2]))


def white_space_around_the_field_signature(request: Request) -> bool:
    signature = request.signature or ""
    return signature != signature.strip()


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def bare_secrets(request: Request) -> list[str]:
    return [secret.removeprefix("whsec_") for secret in request.secrets]


def families(request: Request) -> set[str]:
    return {name.split("-")[0].lower() for name, _ in request.headers}


def of_part(request: Request, part: str) -> list[str]:
    return [value for name, value in request.headers if name.lower() in (f"webhook-{part}", f"svix-{part}")]


def ids(request: Request) -> list[str]:
    return of_part(request, "id")


def timestamps(request: Request) -> list[str]:
    return of_part(request, "timestamp")


def signatures(request: Request) -> list[str]:
    return of_part(request, "signature") + request.values("transcodely-signature")


def v1_items(request: Request) -> list[str]:
    return [item[3:] for value in signatures(request) for item in value.split(" ") if item.startswith("v1,")]


def pairs(request: Request) -> list[tuple[str, str]]:
    """The pairs of a list as `t=1,v1=00`."""
    items = [item.split("=", 1) for value in request.values("transcodely-signature") for item in value.split(",")]
    return [(item[0], item[1]) for item in items if len(item) == 2]


def decoded(text: str) -> bytes:
    """32 bytes, or none."""
    try:
        tag = base64.b64decode(text)
    except ValueError:
        return b""
    return tag if len(tag) == 32 else b""


ANY: tuple[Predicate, ...] = (
    body_not_utf8,
    secret_empty,
    secret_is_a_placeholder,
    secret_with_white_space_or_control,
    header_sent_twice,
    header_over_8192_bytes,
    list_over_16_items,
    signature_outside_ascii,
)

PREDICATES: dict[str, tuple[Predicate, ...]] = {
    "standard-webhooks": (
        *ANY,
        body_not_json,
        secret_under_4_characters,
        secret_with_surplus_padding,
        secret_with_other_characters,
        names_of_svix,
        names_of_both_families,
        list_joined_by_comma,
        timestamp_not_plain_decimal,
        comma_in_id_or_timestamp,
        id_outside_grammar,
        id_with_white_space_around,
        signature_with_white_space_around,
        signature_not_canonical_base64,
        item_with_more_commas,
        item_without_exactly_one_comma,
    ),
    "transcodely": (
        *ANY,
        names_of_the_first_generation,
        t_repeated,
        t_not_plain_decimal,
        white_space_around_equals_sign,
    ),
    "transloadit": (
        *ANY,
        algorithm_name_in_other_case,
        digits_in_upper_case,
        white_space_around_the_field_signature,
    ),
}
