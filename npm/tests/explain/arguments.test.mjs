// What `explain` takes and refuses: its options, bodies and headers of any kind.

import assert from "node:assert/strict";
import test from "node:test";
import { Webhook, WebhookConfigError, providers } from "hookseal";
import { Report, describeProvider, explain, findingCodes } from "hookseal/explain";
import { readBody, readHeaders, shapes } from "../shapes.mjs";
import vectors from "../vectors.mjs";

const SECRET = "whsec_k7Vw2mQ9xTzB4nRcPq81";
const NOW = 1716480293;
const webhook = new Webhook("transcodely", SECRET);
const { body, headers } = webhook.sign("{}", { id: "dlv_1", timestamp: NOW });

test("it says of every vector what `verify` says", () => {
  let seen = 0;
  const all = Object.values(vectors).flatMap((file) => file.verify ?? []);
  for (const { id, webhook: setup, request, now, expect } of all) {
    const options = { now, method: request.method, url: request.url, remoteAddress: request.remoteAddress };
    const given = [readBody(request.body), readHeaders(request), options];
    const report = new Webhook(setup.provider, secretsOf(setup.options)).explain(...given);
    assert.equal(report.refusal?.code, expect.code, id);
    const sure = report.findings.filter(({ certainty }) => certainty !== "hint");
    if (expect.code === undefined) assert.deepEqual(sure, [], id);
    else assert.notEqual(report.findings.length, 0, id);
    seen += 1;
  }
  assert.ok(seen > 300, `${seen} vectors`);
});

test("the webhook and the function of the same arguments give the same report, which cannot be changed", () => {
  const [given, options] = [[`${new TextDecoder().decode(body)}\n`, headers], { now: NOW }];
  const report = webhook.explain(...given, options);
  const other = explain("transcodely", { secret: SECRET }, ...given, options);
  assert.ok(report instanceof Report);
  assert.equal(JSON.stringify(report), JSON.stringify(other));
  assert.equal(`${report}`, `${other}`);
  assert.deepEqual(Object.keys(report), MEMBERS);
  assert.throws(() => { report.findings[0].code = "none"; }, TypeError);
  assert.throws(() => { report.refusal = null; }, TypeError);
  const coloured = report.toColouredString();
  assert.notEqual(coloured, `${report}`);
  assert.equal(coloured.replace(/\u001b\[\d+m/g, ""), `${report}`);
});

test("a secret that is refused is explained; nothing else that is wrong is", () => {
  const codes = new Set();
  for (const given of [undefined, "", " ", `${SECRET}\n`, "\ud800", {}, { secrets: [SECRET, ""] }, { secret: 7 }]) {
    const { refusal, findings } = explain("transcodely", given, body, headers, { now: NOW });
    assert.equal(refusal.code, verdict(() => new Webhook("transcodely", given)));
    assert.ok(findings.some(({ code }) => code === refusal.code));
    codes.add(refusal.code);
  }
  assert.deepEqual([...codes], ["missing_secret", "invalid_secret"]);
  const refused = [
    ["unknown_provider", "nobody", SECRET],
    ["invalid_scheme", { name: "acme", nonsense: 1 }, SECRET],
    ["unknown_option", "transcodely", { secret: SECRET, tolerence: 1 }],
    ["invalid_option", "transcodely", { secret: SECRET, tolerance: 0 }],
    ["invalid_option", "transcodely", { secret: SECRET, secrets: [SECRET] }],
    ["invalid_option", "assemblyai", SECRET],
  ];
  for (const [code, ...setup] of refused) throwsCode(code, () => explain(...setup, body, headers));
});

test("options are those of `verify`, and other secrets", () => {
  const refused = [
    ["unknown_option", { otherSecret: SECRET }],
    ["unknown_option", { now: NOW, colours: true }],
    ["invalid_option", "now"],
    ["invalid_option", { now: NOW * 1000 }],
    ["invalid_option", { now: `${NOW}` }],
    ["invalid_option", { otherSecrets: SECRET }],
    ["invalid_option", { otherSecrets: new Set([SECRET]) }],
  ];
  for (const [code, options] of refused) throwsCode(code, () => webhook.explain(body, headers, options));
  const stranger = new Webhook("transcodely", "whsec_of-another-endpoint");
  const found = (otherSecrets) => proved(stranger.explain(body, headers, { now: NOW, otherSecrets }));
  for (const others of [undefined, null, [], [undefined, null], ["", 7, {}, "\ud800"], ["whsec_of-a-third-one"]]) {
    assert.deepEqual(found(others), [], JSON.stringify(others));
  }
  for (const others of [[SECRET], [undefined, SECRET], ["whsec_of-a-third-one", new TextEncoder().encode(SECRET)]]) {
    assert.deepEqual(found(others), ["secret_other"]);
  }
  const [time] = webhook.explain(body, headers).findings;
  assert.equal(time.code, "timestamp_stale", "without `now` the clock is asked");
});

test("what a prototype has is no option", () => {
  Object.prototype.otherSecrets = [SECRET];
  try {
    const report = explain("transcodely", "whsec_of-another-endpoint", body, headers, { now: NOW });
    assert.deepEqual(proved(report), []);
  } finally {
    delete Object.prototype.otherSecrets;
  }
});

test("what was handed over instead of the body is named", () => {
  for (const instead of [null, undefined, 7, {}, { event: "job.completed" }, [], new Map(), () => {}]) {
    assert.equal(webhook.explain(instead, headers, { now: NOW }).refusal.code, "body_not_raw", String(instead));
  }
  assert.equal(webhook.explain("\ud800", headers, { now: NOW }).refusal.code, "body_not_text");
  for (const same of [body, body.buffer, Buffer.from(body), new DataView(body.buffer), "{}"]) {
    assert.equal(webhook.explain(same, headers, { now: NOW }).refusal, null);
  }
});

test("a body of 16 MiB is explained, a longer one is not", () => {
  const long = new Uint8Array(16 << 20).fill(0x20);
  const signed = webhook.sign(long, { id: "dlv_1", timestamp: NOW });
  assert.equal(webhook.explain(long, signed.headers, { now: NOW }).refusal, null);
  throwsCode("invalid_option", () => webhook.explain(new Uint8Array(17 << 20), headers));
});

test("a parsed form is read as `verify` reads it", () => {
  const form = new Webhook("transloadit", SECRET);
  const signed = form.sign('{"ok":"ASSEMBLY_COMPLETED"}', { form: "urlencoded" });
  const fields = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(signed.body)));
  const shaped = [
    fields,
    new URLSearchParams(fields),
    { getAll: (name) => (Object.hasOwn(fields, name) ? [fields[name]] : []) },
    { ...fields, other: "\ud800" },
    { ...fields, files: [{ size: 1 }] },
    { ...fields, signature: undefined },
    { ...fields, signature: [fields.signature, fields.signature] },
    { ...fields, transloadit: "\ud800" },
    { ...fields, transloadit: { ok: "ASSEMBLY_COMPLETED" } },
    {},
  ];
  const codes = shaped.map((given) => form.explain(given, {}, { now: NOW }).refusal?.code);
  assert.deepEqual(codes, shaped.map((given) => verdict(() => form.verify(given, {}, { now: NOW }))));
  assert.equal(new Set(codes).size, 6, codes.join());
});

test("all headers are read, in whatever shape", () => {
  const request = { headers: [...Object.entries(headers), ["Content-Length", "3"]], body: { text: "{}" } };
  const all = shapes(request).map(({ name, headers }) => [name, headers]);
  const record = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  all.push(["asked by name", { get: (name) => record[name] ?? null }], ["Map", new Map(request.headers)]);
  assert.ok(all.some(([name]) => name === "Headers"));
  for (const [name, given] of all) {
    const found = webhook.explain("{}\n\n", given, { now: NOW }).findings.map(({ code }) => code);
    assert.ok(found.includes("body_length_differs"), `${name}: ${found}`);
  }
  for (const none of [undefined, null, 7, "x-transcodely-signature", {}, [], new Map()]) {
    assert.equal(webhook.explain("{}", none, { now: NOW }).refusal.code, "signature_missing");
  }
  for (const odd of [{ ...headers, x: 7, y: [7, null], z: {} }, [["a"], [], [7, 7], "b", ...Object.entries(headers)]]) {
    assert.equal(webhook.explain("{}", odd, { now: NOW }).refusal, null);
  }
});

test("each provider is described, no other is", () => {
  for (const { name, title } of Object.values(providers)) {
    assert.ok(describeProvider(name).startsWith(`${title} (${name})\n`));
  }
  for (const name of ["", "nobody", "toString", "Transcodely"]) assert.equal(describeProvider(name), undefined);
});

test("codes are listed once", () => {
  assert.equal(new Set(findingCodes).size, findingCodes.length);
  assert.ok(findingCodes.includes("body_reserialized") && findingCodes.includes("invalid_secret"));
});

function proved({ findings }) {
  return findings.filter(({ certainty }) => certainty === "proved").map(({ code }) => code);
}

function verdict(verify) {
  try {
    verify();
  } catch (error) {
    return error.code;
  }
}

function throwsCode(code, act) {
  assert.throws(act, (error) => error instanceof WebhookConfigError && assert.equal(error.code, code) === undefined);
}

function secretsOf(options) {
  const read = (secret) => (typeof secret?.base64 === "string" ? readBody(secret) : secret);
  const settled = { ...options };
  if ("secret" in settled) settled.secret = read(settled.secret);
  if (Array.isArray(settled.secrets)) settled.secrets = settled.secrets.map(read);
  return settled;
}

const MEMBERS = ["provider", "variant", "refusal", "steps", "content", "clock", "findings", "work"];
