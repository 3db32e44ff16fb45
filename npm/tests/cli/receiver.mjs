// Receivers for a test: an HTTP server on a free port, with what it got.

import { once } from "node:events";
import { createServer } from "node:http";

/** Serves a handler of node:http until the test ends. */
export async function serve(t, handler) {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** Answers each request with the next of these statuses, the last one for ever; gives what was received. */
export async function recorder(t, ...statuses) {
  const received = [];
  const url = await serve(t, async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    received.push({
      method: request.method,
      url: request.url,
      rawHeaders: request.rawHeaders,
      headers: request.headers,
      body: Buffer.concat(pieces),
    });
    response.statusCode = statuses[Math.min(received.length, statuses.length) - 1] ?? 200;
    response.end();
  });
  return { url, received };
}
