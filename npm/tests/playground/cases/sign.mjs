// Signing: what the page makes is what the package's vectors expect, verifies in the page, and survives a shell.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { test } from "../test.mjs";

const WORDS = { assemblyai: "Accepted by its token", connect: "Accepted by its token" };

for (const provider of ["assemblyai", "connect", "standard-webhooks", "transcodely", "transloadit"]) {
  test(`sign: ${provider} and back`, async (playground) => {
    const { page } = playground;
    await playground.fill({ provider, secrets: [SECRET], options: NAMES[provider] ?? {} });
    await page.getByRole("tab", { name: "Sign" }).click();
    const body = Buffer.from(provider === "transloadit" ? '{"ok":"+ & = ä"}' : '{"a":"\u00e4\\n$(x)`\\\'!"}\r\n\n');
    await playground.fillBody("sign-body", body);
    assert.equal(await playground.text("#signed-headline"), "Signed");
    const [shown, copied] = [await playground.text("#curl"), await copy(playground, "Copy as curl command")];
    const isToken = provider in WORDS;
    assert.equal(shown.includes(SECRET), false);
    // Nor does any longer part of it, however it is written.
    assert.equal(shown.includes(SECRET.slice(8, 20)), false);
    assert.equal(decodeURIComponent(copied.replace(/^.*--data-raw.*$/m, "")).includes(SECRET), isToken);
    await page.getByRole("button", { name: "Verify this request" }).click();
    await playground.waitFor(WORDS[provider] ?? "Verified");
    // The command goes through a shell, and what curl would be given comes back into the page.
    const { url, headers, body: posted } = await whatCurlIsGiven(copied);
    await playground.fill({ headers, body: posted, url: isToken && provider === "connect" ? url : undefined });
    await playground.waitFor(WORDS[provider] ?? "Verified");
    await playground.fillBody("body", Buffer.concat([posted, Buffer.from("x")]));
    if (!isToken && provider !== "transloadit") await playground.waitFor("Refused: signature_mismatch");
    await page.getByText("Paste a whole request").click();
    await page.getByLabel("A curl command, a raw HTTP request").fill(copied);
    await page.getByRole("button", { name: "Split into headers and body" }).click();
    await playground.waitFor(WORDS[provider] ?? "Verified");
  });
}

test("sign: as the vectors of the package expect", async (playground) => {
  const vectors = JSON.parse(await readFile(new URL("sign.json", VECTORS), "utf8")).sign;
  let checked = 0;
  for (const { id, webhook, body, options, expect } of vectors) {
    const { secret, ...rest } = webhook.options;
    const known = Object.keys(options).every((name) => ["id", "timestamp", "variant"].includes(name));
    const plain = Object.keys(rest).length === 0 && typeof secret === "string" && !/[\r\n]/.test(secret);
    const typed = webhook.provider in DEFAULT_VARIANT && known && plain && typeof body.text === "string";
    if (!typed || expect.code !== undefined || options.timestamp === undefined) continue;
    await playground.page.getByRole("tab", { name: "Verify" }).click();
    await playground.fill({ provider: webhook.provider, secrets: [secret] });
    await playground.page.getByRole("tab", { name: "Sign" }).click();
    await playground.page.getByLabel("Timestamp in Unix seconds").fill(String(options.timestamp));
    if (options.id !== undefined) await playground.page.getByLabel("Delivery id").fill(options.id);
    if (options.variant !== undefined) await playground.page.getByLabel("Variant").selectOption(options.variant);
    else await playground.page.getByLabel("Variant").selectOption({ index: DEFAULT_VARIANT[webhook.provider] });
    await playground.fillBody("sign-body", Buffer.from(body.text));
    const wanted = expect.headers.map(([name, value]) => `${name}: ${value}`).join("\n");
    assert.equal(await playground.text("#signed-headers"), wanted, id);
    checked += 1;
  }
  assert.ok(checked >= 3, `${checked} vectors could be typed`);
});

test("sign: mistakes stand at their field", async (playground) => {
  const { page } = playground;
  await page.getByRole("tab", { name: "Sign" }).click();
  assert.equal(await playground.text("#signed-headline"), "Nothing to sign with yet");
  await playground.fill({ provider: "transcodely", secrets: [SECRET] });
  await page.getByLabel("Delivery id").fill("");
  assert.equal(await playground.text("#signed-headline"), "Not signed: invalid_option");
  assert.match(await playground.text("#sign-options-id-error"), /^id is needed/);
  assert.equal(await page.getByRole("button", { name: "Verify this request" }).isVisible(), false);
  await page.getByLabel("Delivery id").fill("evt_1");
  await page.getByLabel("Timestamp in Unix seconds").fill("1795651200000");
  assert.match(await playground.text("#sign-options-timestamp-error"), /timestamp/);
});

test("sign: downloads hold the exact bytes", async (playground) => {
  const { page } = playground;
  await playground.fill({ provider: "transcodely", secrets: [SECRET] });
  await page.getByRole("tab", { name: "Sign" }).click();
  const body = Buffer.from([0xef, 0xbb, 0xbf, 0, 1, 0x27, 0x5c, 13, 10, 0x80, 0xff]);
  await playground.fillBody("sign-body", body);
  assert.deepEqual(await download(page, "Download the body"), body);
  const request = await download(page, "Download the request");
  assert.match(request.toString("latin1"), /^POST \/ HTTP\/1\.1\r\nHost: 127\.0\.0\.1:3000\r\nContent-Length: 11\r\n/);
  assert.deepEqual(request.subarray(request.indexOf("\r\n\r\n") + 4), body);
  // A zero byte can be no argument: the command reads the body from a pipe.
  assert.deepEqual((await whatCurlIsGiven(await copy(playground, "Copy as curl command"))).body, body);
});

async function copy(playground, button) {
  await playground.page.getByRole("button", { name: button }).click();
  await playground.page.locator("#copy-hint").getByText("copied").waitFor();
  return playground.pasted();
}

async function download(page, button) {
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return readFile(await saved.path());
}

/** Runs a command in bash with a curl that prints its arguments and its input. */
async function whatCurlIsGiven(command) {
  const curl = `curl() { printf '%s\\0' "$@"; [[ " $* " == *" @- "* ]] && cat; return 0; }\n`;
  const options = { encoding: "buffer", maxBuffer: 1e8 };
  const { stdout } = await promisify(execFile)("bash", ["-c", curl + command], options);
  const given = [];
  let rest = stdout;
  for (let end = rest.indexOf(0); given.at(-2) !== "--data-binary" && end >= 0; end = rest.indexOf(0)) {
    given.push(given.at(-1) === "--data-raw" ? rest.subarray(0, end) : rest.subarray(0, end).toString());
    rest = rest.subarray(end + 1);
  }
  const piped = given.at(-2) === "--data-binary";
  const url = piped ? rest.subarray(0, rest.indexOf(0)).toString() : given.at(-1);
  const headers = given.flatMap((word, index) => (given[index - 1] === "--header" ? [word.split(/: (.*)/s)] : []));
  const body = piped ? rest.subarray(rest.indexOf(0) + 1) : given[given.indexOf("--data-raw") + 1];
  return { url, headers, body };
}

const SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const NAMES = { assemblyai: { header: "X-My-Webhook-Secret" }, connect: { urlParameter: "token" } };
const VECTORS = new URL("../../../../tests/vectors/", import.meta.url);
const DEFAULT_VARIANT = { transcodely: 1, "standard-webhooks": 0 };
