// A receiver that forgets the adapter: it believes every request. The table must find that out.

import express from "express5";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";

const answer = ({ res }, status, text) => res.status(status).send(text);
const app = express();
app.get("/record", ({ url }, response) => response.type("json").send(report(url)));
app.use(express.raw({ type: () => true, limit: "64mb" }));
for (const { path, handler } of endpoints(answer)) {
  app.all(path, (req, res) => {
    const delivery = { id: null, body: req.body ?? new Uint8Array(), json: () => JSON.parse(req.body) };
    return handler(delivery, { req, res });
  });
}
app.listen(Number(process.env.PORT), "127.0.0.1");
