// An HTTP/1.1 client that writes exactly the bytes it is told to, and tells whether the server closed the connection.

import { connect } from "node:net";

/**
 * Sends one request on a connection of its own and reads one answer.
 *
 * `framing` says how the body is announced: "length" (default), "chunked", "none", a number (that Content-Length,
 * whatever the body's own), "unfinished" (announced whole, of which only half is sent, and the connection kept open) or
 * "dripping" (announced whole, of which a byte is sent now and then).
 * With `cut` so many bytes are missing at the end, and the connection ends there.
 *
 * @returns `{ status, headers, text, closed }`; the status is 0 if the connection ended without an answer
 */
export async function send(port, request, { untilClosed = false } = {}) {
  const socket = connect(port, "127.0.0.1");
  const answer = { received: Buffer.alloc(0), closed: false };
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE).unref();
    socket.on("data", (bytes) => {
      answer.received = Buffer.concat([answer.received, bytes]);
      if (!untilClosed && read(answer.received, request.method)) resolve();
    });
    // A reset is an end like any other; what was received before it stands.
    for (const event of ["end", "error", "close"]) {
      socket.on(event, () => {
        answer.closed = true;
        clearTimeout(timer);
        resolve();
      });
    }
    const bytes = message(request);
    socket.write(bytes.subarray(0, bytes.length - (request.cut ?? 0)));
    // The client has no more to say, and says so.
    if (typeof request.framing === "number" || request.cut) socket.end();
    if (request.framing === "dripping") drip(socket, request.body);
  });
  const { closed } = answer;
  socket.destroy();
  const { status = 0, headers = {}, text = "" } = read(answer.received, request.method, true) ?? {};
  return { status, headers, text, closed };
}

/** The bytes of a request, headers in the order and case given. */
export function message({ method, path, headers, body, framing = "length" }) {
  const lines = [`${method} ${path} HTTP/1.1`, "Host: internal.invalid", ...headers.map((pair) => pair.join(": "))];
  const announced = ["length", "unfinished", "dripping"].includes(framing) ? body.length : framing;
  if (typeof announced === "number") lines.push(`Content-Length: ${announced}`);
  if (framing === "chunked") lines.push("Transfer-Encoding: chunked");
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), ...bodyOf(body, framing)]);
}

/** Sends a byte at a time, until the connection has ended. */
function drip(socket, body) {
  let sent = 0;
  const timer = setInterval(() => socket.write(body.subarray(sent, (sent += 1))), DRIP);
  socket.on("close", () => clearInterval(timer));
}

function bodyOf(body, framing) {
  if (framing === "dripping") return [];
  if (framing === "unfinished") return [body.subarray(0, body.length >> 1)];
  if (framing !== "chunked") return [body];
  const chunks = [];
  for (let from = 0; from < body.length; from += CHUNK) {
    const chunk = body.subarray(from, from + CHUNK);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n"));
  }
  return [...chunks, Buffer.from("0\r\n\r\n")];
}

/** The answer in these bytes; nothing while it is not complete, unless no more will come. */
function read(bytes, method, ended = false) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first, ...lines] = bytes.toString("latin1", 0, end).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  // An interim answer is followed by the one that counts.
  if (status === 100) return read(bytes.subarray(end + 4), method, ended);
  const rest = bytes.subarray(end + 4);
  const empty = method === "HEAD" || status === 204 || status === 304;
  if (empty) return { status, headers, text: "" };
  if (headers["transfer-encoding"] === "chunked") {
    const text = unchunk(rest);
    return text === undefined && !ended ? undefined : { status, headers, text: text ?? "" };
  }
  const length = Number(headers["content-length"] ?? Infinity);
  return rest.length < length && !ended ? undefined : { status, headers, text: rest.toString("utf8", 0, length) };
}

function unchunk(bytes) {
  let text = "";
  for (let from = 0; ;) {
    const line = bytes.indexOf("\r\n", from);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", from, line), 16);
    if (bytes.length < line + 2 + size + 2) return undefined;
    if (size === 0) return text;
    text += bytes.toString("utf8", line + 2, line + 2 + size);
    from = line + 2 + size + 2;
  }
}

const CHUNK = 40;
/** Milliseconds between two bytes of a body that drips: shorter than any deadline under test. */
const DRIP = 200;
/** Milliseconds after which a connection without an answer is given up; longer than any deadline under test. */
const PATIENCE = 8_000;
