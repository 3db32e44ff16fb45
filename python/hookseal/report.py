"""Why a request is refused, as `Webhook.explain` and `hookseal.explain` report it.

A report holds no secret, no signature that would have been right, and no value of a signature or token. It does hold
the start and the end of the body: treat it as you treat the body, and never answer a request with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from ._generated import FindingCode

__all__ = ["Clock", "Finding", "FindingCode", "Refusal", "Report", "Segment", "Step", "Work"]


class _Written:
    """What the core has written of a report."""

    _json: str
    _text: str
    _colored: str

    def __str__(self) -> str:
        return self._text

    def json(self) -> str:
        """The report as JSON text, the same in every language; the members are called as here."""
        return self._json


@dataclass(frozen=True, repr=False)
class Report(_Written):
    """What was seen of a request, and why it is refused. `str` gives it as text for people.

    Attributes:
        provider: the provider's name, or that of the custom scheme.
        variant: the variant by which the request is judged.
        refusal: what `verify` says, or the constructor of a secret; None if the request verifies.
        steps: what `verify` looks at, in its order.
        content: what is signed, piece by piece; empty if nothing is, or if it was not found.
        clock: the timestamp against the clock; None where no timestamp was read.
        findings: the causes, the most certain first. A refused request has at least one.
        work: what it took.
    """

    provider: str
    variant: str
    refusal: Refusal | None
    steps: tuple[Step, ...]
    content: tuple[Segment, ...]
    clock: Clock | None
    findings: tuple[Finding, ...]
    work: Work

    def __repr__(self) -> str:
        refusal = None if self.refusal is None else self.refusal.code
        return f"Report(refusal={refusal!r}, findings={[finding.code for finding in self.findings]})"


@dataclass(frozen=True)
class Refusal:
    """What `verify` says, or the constructor.

    Attributes:
        code: a `VerifyErrorCode`, or `missing_secret` or `invalid_secret`.
        message: the same as prose.
    """

    code: str
    message: str


@dataclass(frozen=True)
class Step:
    """One thing that `verify` looks at.

    Attributes:
        name: what it is.
        state: "failed" if the request is refused because of it, "skipped" if it was not reached or is not there.
        saw: what was seen, in a few words.
    """

    name: Literal["secret", "body", "signature", "token", "timestamp", "id", "content", "comparison", "time", "address"]
    state: Literal["passed", "failed", "skipped"]
    saw: str


@dataclass(frozen=True)
class Segment:
    r"""A piece of the signed content.

    Attributes:
        part: where it comes from.
        text: the bytes: printable ASCII as it is, a backslash doubled, `\n`, `\r`, `\t`, `\xNN` for any other byte.
        bytes: how many bytes there are.
        cut: whether the middle is left out.
    """

    part: Literal["body", "header", "id", "literal", "timestamp", "value"]
    text: str
    bytes: int
    cut: bool


@dataclass(frozen=True)
class Clock:
    """The timestamp of a request against the clock of its receiver.

    Attributes:
        timestamp: the time that the request states, in Unix seconds.
        now: the receiver's time, in Unix seconds.
        difference: the timestamp minus now, in seconds: negative for one in the past.
        tolerance: the most seconds that are tolerated, both ways; None if any age is taken.
    """

    timestamp: int
    now: int
    difference: int
    tolerance: int | None


@dataclass(frozen=True)
class Finding:
    """One cause, or a hint at one.

    Attributes:
        code: stable, the same in every language; docs/troubleshooting.md lists them.
        certainty: "proved" if the signature or token matches once this is undone, alone or together with the other
            proved findings; "observed" for a fact at which `verify` stops; "hint" for what may be the cause.
        message: what was found, in one sentence.
        fix: what to do about it.
        part: the header, field, parameter or secret that it is about, or None.
        see: the page that explains the code.
    """

    code: FindingCode
    certainty: Literal["proved", "observed", "hint"]
    message: str
    fix: str
    part: str | None
    see: str


@dataclass(frozen=True)
class Work:
    """What an explanation took.

    Attributes:
        macs: how many MACs or digests were computed.
        bytes: how many bytes were hashed.
        complete: False if a limit ended the search before everything was tried.
    """

    macs: int
    bytes: int
    complete: bool


def _read(json_text: str, text: str, colored: str) -> Report:
    """The report that the core has written as JSON, as text, and as text with colours."""
    members: dict[str, Any] = json.loads(json_text)
    report = Report(
        provider=members["provider"],
        variant=members["variant"],
        refusal=members["refusal"] and Refusal(**members["refusal"]),
        steps=tuple(Step(**step) for step in members["steps"]),
        content=tuple(Segment(**segment) for segment in members["content"]),
        clock=members["clock"] and Clock(**members["clock"]),
        findings=tuple(Finding(**finding) for finding in members["findings"]),
        work=Work(**members["work"]),
    )
    # Beside the members, so that neither `==` nor `asdict` knows of them.
    report.__dict__.update(_json=json_text, _text=text, _colored=colored)
    return report
