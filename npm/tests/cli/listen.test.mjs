// `listen` and `replay`: every byte arrives, is kept and is sent again; no static token is shown or kept.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { describe, test } from "node:test";
import { Webhook } from "hookseal";
import { SECRETS, by, folder, hookseal, listening, printed, start } from "./hookseal.mjs";
import { recorder } from "./receiver.mjs";
import { post } from "./socket.mjs";

const env = { SECRET: SECRETS.transcodely };

function signed(body, id = "dlv_1", timestamp) {
  const { headers } = new Webhook("transcodely", SECRETS.transcodely).sign(body, { id, timestamp });
  return Object.entries(headers);
}

function savedIn(path) {
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}

for (const [what, body] of [
  ["binary", Buffer.from(Array.from({ length: 256 }, (_, index) => index))],
  ["with CRLF", Buffer.from("a\r\nb\r\n")],
  ["empty", Buffer.alloc(0)],
  ["of 1 MiB", randomBytes(1 << 20)],
]) {
  test(`a body ${what} is verified, kept, passed on, and sent again`, async (t) => {
    const target = await recorder(t, 202, 200);
    const kept = folder(t);
    const running = await listening(t, [...by("transcodely"), "--save", kept, "--forward-to", target.url], { env });
    const { url } = running;
    const headers = [...signed(body), ["X-Other", "caf\u00e9"], ["X-Twice", "1"], ["X-Twice", "2"]];
    const answer = await post(`${url}/hook?a=%20b`, headers, body);
    assert.equal(answer.status, 202);
    const [first] = target.received;
    assert.deepEqual(first.body, body);
    assert.equal(first.url, "/hook?a=%20b");
    const pairs = pairsOf(first.rawHeaders);
    for (const pair of headers)
      assert.ok(
        pairs.some((each) => each.join() === pair.join()),
        pair[0],
      );
    const [, name] = await printed(running, / {2}verified {2}dlv_1 {2}forwarded: 202 {2}saved: (\S+)\n/);

    const [file] = savedIn(kept);
    assert.equal(file, join(kept, name));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const saved = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(Object.keys(saved), ["received", "method", "url", "headers", "body", "peer"]);
    assert.equal(Buffer.from(saved.body, "base64").compare(body), 0);
    const verified = await hookseal(["verify", ...by("transcodely"), "--request", file, "--output", "-"], { env });
    assert.equal(verified.exit, 0);
    assert.deepEqual(verified.bytes, body);

    const again = await hookseal(["replay", file, target.url], { env });
    assert.match(again.stdout, /^200 {2}\d+ ms\n$/);
    assert.equal(again.exit, 0);
    assert.deepEqual(target.received[1].body, body);
    assert.equal(target.received[1].url, "/hook?a=%20b");
    assert.deepEqual(own(target.received[1].rawHeaders), own(first.rawHeaders));
  });
}

test("what is refused is answered 401, and said with its code", async (t) => {
  const running = await listening(t, by("transcodely"), { env });
  const { url, output } = running;
  const { status } = await post(`${url}/hook`, signed("{}"), Buffer.from("{ }"));
  assert.equal(status, 401);
  await printed(running, /^\d\d:\d\d:\d\d {2}POST {2}\/hook {2}3 bytes {2}signature_mismatch/m);
  assert.equal((await post(`${url}/hook`, signed("{}"), Buffer.from("{}"))).status, 200);
  assert.ok(!(output.stdout + output.stderr).includes(SECRETS.transcodely));
});

test("the first finding stands behind a refusal", async (t) => {
  const running = await listening(t, by("transcodely"), { env });
  await post(running.url, signed("{}\n"), Buffer.from("{}"));
  await printed(running, / {2}signature_mismatch {2}body_newline_lost: .+\n/);
});

test("one request is explained at a time, and none keeps another one waiting", async (t) => {
  const running = await listening(t, [...by("transcodely"), "--json"], { env }, /"listening":"(\S+)\/"/);
  const body = Buffer.from(JSON.stringify(Array.from({ length: 80_000 }, (_, index) => index)));
  const wrong = signed("{}");
  // At once, and one that verifies behind them.
  const refused = Array.from({ length: 4 }, () => post(running.url, wrong, body));
  const statuses = await Promise.all([...refused, post(running.url, signed("{}"), Buffer.from("{}"))]);
  assert.deepEqual(statuses.map(({ status }) => status), [401, 401, 401, 401, 200]);
  await printed(running, /(?:.+\n){6}/);
  const entries = running.output.stdout.trim().split("\n").slice(1).map((line) => JSON.parse(line));
  assert.equal(entries.filter(({ code }) => code === "verified").length, 1);
  const findings = entries.filter(({ code }) => code === "signature_mismatch").map(({ finding }) => finding);
  assert.equal(findings.length, 4);
  assert.ok(findings.some((finding) => finding !== null));
  assert.ok(findings.some((finding) => finding === null));
  // The one that was explained is said last, for nothing waits for it.
  assert.notEqual(entries.at(-1).finding, null);
  // And the next one is explained again.
  await post(running.url, signed("{}\n"), Buffer.from("{}"));
  await printed(running, /"finding":"body_newline_lost: /);
});

test("a body of more than 1 MiB is not explained, and that is said", async (t) => {
  const running = await listening(t, by("transcodely"), { env });
  await post(running.url, signed("{}"), Buffer.alloc((1 << 20) + 1));
  await printed(running, /signature_mismatch {2}not explained: the body has more than 1 MiB\n/);
  await post(running.url, signed("{}"), Buffer.alloc(1 << 20));
  await printed(running, /1048576 bytes {2}signature_mismatch {2}[a-z_]+: /);
});

test("without a secret requests are kept and not judged", async (t) => {
  const kept = folder(t);
  const { url, output } = await listening(t, ["-p", "transcodely", "--save", kept]);
  assert.match(output.stdout, /without a secret: nothing is verified/);
  assert.equal((await post(url, [], Buffer.from("x"))).status, 200);
  assert.equal(savedIn(kept).length, 1);
});

// Threat 119: where a token stands, in the place that was named or in another one, only its length is told.
for (const provider of ["assemblyai", "connect"]) {
  test(`a token of ${provider} is neither shown nor kept`, async (t) => {
    const token = SECRETS[provider];
    const kept = folder(t);
    const target = await recorder(t, 200);
    const words = [...by(provider), "--save", kept, "--forward-to", target.url];
    const running = await listening(t, words, { env: { SECRET: token } });
    const { url, output } = running;
    const path = provider === "connect" ? `/hook?a=1&token=${token}` : "/hook";
    const headers = provider === "connect" ? [] : [["X-Hook-Secret", token]];
    assert.equal((await post(url + path, headers, Buffer.from("{}"))).status, 200);
    // Another token at the place, and the token elsewhere.
    await post(
      url + path.replace(token, "tok_old_one"),
      headers.map(([name]) => [name, "tok_old_one"]),
      Buffer.from("{}"),
    );
    await post(
      `${url}/hook/${token}?key=${token}`,
      [
        ["X-Renamed", token],
        ["Authorization", `Bearer ${token}`],
      ],
      Buffer.from("{}"),
    );
    assert.equal(target.received.length, 3);
    assert.ok(JSON.stringify(target.received[0]).includes(token), "what is passed on is as it came");
    await printed(running, /(?:.+\n){4}/);
    const written = savedIn(kept).map((file) => readFileSync(file, "utf8"));
    assert.equal(written.length, 3);
    for (const text of [output.stdout, output.stderr, ...written]) assert.doesNotMatch(text, /tok_/);
    assert.ok(written[0].includes(`masked:${token.length}`));

    const [file] = savedIn(kept);
    const plain = await hookseal(["replay", file, target.url]);
    assert.equal(plain.exit, 2);
    assert.match(plain.stderr, /^hookseal: its token was masked when it was saved: add --sign/);
    const verified = await hookseal(["verify", ...by(provider), "--request", file], { env: { SECRET: token } });
    assert.equal(verified.exit, 2);
    assert.match(verified.stderr, /^hookseal: the token was masked/);
    assert.equal(target.received.length, 3);
    const again = await hookseal(["replay", file, target.url, "--sign", ...by(provider)], { env: { SECRET: token } });
    assert.equal(again.exit, 0);
    const { rawHeaders, url: at } = target.received[3];
    const options = provider === "connect" ? { urlParameter: "token" } : { header: "X-Hook-Secret" };
    new Webhook(provider, { secret: token, ...options }).verify("{}", rawHeaders, { url: at });
    assert.ok(!(again.stdout + again.stderr).includes(token));
  });

  test(`a token of ${provider} is kept where that is wanted`, async (t) => {
    const token = SECRETS[provider];
    const kept = folder(t);
    const running = await listening(t, [...by(provider), "--save", kept, "--save-tokens"], { env: { SECRET: token } });
    const { url } = running;
    await post(
      provider === "connect" ? `${url}/?token=${token}` : url,
      provider === "connect" ? [] : [["X-Hook-Secret", token]],
      Buffer.from("{}"),
    );
    const [file] = savedIn(kept);
    assert.ok(readFileSync(file, "utf8").includes(token));
    await printed(running, / {2}verified {2}saved: /);
    assert.ok(!running.output.stdout.includes(token), "but not shown");
    const { exit } = await hookseal(["verify", ...by(provider), "--request", file], { env: { SECRET: token } });
    assert.equal(exit, 0);
  });

  test(`without a secret the place of ${provider}'s token must be named`, async () => {
    const { exit, stderr } = await hookseal(["listen", "0", "-p", provider]);
    assert.equal(exit, 2);
    assert.match(stderr, /^hookseal: invalid_option: /);
  });
}

/** Every way in which a text was seen in requests. */
function writings(text) {
  const form = encodeURIComponent(text);
  const base64 = (value) => Buffer.from(value).toString("base64");
  return [text, form, encodeURIComponent(form), base64(text), base64(`user:${text}`), base64(form)];
}

/** Posts a text at every place of a request, in every writing; gives the number of requests. */
async function postEverywhere(url, text) {
  const forms = writings(text);
  for (const form of forms) {
    const inUrl = [`?${form}`, `?${form}=`, `?a=${form}`, `?a=b&token=${form}`, `/${form}`, `/hook-${form}/x`, `#${form}`];
    for (const at of inUrl) await post(`${url}/hook${at}`, [["Referer", `http://a/hook${at}`]], Buffer.from("{}"));
    const headers = [
      ["X-Hook_Secret", form],
      ["Authorization", `Basic ${form}`],
      ["Cookie", `a=b; t=${form}`],
      ["X-Forwarded-Uri", `/hook?token=${form}`],
      ["User-Agent", `agent/1 (${form})`],
      ["Content-Type", "application/json"],
    ];
    await post(`${url}/hook`, headers, Buffer.from("{}"));
  }
  return forms.length * 8;
}

/** Neither what was printed nor what was kept has the text in any writing. */
function assertUnseen(texts, text) {
  for (const form of writings(text)) {
    for (const seen of texts) assert.ok(!seen.includes(form), `${form} is in ${seen}`);
  }
}

// Threat 119, in the places and the writings in which servers and proxies repeat a URL or a header.
for (const provider of ["assemblyai", "connect", "transcodely"]) {
  test(`a secret of ${provider} is shown nowhere, whoever wrote it how`, async (t) => {
    const secret = "whsec_s3cr3t+Tok/en~1";
    // Also without its prefix, as people copy it.
    for (const text of [secret, secret.slice(6)]) {
      const kept = folder(t);
      const running = await listening(t, [...by(provider), "--save", kept], { env: { SECRET: secret } });
      const count = await postEverywhere(running.url, text);
      await printed(running, new RegExp(`(?:.+\n){${count + 1}}`));
      const files = savedIn(kept).map((file) => readFileSync(file, "utf8"));
      assert.equal(files.length, count);
      assertUnseen([running.output.stdout, running.output.stderr, ...files], text);
      assert.ok(files.every((file) => /masked:\d/.test(file)));
      assert.match(files[7], /"application\/json"/);
    }
  });
}

for (const provider of ["assemblyai", "connect"]) {
  test(`a token of ${provider} that is not known is shown nowhere but in a path or a harmless header`, async (t) => {
    const kept = folder(t);
    const words = by(provider).filter((word) => !/SECRET|--secret-env/.test(word) || word === "X-Hook-Secret");
    const running = await listening(t, [...words, "--save", kept]);
    const token = "0th3r+Tok/en~2";
    await post(`${running.url}/hook?a=${token}&${token}`, [["Referer", `http://a/?${token}`]], Buffer.from("{}"));
    await post(running.url, [["Authorization", `Bearer ${token}`]], Buffer.from("{}"));
    await post(running.url, [["X-Hook-Secret", token]], Buffer.from("{}"));
    await post(running.url, [["X-Forwarded-Uri", `/?${token}`]], Buffer.from("{}"));
    await printed(running, /(?:.+\n){5}/);
    const files = savedIn(kept).map((file) => readFileSync(file, "utf8"));
    assertUnseen([running.output.stdout, running.output.stderr, ...files], token);
    assert.match(files[0], /"\/hook\?a=masked:14&masked:14"/);
  });
}

test("what signs anew leaves out what was masked, and says so", async (t) => {
  const kept = folder(t);
  const target = await recorder(t, 200);
  const { url } = await listening(t, [...by("connect"), "--save", kept], { env: { SECRET: SECRETS.connect } });
  const path = `/hook?a=1&token=${SECRETS.connect}`;
  await post(url + path, [["X-Trace", "abc"]], Buffer.from("{}"));
  const words = ["replay", savedIn(kept)[0], target.url, "--sign", ...by("connect")];
  const { exit, stderr } = await hookseal(words, { env: { SECRET: SECRETS.connect } });
  assert.equal(exit, 0);
  assert.match(stderr, /^hookseal: warning: 2 of its values were masked when it was saved and are left out/);
  assert.equal(target.received[0].url, `/hook?token=${SECRETS.connect}`);
  assert.equal(target.received[0].headers["x-trace"], undefined);
  await post(`${url}/${SECRETS.connect}`, [], Buffer.from("{}"));
  const inPath = await hookseal(["replay", savedIn(kept)[1], ...words.slice(2)], { env: { SECRET: SECRETS.connect } });
  assert.equal(inPath.exit, 2);
  assert.match(inPath.stderr, /^hookseal: a secret in its path was masked/);
});

test("a saved delivery is signed anew with its own id", async (t) => {
  const kept = folder(t);
  const target = await recorder(t, 200);
  const { url } = await listening(t, ["-p", "transcodely", "--save", kept]);
  await post(`${url}/hook`, signed("{}\n", "dlv_kept", 1716480293), Buffer.from("{}\n"));
  const [file] = savedIn(kept);
  const { exit } = await hookseal(["replay", file, `${target.url}/other`, "--sign", ...by("transcodely")], { env });
  assert.equal(exit, 0);
  const { body, rawHeaders, url: at } = target.received[0];
  assert.equal(at, "/other");
  const delivery = new Webhook("transcodely", SECRETS.transcodely).verify(body, rawHeaders);
  assert.equal(delivery.id, "dlv_kept");
  assert.notEqual(delivery.timestamp, 1716480293);
  // Without --sign the old timestamp arrives, and is refused.
  await hookseal(["replay", file, target.url]);
  const old = target.received[1];
  assert.throws(() => new Webhook("transcodely", SECRETS.transcodely).verify(old.body, old.rawHeaders), {
    code: "timestamp_too_old",
  });
});

test("a form is signed anew with another secret, its field kept", async (t) => {
  const kept = folder(t);
  const target = await recorder(t, 200);
  const { url } = await listening(t, ["-p", "transloadit", "--save", kept]);
  const status = '{"ok":"ASSEMBLY_COMPLETED","message":"Zo\u00eb\\r\\n"}';
  const { headers, body } = new Webhook("transloadit", "the-secret-of-production").sign(status);
  await post(url, Object.entries(headers), Buffer.from(body));
  const [file] = savedIn(kept);
  await hookseal(["replay", file, target.url, "--sign", ...by("transloadit")], {
    env: { SECRET: SECRETS.transloadit },
  });
  const received = target.received[0];
  const delivery = new Webhook("transloadit", SECRETS.transloadit).verify(received.body, received.rawHeaders);
  assert.equal(Buffer.from(delivery.body).toString(), status);
});

test("replay goes to no other machine unless it is named", async (t) => {
  const kept = folder(t);
  const { url } = await listening(t, ["-p", "transcodely", "--save", kept]);
  await post(url, [["Host", "example.com"], ...signed("{}")], Buffer.from("{}"));
  const { exit, stderr } = await hookseal(["replay", savedIn(kept)[0]]);
  assert.equal(exit, 2);
  assert.match(stderr, /^hookseal: it was not received on this machine/);
});

for (const [what, more] of [
  ["a method that is none", { method: "PO ST\r\nX: y" }],
  ["no method", { method: "" }],
  ["a tunnel", { method: "CONNECT", url: "example.com:80" }],
  ["a URL with line ends", { url: "/a\r\nX: y" }],
  ["a URL with a blank", { url: "/a b" }],
  ["a URL beyond Latin-1", { url: "/\u010a" }],
  ["a header with line ends", { headers: [["x-a", "1\r\nInjected: yes"]] }],
  ["a header beyond Latin-1", { headers: [["x-a", "\u010a"]] }],
  ["a header whose name is none", { headers: [["x-b\r\nZ", "1"]] }],
  ["a header without name", { headers: [["", "1"]] }],
]) {
  test(`what cannot be sent is said and not sent: ${what}`, async (t) => {
    const target = await recorder(t, 200);
    const cwd = folder(t);
    const saved = { received: "", method: "POST", url: "/", headers: [], body: "e30=", peer: null, ...more };
    writeFileSync(join(cwd, "saved.json"), JSON.stringify(saved));
    for (const words of [[], ["--sign", ...by("transcodely")]]) {
      // That has an id of its own.
      const withId = words.length > 0 ? { ...saved, headers: [...saved.headers, ["X-Transcodely-Delivery-ID", "d"]] } : saved;
      writeFileSync(join(cwd, "saved.json"), JSON.stringify(withId));
      const { exit, stdout, stderr } = await hookseal(["replay", "saved.json", target.url, ...words], { cwd, env });
      assert.equal(exit, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^hookseal: (?:the request cannot be sent|invalid_option): .+\n$/);
    }
    assert.equal(target.received.length, 0);
  });
}

test("a body of more than 16 MiB is answered 413, and nothing of it kept", async (t) => {
  const kept = folder(t);
  const { url } = await listening(t, ["-p", "transcodely", "--save", kept]);
  const { status } = await post(url, [], Buffer.alloc((16 << 20) + 1));
  assert.equal(status, 413);
  assert.equal(savedIn(kept).length, 0);
  assert.equal((await post(url, [], Buffer.alloc(16 << 20))).status, 200);
});

test("a target that is not there is answered 502", async (t) => {
  const running = await listening(t, [...by("transcodely"), "--forward-to", "http://127.0.0.2:1/"], { env });
  assert.equal((await post(running.url, signed("{}"), Buffer.from("{}"))).status, 502);
  await printed(running, /forwarded: ECONNREFUSED/);
});

// A page that lets its own name point to this machine must not reach what requests are passed on to.
describe("what a web page sends is answered 403, and not passed on", () => {
  const page = "rebound.example";
  const refused = [
    ["with Origin", "POST /x", { host: page, origin: `http://${page}` }],
    ["with Origin of a page without one", "POST /x", { host: "127.0.0.1", origin: "null" }],
    ["with Origin, as a preflight", "OPTIONS /x", { host: "127.0.0.1", origin: "http://a" }],
    ["from the same site", "POST /x", { host: "localhost", "sec-fetch-site": "same-origin" }],
    ["from another site", "GET /x", { host: "127.0.0.1", "sec-fetch-site": "cross-site" }],
    // Browsers send neither header with this one.
    ["by GET, to its own name", "GET /x", { host: page }],
    ["by HEAD, to its own name", "HEAD /x", { host: `${page}:3000` }],
    ["to a name that begins as an address does", "GET /x", { host: "127.0.0.1.example" }],
    ["to a name that ends as this machine's does", "GET /x", { host: "notlocalhost" }],
    ["to another server", "GET http://169.254.169.254/latest", { host: "127.0.0.1" }],
    ["with two slashes", "POST //169.254.169.254/latest", { host: "127.0.0.1" }],
    ["without a slash", "OPTIONS *", { host: "127.0.0.1" }],
  ];
  const taken = [
    ["by POST through a tunnel", "POST /x", { host: page }],
    ["by GET to an address", "GET /x", { host: "127.0.0.1:3000" }],
    ["by GET to an address of version 6", "GET /x", { host: "[::1]:3000" }],
    ["by GET to localhost", "GET /x", { host: "localhost" }],
    ["by a person, from the address bar", "GET /x", { host: "localhost:3000", "sec-fetch-site": "none" }],
  ];
  const send = (url, line, headers) => {
    const [method, path] = line.split(" ");
    const flat = [...Object.entries(headers), ["content-length", "0"]].flat();
    return new Promise((resolve, reject) => {
      request(url, { method, path, headers: flat, agent: false }, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
  };
  test("of a browser", async (t) => {
    const target = await recorder(t, 202);
    const kept = folder(t);
    const words = ["-p", "transcodely", "--forward-to", target.url, "--save", kept];
    const running = await listening(t, words);
    for (const [what, line, headers] of refused) assert.equal(await send(running.url, line, headers), 403, what);
    while (running.output.stderr.split("\n").length <= refused.length) await once(running.child.stderr, "data");
    assert.match(running.output.stderr, new RegExp(`^(?:hookseal: answered 403: .+\n){${refused.length}}$`));
    assert.equal(target.received.length, 0);
    assert.equal(savedIn(kept).length, 0);
    for (const [what, line, headers] of taken) assert.equal(await send(running.url, line, headers), 202, what);
    assert.equal(target.received.length, taken.length);
  });
});

test("only this machine is listened to, a port that is taken is said, Ctrl-C ends it with 130", async () => {
  const running = start(["listen", "0", "-p", "transcodely"]);
  const [, host, port] = await printed(running, /^listening at http:\/\/([\d.]+):(\d+)\//);
  assert.equal(host, "127.0.0.1");
  const taken = await hookseal(["listen", port, "-p", "transcodely"]);
  assert.equal(taken.exit, 3);
  assert.match(taken.stderr, /^hookseal: cannot listen at port \d+: the port is in use\n$/);
  running.child.kill("SIGINT");
  assert.equal((await running.ended).exit, 130);
});

test("a listener that other machines may reach is warned of", async () => {
  // No machine has this address (RFC 5737).
  const { exit, stderr } = await hookseal(["listen", "0", "-p", "transcodely", "--host", "192.0.2.1"]);
  assert.equal(exit, 3);
  assert.match(stderr, /^hookseal: warning: other machines may reach this listener .*--host\nhookseal: cannot listen/);
});

for (const [target, host] of [
  ["http://127.0.0.1:3999/hook", "127.0.0.1"],
  ["http://localhost:3999", "127.0.0.1"],
  ["http://[::1]:3999", "localhost"],
  ["http://127.0.0.1:3999", "0.0.0.0"],
  ["http://[::]:3999", "::"],
]) {
  test(`a listener at ${host} that would pass on to itself, ${target}, is refused`, async () => {
    const words = ["listen", "3999", "-p", "transcodely", "--host", host, "--forward-to", target];
    const { exit, stderr } = await hookseal(words);
    assert.deepEqual([exit, stderr], [2, "hookseal: --forward-to names this listener itself\n"]);
  });
}

test("an application that refuses what verifies here is wondered at, and a code is said once", async (t) => {
  const target = await recorder(t, 401);
  const running = await listening(t, [...by("transcodely"), "--forward-to", target.url], { env });
  await post(`${running.url}/hook`, signed("{}"), Buffer.from("{}"));
  await printed(running, / {2}verified {2}dlv_1 {2}forwarded: 401, though it verifies here: .*other bytes.*secret\n/);
  await post(`${running.url}/hook`, [], Buffer.from("{}"));
  const [line] = await printed(running, /^.* signature_missing.*$/m);
  assert.equal(line.split("signature_missing").length, 2);
  assert.match(line, /forwarded: 401$/);
});

test("lines of JSON", async (t) => {
  const running = start(["listen", "0", ...by("transcodely"), "--json"], { env });
  t.after(() => running.child.kill("SIGINT"));
  const [, url] = await printed(running, /^\{"listening":"(.*)\/"\}\n/);
  await post(`${url}/hook`, signed("{}"), Buffer.from("{}"));
  const [, text] = await printed(running, /\n(.+)\n$/);
  const entry = JSON.parse(text);
  assert.deepEqual(
    { ...entry, received: "" },
    {
      received: "",
      method: "POST",
      url: "/hook",
      bytes: 2,
      code: "verified",
      id: "dlv_1",
      finding: null,
      answer: null,
      file: null,
    },
  );
});

/** The headers of the request itself. */
function own(rawHeaders) {
  return pairsOf(rawHeaders).filter(([name]) => !["host", "connection", "content-length"].includes(name.toLowerCase()));
}

function pairsOf(flat) {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]]);
}
