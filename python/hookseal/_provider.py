"""What is documented about a provider, as data. `hookseal.providers` holds one `Provider` for each built-in row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Policy:
    """How a provider delivers. Times are in seconds; None stands for what is not documented."""

    acknowledge: Literal["2xx"] | tuple[int, ...]
    """The status codes that acknowledge a delivery."""
    timeout: int | None
    """How long the provider waits for an answer."""
    attempts: int | None
    """How often it tries in all, the first attempt included."""
    delays: tuple[int, ...] | None
    """The pause before each further attempt; None where only a sum is documented."""
    stops: Literal["4xx"] | None
    """The answers that end the attempts early."""
    source: str
    """The page that says so."""
    checked: str
    """The day on which the page was read, as YYYY-MM-DD."""


@dataclass(frozen=True)
class Variant:
    """One way in which a provider signs."""

    name: str
    """The name that `Delivery.variant` reports and `sign` takes."""
    policy: Policy | None
    """How deliveries of this variant are made, where documented."""


@dataclass(frozen=True)
class Provider:
    """One row of the provider table."""

    name: str
    """The name that `Webhook` takes."""
    title: str
    """The name as the provider writes it."""
    variants: tuple[Variant, ...]
    """In the order in which they are tried."""
    default_variant: str
    """The variant that `sign` uses unless told otherwise."""
    senders: Mapping[str, str]
    """Documented sender addresses, by the name that the option `senders` takes."""
    source: str
    """The page that documents how the provider signs."""
