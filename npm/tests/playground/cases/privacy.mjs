// Nothing leaves the page: no request, whoever asks for it; and a secret stands in its field alone (threat 119).

import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
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
    const blocked = await playground.page.evaluate(plant, { url: server.url, reports: BLOCKED.length });
    assert.deepEqual(blocked.sort(), BLOCKED);
    assert.equal(server.requests(), 0);
    // The control: without its policy the same page reaches the same server by the same ways.
    const open = (await readFile(new URL(PAGE), "utf8")).replace(
      /<meta http-equiv="Content-Security-Policy"[^>]*>/,
      "",
    );
    const page = await playground.context.newPage();
    await page.setContent(open);
    assert.deepEqual(await page.evaluate(plant, { url: server.url, reports: 0 }), []);
    await server.reached(["/fetch", "/beacon", "/events", "/image", "/frame", "/style.css", "/script.js", "/form"]);
  } finally {
    await server.stop();
  }
});

test("privacy: the page's own script names none of the ways that its policy leaves open", async () => {
  const [script] = /<script>[^]*<\/script>/.exec(await readFile(new URL(PAGE), "utf8"));
  const ways = [
    ["fetch(", /\b(?:fetch|importScripts|import)\(/],
    ["new WebSocket(", /\b(?:XMLHttpRequest|WebSocket|EventSource|WebTransport|sendBeacon)\b/],
    ["new RTCPeerConnection(", /RTC(?:PeerConnection|DataChannel)/],
    ["open(", /(?<![\w$.])open\(|\bwindow\.open\b/],
    ["location.href=", /\blocation(?:\.\w+)?=(?!=)|\blocation\.(?:assign|replace|reload)\(/],
    ["img.src=", /[.{,](?:src|srcset|action|ping)[=:](?!=)/],
    ["form.submit(", /\.(?:requestS|s)ubmit\(/],
  ];
  for (const [example, pattern] of ways) {
    assert.match(example, pattern);
    assert.equal(pattern.exec(script)?.[0], undefined);
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

/** In the page: tries every way out that a script or markup has; the directives that stopped them, once all have. */
async function plant({ url, reports }) {
  const blocked = new Set();
  const all = new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      if (blocked.add(effectiveDirective).size === reports) resolve();
    });
  });
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
      const form = Object.assign(document.createElement("form"), { action: `${url}/form`, method: "post" });
      form.target = "sink";
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
  if (reports > 0) await all;
  return [...blocked];
}

async function listen() {
  const paths = [];
  const waiting = new EventEmitter();
  const server = createServer((request, response) => {
    paths.push(request.url);
    response.end();
    waiting.emit("request");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests: () => paths.length,
    /** Waits until each of these has been asked for. */
    async reached(wanted) {
      while (!wanted.every((path) => paths.includes(path))) {
        await once(waiting, "request", { signal: AbortSignal.timeout(10_000) });
      }
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the policy says about each planted way, in the order of the alphabet. */
const BLOCKED = ["connect-src", "form-action", "frame-src", "img-src", "require-trusted-types-for", "style-src-elem"];
