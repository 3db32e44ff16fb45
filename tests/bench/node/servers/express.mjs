// Express three times: bare, with the provider's snippet, and with the adapter.
import express from "express";
import { webhook } from "hookseal/express";

import { SECRET } from "../deliveries.mjs";
import { verifyWebhook } from "../transcodely.mjs";

const raw = express.raw({ type: () => true, limit: "1mb" });
const app = express();
app.post("/bare", raw, (_request, response) => response.status(200).end());
app.post("/snippet", raw, ({ body, headers }, response) => {
  const genuine = verifyWebhook(body.toString(), headers["x-transcodely-signature"], headers["x-transcodely-timestamp"]);
  response.status(genuine ? 200 : 401).end();
});
app.post("/hookseal", webhook("transcodely", SECRET, (_delivery, { res }) => res.status(200).end()));
app.listen(process.env.PORT, "127.0.0.1");
