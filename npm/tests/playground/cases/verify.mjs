// Verdicts: every vector that can be typed into the page gets the verdict of its file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readBody, readHeaders } from "../../shapes.mjs";
import { test } from "../test.mjs";

for (const provider of ["assemblyai", "connect", "standard-webhooks", "transcodely", "transloadit"]) {
  test(`verify: the vectors of ${provider}`, async (playground) => {
    const vectors = (await read(`${provider}.json`)).verify.filter(canBeTyped);
    const accepted = vectors.filter(({ expect }) => expect.delivery);
    // Of each kind some, or the filter lets nothing through.
    assert.ok(accepted.length >= 3 && vectors.length - accepted.length >= 5, `${vectors.length} vectors`);
    for (const vector of vectors) {
      const found = await playground.page.evaluate(type, typed(vector));
      assert.equal(found.problem ?? found.verdict, expected(vector), vector.id);
      const { delivery } = vector.expect;
      if (delivery) assert.equal(found.facts.variant, delivery.variant, vector.id);
      if (delivery?.dedupeKey) assert.equal(found.facts["dedupe key"], delivery.dedupeKey, vector.id);
    }
  });
}

test("verify: the second of several secrets", async (playground) => {
  const [vector] = (await read("transcodely.json")).verify;
  const { request, now, webhook } = vector;
  const secrets = ["whsec_another_secret_of_this_test", webhook.options.secret];
  await playground.fill({
    provider: "transcodely",
    secrets,
    headers: request.headers,
    body: readBody(request.body),
    now,
  });
  await playground.waitFor("Verified");
  assert.match(await playground.text("#facts"), /secretnumber 2/);
  await playground.page.getByRole("button", { name: "Remove secret 2" }).click();
  await playground.waitFor("Refused: signature_mismatch");
});

test("verify: mistakes in the configuration stand at their field", async (playground) => {
  await playground.fill({ provider: "standard-webhooks", secrets: ["not base64!"] });
  assert.equal(await playground.text("#secrets-error"), "the secret is not base64");
  assert.equal(await playground.verdict(), "Not configured: invalid_secret");
  await playground.fill({ provider: "transcodely", secrets: ["a-good-secret-of-a-test"], options: { tolerance: "0" } });
  const field = playground.page.getByLabel("Tolerance in seconds");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.match(await playground.text(`#${await field.getAttribute("aria-describedby")}`), /whole number of seconds/);
  await playground.fill({ options: { tolerance: "300" } });
  assert.equal(await field.getAttribute("aria-invalid"), null);
  await playground.fill({ provider: "assemblyai" });
  assert.match(await playground.text("#options-header-error"), /is needed/);
  await playground.fill({ headers: "no header" });
  assert.match(await playground.text("#headers-error"), /^line 1 is no header/);
});

test("verify: the clock can be that of the request", async (playground) => {
  const [{ request, webhook }] = (await read("transcodely.json")).verify;
  const secrets = [webhook.options.secret];
  await playground.fill({ provider: "transcodely", secrets, headers: request.headers, body: readBody(request.body) });
  await playground.waitFor("Refused: timestamp_too_old");
  await playground.page.getByLabel("the timestamp of the request").check();
  await playground.waitFor("Verified");
  await playground.page.getByLabel("now", { exact: true }).check();
  await playground.waitFor("Refused: timestamp_too_old");
  await playground.page.getByLabel("take a timestamp of any age").check();
  await playground.waitFor("Verified");
});

test("verify: the provider is known by the headers", async (playground) => {
  const [{ request, webhook }] = (await read("standard-webhooks.json")).verify;
  await playground.fill({ provider: "transcodely", headers: request.headers, secrets: [webhook.options.secret] });
  await playground.page.getByRole("button", { name: "Use Standard Webhooks" }).click();
  assert.equal(await playground.page.getByLabel("Provider", { exact: true }).inputValue(), "standard-webhooks");
  assert.equal(await playground.text("#detected"), "As Standard Webhooks signs.");
  await playground.fill({ headers: "Content-Type: application/json" });
  assert.equal(await playground.page.locator("#detected").isVisible(), false);
});

test("verify: a scheme of one's own", async (playground) => {
  const { page } = playground;
  await playground.fill({ provider: "custom" });
  assert.equal(await playground.verdict(), "Nothing to verify yet");
  const scheme = {
    name: "mine",
    signature: { header: "X-Mine", encoding: "hex" },
    algorithms: ["sha256"],
    content: "{body}",
  };
  await page.getByLabel("Scheme, as JSON").fill(JSON.stringify(scheme));
  // RFC 4231, test case 2.
  const mac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  const body = Buffer.from("what do ya want for nothing?");
  await playground.fill({ secrets: ["Jefe"], headers: [["X-Mine", mac]], body });
  await playground.waitFor("Verified");
  await page.getByLabel("Scheme, as JSON").fill(JSON.stringify({ ...scheme, content: "{nobody}" }));
  await playground.waitFor("Not configured: invalid_scheme");
  await page.getByLabel("Scheme, as JSON").fill("{");
  await playground.waitFor("Not yet readable");
});

/** Texts that the fields take as they are; what they cannot hold is verified by the package's own suites. */
function canBeTyped({ webhook, request, now }) {
  const { secret, secrets = [secret], ...options } = webhook.options;
  return (
    typeof webhook.provider === "string" &&
    secrets.length > 0 &&
    secrets.every((one) => typeof one === "string" && one !== "" && !/[\r\n]/.test(one)) &&
    Object.keys(options).every((name) => OPTIONS.includes(name)) &&
    // A field leaves out the white space around these.
    [options.header, options.urlParameter, request.url, request.remoteAddress].every((text = "x") =>
      /^\S+$/.test(text),
    ) &&
    request.headers.every(([name, value]) => /^[\w-]+$/.test(name) && /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(value)) &&
    request.body.form === undefined &&
    readBody(request.body).length < 100_000 &&
    Number.isInteger(now) &&
    now >= 0
  );
}

function typed({ webhook, request, now }) {
  const { secret, secrets = [secret], ...options } = webhook.options;
  if (options.senders) options.senders = options.senders.join(", ");
  return {
    provider: webhook.provider,
    options,
    secrets,
    headers: readHeaders(request)
      .map(([name, value]) => `${name}: ${value}`)
      .join("\n"),
    body: Buffer.from(readBody(request.body)).toString("base64"),
    url: request.url ?? "",
    address: request.remoteAddress ?? "",
    now: String(now),
  };
}

/** In the page: types everything into the fields, then reads what the page shows. */
function type({ provider, options, secrets, headers, body, url, address, now }) {
  const find = (selector) => document.querySelector(selector);
  const set = (field, value) => {
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  set(find("#provider"), provider);
  for (const field of document.querySelectorAll("#options [data-option]")) {
    set(field, options[field.dataset.option] ?? (field.type === "checkbox" ? false : ""));
  }
  const fields = () => [...document.querySelectorAll("#secrets .row input")];
  while (fields().length < secrets.length) find("#secrets > button").click();
  while (fields().length > secrets.length) find("#secrets .row:last-child button:last-child").click();
  fields().forEach((field, index) => set(field, secrets[index]));
  set(find("#headers"), headers);
  set(find("#body input[value=base64]"), true);
  set(find("#body [data-role=code]"), body);
  set(find("#url"), url);
  set(find("#address"), address);
  set(find("input[name=clock][value=fixed]"), true);
  set(find("#fixed"), now);
  const problem = [...document.querySelectorAll("#verify .error")].map((place) => place.textContent).find(Boolean);
  const facts = [...document.querySelectorAll("#facts > div")].map((row) =>
    [...row.children].map((part) => part.textContent),
  );
  return { verdict: find("#headline").textContent, problem, facts: Object.fromEntries(facts) };
}

function expected({ expect }) {
  if (expect.code) return `Refused: ${expect.code}`;
  const words = { signature: "Verified", token: "Accepted by its token", none: "Taken, but nothing is proved" };
  return words[expect.delivery.authentication];
}

async function read(name) {
  return JSON.parse(await readFile(new URL(`../../../../tests/vectors/${name}`, import.meta.url), "utf8"));
}

const OPTIONS = ["header", "urlParameter", "tolerance", "senders", "allowAnyTimestamp", "allowUnauthenticated"];
