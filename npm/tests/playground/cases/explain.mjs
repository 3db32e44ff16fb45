// Explaining: causes that are planted are named, with how sure that is, and shown so that they can be acted on.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "../test.mjs";

const BODY = '{\n  "event": "job.completed"\n}\n';
const HEADER = "X-Transcodely-Signature";

/** What arrives in place of what was sent, and what must be found. */
const PLANTED = {
  "a line end was lost": { arrived: { body: BODY.trimEnd() }, code: "body_newline_lost" },
  "a line end was added": { arrived: { body: `${BODY}\n` }, code: "body_newline_added" },
  "lines end in CRLF": { arrived: { body: BODY.replaceAll("\n", "\r\n") }, code: "body_line_ends_changed" },
  "a BOM was added": { arrived: { body: `\ufeff${BODY}` }, code: "body_bom_added" },
  "the secret has a space": { arrived: { secret: "whsec_of_the_tests_of_causes " }, code: "secret_white_space" },
  "it is the previous secret": {
    arrived: { secret: "whsec_another_secret_here", others: ["whsec_of_the_tests_of_causes"] },
    code: "secret_other",
  },
  "a proxy has renamed the header": { arrived: { header: "X-Forwarded-Signature" }, code: "header_renamed" },
};

for (const [name, { arrived, code }] of Object.entries(PLANTED)) {
  test(`explain: ${name}`, async (playground) => {
    await arrive(playground, arrived);
    const [finding] = await playground.findings();
    assert.deepEqual(finding, { certainty: "proved", code });
    assert.match(await playground.verdict(), /^(?:Refused: signature_|Not configured: invalid_secret$)/);
    const first = playground.page.locator("#findings > li").first();
    assert.equal(await first.locator(".badge").textContent(), "proved");
    assert.match(await first.locator(".fix").textContent(), /^Fix: [A-Z].{20,}/);
    const link = first.getByRole("link");
    assert.ok((await link.getAttribute("href")).endsWith(`/docs/troubleshooting.md#${code}`));
    assert.equal(await link.getAttribute("rel"), "noreferrer");
  });
}

test("explain: the signed content stands in segments with their bytes", async (playground) => {
  await arrive(playground, {});
  await playground.waitFor("Verified");
  await playground.settled();
  const content = playground.page.locator("#content .segment");
  const parts = await content.evaluateAll((all) => all.map(({ dataset }) => dataset.part));
  assert.deepEqual(parts, ["timestamp", "literal", "body"]);
  const legend = await playground.page.locator("#content-legend li").allTextContents();
  assert.deepEqual(legend, ["1 timestamp 10 bytes", "2 literal 1 byte", `3 body ${BODY.length} bytes`]);
  // Not by colour alone: each has a number, and a line of its own kind.
  assert.deepEqual(await content.locator("sup").allTextContents(), ["1", "2", "3"]);
  const lines = await content.evaluateAll((all) => all.map((segment) => getComputedStyle(segment).borderBottomStyle));
  assert.equal(new Set(lines).size, 3);
  assert.equal(await content.last().textContent(), `3${BODY.replaceAll("\n", "\\n")}`);
  const list = playground.page.locator("#steps > li");
  const steps = await list.evaluateAll((all) => all.map(({ dataset }) => dataset.state));
  assert.ok(steps.length >= 8 && !steps.includes("failed"), steps.join());
  assert.match(await playground.text("#time-hint"), /^Judged at 1716480293, 2024-05-23T16:04:53Z\.$/);
});

test("explain: a secret that cannot be used is explained as well", async (playground) => {
  await playground.fill({ provider: "standard-webhooks", secrets: ["${WEBHOOK_SECRET}"], headers: "A: b" });
  const codes = (await playground.findings()).map(({ code }) => code);
  assert.ok(codes.includes("secret_placeholder") || codes.includes("invalid_secret"), codes.join());
  assert.equal(await playground.verdict(), "Not configured: invalid_secret");
});

test("explain: the report is copied as the JSON that every language writes", async (playground) => {
  await arrive(playground, { secret: "whsec_another_secret_here" });
  await playground.findings();
  await playground.page.getByRole("button", { name: "Copy the report as JSON" }).click();
  await playground.page.locator("#link-hint").getByText("report copied").waitFor();
  const text = await playground.pasted();
  const report = JSON.parse(text);
  const members = ["provider", "variant", "refusal", "steps", "content", "clock", "findings", "work"];
  assert.deepEqual(Object.keys(report), members);
  assert.equal(report.refusal.code, "signature_mismatch");
  assert.equal(text.includes("whsec_another_secret_here"), false);
});

test("explain: a long body is judged at once, and explained when that is asked for", async (playground) => {
  const { page } = playground;
  const sent = `{"a": "${"b".repeat(LONG)}"}`;
  const button = page.getByRole("button", { name: "Explain this request" });
  await arrive(playground, { sent, body: `${sent}\n` });
  await page.getByLabel("the timestamp of the request").check();
  await playground.waitFor("Refused: signature_mismatch");
  await playground.settled();
  assert.equal(await page.locator("#steps-card").isVisible(), false);
  assert.match(await playground.text("#time-hint"), /^Judged at 1716480293, 2024/);
  await button.click();
  assert.deepEqual((await playground.findings())[0], { certainty: "proved", code: "body_newline_added" });
  assert.match(await playground.text("#explain-hint"), /^Explained, with \d+ findings?\.$/);
  // The next change takes it away.
  await playground.fill({ body: Buffer.from(sent) });
  await playground.waitFor("Verified");
  await page.locator("#steps-card").waitFor({ state: "hidden" });
  await button.waitFor();
  // One that is just short enough needs no button.
  const short = sent.slice(-LONG);
  await arrive(playground, { sent: short, body: `${short.slice(1)}\n` });
  assert.ok((await playground.findings()).length > 0);
  assert.equal(await button.isVisible(), false);
});

test("explain: what is typed next takes the old findings away", async (playground) => {
  await arrive(playground, { body: BODY.trimEnd() });
  await playground.findings();
  await playground.fill({ body: Buffer.from(BODY) });
  await playground.waitFor("Verified");
  await playground.page.locator("#findings > li").first().waitFor({ state: "hidden" });
  await playground.fill({ headers: "", body: Buffer.alloc(0), secrets: [""] });
  await playground.waitFor("Nothing to verify yet");
  assert.equal(await playground.page.locator("#steps-card").isVisible(), false);
});

/** A request that was signed by another implementation, with what became of it on its way. */
async function arrive(playground, { sent = BODY, body = sent, secret = SECRET, others, header = HEADER }) {
  const mac = createHmac("sha256", SECRET).update(`1716480293.${sent}`).digest("hex");
  const headers = [
    [header, `sha256=${mac}`],
    ["X-Transcodely-Timestamp", "1716480293"],
    ["X-Transcodely-Delivery-ID", "dlv_1"],
  ];
  const request = { headers, body: Buffer.from(body), now: 1716480293 };
  await playground.fill({ provider: "transcodely", secrets: [secret], others, ...request });
}

const SECRET = "whsec_of_the_tests_of_causes";
const LONG = 256 * 1024;
