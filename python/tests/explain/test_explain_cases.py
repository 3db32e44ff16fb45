"""The planted cases that all languages share, through the public API of the installed wheel."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_args

import explain_cases
import hookseal
import pytest
from hookseal import FindingCode, Report, Webhook, WebhookConfigError

CASES = explain_cases.load("cases.json")
FIELD = explain_cases.load("field.json")
CERTAINTIES = ("proved", "observed", "hint")


def test_there_are_cases() -> None:
    """A file that is not there would let everything pass."""
    assert len(CASES) > 500 and len(FIELD) > 100
    names = [case["name"] for case in (*CASES, *FIELD)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", (*CASES, *FIELD), ids=lambda case: case["name"])
def test_a_cause_is_named(case: dict[str, Any]) -> None:
    """Threat 119, for the texts that a case wants to be silent."""
    asked = explain_cases.request(case)
    report = hookseal.explain(case["provider"], explain_cases.options(case), **asked)
    assert faults(case, report) == []
    try:
        webhook = Webhook(case["provider"], **explain_cases.options(case))
    except WebhookConfigError as error:
        assert (error.code, case["expect"]["refusal"]) == (error.code, error.code)
    else:
        assert webhook.explain(**asked) == report


def faults(case: dict[str, Any], report: Report) -> list[str]:
    """What is wrong with a report: nothing, it is hoped."""
    expected = case["expect"]
    codes = {
        certainty: [finding.code for finding in report.findings if finding.certainty == certainty]
        for certainty in CERTAINTIES
    }
    every = [code for found in codes.values() for code in found]
    refusal = report.refusal and report.refusal.code
    text = report.json() + str(report) + repr(report) + repr(dataclasses.asdict(report))
    wrong = {
        f"refusal {refusal}, expected {expected['refusal']}": refusal != expected["refusal"],
        f"proved {codes['proved']}, expected {expected['proved']}": sorted(codes["proved"]) != expected["proved"],
        f"observed {codes['observed']}, not {expected['observed']}": set(expected["observed"]) - set(codes["observed"]),
        f"hints {codes['hint']}, not {expected['hints']}": set(expected["hints"]) - set(codes["hint"]),
        f"{every} has one of {expected['never']}": set(expected["never"]) & set(every),
        "a refusal without a finding": refusal is not None and not every,
        "a finding about what verifies": refusal is None and codes["proved"] + codes["observed"],
        "findings out of order": every != [code for certainty in CERTAINTIES for code in codes[certainty]],
        "a code that is not in the list": set(every) - set(get_args(FindingCode)),
        "another JSON than its members": json.loads(report.json()) != plain(dataclasses.asdict(report)),
        # The texts themselves are not shown here, either.
        "what should be silent": any(silent in text for silent in case["silent"]),
        "too much work": report.work.macs > 16384 or report.work.bytes > 64 * 1024 * 1024,
        "another difference": report.clock and report.clock.timestamp - report.clock.now != report.clock.difference,
    }
    return [fault for fault, found in wrong.items() if found]


def plain(value: Any) -> Any:
    """As JSON has it: lists instead of tuples."""
    return json.loads(json.dumps(value))


def control(**changes: Any) -> list[str]:
    """The faults of a report that is right, against expectations that are changed."""
    case: dict[str, Any] = next(case for case in CASES if case["expect"]["proved"] == ["body_newline_added"])
    report = hookseal.explain(case["provider"], explain_cases.options(case), **explain_cases.request(case))
    expected = {**case["expect"], **{name: value for name, value in changes.items() if name != "silent"}}
    return faults({**case, "expect": expected, "silent": changes.get("silent", case["silent"])}, report)


@pytest.mark.parametrize(
    "changes",
    [
        {"refusal": None},
        {"proved": []},
        {"proved": ["body_newline_added", "secret_quoted"]},
        {"observed": ["body_not_raw"]},
        {"hints": ["secret_is_api_key"]},
        {"never": ["body_newline_added"]},
        {"silent": ["proved"]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_wrong_report_would_be_seen(changes: dict[str, Any]) -> None:
    """A judge that lets everything pass proves nothing."""
    assert control() == []
    assert len(control(**changes)) == 1
