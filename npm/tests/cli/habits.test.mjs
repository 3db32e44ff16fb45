// What a person expects of a command: help, a prompt without echo, colours only on a terminal, completion, quiet ends.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { SECRETS, by, folder, hookseal } from "./hookseal.mjs";
import { recorder } from "./receiver.mjs";
import { program, tarball } from "./unpacked.mjs";

const COMMANDS = ["verify", "explain", "sign", "send", "listen", "replay", "providers", "completion"];
const { PATH } = process.env;
const SIGN = ["sign", "-p", "transcodely", "--id", "dlv_1", "--timestamp", "1716480293", "--format", "headers"];

/** Runs it on a terminal; `steps` are pairs of what is waited for and what is typed then. */
async function onTerminal(args, { env = {}, steps = [], ...more } = {}) {
  const command = [process.execPath, program, ...args];
  const child = spawn("python3", [fileURLToPath(new URL("terminal.py", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify({ command, env: { PATH, TERM: "xterm", ...env }, steps, ...more }));
  let text = "";
  for await (const piece of child.stdout) text += piece;
  return JSON.parse(text);
}

describe("help", () => {
  for (const name of COMMANDS) {
    test(name, async () => {
      const { exit, stdout, stderr } = await hookseal([name, "--help"]);
      assert.equal(exit, 0);
      assert.equal(stderr, "");
      assert.match(
        stdout,
        new RegExp(`^Usage: hookseal ${name} .*\\n[^]*\\nExamples:\\n {2}# .*\\n {2}(?:hookseal|echo|source)`),
      );
      assert.ok(stdout.includes(`hookseal ${name}`));
    });
  }

  test("all commands are named", async () => {
    const { stdout } = await hookseal(["--help"]);
    for (const name of COMMANDS) assert.match(stdout, new RegExp(`^ {2}${name} `, "m"));
  });

  test("no line is longer than a terminal is wide, and options stand in groups", async () => {
    for (const words of [[], ...COMMANDS.map((name) => [name])]) {
      const { stdout } = await hookseal([...words, "--help"]);
      for (const line of stdout.split("\n")) assert.ok(line.length <= 80, `${words}: ${line}`);
    }
    const groups = async (name) => (await hookseal([name, "--help"])).stdout.match(/^[A-Z][a-z ]+:$/gm);
    const shared = ["Endpoint:", "Secret:", "Output:", "Seldom used:", "Examples:"];
    assert.deepEqual(await groups("verify"), ["Request:", ...shared]);
    assert.deepEqual(await groups("explain"), ["Request:", ...shared]);
    assert.deepEqual(await groups("send"), ["Arguments:", "Request:", "Play:", ...shared]);
  });

  test("what a receiver can be tried with is there", async () => {
    const { stdout } = await hookseal(["send", "--help"]);
    for (const option of [
      "time-scale",
      "scale-timeout",
      "duplicate",
      "reorder",
      "tamper",
      "skew",
      "concurrency",
      "count",
      "json",
    ]) {
      assert.ok(stdout.includes(`--${option}`), option);
    }
  });
});

describe("a signal at the prompt leaves the echo on", () => {
  for (const [name, number] of Object.entries({ SIGHUP: 1, SIGQUIT: 3, SIGTERM: 15 })) {
    test(name, async () => {
      const steps = [["secret of transcodely: ", number]];
      const { exit, echo } = await onTerminal([...SIGN, "--data", "/dev/null"], { steps });
      assert.deepEqual({ exit, echo }, { exit: -number, echo: [false, true] });
    });
  }
});

describe("a secret that nobody sees", () => {
  const secret = SECRETS.transcodely;
  const seen = "secret of transcodely: ";

  test("is asked for without echo", async () => {
    const { exit, output } = await onTerminal([...SIGN, "--data", "/dev/null"], { steps: [[seen, `${secret}\r`]] });
    assert.equal(exit, 0);
    assert.match(
      output,
      /^secret of transcodely: \r\ncontent-type: application\/json\r\nx-transcodely-signature: sha256=/,
    );
    assert.ok(!output.includes(secret.slice(0, 10)));
    const direct = await hookseal([...SIGN, "--secret-env", "SECRET"], { env: { SECRET: secret } });
    assert.equal(output.replaceAll("\r", "").split(": \n")[1], direct.stdout, "what was typed is what signs");
  });

  test("is asked for while the body comes through a pipe", async () => {
    const { exit, output } = await onTerminal(SIGN, { steps: [[seen, `${secret}\r`]], body: "{}" });
    assert.equal(exit, 0);
    const direct = await hookseal([...SIGN, "--secret-env", "SECRET"], { env: { SECRET: secret }, stdin: "{}" });
    assert.equal(output.replaceAll("\r", "").split(": \n")[1], direct.stdout);
  });

  test("may be mistyped and mended", async () => {
    const { output } = await onTerminal([...SIGN, "--data", "/dev/null"], {
      steps: [[seen, `xx\x7f\x7f${secret}y\x7f\r`]],
    });
    const direct = await hookseal([...SIGN, "--secret-env", "SECRET"], { env: { SECRET: secret } });
    assert.equal(output.replaceAll("\r", "").split(": \n")[1], direct.stdout);
  });

  test("is no secret if nothing is typed, and Ctrl-C ends with 130", async () => {
    const nothing = await onTerminal([...SIGN, "--data", "/dev/null"], { steps: [[seen, "\r"]] });
    assert.equal(nothing.exit, 2);
    assert.match(nothing.output, /hookseal: no secret was given/);
    const interrupted = await onTerminal([...SIGN, "--data", "/dev/null"], { steps: [[seen, "abc\x03"]] });
    assert.equal(interrupted.exit, 130);
    assert.doesNotMatch(interrupted.output, /abc/);
  });
});

// What both command lines have is among the shared cases.
describe("a secret in the wrong place is not repeated", () => {
  const secret = "whsec_3f9a71c2d8K";
  const by = ["-p", "transcodely", "--secret-env", "SECRET"];
  for (const words of [
    ["verify", ...by, "--request", secret],
    ["replay", secret],
    ["replay", "/dev/null", secret],
    ["send", secret, ...by],
    ["send", "http://127.0.0.1:1/", ...by, "--data", secret],
    ["send", "http://127.0.0.1:1/", ...by, "--event", secret],
    ["send", "http://127.0.0.1:1/", ...by, "--tamper", secret],
    ["send", "http://127.0.0.1:1/", ...by, "--skew", secret],
    ["send", "http://127.0.0.1:1/", ...by, "--count", secret],
    ["listen", secret, ...by],
    ["listen", "0", ...by, "--forward-to", secret],
    ["listen", "0", ...by, "--host", secret],
    ["listen", "0", ...by, "--save", `/dev/null/${secret}`],
    ["completion", secret],
  ]) {
    test(words.join(" ").replace(secret, "*"), async () => {
      const { exit, stdout, stderr } = await hookseal(words, { env: { SECRET: SECRETS.transcodely } });
      assert.ok(exit === 2 || exit === 3);
      assert.equal(stdout, "");
      assert.match(stderr, /^hookseal: /);
      assert.ok(!stderr.includes(secret.slice(6)), stderr);
    });
  }
});

test("a secret in the environment that is no text is refused", () => {
  const script = `SECRET="$(printf 'whsec_\\377abc')" exec "$0" "$@"`;
  const words = [process.execPath, program, ...SIGN, "--secret-env", "SECRET"];
  const { status, stderr } = spawnSync("sh", ["-c", script, ...words], { encoding: "utf8", input: "" });
  assert.equal(status, 2);
  assert.equal(stderr, "hookseal: the secret of --secret-env is not UTF-8\n");
});

describe("colours", () => {
  const words = ["verify", "-p", "connect", "--allow-unauthenticated", "--body", "/dev/null"];
  const escape = /\x1b\[/;

  test("on a terminal", async () => assert.match((await onTerminal(words)).output, escape));
  test("not with NO_COLOR", async () =>
    assert.doesNotMatch((await onTerminal(words, { env: { NO_COLOR: "1" } })).output, escape));
  test("not with --no-color", async () =>
    assert.doesNotMatch((await onTerminal([...words, "--no-color"])).output, escape));
  test("not for a dumb one", async () =>
    assert.doesNotMatch((await onTerminal(words, { env: { TERM: "dumb" } })).output, escape));
  test("not in a pipe", async () => assert.doesNotMatch((await hookseal(words)).stdout, escape));
});

describe("waiting", () => {
  test("is counted down on a terminal and nowhere else", async (t) => {
    const { url } = await recorder(t, 500, 200);
    const args = ["send", url, ...by("connect"), "--time-scale", "20"];
    const env = { SECRET: SECRETS.connect };
    const { output, exit } = await onTerminal(args, { env });
    assert.equal(exit, 0);
    assert.match(output, /\r\x1b\[Knext attempt in 1 s/);
    const other = await recorder(t, 500, 200);
    const { stderr } = await hookseal(["send", other.url, ...args.slice(2)], { env });
    assert.equal(stderr, "");
  });
});

test("standard output that is full is exit code 3", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [program, "providers"], { stdio: ["ignore", full, "pipe"] });
  closeSync(full);
  assert.equal(stderr.toString(), "hookseal: cannot write standard output: no space is left\n");
  assert.equal(status, 3);
});

describe("a reader that goes away before the first byte", () => {
  for (const words of [["completion", "bash"], ["providers"], ["send", "--help"]]) {
    test(words.join(" "), async () => {
      const child = spawn(process.execPath, [program, ...words], { stdio: ["ignore", "pipe", "pipe"] });
      child.stdout.destroy();
      let said = "";
      child.stderr.on("data", (piece) => (said += piece));
      const [exit] = await once(child, "close");
      assert.equal(said, "");
      assert.equal(exit, 0);
    });
  }
});

describe("completion", () => {
  test("bash completes commands, options, providers, choices and files", async (t) => {
    const cwd = folder(t);
    writeFileSync(join(cwd, "body.json"), "");
    const { stdout } = await hookseal(["completion", "bash"]);
    writeFileSync(join(cwd, "hookseal.bash"), stdout);
    const complete = (...words) => {
      const list = words.map((word) => `'${word}'`).join(" ");
      const line = `COMP_WORDS=(hookseal ${list}); COMP_CWORD=${words.length}`;
      const script = `source ./hookseal.bash; ${line}; _hookseal; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync("bash", ["-c", script], { cwd, encoding: "utf8" }).trim().split("\n");
    };
    assert.deepEqual(complete("").sort(), [...COMMANDS].sort());
    assert.deepEqual(complete("v"), ["verify"]);
    assert.deepEqual(complete("verify", "-p", "trans").sort(), ["transcodely", "transloadit"]);
    assert.deepEqual(complete("sign", "--format", "h").sort(), ["headers", "http"]);
    assert.deepEqual(complete("send", "--tamper", "").sort(), ["body", "id", "signature", "timestamp"]);
    assert.deepEqual(complete("verify", "--body", "bo"), ["body.json"]);
    assert.deepEqual(complete("replay", "bo"), ["body.json"]);
    assert.deepEqual(complete("providers", "conn"), ["connect"]);
    assert.deepEqual(complete("completion", "z"), ["zsh"]);
    assert.ok(complete("listen", "--").includes("--forward-to"));
    assert.deepEqual(complete("verify", "--secret-env", ""), [""]);
  });

  test("fish and zsh get every command and option", async () => {
    for (const shell of ["fish", "zsh"]) {
      const { stdout, exit } = await hookseal(["completion", shell]);
      assert.equal(exit, 0);
      for (const word of [...COMMANDS, "secret-env", "forward-to", "tamper", "transcodely"])
        assert.ok(stdout.includes(word), word);
    }
  });

  test("another shell is an error", async () => {
    const { exit, stderr } = await hookseal(["completion", "cmd"]);
    assert.equal(exit, 2);
    assert.match(stderr, /^hookseal: there are scripts for bash, fish, zsh\n$/);
  });
});

test("npx finds the installed command, which installs nothing else", async (t) => {
  const cwd = folder(t);
  mkdirSync(join(cwd, "project"));
  const options = { cwd: join(cwd, "project"), encoding: "utf8" };
  writeFileSync(join(options.cwd, "package.json"), '{ "private": true }\n');
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", tarball], options);
  assert.match(execFileSync("npx", ["--no-install", "hookseal", "--version"], options), /^\d+\.\d+\.\d+\n$/);
  const installed = Object.keys(JSON.parse(execFileSync("npm", ["ls", "--all", "--json"], options)).dependencies);
  assert.deepEqual(installed, ["hookseal"]);
});
