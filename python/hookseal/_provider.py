"""What is documented about a provider, as data. `hookseal.providers` holds one `Provider` for each built-in row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Policy:
    """What a provider documents about delivering. hookseal does not act on it.

    Attributes:
        acknowledge: the status codes that acknowledge a delivery: "2xx" for 200 to 299, or those listed.
        timeout: how many seconds the provider waits for an answer; None if not documented.
        attempts: how often it tries in all, the first attempt included; None if not documented.
        delays: the seconds before each further attempt; None if not documented one by one.
        stops: "4xx", if such an answer ends the attempts early; None if no answer does.
        source: the page that says so.
        checked: the day on which the page was read, as YYYY-MM-DD.
    """

    acknowledge: Literal["2xx"] | tuple[int, ...]
    timeout: int | None
    attempts: int | None
    delays: tuple[int, ...] | None
    stops: Literal["4xx"] | None
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
        source: the page that documents how the provider signs.
    """

    name: str
    title: str
    variants: tuple[Variant, ...]
    default_variant: str
    senders: Mapping[str, str]
    source: str
