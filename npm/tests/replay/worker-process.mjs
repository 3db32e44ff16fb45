// A worker process of processes.test.mjs: claims a key several times at once when told to, and says what it got.

import { open } from "./stores.mjs";

const [client, at] = process.argv.slice(2);
const { store } = await open[client](at);

process.on("message", async ({ key, count, ...request }) => {
  const claim = (_, index) => store.claim(key, { ...request, token: `${process.pid} ${index}` });
  const found = await Promise.allSettled(Array.from({ length: count }, claim));
  process.send(found.map(({ value, reason }) => value?.state ?? reason.message));
});
process.on("disconnect", () => process.exit());
process.send("ready");
