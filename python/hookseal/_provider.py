"""What is documented about a provider, as data. `hookseal.providers` holds one `Provider` for each built-in row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Policy:
    """What a provider documents about delivering, and what a receiver with a replay store makes of it.

    Attributes:
        acknowledge: the status codes that acknowledge a delivery: "2xx" for 200 to 299, or those listed.
        timeout: how many seconds the provider waits for an answer; None if not documented.
        attempts: how often it tries in all, the first attempt included; None if not documented.
        delays: the seconds before each further attempt; None if not documented one by one.
        horizon: the seconds from the first attempt to the last; None if not documented.
        stops: "4xx", if such an answer ends the attempts early; None if no answer does.
        keep: the seconds for which a handled delivery is remembered unless told otherwise: until no further attempt can
            come, at least a day.
        busy: the answer to a delivery that is being handled: 409, or 503 where a 4xx would end the attempts.
        source: the page that says so.
        checked: the day on which the page was read, as YYYY-MM-DD.
    """

    acknowledge: Literal["2xx"] | tuple[int, ...]
    timeout: int | None
    attempts: int | None
    delays: tuple[int, ...] | None
    horizon: int | None
    stops: Literal["4xx"] | None
    keep: int
    busy: Literal[409, 503]
    source: str
    checked: str


@dataclass(frozen=True)
class Variant:
    """One way in which a provider signs.

    Attributes:
        name: what `variant` of a delivery reports and `Webhook.sign` takes.
        policy: what is documented about delivering, None if nothing is.
    """

    name: str
    policy: Policy | None


@dataclass(frozen=True)
class Provider:
    """One row of the provider table.

    Attributes:
        name: the name that `Webhook` takes.
        title: the name as the provider writes it.
        variants: the ways in which the provider signs, in the order in which they are tried.
        default_variant: the name of the variant that `Webhook.sign` uses unless told otherwise.
        senders: documented sender addresses, by the names that the option `senders` takes.
        limit: the most bytes of a body that a receiver reads unless told otherwise.
        id_headers: the headers that carry a delivery id, signed or not, in lower case.
        source: the page that documents how the provider signs.
    """

    name: str
    title: str
    variants: tuple[Variant, ...]
    default_variant: str
    senders: Mapping[str, str]
    limit: int
    id_headers: tuple[str, ...]
    source: str
