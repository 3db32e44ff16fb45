// The link: it brings back everything but secrets, and no secret stands in it, however it is written (threat 119).

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { PAGE } from "../browser.mjs";
import { test } from "../test.mjs";

test("link: everything but the secrets comes back", async (playground) => {
  const { page } = playground;
  const body = Buffer.from([0xef, 0xbb, 0xbf, 13, 10, 0, 0xff]);
  const headers = "X-Transcodely-Signature: sha256=00\nUser-Agent: \u00e4 & = %";
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
    assert.match(await playground.text("#link-hint"), /left out: the values of X-Mine, X-Renamed-By-A-Proxy, Auth/);
    const shared = partsOf(link);
    assert.match(
      shared.get("headers"),
      /^Content-Type: application\/json\nX-Mine: masked:\d+\nX-Renamed-By-A-Proxy: masked:\d+\n/,
    );
    assert.equal(shared.get("body"), "e30");
    await playground.page.reload();
  }
});

test("link: a token in a URL is left out, under whatever name", async (playground) => {
  const sent = "quite/another+token=than ours";
  for (const [url, kept] of [
    [
      `https://u:${encodeURIComponent(SECRET)}@example.com/hooks?token=${encodeURIComponent(sent)}&customer=1234#a`,
      "https://example.com/hooks?token=masked:29&customer=masked:4",
    ],
    [`/hooks?t%6Fken=${encodeURIComponent(SECRET)}&tok=${sent}#${SECRET}`, /^\/hooks\?t%6Fken=masked:38&tok=/],
    [`/hooks/${SECRET.replaceAll("/", "%2f").replaceAll("+", "%2b")}?token=${SECRET}`, /^\/hooks\/masked:42\?token=/],
    [`//${encodeURIComponent(SECRET)}@h/hooks/`, "//h/hooks/"],
    [`/${encodeURIComponent(sent)}`, /^\/masked:\d+$/],
    [`http:\\\\h\\${sent}`, /^masked:\d+\/masked:\d+$/],
    [`https://u:${SECRET}@example.com/hooks`, null],
    [`https://${encodeURIComponent(SECRET)}.example.com/hooks`, null],
  ]) {
    await playground.fill({ provider: "connect", secrets: [SECRET], options: { urlParameter: "token" }, url });
    const link = await copyLink(playground);
    holdsNone(link, SECRET, sent, "1234");
    const shared = partsOf(link).get("url");
    if (typeof kept === "object" && kept !== null) assert.match(shared, kept);
    else assert.equal(shared, kept);
    assert.match(await playground.text("#link-hint"), /left out: (?:what stands in the URL|the URL)/);
    await playground.page.reload();
  }
});

test("link: what may be a token is not shared, though none was typed", async (playground) => {
  const tokens = Array.from({ length: 12 }, (_, index) => `TOKEN${index}of4tests`);
  const headers = [
    `X-Forwarded-Uri: /h?token=${tokens[0]}`,
    `Referer: http://h/?token=${tokens[1]}`,
    `X-Request-Id: ${tokens[2]}`,
    "Host: example.com",
  ].join("\n");
  const [bare, encoded, semicolon, fragment, path, padded, first] = tokens.slice(3);
  const url = `http://h/hooks/${path}?${bare}&token%3D${encoded}&x=1;token=${semicolon}&${padded}==#${fragment}`;
  for (const given of [
    { provider: "connect", options: { urlParameter: "token" }, url },
    { provider: "connect", url: `/${first}` },
    { provider: "assemblyai", options: { header: "X-Mine" } },
    { provider: "assemblyai", options: {} },
  ]) {
    await playground.fill({ ...given, headers, body: Buffer.from(`token=${tokens[10]}`) });
    const link = await copyLink(playground);
    holdsNone(link, ...tokens);
    const kept = "X-Forwarded-Uri: masked:23\nReferer: masked:30\nX-Request-Id: masked:14\nHost: example.com";
    assert.equal(partsOf(link).get("headers"), kept);
    assert.equal(partsOf(link).has("body"), false);
    assert.match(await playground.text("#link-hint"), /the body, which may hold the token/);
    await playground.page.reload();
  }
});

test("link: of a provider that signs only the headers of its scheme are shared", async (playground) => {
  const own = {
    transcodely: ["X-Transcodely-Signature", "X-Transcodely-Timestamp", "X-Transcodely-Delivery-ID", "Webhook-Id"],
    "standard-webhooks": ["webhook-id", "WEBHOOK-TIMESTAMP", "webhook-signature", "svix-id", "svix-signature"],
    custom: ["X-Acme-Signature", "X-Acme-Time", "X-Signed"],
  };
  const others = ["X-Gitlab-Token", "X-Forwarded-Authorization", "Apikey", "X-Vercel-Protection-Bypass", "Cookie"];
  const foreign = [...others, "X-Hub-Secret", "X-Acme-Token", "Authorization"];
  for (const [provider, names] of Object.entries(own)) {
    await playground.fill({ provider });
    if (provider === "custom") await playground.page.getByLabel("Scheme, as JSON").fill(JSON.stringify(SCHEME));
    // A field that is not shown may be filled in all the same, by a request that was pasted whole.
    const url = `http://h/hooks?secret=${foreign.length}of4tests`;
    await playground.page.locator("#url").evaluate((field, value) => (field.value = value), url);
    const headers = [...names.map((name) => [name, "kept"]), ...foreign.map((name, at) => [name, `${at}of4tests`])];
    await playground.fill({ headers, body: Buffer.from("{}") });
    const link = await copyLink(playground);
    holdsNone(link, "of4tests");
    const lines = [...names.map((name) => `${name}: kept`), ...foreign.map((name) => `${name}: masked:9`)];
    assert.equal(partsOf(link).get("headers"), lines.join("\n"));
    assert.equal(partsOf(link).get("url"), "http://h/hooks?secret=masked:9");
    // A signature's body is what it is about.
    assert.equal(partsOf(link).get("body"), "e30");
  }
});

test("link: a header that cannot be one holds nothing back", async (playground) => {
  const headers = JSON.stringify({ Date: "now\nX-A: TOKEN1of4tests", "TOKEN2of4tests x": "a", Host: "h" });
  await playground.fill({ provider: "transcodely", headers });
  const link = await copyLink(playground);
  holdsNone(link, "of4tests");
  assert.equal(partsOf(link).get("headers"), "Date: masked:23\nHost: h");
});

test("link: a secret is found in a body, however it is written", async (playground) => {
  const bare = SECRET.slice("whsec_".length);
  const basic = (user) => Buffer.from(`${user}:${SECRET}`).toString("base64");
  const key = Buffer.from(bare, "base64");
  const spellings = [
    SECRET,
    bare,
    bare.toLowerCase(),
    JSON.stringify({ at: SECRET }),
    JSON.stringify({ at: bare }).replaceAll("/", "\\/").replaceAll("+", "\\u002b"),
    JSON.stringify(JSON.stringify({ at: `"${bare}"` })).replaceAll("/", "\\u002F"),
    [...bare].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
    encodeURIComponent(bare),
    encodeURIComponent(encodeURIComponent(bare)),
    encodeURIComponent(encodeURIComponent(encodeURIComponent(bare))),
    bare.replaceAll("+", "&#43;").replaceAll("/", "&#x2F;"),
    `${bare.slice(0, 9)}\n${bare.slice(9)}`,
    // Behind characters that could be of the same base64, and one, two or no bytes.
    `/hook/${basic("u")}`,
    `/hook/${basic("me")}`,
    `/hook/${basic("you")}`,
    `{"auth":"Basic ${basic("u")}"}`,
    Buffer.from(`x${bare}y`).toString("base64url"),
    encodeURIComponent(basic("me")),
    Buffer.from(JSON.stringify({ auth: basic("u") })).toString("base64"),
    Buffer.from(SECRET).toString("hex"),
    key.toString("hex"),
    key.toString("base64url"),
    key,
    Buffer.from(SECRET, "utf16le"),
    gzipSync(SECRET),
  ];
  await playground.fill({ provider: "transcodely" });
  for (const typed of [SECRET, ` "${SECRET}"`, `export HOOK_SECRET='${SECRET}'`, `Bearer ${SECRET}`, `v1,${SECRET}`]) {
    await playground.fill({ secrets: [typed] });
    // Each way to type it, and each way to write it.
    for (const held of typed === SECRET ? spellings : [bare, basic("me"), Buffer.from(bare).toString("hex"), key]) {
      await playground.fillBody("body", Buffer.concat([Buffer.from("a="), Buffer.from(held), Buffer.from([0xff])]));
      if (held[0] === 0x1f) await playground.fillBody("body", held);
      assert.equal(partsOf(await copyLink(playground)).has("body"), false, `${typed} as ${held}`);
      assert.match(await playground.text("#link-hint"), /the body, which (?:holds a secret|is compressed)/);
    }
  }
  // The control: what holds no secret is shared, also what looks like parts of one.
  for (const free of [bare.slice(0, 12), "whsec_", SECRET.split("").reverse().join(""), '{"a":"%2B\\u002b&#43;"}']) {
    await playground.fillBody("body", Buffer.from(free));
    const shared = partsOf(await copyLink(playground)).get("body");
    assert.equal(Buffer.from(shared, "base64url").toString(), free);
  }
});

test("link: a token that was sent, but not typed, is found in the body", async (playground) => {
  const sent = "s3cr3t+Tok/en";
  const options = { urlParameter: "token" };
  await playground.fill({ provider: "connect", secrets: [SECRET], options });
  for (const [url, headers] of [
    [`/hooks?token=${encodeURIComponent(sent)}`, ""],
    ["", `Referer: https://h/?token=${sent}`],
    ["", `Authorization: Bearer ${sent}`],
  ]) {
    await playground.fill({ url, headers, body: Buffer.from(Buffer.from(`u:${sent}`).toString("base64")) });
    const link = await copyLink(playground);
    holdsNone(link, sent, encodeURIComponent(sent));
    assert.match(await playground.text("#link-hint"), /the body, which holds what was left out elsewhere/);
    await playground.fill({ body: Buffer.from('{"a":1}') });
    assert.equal(partsOf(await copyLink(playground)).get("body"), "eyJhIjoxfQ");
  }
});

test("link: a secret in a scheme, a header, an option or among the other secrets is left out", async (playground) => {
  const { page } = playground;
  const other = "the-previous-secret-of-this-endpoint";
  await playground.fill({ provider: "transcodely", secrets: [SECRET], others: [other], address: undefined });
  const bare = SECRET.slice("whsec_".length);
  await playground.fill({ headers: `X-Transcodely-Signature: ${bare}\nHost: ${btoa(`u:${other}`)}\nX-${other}: 1` });
  await playground.fillBody("body", Buffer.alloc(20_000, "a"));
  let link = await copyLink(playground);
  holdsNone(link, SECRET, other, bare, btoa(`u:${other}`));
  assert.equal(partsOf(link).has("body"), false);
  assert.match(await playground.text("#link-hint"), /longer than 16,384 bytes/);
  await page.getByRole("combobox", { name: "Provider" }).selectOption("custom");
  for (const scheme of [
    JSON.stringify({ name: "a", token: { header: "X-A", prefix: `${bare} ` } }),
    // The core refuses it, and nobody knows what stands in it.
    JSON.stringify({ ...SCHEME, secret: "a-secret-nobody-typed" }),
    JSON.stringify({ ...SCHEME, note: "a-secret-nobody-typed" }),
    '{"name": "a-secret-nobody-typed',
  ]) {
    await page.getByLabel("Scheme, as JSON").fill(scheme);
    link = await copyLink(playground);
    holdsNone(link, SECRET, other, bare, "a-secret-nobody-typed");
    assert.match(await playground.text("#link-hint"), /the scheme/);
  }
  for (const scheme of [SCHEME, { name: "a", token: { header: "X-A" } }, { name: "a", unsigned: true }]) {
    await page.getByLabel("Scheme, as JSON").fill(JSON.stringify(scheme));
    assert.deepEqual(JSON.parse(partsOf(await copyLink(playground)).get("scheme")), scheme);
  }
  await playground.fill({ provider: "assemblyai", options: { header: bare }, address: "TOKEN1of4tests" });
  link = await copyLink(playground);
  holdsNone(link, SECRET, bare, "of4tests");
  assert.match(await playground.text("#link-hint"), /the option header; .*the address/);
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

function partsOf(link) {
  return new URLSearchParams(link.split("#")[1]);
}

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
const SCHEME = {
  name: "acme",
  signature: { header: "X-Acme-Signature", encoding: "hex" },
  algorithms: ["sha256"],
  content: "{timestamp}.{header:X-Signed}.{header:X-Acme-Token}.{body}",
  timestamp: { header: "X-Acme-Time" },
};
