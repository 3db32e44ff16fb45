"""Holds a receiver to a row of the table: sends it, and compares the answer, the runs of the handler and the log."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

import client
import deliveries
from rows import ROWS
from rows.row import Step
from servers import Server

Otherwise = dict[str, Any] | tuple[dict[str, Any], ...]


def judge(server: Server, prefix: str, row: str, otherwise: Otherwise, rethrows: bool) -> list[str]:
    """What is wrong, a line each.

    Args:
        server: the receiver.
        prefix: of the paths of its endpoints.
        row: the name of the row.
        otherwise: what this receiver does otherwise: in each step of the row, or step by step.
        rethrows: whether what a handler raises goes on to the framework, and so is not logged by hookseal.
    """
    faults: list[str] = []
    for number, planned in enumerate(ROWS[row]()):
        step = replace(planned, **(otherwise if isinstance(otherwise, dict) else otherwise[number]))
        if rethrows:
            step = replace(step, log=tuple(code for code in step.log if code != "handler_failed"))
        mark = server.mark()
        answer = client.send(
            server.port, step.bytes_for(prefix), ends=step.ends, waits_for_end=step.closed, method=step.method
        )
        lines = settled(server, mark, step)
        faults += [f"step {number}: {fault}" for fault in [*answer_faults(step, answer), *line_faults(step, lines)]]
    return faults


def settled(server: Server, mark: int, step: Step) -> list[dict[str, Any]]:
    """The report, once it holds what is expected, or what it holds in the end: a log may be later than its answer."""
    ends = time.monotonic() + 2
    while True:
        lines = server.since(mark)
        if len(lines) >= len(step.log) + len(step.runs) or time.monotonic() > ends:
            return lines
        time.sleep(0.02)


def answer_faults(step: Step, answer: client.Answer) -> list[str]:
    faults = []
    if answer.status not in step.status:
        faults.append(f"answered {answer.status} {answer.body[:200]!r}, expected {step.status}")
    # Threat 120: one text, whatever the reason. FastAPI writes it as JSON.
    if step.text is not None and answer.body not in (step.text, b'{"detail":"%s"}' % step.text.strip()):
        faults.append(f"the answer says {answer.body[:200]!r}, expected {step.text!r}")
    if step.retry_after and not re.fullmatch("[1-9][0-9]*", answer.retry_after or ""):
        faults.append(f"Retry-After is {answer.retry_after!r}")
    if step.closed and not answer.closed:
        faults.append("the connection stays open")
    return faults


def line_faults(step: Step, lines: list[dict[str, Any]]) -> list[str]:
    faults = []
    runs = [line for line in lines if "ran" in line]
    log = [line for line in lines if "log" in line]
    if [line["log"] for line in log] != list(step.log):
        faults.append(f"the log says {log}, expected {step.log}")
    if len(runs) != len(step.runs):
        faults.append(f"the handler ran {len(runs)} times, expected {len(step.runs)}")
    for run, proved in zip(runs, step.runs):
        # Threat 55: what the handler gets is what was signed.
        if run["body"] != (None if proved is None else proved.hex()) or run["refused"] is not step.refused:
            faults.append(f"the handler got other bytes: {run}")
    for line in log:
        if step.level not in (None, line["level"]) or step.message not in line["message"]:
            faults.append(f"a line of the log: {line}")
        if (line["log"] in KEYED) != bool(re.fullmatch("[0-9a-f]{64}", line["key"] or "")):
            faults.append(f"the key in the log is {line['key']!r}")
        if (line["log"] in CAUSED) != (line["cause"] is not None):
            faults.append(f"the cause in the log is {line['cause']!r}")
        if step.id != "any" and line["id"] != step.id:
            faults.append(f"the id in the log is {line['id']!r}, expected {step.id!r}")
        faults += secrets_in(step, str(line))
    return faults


def secrets_in(step: Step, text: str) -> list[str]:
    received = [value for _, value in step.delivery.headers if value.startswith(("sha256=", "t=", "v1,"))]
    shown = [secret for secret in (*deliveries.WEBHOOK_SECRETS.values(), *received) if secret in text]
    return [f"the log shows {secret}" for secret in shown]


KEYED = ("duplicate", "in_flight", "payload_changed")
CAUSED = ("handler_failed", "hook_failed", "store_unavailable")
