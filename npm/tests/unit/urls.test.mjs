// The request's URL: a text or a URL object, and nothing else.

import assert from "node:assert/strict";
import test from "node:test";
import { Webhook, WebhookVerificationError } from "hookseal";

const connect = new Webhook("connect", { urlParameter: "token", secret: "0123456789abcdef" });
const code = (url) => {
  try {
    connect.verify("{}", {}, { url });
    return "accepted";
  } catch (error) {
    assert.ok(error instanceof WebhookVerificationError, String(error));
    return error.code;
  }
};

test("a URL object is read as its text", () => {
  const { url } = connect.sign("{}", { url: new URL("https://example.com/hook?a=1") });
  assert.equal(code(url), "accepted");
  assert.equal(code(new URL(url)), "accepted");
  assert.equal(code(new URL("https://example.com/hook?token=0123456789abcdee")), "token_mismatch");
  assert.equal(code(new URL("https://example.com/hook")), "token_missing");
  assert.equal(code(new URL(`${url}&token=x`)), "duplicate_field");
});

test("threat 40: what is neither is no URL", () => {
  const text = "/?token=0123456789abcdef";
  const others = [undefined, null, 7, true, {}, [text], new String(text), { toString: () => text }, { href: [text] }];
  for (const url of others) assert.equal(code(url), "url_missing");
});

test("threat 44: a URL that cannot be read is a refusal", () => {
  const thrower = () => {
    throw new Error("hostile");
  };
  assert.equal(code(new Proxy({}, { get: thrower })), "internal_error");
  assert.equal(code(Object.defineProperty({}, "href", { get: thrower })), "internal_error");
});
