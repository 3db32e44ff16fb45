// Requests in files: HTTP messages, HAR files, curl commands. What is read is what real programs sent.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { SECRETS, by, folder, hookseal } from "./hookseal.mjs";
import { recorder } from "./receiver.mjs";

const shell = (command, cwd) => promisify(execFile)("bash", ["-c", command], { cwd, encoding: "buffer" });
// The received bytes as they are: nothing is proved.
const READ = ["verify", "-p", "connect", "--allow-unauthenticated", "--output", "-", "--request"];
// A scheme that compares one header whole.
const CONTENT_TYPE = JSON.stringify({ name: "content-type", token: { header: "Content-Type" } });

async function read(t, content, ...more) {
  const cwd = folder(t);
  writeFileSync(join(cwd, "request"), content);
  return hookseal([...READ, "request", ...more], { cwd });
}

describe("curl: what it posts is what is read", () => {
  const commands = [
    ["-d as it stands", `curl URL -d '{"a": 1}\n'`],
    ["-d twice, joined with &", `curl URL -d a=1 --data 'b=2 3'`],
    ["--data-raw with @", `curl URL --data-raw '@/etc/passwd'`],
    [
      "$'..' with every escape",
      String.raw`curl URL --data-binary $'\a\b\e\f\n\r\t\v\\\'\"\?\x7f\xff\303\251\u00e9\101\1z\cA\q'`,
    ],
    ["an apostrophe between quotes", `curl URL -d 'it'\\''s "so"'`],
    ["double quotes", String.raw`curl URL -d "a\"b\\c\$d\e 'f'"`],
    ["a line that goes on", "curl URL \\\n  -H 'A: b' \\\n  --data-binary 'x\ny'"],
    ["letters that stand together", `curl -sSd'a=1' URL -XPOST`],
    ["text beyond ASCII", `curl URL -d 'Zo\u00eb \u{1f980}'`],
    ["--data-urlencode, content", `curl URL --data-urlencode 'a b&c=\u00eb'`],
    ["--data-urlencode, content without =", `curl URL --data-urlencode 'a b&\u00eb~'`],
    ["--data-urlencode, name and content", `curl URL --data-urlencode 'n=a b&c' --data-urlencode '=d e'`],
    ["--json", `curl URL --json '{"a":1}'`],
    ["an empty body", `curl URL --data-binary ''`],
    ["words without quotes", `curl URL -d a=b,c:d/e+f%20@g`],
    ["a prompt in front", `$ curl URL -d x`],
    ["-G has no body", `curl -G URL -d a=1`],
    [
      "flags that change nothing",
      `curl --compressed -k --silent --max-time 10 URL -d x -A 'agent/1' -e http://a/ -b c=d`,
    ],
  ];
  for (const [what, command] of commands) {
    test(what, async (t) => {
      const { url, received } = await recorder(t, 200);
      const cwd = folder(t);
      const text = command.replace("URL", `'${url}/hook?x=1'`);
      await shell(text.replace(/^\$ /, ""), cwd);
      writeFileSync(join(cwd, "command.txt"), `${text}\n`);
      const { exit, bytes, stderr } = await hookseal([...READ, "command.txt"], { cwd });
      assert.equal(exit, 0, stderr);
      assert.deepEqual(bytes, received[0].body);
      const type = received[0].headers["content-type"];
      if (type === undefined) return;
      writeFileSync(join(cwd, "scheme.json"), CONTENT_TYPE);
      const words = ["verify", "--scheme", "scheme.json", "--secret-env", "TYPE", "--request", "command.txt"];
      assert.equal((await hookseal(words, { cwd, env: { TYPE: type } })).exit, 0, "the content type");
    });
  }

  for (const [what, command, body] of [
    ["a header with very many blanks", `-H 'a: b${" ".repeat(1 << 20)}c' -d x`, "x"],
    ["16 MiB in double quotes", `-d "${'a\\"'.repeat(5 << 20)}"`, 'a"'.repeat(5 << 20)],
    ["16 MiB in $'..'", `-d $'${"ab\\n".repeat(4 << 20)}'`, "ab\n".repeat(4 << 20)],
  ]) {
    test(`longer than curl could be given: ${what}`, async (t) => {
      const { exit, bytes, stderr } = await read(t, `curl http://a/ ${command}`);
      assert.equal(exit, 0, stderr);
      assert.equal(bytes.compare(Buffer.from(body)), 0);
    });
  }

  const refused = [
    ["a variable", 'curl http://a/ -d "$BODY"'],
    ["a command within", "curl http://a/ -d `cat x`"],
    ["a pipe", "curl http://a/ -d x | jq"],
    ["a second command", "curl http://a/ -d x\nrm -rf y"],
    ["quotes that do not end", "curl http://a/ -d 'x"],
    ["standard input", "curl http://a/ --data-binary @-"],
    ["an option that every object has", "curl http://a/ --__proto__ tok_x"],
    ["another one", "curl http://a/ --constructor tok_x"],
    ["a form whose boundary is made up", "curl http://a/ -F a=b"],
    ["an option that is not known", "curl http://a/ --frobnicate tok_x"],
    ["no URL", "curl -d x"],
    ["a header whose name is none", "curl http://a/ -H 'a b: tok_x'"],
    ["two URLs", "curl http://a/ http://b/ -d x"],
    ["an option without value", "curl http://a/ -d"],
    ["quotes of Windows", 'curl ^"http://a/^" -d ^"x^"'],
  ];
  for (const [what, command] of refused) {
    test(`refused: ${what}`, async (t) => {
      const { exit, stdout, stderr } = await read(t, command);
      assert.equal(exit, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^hookseal: request/);
      assert.doesNotMatch(stderr, /tok_x/);
    });
  }
});

// A command that somebody else wrote must not have this machine's files read, and then posted.
describe("curl: no file is read", () => {
  for (const words of [
    "-d @FILE",
    "-d@FILE",
    "-sd @FILE",
    "--data @FILE",
    "--data-ascii @FILE",
    "--data-binary @FILE",
    "--data-urlencode @FILE",
    "--data-urlencode n@FILE",
    "--json @FILE",
    "-H @FILE",
    "-b FILE",
    "-d @/dev/zero",
    "-d x -d @FILE",
    "-G -d @FILE",
  ]) {
    test(words, async (t) => {
      const cwd = folder(t);
      const file = join(cwd, "private.txt");
      writeFileSync(file, "tok_x: y");
      const command = `curl http://127.0.0.1:1/ ${words.replace("FILE", file)}`;
      writeFileSync(join(cwd, "command.txt"), command);
      for (const args of [[...READ, "command.txt"], ["replay", "command.txt"]]) {
        const { exit, stdout, stderr } = await hookseal(args, { cwd });
        assert.equal(exit, 2);
        assert.equal(stdout, "");
        assert.match(stderr, /^hookseal: command\.txt: .* which is not read here: give the body with --body FILE/);
        assert.doesNotMatch(stderr, /tok_x|private/);
      }
    });
  }
});

describe("sign: its curl command posts what verifies", () => {
  const bodies = [
    ["text", '{"a":1}\n'],
    ["an apostrophe and a percent sign", "it's 100%d \\n"],
    ["@ in front", "@/etc/hostname"],
    ["a dash in front", "-n \0"],
    ["every byte", Buffer.from(Array.from({ length: 512 }, (_, index) => index & 255))],
    ["nothing", ""],
    ["digits behind a byte", "\0" + "07\x019"],
    ["40 KiB", "x".repeat(40_000) + "\r\n"],
  ];
  for (const shellName of ["bash", "sh"]) {
    for (const [what, body] of bodies) {
      test(`${what} in ${shellName}`, async (t) => {
        const { url, received } = await recorder(t, 200);
        const env = { SECRET: SECRETS.transcodely };
        const words = ["sign", ...by("transcodely"), "--id", "dlv_1", "--url", `${url}/hook?a[]={1,2}`];
        const { stdout, exit } = await hookseal(words, { env, stdin: body });
        assert.equal(exit, 0);
        const script = join(folder(t), "post.sh");
        writeFileSync(script, stdout, "latin1");
        await promisify(execFile)(shellName, [script]);
        assert.deepEqual(received[0].body, Buffer.from(body));
        assert.equal(received[0].url, "/hook?a[]={1,2}");
        const headers = Object.entries(received[0].headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
        const verified = await hookseal(["verify", ...by("transcodely"), ...headers], { env, stdin: received[0].body });
        assert.equal(verified.exit, 0, verified.stdout);
      });
    }
  }

  test("the HTTP message that it prints is read again", async (t) => {
    const cwd = folder(t);
    const env = { SECRET: SECRETS.transloadit };
    const signed = await hookseal(["sign", ...by("transloadit"), "--format", "http"], {
      env,
      stdin: '{"ok":"A\\r\\n"}',
    });
    writeFileSync(join(cwd, "message"), signed.bytes);
    const { exit, stdout } = await hookseal(["verify", ...by("transloadit"), "--request", "message", "--output", "-"], {
      env,
      cwd,
    });
    assert.equal(exit, 0);
    assert.equal(stdout, '{"ok":"A\\r\\n"}');
  });
});

describe("HTTP messages", () => {
  const head = "POST /hook?a=1 HTTP/1.1\r\nHost: example.com\r\n";
  const accepted = [
    ["CRLF, and a body of any bytes", Buffer.from(`${head}\r\n\r\n\x00\xff\r\n`, "latin1"), "\r\n\x00\xff\r\n"],
    ["LF", `${head.replaceAll("\r", "")}\n{"a":1}\n`, '{"a":1}\n'],
    ["no body", `${head}\r\n`, ""],
    [
      "a header with very many blanks, which no pattern tries one by one",
      `${head}A: b${" ".repeat(1 << 20)}c\r\n\r\nx`,
      "x",
    ],
    [
      "chunks",
      `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n`,
      "abc0123456789",
    ],
    ["a length that is not the body's", `${head}Content-Length: 3\r\n\r\nabcd`, "abcd"],
  ];
  for (const [what, content, body] of accepted) {
    test(what, async (t) => {
      const { exit, bytes, stderr } = await read(t, content);
      assert.equal(exit, 0, stderr);
      assert.equal(bytes.toString("latin1"), body);
    });
  }

  const refused = [
    ["no empty line", head],
    ["a header that is none", "POST / HTTP/1.1\r\ntok_x\r\n\r\n"],
    ["a header that goes on", "POST / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"],
    ["a chunk that is too short", `${head}Transfer-Encoding: chunked\r\n\r\n9\r\nabc\r\n0\r\n\r\n`],
    ["a chunk without length", `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`],
    ["an answer", "HTTP/1.1 200 OK\r\n\r\n"],
    ["anything else", "tok_x"],
    ["nothing", ""],
    ["JSON of another kind", '{"a":"tok_x"}'],
    [
      "a saved delivery whose body is no base64",
      '{"received":"","method":"POST","url":"/","headers":[],"body":"*","peer":null}',
    ],
    [
      "a saved delivery whose peer is no text",
      '{"received":"","method":"POST","url":"/","headers":[],"body":"","peer":5}',
    ],
    [
      "a saved delivery whose headers are none",
      '{"received":"","method":"POST","url":"/","headers":[["a"]],"body":"","peer":null}',
    ],
  ];
  for (const [what, content] of refused) {
    test(`refused: ${what}`, async (t) => {
      const { exit, stdout, stderr } = await read(t, content);
      assert.equal(exit, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^hookseal: request /);
      assert.doesNotMatch(stderr, /tok_x/);
    });
  }
});

describe("HAR files", () => {
  const entry = (postData, more = {}) => ({
    request: {
      method: "POST",
      url: "http://a/hook?token=tok_x",
      headers: [
        { name: ":method", value: "POST" },
        { name: "content-type", value: "application/json" },
      ],
      postData,
      ...more,
    },
  });
  const har = (...entries) =>
    JSON.stringify({ log: { version: "1.2", creator: { name: "test", version: "1" }, entries } });
  const json = entry({ mimeType: "application/json", text: '{"a":"\u00eb"}\r\n' });

  test("the only one that posts", async (t) => {
    const { exit, bytes } = await read(t, har({ request: { method: "GET", url: "http://a/", headers: [] } }, json));
    assert.equal(exit, 0);
    assert.equal(bytes.toString(), '{"a":"\u00eb"}\r\n');
  });

  test("base64, a byte order mark in front of the file", async (t) => {
    const bytes = Buffer.from([0, 255, 13, 10]);
    const text = bytes.toString("base64");
    const content = `\ufeff${har(json, entry({ mimeType: "x/y", encoding: "base64", text }))}`;
    assert.deepEqual((await read(t, content, "--entry", "2")).bytes, bytes);
  });

  test("several are listed without their queries", async (t) => {
    const { exit, stderr } = await read(t, har(json, json));
    assert.equal(exit, 2);
    assert.match(
      stderr,
      /^hookseal: request has 2 entries that post something: choose with --entry\n {2}1 {2}http:\/\/a\/hook\n {2}2 /,
    );
    assert.doesNotMatch(stderr, /tok_x/);
  });

  test("a size that differs is said", async (t) => {
    const { exit, stderr } = await read(t, har(entry({ text: "abc" }, { bodySize: 5 })));
    assert.equal(exit, 0);
    assert.match(stderr, /^hookseal: warning: request says that the body had 5 bytes but holds 3/);
  });

  for (const [what, content, ...more] of [
    ["an entry that is not there", har(json), "--entry", "2"],
    ["fields without the bytes", har(entry({ mimeType: "multipart/form-data", params: [{ name: "a", value: "b" }] }))],
    ["nothing that posts", har()],
    ["entries that are none", '{"log":{"entries":[null,1,{"request":[]}]}}'],
  ]) {
    test(`refused: ${what}`, async (t) => {
      const { exit, stderr } = await read(t, content, ...more);
      assert.equal(exit, 2);
      assert.match(stderr, /^hookseal: request /);
    });
  }

  test("--entry elsewhere, or the body twice, is an error", async (t) => {
    for (const words of [
      ["--entry", "1"],
      ["--body", "request"],
      ["-H", "a: b"],
    ]) {
      assert.equal((await read(t, "POST / HTTP/1.1\r\n\r\n", ...words)).exit, 2);
    }
  });
});

describe("what sign --json prints", () => {
  const sign = ["sign", ...by("transcodely"), "--id", "dlv_1", "--timestamp", "1716480293", "--json"];
  const at = ["--now", "1716480293", "--request", "-"];
  const env = { SECRET: SECRETS.transcodely };

  for (const more of [[], ["--url", "https://example.com/hook"]]) {
    test(`is verified from standard input${more.length > 0 ? ", with a URL" : ""}`, async () => {
      const { stdout } = await hookseal([...sign, ...more], { env, stdin: "{}\n" });
      const { exit, stdout: said } = await hookseal(["verify", ...by("transcodely"), ...at], { env, stdin: stdout });
      assert.equal(exit, 0);
      assert.match(said, /^id {14}dlv_1 /m);
    });
  }

  test("with a token that was masked is not compared", async () => {
    const token = { SECRET: SECRETS.assemblyai };
    const { stdout } = await hookseal(["sign", ...by("assemblyai"), "--json"], { env: token, stdin: "{}" });
    const words = ["verify", ...by("assemblyai"), "--request", "-"];
    const { exit, stderr } = await hookseal(words, { env: token, stdin: stdout });
    assert.equal(exit, 2);
    assert.match(stderr, /the token was masked/);
  });

  for (const other of ['{"headers":[]}', '{"body":"","headers":[],"url":5}', '{"body":"!","headers":[]}', "{"]) {
    test(`is not ${other}`, async () => {
      const { exit, stderr } = await hookseal([...READ, "-"], { stdin: other });
      assert.equal(exit, 2);
      assert.match(stderr, /^hookseal: standard input /);
    });
  }
});
