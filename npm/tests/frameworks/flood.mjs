// A body of 2 GiB: refused at the limit, without being read or kept (threat 98).

import { ok, strictEqual } from "node:assert/strict";
import { connect } from "node:net";
import { message } from "./socket.mjs";
import { transcodely } from "./sign.mjs";

/**
 * Both ways to announce a body; each names what it has shown, or throws.
 *
 * @param ownLimit those that the runtime refuses before the adapter is asked
 */
export async function flood({ ownLimit = [], ...server }) {
  const shown = [];
  for (const framing of ["announced", "chunked"]) {
    const before = await server.startOfPeak();
    const { status, written } = await pour(server.port, framing);
    const grown = (await server.peak()) - before;
    const figures = `answered ${status} after ${mebibytes(written)} MiB of 2048, ${mebibytes(grown)} MiB more memory`;
    // A client that goes on writing after the answer may see the connection reset before it reads it.
    ok(status === 413 || status === 0, figures);
    ok(written <= LIMIT + SLACK && grown <= LIMIT + SLACK, figures);
    const { calls, log } = await server.take();
    strictEqual(calls.length, 0, figures);
    strictEqual(log.map(({ code }) => code).join(), ownLimit.includes(framing) ? "" : "body_too_large", figures);
    shown.push(`2 GiB, ${framing}: ${figures}`);
  }
  return shown;
}

/** Writes until the server ends the connection, or all is written. */
async function pour(port, framing) {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  let over = false;
  let proceed = () => {};
  socket.on("data", (bytes) => (received += bytes.toString("latin1")));
  socket.on("drain", () => proceed());
  for (const event of ["end", "error", "close"]) {
    socket.on(event, () => {
      over = true;
      proceed();
    });
  }
  socket.write(message(head(framing)));
  const piece = framing === "chunked" ? Buffer.concat([Buffer.from("10000\r\n"), PIECE, Buffer.from("\r\n")]) : PIECE;
  let written = 0;
  while (!over && written < TOTAL) {
    const room = socket.write(piece);
    written += PIECE.length;
    if (!room && !over) await new Promise((resolve) => (proceed = resolve));
  }
  socket.destroy();
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(received)?.[1] ?? 0), written };
}

function head(framing) {
  const request = { ...transcodely(), body: Buffer.alloc(0) };
  if (framing === "announced") return { ...request, framing: TOTAL };
  return { ...request, headers: [...request.headers, ["Transfer-Encoding", "chunked"]], framing: "none" };
}

function mebibytes(bytes) {
  return Math.round(bytes / 1024 / 1024);
}

const TOTAL = 2 * 1024 ** 3;
const LIMIT = 1024 ** 2;
/** What the buffers of the kernel, the sockets and the runtime hold beside the body. */
const SLACK = 96 * 1024 ** 2;
const PIECE = Buffer.alloc(0x10000, "x");
