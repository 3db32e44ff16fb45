// Posts a request with exactly these headers, in this order; header text is Latin-1.

import { request } from "node:http";

/** The status and the body of the answer. */
export function post(url, headers, body) {
  const { host, pathname, search } = new URL(url);
  const own = headers.some(([name]) => name.toLowerCase() === "host") ? [] : [["Host", host]];
  const flat = [...own, ...headers, ["Content-Length", `${body.length}`], ["Connection", "close"]].flat();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: "POST", path: pathname + search, headers: flat, agent: false },
      async (response) => {
        const pieces = [];
        for await (const piece of response) pieces.push(piece);
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
