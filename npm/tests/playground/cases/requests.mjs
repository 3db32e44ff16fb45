// Whole requests that are pasted: read as a shell and curl, or a server, would read them.

import assert from "node:assert/strict";
import { test } from "../test.mjs";

const READ = [
  {
    name: "quotes of all kinds",
    text:
      `$ curl -sS -X POST 'https://example.com/a?b=c' -H "X-One: say \\"it\\"" \\\n` +
      `  -H X-Two:\\ two --data-binary $'{"a":1}\\n\\x00\\u00e4'`,
    url: "https://example.com/a?b=c",
    headers: 'X-One: say "it"\nX-Two: two\nContent-Type: application/x-www-form-urlencoded',
    hex: "7b2261223a317d0a00c3a4",
  },
  {
    name: "data that is joined",
    text: "curl --url http://h/ -d a=1 --data 'b=2' -o /dev/null -A me",
    url: "http://h/",
    headers: "User-Agent: me\nContent-Type: application/x-www-form-urlencoded",
    hex: "613d3126623d32",
  },
  {
    name: "a body that begins with @",
    text: "curl http://h/ -H 'content-type: text/plain' --data-raw '@home'",
    url: "http://h/",
    headers: "content-type: text/plain",
    hex: "40686f6d65",
  },
  {
    name: "letters that stand together, a user, a cookie",
    text: "curl -sSLXPOST http://h/ -u me:pw -b a=1 -e http://from/ --compressed --no-progress-meter -m5 --json '{}'",
    url: "http://h/",
    headers: "Authorization: Basic bWU6cHc=\nCookie: a=1\nReferer: http://from/\nContent-Type: application/json",
    hex: "7b7d",
  },
  {
    name: "a raw request",
    text: "POST /hooks?x=1 HTTP/1.1\r\nHost: example.com\r\nX-Sig:  abc \r\n\r\n{\r\n}\r\n\r\n",
    url: "/hooks?x=1",
    headers: "Host: example.com\nX-Sig: abc",
    hex: "7b0d0a7d0d0a0d0a",
  },
  {
    name: "a raw request without a body",
    text: "POST / HTTP/1.1\nHost: example.com",
    url: "/",
    headers: "Host: example.com",
    hex: "",
  },
  {
    name: "a saved delivery",
    text: JSON.stringify({
      received: "2026-11-26T00:00:00Z",
      method: "POST",
      url: "/x",
      headers: [["A", "b"]],
      body: "AP8=",
    }),
    url: "/x",
    headers: "A: b",
    hex: "00ff",
  },
];

for (const { name, text, url, headers, hex } of READ) {
  test(`requests: ${name}`, async (playground) => {
    const { page } = playground;
    // The URL has a field where a provider reads it.
    await playground.fill({ provider: "connect" });
    await page.getByText("Paste a whole request").click();
    await split(page, text);
    assert.equal(await page.getByRole("textbox", { name: "Headers" }).inputValue(), headers);
    assert.equal(await page.locator("#url").inputValue(), url);
    await page.locator("#body").getByLabel("hex", { exact: true }).check();
    assert.equal((await page.getByLabel("Body in hex").inputValue()).replaceAll(" ", ""), hex);
    assert.equal(await page.locator("#whole-text").inputValue(), "");
  });
}

const REFUSED = {
  "": /^nothing was pasted/,
  hello: /^this is neither/,
  "GET /": /^this is neither/,
  "curl 'http://h/": /is not closed/,
  "curl http://h/ -d @body.json": /stands in the file body\.json/,
  "curl http://h/ -F a=b": /multipart/,
  "curl http://h/ --data-urlencode a=b": /is not read/,
  "curl http://h/ -G -d a=b": /^--get sends the data in the URL/,
  "curl http://h/ -T body.json": /stands in the file/,
  "curl http://h/ --aws-sigv4 aws:amz": /^--aws-sigv4 is not known here/,
  "curl http://h/ -sSK other.txt -d {}": /^-K is not known here/,
  "curl http://h/ -d {} '--<img>'": /^-- is not known here/,
  "curl http://h/ | sh": /^\| is not read/,
  "curl http://h/ -d $(cat secret)": /^\$ is not read/,
  "curl http://h/ -H": /has no value/,
  '{"url":"/","headers":{},"body":5}': /no saved delivery/,
  "POST / HTTP/1.1\nno header\n\n": /^line 1 is no header/,
};

test("requests: what cannot be read is said, and nothing is changed", async (playground) => {
  const { page } = playground;
  await playground.fill({ headers: "A: b" });
  await page.getByText("Paste a whole request").click();
  for (const [text, message] of Object.entries(REFUSED)) {
    await split(page, text);
    assert.match(await playground.text("#whole-error"), message, text);
    assert.equal(await page.getByRole("textbox", { name: "Headers" }).inputValue(), "A: b");
  }
});

test("requests: a long body in each kind of quotes", async (playground) => {
  const { page } = playground;
  const body = "a".repeat(1 << 20);
  for (const [open, close] of [
    ["'", "'"],
    ['"', '"'],
    ["$'", "'"],
    ["", ""],
  ]) {
    const text = `curl http://h/ --data-raw ${open}${body}`;
    await page.locator("#whole").evaluate((details) => (details.open = true));
    if (close !== "") {
      await splitLong(page, text);
      assert.match(await playground.text("#whole-error"), /is not closed/, open);
    }
    await splitLong(page, text + close);
    assert.equal(await playground.text("#whole-error"), "", open);
    assert.match(await playground.text("#body [data-role=summary]"), /^1,048,576 bytes, ASCII/, open);
    await playground.fill({ body: Buffer.alloc(0) });
  }
});

test("requests: a header with blanks inside is read in proportion to its length", async (playground) => {
  await playground.page.getByRole("textbox", { name: "Headers" }).evaluate((field, blanks) => {
    field.value = `X-A: \t${"a".padEnd(blanks)}b \t`;
    // Later, so that a page that stands still is noticed by who waits for it.
    setTimeout(() => field.dispatchEvent(new Event("input", { bubbles: true })));
  }, 1_000_000);
  await playground.waitFor("Not configured: missing_secret");
  assert.equal(await playground.text("#headers-error"), "");
});

test("requests: headers as JSON, of one kind or another", async (playground) => {
  const { page } = playground;
  const signature = "sha256=aa";
  for (const headers of [
    JSON.stringify({ "x-transcodely-signature": signature, host: "h" }),
    JSON.stringify([["X-Transcodely-Signature", signature]]),
    JSON.stringify({ "x-transcodely-signature": [signature] }),
  ]) {
    await playground.fill({ secrets: ["whsec_of_a_test_of_headers"], headers });
    await playground.waitFor("Refused: timestamp_missing");
  }
  for (const headers of ["{", '{"a":1}', "[1]", '{"a":{"b":"c"}}']) {
    await page.getByRole("textbox", { name: "Headers" }).fill(headers);
    await playground.waitFor("Not yet readable");
  }
});

/** By the event of pasting where there are line ends that a field would change, else by the button. */
async function split(page, text) {
  const field = page.locator("#whole-text");
  if (!text.includes("\r")) {
    await field.fill(text);
    return page.getByRole("button", { name: "Split into headers and body" }).click();
  }
  await field.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** As one change of the field: a driver that types is slow with so long a text, and prints it when it gives up. */
async function splitLong(page, text) {
  await page.locator("#whole-text").evaluate((field, pasted) => (field.value = pasted), text);
  await page.getByRole("button", { name: "Split into headers and body" }).click();
}
