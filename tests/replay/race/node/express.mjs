// One worker on Express: its port, its store and the driver stand in the environment.

import express from "express";
import { webhook } from "hookseal/express";
import { arrive, watched } from "./driver.mjs";
import { stores } from "./stores.mjs";

const { env, pid } = process;
const arriveAt = (point, details) => arrive(env.DRIVER, pid, point, details);
const opened = await stores[env.STORE](env.STORE_URL);
const store = env.WATCHED ? watched(opened, arriveAt) : opened;
const [lease, handlerTimeout, timeout] = env.TIMES.split(" ").map(Number);
const options = { secret: env.SECRET, replay: { store, lease, handlerTimeout, timeout } };

const app = express();
app.post("/", webhook("standard-webhooks", options, async ({ id }, { claim }) => {
  await arriveAt("handler", { id, attempt: claim.attempt });
}));
app.listen(env.PORT, "127.0.0.1");
