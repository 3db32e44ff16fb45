"""What the library calls its options, in the words of the command line."""

from __future__ import annotations

import re


def in_own_words(code: str, message: str) -> str:
    """The message with the command line's own words. What a scheme's file says has the names of its members."""
    if code == "invalid_scheme":
        return message
    return re.sub(r"`(\w+)`", lambda quoted: WORDS.get(quoted[1], quoted[0]), message)


WORDS = {
    "algorithm": "--algorithm",
    "algorithms": "--algorithm",
    "allow_any_timestamp": "--allow-any-timestamp",
    "allow_unauthenticated": "--allow-unauthenticated",
    "form": "--form",
    "header": "--header-name",
    "id": "--id",
    "method": "--method",
    "name": "--name",
    "now": "--now",
    "remote_address": "--remote-address",
    "senders": "--sender",
    "timestamp": "--timestamp",
    "tolerance": "--tolerance",
    "url": "--url",
    "url_parameter": "--url-parameter",
    "variant": "--variant",
}
