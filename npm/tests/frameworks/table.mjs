// Holds one receiver to the table: sends each row and compares the answer, the handler's calls and the log.

import { deepStrictEqual, fail, match, ok, strictEqual } from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { differencesOf } from "./differences.mjs";
import { rows } from "./rows.mjs";
import { SECRETS } from "./receivers/secrets.mjs";

/**
 * @param receiver `{ send(request, expect), look(), take(), started }`, what receivers.mjs says about it, and its `key`
 *   there
 * @returns `{ passed, failures, lines }`: a line for each row that this receiver answers otherwise or cannot show
 */
export async function judge(receiver) {
  const { lacks, otherwise } = differencesOf(receiver.key);
  const result = { passed: 0, failures: [], lines: [] };
  const unused = new Set([...Object.keys(lacks), ...Object.keys(otherwise)]);
  const constants = new Map();
  // Threat 136: what weakens is said once, at the start.
  const said = (await startingLog(receiver)).map(({ level, code }) => `${level} ${code}`).join();
  if (said === "warning refused_allowed") result.passed += 1;
  else result.failures.push(`at the start: the log holds "${said}"`);
  for (const { name, steps, needs } of rows()) {
    const lack = [...needs, name].find((need) => Object.hasOwn(lacks, need));
    if (lack) {
      unused.delete(lack);
      result.lines.push(`not here: ${name}: ${lacks[lack]}`);
      continue;
    }
    const other = otherwise[name];
    if (other) {
      unused.delete(name);
      result.lines.push(`otherwise: ${name}: ${other.why}`);
    }
    try {
      for (const { request, expect, during } of steps) {
        await judgeStep(receiver, request, { ...expect, ...other }, during, constants);
      }
      result.passed += 1;
    } catch (error) {
      result.failures.push(`${name}: ${error.message.split("\n")[0].slice(0, 1000)}`);
      // What is left of a failed row is none of the next one's.
      await receiver.take();
    }
  }
  for (const name of unused) result.failures.push(`differences.mjs: there is no row or need "${name}" left`);
  return result;
}

async function judgeStep(receiver, request, expect, during, constants) {
  const answering = receiver.send(request, expect);
  if (during) {
    await handlerHasBegun(receiver);
    judgeAnswer(await receiver.send(during.request, during.expect), during.expect, constants);
  }
  judgeAnswer(await answering, expect, constants);
  judgeRecord(await settled(receiver, expect), request, expect, receiver);
}

function judgeAnswer(answer, expect, constants) {
  const shown = `answered ${answer.status} ${JSON.stringify(answer.text.slice(0, 200))}`;
  ok([expect.status].flat().includes(answer.status), `${shown}, expected ${expect.status}`);
  if (expect.text !== undefined) strictEqual(answer.text, expect.text, `${shown}, expected ${expect.text}`);
  if (expect.closed) ok(answer.closed, `${shown}, and the connection stays open`);
  if (expect.retryAfter) match(answer.headers["retry-after"] ?? "", /^[1-9]\d*$/, `${shown}, without Retry-After`);
  // Threat 120: one text for a status, whatever the reason. HEAD has none.
  if (expect.constant && answer.text !== "") {
    const known = constants.get(answer.status) ?? answer.text;
    constants.set(answer.status, known);
    strictEqual(answer.text, known, `${shown}, another refusal was answered ${known}`);
  }
}

function judgeRecord({ calls, log, told }, request, expect, { rethrows, line }) {
  const codes = log.map(({ code }) => code);
  const seen = `calls ${JSON.stringify(calls)}, log ${JSON.stringify(log)}, told ${JSON.stringify(told)}`;
  deepStrictEqual(codes, expectedLog(expect, rethrows), seen);
  strictEqual(calls.length, expect.calls.length, seen);
  calls.forEach((call, index) => {
    const { body, ...facts } = expect.calls[index];
    // Threat 55: what the handler gets is what was signed.
    if (body) strictEqual(call.body, body.toString("base64"), `the handler got other bytes; ${seen}`);
    strictEqual(call.refused, facts.refused ?? false, seen);
    for (const [name, value] of Object.entries(facts)) strictEqual(call[name], value, seen);
  });
  deepStrictEqual(told, expect.told ?? [], seen);
  for (const entry of log) judgeEntry(entry, request, expect, line, seen);
}

function judgeEntry(entry, request, expect, line, seen) {
  ok(["error", "warning", "info"].includes(entry.level), seen);
  if (expect.level) strictEqual(entry.level, expect.level, seen);
  if (expect.namesLine) match(entry.message, line, seen);
  if (expect.id !== undefined) strictEqual(entry.id ?? null, expect.id, seen);
  if (expect.constant && entry.bytes !== null) ok(Number.isInteger(entry.bytes), seen);
  // Neither a secret nor what a signature would have been.
  const text = JSON.stringify(entry);
  for (const secret of Object.values(SECRETS)) ok(!text.includes(secret), `a secret in the log: ${text}`);
  for (const [, value] of request.headers) {
    if (/^(sha256=|v1,)/.test(value)) ok(!text.includes(value), `a signature in the log: ${text}`);
  }
}

function expectedLog({ log }, rethrows) {
  if (log !== "of a failed handler") return log;
  return rethrows ? [] : ["handler_failed"];
}

/** The record, once it holds what is expected, or what it holds in the end: a log may be later than its answer. */
async function settled(receiver, expect) {
  const log = expectedLog(expect, receiver.rethrows);
  const all = await receiver.take();
  for (let tries = 0; tries < (receiver.tries ?? 40); tries += 1) {
    if (all.log.length >= log.length && all.calls.length >= expect.calls.length) return all;
    await wait(50);
    const more = await receiver.take();
    for (const [kind, list] of Object.entries(more)) all[kind].push(...list);
  }
  return all;
}

/** What was logged before the first request; it may be later than the answer that says that the server is up. */
async function startingLog({ started: { log }, take, tries = 40 }) {
  for (; tries > 0 && log.length === 0; tries -= 1) {
    await wait(50);
    log.push(...(await take()).log);
  }
  return log;
}

async function handlerHasBegun(receiver) {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await receiver.look()).calls.length > 0) return;
    await wait(20);
  }
  fail("the handler has not begun");
}
