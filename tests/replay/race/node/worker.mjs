// One Worker: its name, its store and the driver stand in its bindings.

import { webhook } from "hookseal/web";
import { D1Store } from "hookseal/replay/d1";
import { DurableObjectStore } from "hookseal/replay/durable-object";
import { arrive, watched } from "./driver.mjs";

export { ReplayObject } from "hookseal/replay/durable-object";

let receive;

export default {
  async fetch(request, env) {
    receive ??= receiver(env);
    return (await receive)(request);
  },
};

async function receiver(env) {
  const arriveAt = (point, details) => arrive(env.DRIVER, env.NAME, point, details);
  const opened = env.STORE === "d1" ? new D1Store(env.DB) : new DurableObjectStore(env.REPLAY);
  await opened.migrate?.();
  const store = env.WATCHED ? watched(opened, arriveAt) : opened;
  const [lease, handlerTimeout, timeout] = env.TIMES.split(" ").map(Number);
  const options = { secret: env.SECRET, replay: { store, lease, handlerTimeout, timeout } };
  return webhook("standard-webhooks", options, async ({ id }, { claim }) => {
    await arriveAt("handler", { id, attempt: claim.attempt });
  });
}
