// The stores of Cloudflare, inside workerd, on the bindings that Miniflare makes.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, describe, test } from "node:test";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { freshKey, REQUEST as request } from "./keys.mjs";

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("worker.mjs", import.meta.url))],
  outdir: "/",
  bundle: true,
  write: false,
  format: "esm",
  conditions: ["workerd"],
  loader: { ".wasm": "copy" },
});
const isWasm = ({ path }) => path.endsWith(".wasm");
// Miniflare starts the first.
outputFiles.sort((a, b) => isWasm(a) - isWasm(b));
const miniflare = new Miniflare({
  modulesRoot: "/",
  modules: outputFiles.map((file) => ({
    type: isWasm(file) ? "CompiledWasm" : "ESModule",
    path: file.path,
    contents: file.contents,
  })),
  host: "127.0.0.1",
  compatibilityDate: "2026-07-01",
  cf: false,
  d1Databases: ["DB", "EMPTY"],
  kvNamespaces: ["KV"],
  durableObjects: { REPLAY: { className: "WatchedObject", useSQLite: true } },
});
after(() => miniflare.dispose());

test("D1 has no table before `migrate`", async () => {
  const key = freshKey();
  for (const [step, ...rest] of [["claim", request], ["complete", "owner", 60], ["release", "owner"]]) {
    await assert.rejects(ask("d1-without-table", step, key, ...rest), { message: /no such table/ });
  }
});

test("D1 makes the table once", async () => {
  await ask("d1", "migrate");
  await ask("d1", "migrate");
});

for (const store of ["d1", "objects"]) {
  describe(store, () => {
    test("the contract", async () => {
      const passed = await ask(store, "contract");
      assert.ok(passed.length > 0);
    });

    test("the sequences of the model", async () => {
      const { compared, differences } = await ask(store, "sequences");
      assert.ok(compared > 0);
      assert.deepEqual(differences, []);
    });

    // threat 74
    test("of 64 claims that come as requests of their own exactly one wins, 10 times", async () => {
      for (let round = 0; round < 10; round++) {
        const key = freshKey();
        const claim = (_, index) => ask(store, "claim", key, { ...request, token: `racer ${index}` });
        const found = await Promise.all(Array.from({ length: 64 }, claim));
        assert.equal(found.filter(({ state }) => state === "claimed").length, 1);
        assert.equal(found.filter(({ state }) => state === "in_flight").length, 63);
      }
    });

    // threat 85
    for (const key of ["'; DROP TABLE hookseal_deliveries; --", "?1", "../x", "__proto__", "é☃", "a\r\nb"]) {
      test(`${JSON.stringify(key)} is a key like any other`, async () => {
        const unique = freshKey() + key;
        assert.equal((await ask(store, "claim", unique, { ...request, digest: key, token: key })).state, "claimed");
        assert.equal((await ask(store, "claim", `${unique}x`, request)).state, "claimed");
        assert.equal((await ask(store, "claim", unique, request)).digest, key);
        assert.ok(await ask(store, "complete", unique, key, 60));
      });
    }

    // threat 81
    test("a Workers KV namespace is refused", async () => {
      const message = /; use D1Store or DurableObjectStore$/;
      const refusal = { name: "WebhookConfigError", code: "invalid_option", message };
      await assert.rejects(ask(`${store}-of-kv`, "claim", freshKey(), request), refusal);
    });
  });
}

// threat 88
test("D1's sweep deletes what has expired, never anything live", async () => {
  const [claimed, released, done, over] = [freshKey(), freshKey(), freshKey(), freshKey()];
  for (const key of [claimed, released, done, over]) await ask("d1", "claim", key, { ...request, lease: 0.001 });
  await ask("d1", "release", released, "owner");
  await ask("d1", "complete", done, "owner", 60);
  await ask("d1", "complete", over, "owner", -1);
  await ask("d1", "sweep");
  const database = await miniflare.getD1Database("DB");
  const kept = database.prepare("SELECT key FROM hookseal_deliveries WHERE key IN (?, ?, ?, ?)");
  const { results } = await kept.bind(claimed, released, done, over).all();
  assert.deepEqual(results.map(({ key }) => key).sort(), [claimed, released, done].sort());
});

test("an object deletes itself once its delivery need not be remembered, and not before", async () => {
  const [over, done] = [freshKey(), freshKey()];
  for (const key of [over, done]) await ask("objects", "claim", key, { ...request, lease: 1, ttl: 1 });
  await ask("objects", "complete", done, "owner", 60);
  assert.deepEqual(await ask("watch", "stored", over), ["delivery"]);
  while ((await ask("watch", "stored", over)).length > 0);
  assert.deepEqual(await ask("watch", "stored", done), ["delivery"]);
  assert.equal((await ask("objects", "claim", done, request)).state, "done");
});

// threat 75
test("an object that is ended remembers its claim and its completion", async () => {
  const key = freshKey();
  await ask("objects", "claim", key, request);
  await assert.rejects(ask("watch", "abort", key), { message: "ended by the test" });
  assert.equal((await ask("objects", "claim", key, request)).state, "in_flight");
  assert.ok(await ask("objects", "complete", key, "owner", 60));
  await assert.rejects(ask("watch", "abort", key), { message: "ended by the test" });
  assert.equal((await ask("objects", "claim", key, request)).state, "done");
});

/** What a store in the Worker answers to one step, in a request of its own. */
async function ask(store, step, ...parameters) {
  const body = JSON.stringify(parameters);
  const answer = await miniflare.dispatchFetch(`http://worker/${store}/${step}`, { method: "POST", body });
  const { result, error } = await answer.json();
  if (error) throw Object.assign(new Error(error.message), error);
  return result;
}
