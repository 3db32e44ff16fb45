// Express 4 and 5 with the middleware that most applications have. The parameter names the version's package.

import multer from "multer";
import { webhook } from "hookseal/express";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";
import { replaceBuiltIns } from "./replaced.mjs";

const { default: express } = await import(process.argv[2]);
const keepBytes = (request, _response, bytes) => (request.rawBody = bytes);
const answer = ({ res }, status, text) => res.status(status).send(text);

const app = express();
app.use("/parsed", express.json());
app.use("/kept", express.json({ verify: keepBytes }));
app.use("/raw", express.raw({ type: () => true, limit: "2mb" }));
app.use("/form", express.urlencoded({ extended: true }), multer().any());
for (const { path, provider, options, handler } of endpoints(answer)) {
  app.all(path, webhook(provider, options, handler));
}
app.use(express.json(), express.urlencoded({ extended: true }), express.raw());
app.get("/record", ({ url }, response) => response.type("json").send(report(url)));
app.post("/other", ({ body }, response) => response.json(body));
// Express prints what it is given; these tests throw on purpose.
app.use((_error, _request, response, next) => (response.headersSent ? next() : response.status(500).send("failed")));
app.listen(Number(process.env.PORT), "127.0.0.1");

// Threat 138: before the first request, so that what is loaded for it comes too late.
replaceBuiltIns();
