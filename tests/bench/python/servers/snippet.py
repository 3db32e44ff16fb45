"""What the provider's snippet looks at of a request."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass
class Received:
    body: bytes
    headers: Mapping[str, str]
