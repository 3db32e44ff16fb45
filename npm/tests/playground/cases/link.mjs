// The link: it brings back everything but secrets, and no secret stands in it, however it is written (threat 119).

import assert from "node:assert/strict";
import { PAGE } from "../browser.mjs";
import { test } from "../test.mjs";

test("link: everything but the secrets comes back", async (playground) => {
  const { page } = playground;
  const body = Buffer.from([0xef, 0xbb, 0xbf, 13, 10, 0, 0xff]);
  const headers = "X-Transcodely-Signature: sha256=00\nX-Other: \u00e4 & = %";
  const options = { tolerance: "7" };
  await playground.fill({ provider: "transcodely", secrets: [SECRET], options, headers, body, now: 1716480293 });
  const link = await copyLink(playground);
  assert.ok(link.startsWith(PAGE), link.slice(0, 200));
  holdsNone(link, SECRET);
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator("#notice").getByText("filled in from a link").waitFor();
  assert.equal(await page.getByLabel("Tolerance in seconds").inputValue(), "7");
  assert.equal(await page.getByRole("textbox", { name: "Headers" }).inputValue(), headers);
  assert.equal(await page.getByLabel("Unix time in seconds", { exact: true }).inputValue(), "1716480293");
  await page.locator("#body").getByLabel("hex", { exact: true }).check();
  assert.equal(await page.getByLabel("Body in hex").inputValue(), "ef bb bf 0d 0a 00 ff");
  assert.equal(await playground.verdict(), "Not configured: missing_secret");
});

test("link: a token in a header is left out, whoever's it is", async (playground) => {
  for (const sent of [SECRET, "quite-another-token-than-ours", `Bearer ${SECRET}`]) {
    const tokens = `X-Mine: ${sent}\nX-Renamed-By-A-Proxy: ${sent}\nAuthorization: ${sent}`;
    const headers = `Content-Type: application/json\n${tokens}`;
    const options = { header: "X-Mine" };
    await playground.fill({ provider: "assemblyai", secrets: [SECRET], options, headers, body: Buffer.from("{}") });
    const link = await copyLink(playground);
    holdsNone(link, SECRET, sent, sent.replace("Bearer ", ""));
    assert.match(await playground.text("#link-hint"), /of which only the length is told/);
    const text = new URLSearchParams(link.split("#")[1]).get("headers");
    assert.match(text, /^Content-Type: application\/json\nX-Mine: masked:\d+\nX-Renamed-By-A-Proxy: masked:\d+\n/);
    await playground.page.reload();
  }
});

test("link: a token in a URL is left out, under whatever name", async (playground) => {
  const sent = "quite/another+token=than ours";
  for (const url of [
    `https://user:${SECRET}@example.com/hooks?token=${encodeURIComponent(sent)}&customer=1234#${SECRET}`,
    `/hooks?t%6Fken=${encodeURIComponent(SECRET)}&tok=${encodeURIComponent(sent)}`,
    `/hooks/${SECRET.replaceAll("/", "%2f").replaceAll("+", "%2b")}?token=${SECRET}`,
  ]) {
    await playground.fill({ provider: "connect", secrets: [SECRET], options: { urlParameter: "token" }, url });
    const link = await copyLink(playground);
    holdsNone(link, SECRET, sent, "1234");
    await playground.page.reload();
  }
});

test("link: a secret in a body, a scheme, a header or among the other secrets is left out", async (playground) => {
  const { page } = playground;
  const other = "the-previous-secret-of-this-endpoint";
  await playground.fill({ provider: "transcodely", secrets: [SECRET], others: [other] });
  await playground.fill({ headers: `X-Wrong-Place: ${SECRET}\nX-Also-Wrong: ${other}` });
  for (const held of [SECRET, other, JSON.stringify({ at: SECRET }), encodeURIComponent(SECRET), btoa(SECRET)]) {
    await playground.fillBody("body", Buffer.concat([Buffer.from(held), Buffer.from([0xff])]));
    const link = await copyLink(playground);
    holdsNone(link, SECRET, other, btoa(SECRET));
    assert.equal(new URLSearchParams(link.split("#")[1]).has("body"), false);
    assert.match(await playground.text("#link-hint"), /without the body, which holds a secret/);
  }
  await playground.fillBody("body", Buffer.alloc(20_000, "a"));
  assert.equal(new URLSearchParams((await copyLink(playground)).split("#")[1]).has("body"), false);
  assert.match(await playground.text("#link-hint"), /longer than 16,384 bytes/);
  await page.getByRole("combobox", { name: "Provider" }).selectOption("custom");
  await page.getByLabel("Scheme, as JSON").fill(JSON.stringify({ name: "a", token: { header: SECRET } }));
  holdsNone(await copyLink(playground), SECRET, other);
});

test("link: nothing that it says is believed", async (playground) => {
  const { page } = playground;
  const script = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  const tolerance = encodeURIComponent(script);
  for (const fragment of [
    `#provider=__proto__&headers=${encodeURIComponent(script)}`,
    `#provider=transcodely&option.tolerance=${tolerance}&body=!!!&clock=never&secret=planted-by-a-link`,
    "#provider=custom&scheme=%7B&headers=%00",
    "#%ff&&&=&provider",
    "#nothing",
  ]) {
    await page.goto("about:blank");
    await page.goto(PAGE + fragment);
    assert.equal(await page.locator("#secrets input").inputValue(), "");
    assert.equal(await page.locator("main img, main script").count(), 0);
    assert.notEqual(await playground.verdict(), "");
  }
});

async function copyLink(playground) {
  const hint = playground.page.locator("#link-hint");
  await hint.evaluate((place) => place.replaceChildren());
  await playground.page.getByRole("button", { name: "Copy a link without secrets" }).click();
  await hint.getByText("copied").waitFor();
  return playground.pasted();
}

/** Looks for each text in the link as it is, decoded, and in whatever in it is base64. */
function holdsNone(link, ...texts) {
  const decoded = decodeURIComponent(link.replaceAll("+", " "));
  const base64 = (link.match(/[\w-]{16,}/g) ?? []).map((part) => Buffer.from(part, "base64url").toString("latin1"));
  for (const text of texts) {
    for (const place of [link, decoded, decodeURIComponent(decoded.replace(/%(?![\da-f]{2})/gi, "%25")), ...base64]) {
      assert.equal(place.includes(text), false, `${text} stands in ${place.slice(0, 500)}`);
    }
  }
}

const SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7/D";
