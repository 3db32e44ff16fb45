// Debian's Chromium with one page a test, which fails on any request, error or line on the console (threat 119).

import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { Playground } from "./playground.mjs";

export class Browser {
  #browser;

  constructor(browser) {
    this.#browser = browser;
  }

  static async start() {
    const settings = { executablePath: "/usr/bin/chromium", chromiumSandbox: false, args: QUIET };
    return new Browser(await chromium.launch(settings));
  }

  async stop() {
    await this.#browser.close();
  }

  /** Opens the page from its file and runs a test on it. */
  async visit(run) {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 } });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      const seen = [];
      page.on("request", (request) => seen.push(`request: ${request.url().slice(0, 200)}`));
      page.on("console", (message) => seen.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => seen.push(`error: ${error.stack}`));
      await page.goto(PAGE);
      const playground = new Playground(page, context);
      await run(playground);
      const unexpected = seen.filter(
        (line) => !OWN.test(line) && !playground.expected.some((text) => line.includes(text)),
      );
      assert.deepEqual(unexpected, [], "the page has asked for, said or thrown something");
    } finally {
      await context.close();
    }
  }
}

export const PAGE = new URL("../../../dist/playground.html", import.meta.url).href;
/** The page itself, and what a button saves from its memory. */
const OWN = /^request: (?:file:.*\/dist\/playground\.html(?:#.*)?|data:|blob:)/;
const PATIENCE = 10_000;
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];
