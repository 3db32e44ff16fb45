// The page as a person sees it: fields are found by their labels, results by what they say.

export class Playground {
  /** Parts of lines that a test provokes on the console or as requests. */
  expected = [];

  constructor(page, context) {
    this.page = page;
    this.context = context;
  }

  /** Fills in an endpoint and a request; what is not given stays as it is. */
  async fill({ provider, options = {}, secrets, others, headers, url, address, body, now }) {
    const { page } = this;
    if (provider !== undefined) await page.getByRole("combobox", { name: "Provider" }).selectOption(provider);
    for (const [name, value] of Object.entries(options)) {
      const field = page.locator(`#options [data-option=${name}]`);
      if (typeof value === "boolean") await field.setChecked(value);
      else await field.fill(String(value));
    }
    if (secrets !== undefined) await this.fillSecrets("secret", secrets);
    if (others !== undefined) {
      await page.getByText("Other secrets to try when it fails").click();
      await this.fillSecrets("other secret", others);
    }
    if (headers !== undefined) await page.getByRole("textbox", { name: "Headers" }).fill(lines(headers));
    if (url !== undefined) await page.getByRole("textbox", { name: "URL", exact: true }).fill(url);
    if (address !== undefined) await page.getByLabel("Address of the sender").fill(address);
    if (body !== undefined) await this.fillBody("body", body);
    if (now !== undefined) {
      await page.getByLabel("a fixed time").check();
      await page.getByLabel("Unix time in seconds", { exact: true }).fill(String(now));
    }
  }

  async fillSecrets(noun, secrets) {
    const { page } = this;
    for (const [index, secret] of secrets.entries()) {
      if (index > 0) await page.getByRole("button", { name: `Add another ${noun}`, exact: true }).click();
      const name =
        secrets.length > 1 && index > 0 ? `${noun} ${index + 1}` : index > 0 ? noun : new RegExp(`^${noun}(?: 1)?$`);
      await page.getByLabel(name, { exact: true }).fill(secret);
    }
  }

  /** In base64, which no text field changes. */
  async fillBody(editor, bytes) {
    const root = this.page.locator(`#${editor}`);
    await root.getByLabel("base64", { exact: true }).check();
    await root.getByLabel("Body in base64").fill(Buffer.from(bytes).toString("base64"));
  }

  /** The headline of the verdict. */
  verdict() {
    return this.page.locator("#headline").textContent();
  }

  /** Waits until the headline is this. */
  async waitFor(headline) {
    const shown = (wanted) => document.querySelector("#headline").textContent === wanted;
    await this.page.waitForFunction(shown, headline).catch(async () => {
      throw new Error(`the headline is \`${await this.verdict()}\`, not \`${headline}\``);
    });
  }

  text(selector) {
    return this.page.locator(selector).textContent();
  }

  /** Waits until what is filled in has been explained. */
  async settled() {
    await this.page.locator("#verify-result[aria-busy=false]").waitFor();
  }

  /** The findings about what is filled in. */
  async findings() {
    await this.settled();
    return this.page
      .locator("#findings > li")
      .evaluateAll((items) =>
        items.map((item) => ({ certainty: item.dataset.certainty, code: item.querySelector("code").textContent })),
      );
  }

  /** What the last click has copied, by pasting it into a field of another page. */
  async pasted() {
    const page = await this.context.newPage();
    await page.setContent("<textarea></textarea>");
    await page.locator("textarea").press("Control+v");
    const text = await page.locator("textarea").inputValue();
    await page.close();
    return text;
  }

  /** Everything that the document holds as markup: text, attributes, title; and what the page has stored. */
  held() {
    return this.page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        document.title,
        location.href,
        JSON.stringify(localStorage),
        document.cookie,
      ].join("\n"),
    );
  }
}

function lines(headers) {
  return typeof headers === "string" ? headers : headers.map(([name, value]) => `${name}: ${value}`).join("\n");
}
