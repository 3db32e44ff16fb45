"""Requests of AssemblyAI and Connect, whose senders know a token and sign nothing; all are genuine."""

from random import Random
from urllib.parse import quote

from . import values
from .request import Request

TOKENS = ("token", "a token, with comma", "a+b%c/d=e&f#g", "x" * 500)


def request(random: Random) -> Request:
    token = random.choice(TOKENS)
    body = values.body(random)
    headers = [("content-type", "application/json")]
    if random.randrange(2):
        sent = [*headers, ("x-my-secret", token)]
        return Request("assemblyai", [token], sent, body, {}, options={"header": "X-My-Secret"})
    given = "https://example.com/hook?customer=7"
    url = f"{given}&token={quote(token, safe='')}"
    return Request("connect", [token], headers, body, {"url": given}, options={"urlParameter": "token"}, url=url)
