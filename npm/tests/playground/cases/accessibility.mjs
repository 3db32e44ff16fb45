// Everybody can use it: axe-core finds nothing, the keyboard reaches everything, nothing is cut off at 360 pixels.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "../test.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 768, 1280]) {
    test(`accessibility: ${colorScheme} at ${width} pixels`, async (playground) => {
      const { page } = playground;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const [name, act] of Object.entries(SCENES)) {
        await act(playground);
        assert.deepEqual(await violations(page), [], name);
        const sizes = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(sizes[0] <= sizes[1], `${name} is ${sizes[0]} pixels wide`);
      }
    });
  }
}

test("accessibility: axe-core finds what is planted", async ({ page }) => {
  await page.evaluate(() => {
    document.querySelector("label[for=provider]").remove();
    document.querySelector(".tagline").style.color = "var(--line)";
  });
  const found = (await violations(page)).map(({ id }) => id);
  for (const id of ["color-contrast", "select-name"]) assert.ok(found.includes(id), id);
});

test("accessibility: the keyboard alone is enough", async (playground) => {
  const { page } = playground;
  await tabTo(page, "Skip to the verdict");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "verify-result");
  await page.reload();
  await tabTo(page, "Fill in an example");
  await page.keyboard.press("Enter");
  await playground.waitFor("Verified");
  await page.locator("h1").click();
  await tabTo(page, "lines end with CRLF");
  await page.keyboard.press("Space");
  await playground.waitFor("Refused: signature_mismatch");
  await page.locator("h1").click();
  await tabTo(page, "Verify and explain");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getByRole("tab", { name: "Sign" }).getAttribute("aria-selected"), "true");
  assert.equal(await page.locator("#verify").isVisible(), false);
  await tabTo(page, "Verify this request");
  await page.keyboard.press("Enter");
  await playground.waitFor("Verified");
  await page.getByRole("tab", { name: "Verify" }).focus();
  for (const [key, name] of [
    ["ArrowLeft", "Sign"],
    ["Home", "Verify and explain"],
    ["End", "Sign"],
  ]) {
    await page.keyboard.press(key);
    assert.equal((await focused(page)).name, name);
  }
});

test("accessibility: the verdict is told, once, when it changes", async (playground) => {
  const { page } = playground;
  await page.evaluate(() => {
    window.told = [];
    const headline = document.querySelector("#headline");
    new MutationObserver(() => window.told.push(headline.textContent)).observe(headline, { childList: true });
  });
  await playground.fill({ secrets: ["whsec_of_a_test_of_telling"], headers: "A: b" });
  await page.getByRole("textbox", { name: "Headers" }).pressSequentially("cdefgh");
  await playground.waitFor("Refused: signature_missing");
  assert.deepEqual(await page.evaluate(() => window.told), ["Refused: signature_missing"]);
});

test("accessibility: nothing moves for those who asked for that", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return Number.parseFloat(transitionDuration) > 0 || animationName !== "none";
      }).length,
  );
  assert.equal(moving, 0);
});

async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => axe.run());
  return found.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.join(" ")) }));
}

/** Presses Tab until an element of this name has the focus; on the way each must show that it has it. */
async function tabTo(page, name) {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    assert.ok(at.visible, `the focus on ${at.name} is not to be seen`);
    if (at.name === name) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const name = (element.ariaLabel ?? element.closest("label")?.textContent ?? element.textContent).trim();
    return { name, visible: element === document.body || (outlineStyle !== "none" && outlineWidth !== "0px") };
  });
}

const SCENES = {
  empty: async () => {},
  verified: async ({ page }) => page.getByRole("button", { name: "Fill in an example" }).click(),
  refused: async (playground) => {
    await playground.fill({ body: Buffer.from('{\r\n"a":1}\x00\n'), others: ["one-of-the-others"] });
    await playground.waitFor("Refused: signature_mismatch");
    await playground.settled();
  },
  long: async (playground) => {
    await playground.fill({ body: Buffer.alloc(300_000, "long ") });
    await playground.page.getByRole("button", { name: "Explain this request" }).click();
  },
  mistakes: async (playground) => {
    const { page } = playground;
    await playground.fill({ headers: "no header", options: { tolerance: "0" }, now: "x" });
    await page.getByText("This page sends nothing").click();
    await page.getByText("Paste a whole request").click();
    await page.getByRole("button", { name: "Split into headers and body" }).click();
    await page.getByRole("button", { name: "Add another secret" }).click();
  },
  signed: async (playground) => {
    await playground.fill({ options: { tolerance: "" } });
    await playground.page.getByRole("tab", { name: "Sign" }).click();
  },
};
