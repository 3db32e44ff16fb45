// The receivers that the page offers: those of the documentation word for word, and adapted ones that really receive.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { makeScratch } from "../../scratch.mjs";
import { test } from "../test.mjs";

test("code: as the documentation has it", async (playground) => {
  const whole = {
    Express: ["transloadit", "transcodely", "connect"],
    Flask: ["transloadit"],
    Django: ["transloadit", "transcodely", "assemblyai", "connect"],
    "Workers, Next.js, Bun, Deno": ["assemblyai"],
  };
  for (const [framework, names] of Object.entries(whole)) {
    for (const provider of names) {
      const { code, hint } = await offered(playground, provider, framework);
      const [, file] = /^From (examples\/\S+), which is tested as it stands\.$/.exec(hint) ?? assert.fail(hint);
      assert.equal(code, await readFile(new URL(`../../../../${file}`, import.meta.url), "utf8"));
    }
  }
  const pages = await readFile(new URL("../../../../docs/receivers.md", import.meta.url), "utf8");
  for (const framework of [
    "Fastify",
    "Hono",
    "NestJS",
    "AWS Lambda",
    "FastAPI",
    "any ASGI server",
    "any WSGI server",
  ]) {
    const { code } = await offered(playground, "transcodely", framework);
    assert.ok(pages.includes(`\n${code}\`\`\`\n`), framework);
  }
});

test("code: each is of the chosen provider, and in its language", async (playground) => {
  const scripts = [];
  const frameworks = await playground.page.locator("#framework option").allTextContents();
  assert.equal(frameworks.length, 12);
  for (const provider of PROVIDERS) {
    for (const framework of frameworks) {
      const { code } = await offered(playground, provider, framework);
      const isRust = framework.startsWith("Rust");
      if (code === "" && isRust && NAMES[provider]) continue;
      assert.ok(
        code.includes(isRust ? provider.toUpperCase().replace("-", "_") : `"${provider}"`),
        `${framework} ${provider}`,
      );
      const others = PROVIDERS.filter((name) => name !== provider);
      for (const other of others)
        assert.equal(code.toLowerCase().includes(`${other}_secret`), false, `${framework} ${other}`);
      scripts.push({ name: `${framework} ${provider}`, code });
    }
  }
  const python = scripts.filter(({ code }) => /^(?:import \w+|from \w+|""")/.test(code) && !code.includes("import {"));
  assert.equal(python.length, 5 * PROVIDERS.length);
  for (const { name, code } of python) {
    const check = "import ast, sys; ast.parse(sys.stdin.read())";
    assert.doesNotThrow(() => execFileSync("python3", ["-c", check], { input: code, stdio: "pipe" }), name);
  }
});

test("code: an adapted receiver takes what the page has signed, and refuses the rest", async (playground) => {
  const { page } = playground;
  const folder = fileURLToPath(new URL("../target/", import.meta.url));
  await makeScratch(folder);
  for (const provider of PROVIDERS) {
    await playground.fill({ provider, secrets: [SECRET], options: NAMES[provider] ?? {} });
    await page.getByRole("tab", { name: "Sign" }).click();
    await page.getByRole("button", { name: "Verify this request" }).click();
    const { code } = await offered(playground, provider, "AWS Lambda");
    const name = `${provider}.mjs`;
    await writeFile(folder + name, code);
    const environment = { [`${provider.toUpperCase().replace("-", "_")}_SECRET`]: SECRET };
    const event = {
      version: "2.0",
      rawPath: "/",
      rawQueryString: (await page.locator("#url").inputValue()).split("?")[1] ?? "",
      headers: Object.fromEntries(
        (await page.locator("#headers").inputValue()).split("\n").map((line) => line.split(": ")),
      ),
      requestContext: { http: { method: "POST", path: "/", sourceIp: "192.0.2.1" } },
      isBase64Encoded: true,
      body: await base64(page),
    };
    assert.equal(answer(folder, name, event, environment), 200, provider);
    for (const key of Object.keys(event.headers)) if (key !== "content-type") event.headers[key] += "0";
    event.rawQueryString += "0";
    if (provider === "transloadit") event.body = event.body.slice(0, -40);
    assert.equal(answer(folder, name, event, environment), 401, provider);
  }
});

async function offered({ page }, provider, framework) {
  await page.getByRole("combobox", { name: "Provider" }).selectOption(provider);
  await page.getByRole("combobox", { name: "Framework" }).selectOption(framework);
  return { code: await page.locator("#code").textContent(), hint: await page.locator("#code-hint").textContent() };
}

async function base64(page) {
  await page.locator("#body").getByLabel("base64", { exact: true }).check();
  return page.getByLabel("Body in base64").inputValue();
}

function answer(cwd, name, event, environment) {
  const handled = `(await handler(${JSON.stringify(event)})).statusCode`;
  const call = `const { handler } = await import("./${name}"); console.info(${handled});`;
  const options = { cwd, env: { ...process.env, ...environment }, stdio: "pipe", encoding: "utf8" };
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", call], options).trim().split("\n").at(-1));
}

const PROVIDERS = ["assemblyai", "connect", "standard-webhooks", "transcodely", "transloadit"];
const NAMES = { assemblyai: { header: "X-Chosen" }, connect: { urlParameter: "chosen" } };
const SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
