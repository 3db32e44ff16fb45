"""`explain`: what it names, and that it shows no secret. Its text is the core's, so only parts of it stand here."""

from case import NOW, case
from generate.oracle import hex_mac
from verifying import BODY, BY, SECRET, transcodely_headers


def cases():
    return []
