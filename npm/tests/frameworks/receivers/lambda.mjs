// `hookseal/lambda` as a function: the runtime hands it one event after the other.

import { webhook } from "hookseal/lambda";
import { endpoints } from "./endpoints.mjs";
import { report } from "./record.mjs";

const answer = (_context, statusCode, text) => ({ statusCode, body: text });
const functions = new Map();
for (const { path, provider, options, handler } of endpoints(answer)) {
  functions.set(path, webhook(provider, options, handler));
}

const notFound = () => ({ statusCode: 404 });

process.on("message", async ({ number, event, url }) => {
  if (url) return process.send({ number, answer: JSON.parse(report(url)) });
  const path = event.rawPath ?? event.path;
  // As a middleware does it that parses JSON.
  if (path === "/parsed") event.body = JSON.parse(Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8"));
  const result = await (functions.get(path) ?? notFound)(event, { awsRequestId: String(number) });
  process.send({ number, answer: result });
});
process.send({ ready: true });
