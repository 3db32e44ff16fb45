// Chromium, with what Vite makes of the package; and under the two Content-Security-Policies that matter (threat 113).

import { chromium } from "playwright-core";
import { build, preview } from "vite";

const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];
const PAGES = [
  { page: "browser", policy: null },
  { page: "browser", policy: "script-src 'self' 'wasm-unsafe-eval'" },
  { page: "blocked", policy: "script-src 'self'", single: true },
];

export async function* inChromium(project) {
  const root = `${project}tests/runners`;
  const settings = { root, configFile: false, logLevel: "error" };
  const input = ["browser", "blocked"].map((page) => `${root}/${page}.html`);
  await build({ ...settings, build: { rolldownOptions: { input }, chunkSizeWarningLimit: Infinity } });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", chromiumSandbox: false, args: QUIET });
  try {
    for (const { page, policy, single } of PAGES) {
      const headers = policy === null ? {} : { "Content-Security-Policy": policy };
      const server = await preview({ ...settings, preview: { host: "127.0.0.1", port: 0, headers } });
      try {
        const text = await read(browser, `http://127.0.0.1:${server.httpServer.address().port}/${page}.html`);
        yield { name: `Chromium ${browser.version()}${policy === null ? "" : `, ${policy}`}`, text, single };
      } finally {
        await server.close();
      }
    }
  } finally {
    await browser.close();
  }
}

/** The text of the page, once its title says that it is done. */
async function read(browser, url) {
  const page = await browser.newPage();
  const failed = new Promise((_, reject) => page.on("pageerror", reject));
  await page.goto(url);
  await Promise.race([failed, page.waitForFunction(() => document.title === "done")]);
  const text = await page.textContent("body");
  await page.close();
  return text;
}
