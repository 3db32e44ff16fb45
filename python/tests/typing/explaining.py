"""Use of the types of `explain` as mypy and pyright must see it. Checked, never run.

A line with an ignore must be refused: both tools report an ignore that nothing needs.
"""

from typing import Literal

import hookseal
from hookseal import Finding, FindingCode, Report, Webhook, explain
from hookseal.report import Clock, Refusal, Segment, Step, Work
from typing_extensions import assert_type

report = Webhook("transcodely", "secret").explain(b"", {}, now=1, url="/", remote_address=None, other_secrets=["old"])
assert_type(report, Report)
assert_type(report.refusal, Refusal | None)
assert_type(report.steps, tuple[Step, ...])
assert_type(report.content, tuple[Segment, ...])
assert_type(report.clock, Clock | None)
assert_type(report.findings, tuple[Finding, ...])
assert_type(report.work, Work)
assert_type(report.json(), str)
assert_type(report.steps[0].state, Literal["passed", "failed", "skipped"])
assert_type(report.findings[0].certainty, Literal["proved", "observed", "hint"])
code: FindingCode = report.findings[0].code
if code == "secret_quoted":
    print("remove the quotes")
print(code == "secret_qouted")  # type: ignore[comparison-overlap]

assert_type(hookseal.explain("connect", None, b"", [("a", b"b")]), Report)
assert_type(explain({"name": "mine"}, {"secrets": ["a", b"b"], "tolerance": 5}, {"field": "text"}, {}), Report)
explain("acme", "secret", b"", {})  # type: ignore[arg-type]
explain("transcodely", "secret", 5, {})  # type: ignore[arg-type]
explain("transcodely", "secret", b"")  # type: ignore[call-arg]
explain("transcodely", "secret", b"", {}, other_secrets=5)  # type: ignore[arg-type]
report.findings = ()  # type: ignore[misc]
hookseal.explian  # type: ignore[attr-defined] # noqa: B018
