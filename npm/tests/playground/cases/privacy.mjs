// Nothing leaves the page: no request, whoever asks for it; and a secret stands in its field alone (threat 119).

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { PAGE } from "../browser.mjs";
import { test } from "../test.mjs";

test("privacy: what is planted in the page cannot connect", async (playground) => {
  const server = await listen();
  try {
    playground.expected.push(
      server.url,
      server.url.replace("http", "ws"),
      "Content Security Policy",
      "TrustedHTML",
      "TrustedScriptURL",
    );
    const blocked = await playground.page.evaluate(plant, server.url);
    assert.deepEqual([...blocked].sort(), [
      "connect-src",
      "form-action",
      "frame-src",
      "img-src",
      "require-trusted-types-for",
      "style-src-elem",
    ]);
    assert.equal(server.requests(), 0);
    // The control: without its policy the same page reaches the same server by the same ways.
    const open = (await readFile(new URL(PAGE), "utf8")).replace(
      /<meta http-equiv="Content-Security-Policy"[^>]*>/,
      "",
    );
    const page = await playground.context.newPage();
    await page.setContent(open);
    assert.deepEqual(await page.evaluate(plant, server.url), []);
    assert.ok(server.requests() >= 4, `${server.requests()} requests`);
  } finally {
    await server.stop();
  }
});

test("privacy: a secret stands in its field and nowhere else", async (playground) => {
  const { page } = playground;
  const texts = ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "quite-another-secret", "the-previous-secret"];
  const [first, second, other] = texts;
  await playground.fill({ provider: "transcodely", secrets: [first, second], others: [other], headers: "A: b" });
  await playground.waitFor("Refused: signature_missing");
  await holdsNone(playground, texts);
  await page.getByRole("button", { name: "Show secret 1" }).click();
  assert.equal(await page.getByLabel("secret 1", { exact: true }).getAttribute("type"), "text");
  await holdsNone(playground, texts);
  // A token is a secret, too, where it is sent.
  const options = { header: "X-Mine" };
  await playground.fill({ provider: "assemblyai", options, headers: `X-Mine: ${second}`, body: Buffer.from("{}") });
  await playground.waitFor("Accepted by its token");
  await holdsNone(playground, texts);
  await playground.fill({ headers: `X-Mine: ${second}x\nX-Other: ${other}` });
  await playground.waitFor("Refused: token_mismatch");
  await playground.settled();
  await holdsNone(playground, texts);
  await page.getByRole("tab", { name: "Sign" }).click();
  assert.equal(await playground.text("#signed-headline"), "Signed");
  await holdsNone(playground, texts);
});

test("privacy: nothing is kept when the page is loaded anew", async (playground) => {
  const { page } = playground;
  await playground.fill({ secrets: ["a-secret-that-is-forgotten"], headers: "A: b", body: Buffer.from("x") });
  await page.reload();
  assert.equal(await page.locator("#secrets input").inputValue(), "");
  assert.equal(await playground.verdict(), "Nothing to verify yet");
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie]), [
    0,
    0,
    "",
  ]);
});

async function holdsNone(playground, texts) {
  const held = await playground.held();
  for (const text of texts) assert.equal(held.includes(text), false, `a secret is in the document: ${text}`);
}

/** In the page: tries every way out that a script or a markup has; the directives that stopped one. */
async function plant(url) {
  const blocked = new Set();
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => blocked.add(effectiveDirective));
  const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes));
  const attempts = [
    () => fetch(`${url}/fetch`, { mode: "no-cors" }),
    () => navigator.sendBeacon(`${url}/beacon`, "x"),
    () => new WebSocket(url.replace("http", "ws")),
    () => new EventSource(`${url}/events`),
    () => add("img", { src: `${url}/image` }),
    () => add("iframe", { src: `${url}/frame` }),
    () => add("link", { rel: "stylesheet", href: `${url}/style.css` }),
    () => {
      const script = document.createElement("script");
      script.setAttribute("src", `${url}/script.js`);
      document.body.append(script);
    },
    () => (document.createElement("div").innerHTML = "<b>markup</b>"),
    () => {
      add("iframe", { name: "sink" });
      const form = Object.assign(document.createElement("form"), {
        action: `${url}/form`,
        method: "post",
        target: "sink",
      });
      document.body.append(form);
      form.submit();
    },
  ];
  for (const attempt of attempts) {
    try {
      await Promise.resolve(attempt()).catch(() => {});
    } catch {
      // What is refused at once has been reported as well.
    }
  }
  // Reports and requests come when the tasks behind them have run.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return [...blocked];
}

async function listen() {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}`, requests: () => requests, stop };
}
