// Bodies: the bytes that were given are the bytes that are judged, and what a text field hides is shown.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "../test.mjs";

test("bodies: a file is taken byte for byte", async (playground) => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
  await setUp(playground, bytes);
  await playground.page.locator("#body").getByLabel("file", { exact: true }).check();
  const file = { name: "delivery.bin", mimeType: "application/json", buffer: bytes };
  await playground.page.locator("#body input[type=file]").setInputFiles(file);
  await playground.waitFor("Verified");
  assert.match(await playground.text("#body [data-role=summary]"), /^70,000 bytes, not UTF-8/);
  assert.match(await playground.text("#body [data-role=held]"), /delivery\.bin/);
  assert.equal(await playground.text("#body [data-role=first]"), spaced(bytes.subarray(0, 16)));
  assert.equal(await playground.text("#body [data-role=last]"), spaced(bytes.subarray(-16)));
  await playground.page.locator("#body").getByLabel("text", { exact: true }).click();
  // A text field could not keep them.
  await playground.waitFor("Verified");
  assert.equal(await playground.page.locator("#body").getByLabel("file", { exact: true }).isChecked(), true);
});

test("bodies: line ends, their end and the BOM are switched and shown", async (playground) => {
  const { page } = playground;
  const body = page.locator("#body");
  await setUp(playground, Buffer.from("\ufeff{\r\n}\r\n"));
  await body.getByLabel("Text", { exact: true }).fill("{\n}");
  assert.equal(await playground.text("#body [data-role=view]"), "{LF\n}");
  assert.equal(await playground.text("#body [data-role=summary]"), "3 bytes, ASCII, 1 LF, ends without a line end");
  await playground.waitFor("Refused: signature_mismatch");
  await body.getByLabel("ends with a line end").check();
  await body.getByLabel("lines end with CRLF").check();
  await playground.waitFor("Refused: signature_mismatch");
  await body.getByLabel("begins with a BOM").check();
  await playground.waitFor("Verified");
  assert.equal(await playground.text("#body [data-role=view]"), "BOM{CRLF\n}CRLF\n");
  const summary = "9 bytes, begins with a BOM, UTF-8, 2 CRLF, ends with a line end";
  assert.equal(await playground.text("#body [data-role=summary]"), summary);
  for (const form of ["hex", "base64", "file", "text"]) {
    await body.getByLabel(form, { exact: true }).check();
    await playground.waitFor("Verified");
  }
});

test("bodies: what is pasted keeps its line ends", async (playground) => {
  const { page } = playground;
  for (const text of ["{\r\n}\r\n", "{\r\n}\n", "a\rb", "{\n}\n"]) {
    await setUp(playground, Buffer.from(text));
    await paste(page.locator("#body [data-role=text]"), text);
    await playground.waitFor("Verified");
    await page.reload();
  }
});

test("bodies: every byte that could not be seen has a sign", async (playground) => {
  await playground.fillBody(
    "body",
    Buffer.from([0, 9, 27, 127, 0x80, 0xc3, 0xa4, 0xe2, 0x80, 0xae, 0xc2, 0xa0, 0xf0, 0x9f]),
  );
  assert.equal(await playground.text("#body [data-role=view]"), "NULTABESCDEL\\x80äU+202EU+00A0\\xf0\\x9f");
  await playground.fillBody("body", Buffer.from([0x1f, 0x8b, 8, 0]));
  assert.match(await playground.text("#body [data-role=summary]"), /compressed with gzip/);
  await playground.fillBody("body", Buffer.from("ä".repeat(10_000)));
  assert.match(await playground.text("#body [data-role=view]"), /^ä+12,8\d\d bytes not shownä+$/);
});

test("bodies: what is no base64 or hex is said to be none, and nothing is judged", async (playground) => {
  const body = playground.page.locator("#body");
  await setUp(playground, Buffer.from("ab"));
  await body.getByLabel("hex", { exact: true }).check();
  await body.getByLabel("Body in hex").fill("61:62");
  await playground.waitFor("Verified");
  for (const wrong of ["6", "61 6g", "0x61", "61626"]) {
    await body.getByLabel("Body in hex").fill(wrong);
    await playground.waitFor("Not yet readable");
    assert.match(await playground.text("#body [data-role=error]"), /not hex/);
  }
  await body.getByLabel("base64", { exact: true }).check();
  // What was understood last is kept.
  assert.equal(await body.getByLabel("Body in base64").inputValue(), "YWI=");
  await playground.waitFor("Verified");
  await body.getByLabel("Body in base64").fill("YW*I=");
  await playground.waitFor("Not yet readable");
});

/** A request whose signature, made by another implementation, is right for these bytes. */
async function setUp(playground, bytes) {
  const mac = createHmac("sha256", SECRET).update("1716480293.").update(bytes).digest("hex");
  const headers = [
    ["X-Transcodely-Signature", `sha256=${mac}`],
    ["X-Transcodely-Timestamp", "1716480293"],
  ];
  await playground.fill({ provider: "transcodely", secrets: [SECRET], headers, now: 1716480293 });
}

/** Pastes by an event, since a clipboard of the system may change line ends of its own. */
async function paste(field, text) {
  await field.evaluate((element, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (!element.dispatchEvent(event)) return;
    element.value = pasted;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

function spaced(bytes) {
  return bytes.toString("hex").replace(/..(?=.)/g, "$& ");
}

const SECRET = "whsec_of_the_tests_of_bodies";
