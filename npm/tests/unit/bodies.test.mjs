// Bodies of every kind: the same bytes give the same verdict, and what is handed out is what was verified.

import assert from "node:assert/strict";
import test from "node:test";
import { Webhook, WebhookVerificationError } from "hookseal";

const webhook = new Webhook("transcodely", "whsec_0123456789abcdef");
const signed = (body) => webhook.sign(body, { id: "dlv_1" }).headers;
const refused = (code, act) => {
  assert.throws(act, (error) => error instanceof WebhookVerificationError && error.code === code);
};

test("threat 103: views honour their offset and length", () => {
  const whole = Uint8Array.from({ length: 64 }, (_, index) => index);
  const bytes = whole.slice(8, 40);
  const headers = signed(bytes);
  const shared = new SharedArrayBuffer(64);
  new Uint8Array(shared).set(whole);
  const bodies = [
    bytes,
    whole.subarray(8, 40),
    Buffer.from(whole.buffer, 8, 32),
    new DataView(whole.buffer, 8, 32),
    new Uint16Array(whole.buffer, 8, 16),
    new Float64Array(whole.buffer, 8, 4),
    new Int8Array(whole.buffer, 8, 32),
    new Uint8ClampedArray(whole.buffer, 8, 32),
    bytes.buffer,
    new Uint8Array(shared, 8, 32),
  ];
  for (const body of bodies) assert.deepEqual([...webhook.verify(body, headers).body], [...bytes]);
  refused("signature_mismatch", () => webhook.verify(whole, headers));
});

test("threat 103: a resizable buffer is taken at its length", () => {
  const buffer = new ArrayBuffer(4, { maxByteLength: 16 });
  new Uint8Array(buffer).set([1, 2, 3, 4]);
  const headers = signed(Uint8Array.of(1, 2, 3, 4));
  const delivery = webhook.verify(buffer, headers);
  buffer.resize(16);
  assert.deepEqual([...delivery.body], [1, 2, 3, 4]);
  const view = new Uint8Array(buffer, 8, 8);
  buffer.resize(4);
  refused("body_not_raw", () => webhook.verify(view, headers));
});

test("threat 102: the returned bytes are a copy of their own", () => {
  const body = Buffer.from('{"a":1}');
  const delivery = webhook.verify(body, signed(body));
  body.fill(0);
  assert.deepEqual(delivery.json(), { a: 1 });
});

test("threats 91 and 95: a body that was parsed or consumed is refused, with the line that fixes it", () => {
  const primitives = [undefined, null, 7, true];
  const objects = [{}, { a: 1 }, [], [123, 125], new Map(), Promise.resolve(), new URLSearchParams(), () => {}];
  for (const body of [...primitives, ...objects]) {
    const fixed = ["express.raw({ type: () => true })", "arrayBuffer()"];
    assert.throws(() => webhook.verify(body, {}), ({ code, message }) => {
      return code === "body_not_raw" && fixed.every((line) => message.includes(line));
    });
  }
  const detached = new Uint8Array(8);
  structuredClone(detached, { transfer: [detached.buffer] });
  refused("body_not_raw", () => webhook.verify(detached.buffer, {}));
});

test("threat 94: text is UTF-8 without change, and lone surrogates are refused", () => {
  for (const text of ["", "\ufeff{}", "e\u0301", "\u{1f600}"]) {
    const delivery = webhook.verify(text, signed(new TextEncoder().encode(text)));
    assert.deepEqual(Buffer.from(delivery.body), Buffer.from(text));
  }
  refused("body_not_text", () => webhook.verify("\ud800", {}));
  refused("body_not_text", () => new Webhook("transloadit", "0123456789abcdef").verify("\udc00", {}));
});

test("threat 21: sizes around the piece and a body of many pieces", () => {
  for (const size of [0, 1, 65535, 65536, 65537, 131072, 1_000_003]) {
    const body = new Uint8Array(size).fill(97);
    const headers = signed(body);
    assert.equal(webhook.verify(body, headers).body.length, size);
    if (size === 0) continue;
    body[size - 1] ^= 1;
    refused("signature_mismatch", () => webhook.verify(body, headers));
  }
});

test("json wants UTF-8 without byte order mark and standard JSON", () => {
  const cut = Buffer.from('"\u20ac"').subarray(0, 3);
  for (const body of [Buffer.of(0x22, 0xff, 0x22), cut, "\ufeff{}", "NaN", "{'secret-word':1}", ""]) {
    const delivery = webhook.verify(body, signed(body));
    assert.throws(() => delivery.json(), ({ code, message, stack }) => {
      return code === "payload_not_json" && message === NOT_JSON && !/secret-word/.test(stack);
    });
    // What was left of a refused text does not reach the next one.
    assert.equal(webhook.verify('"ok"', signed('"ok"')).json(), "ok");
  }
});

test("threat 53: forms: files, lists and fields of the prototype", () => {
  const transloadit = new Webhook("transloadit", "0123456789abcdef");
  const posted = Buffer.from(transloadit.sign("{}", { form: "urlencoded" }).body).toString();
  const form = Object.fromEntries(new URLSearchParams(posted));
  assert.equal(transloadit.verify(form, {}).authentication, "signature");
  assert.equal(transloadit.verify({ ...form, transloadit: [form.transloadit] }, {}).authentication, "signature");
  const files = new FormData();
  files.append("transloadit", new Blob(["{}"]), "transloadit");
  files.append("signature", form.signature);
  refused("form_malformed", () => transloadit.verify(files, {}));
  refused("duplicate_field", () => transloadit.verify({ ...form, signature: [form.signature, form.signature] }, {}));
  refused("field_missing", () => transloadit.verify({ ["__proto__"]: form }, {}));
  refused("field_missing", () => transloadit.verify({ ...form, transloadit: null }, {}));
  refused("body_not_text", () => transloadit.verify({ ...form, transloadit: "\ud800" }, {}));
  assert.equal(transloadit.verify({ getAll: (name) => [form[name]] }, {}).authentication, "signature");
  for (const values of [null, 7, {}]) refused("internal_error", () => transloadit.verify({ getAll: () => values }, {}));
  refused("form_malformed", () => transloadit.verify({ getAll: () => [{}] }, {}));
  refused("field_missing", () => transloadit.verify({ ...form, getAll: "x", transloadit: undefined }, {}));
  for (const body of [undefined, [], new Map(Object.entries(form)), Object.create(form), 1]) {
    refused("body_not_raw", () => transloadit.verify(body, {}));
  }
});

const NOT_JSON = "the verified body is not JSON in UTF-8 without byte order mark";
