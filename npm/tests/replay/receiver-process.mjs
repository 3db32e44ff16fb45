// A process of receivers.test.mjs: a receiver that gets a delivery several times at once when told to.

import { setTimeout as wait } from "node:timers/promises";
import { webhook } from "hookseal/web";
import { SECRET } from "./deliveries.mjs";
import { open } from "./stores.mjs";

const [client, at] = process.argv.slice(2);
const { store } = await open[client](at);
let runs = 0;
// A store that is slow under so many claims is no fault here.
const options = { secret: SECRET, replay: { store, timeout: 20 }, log() {} };
const receive = webhook("transcodely", options, async () => {
  runs += 1;
  await wait(5);
});

process.on("message", async ({ delivery, count }) => {
  runs = 0;
  const send = () => receive(new Request("http://hooks.example/", delivery));
  const answers = await Promise.all(Array.from({ length: count }, send));
  process.send({ runs, statuses: answers.map(({ status }) => status) });
});
process.on("disconnect", () => process.exit());
process.send("ready");
