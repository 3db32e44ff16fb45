"""What can be done to any message that carries a time."""

from random import Random
from typing import Protocol

from . import values
from .request import NOW


class Timed(Protocol):
    time: str


def outside_window(message: Timed, random: Random) -> None:
    message.time = str(max(1, NOW + random.choice(values.OUTSIDE)))
