// What `listen` does with a request: read it, judge it, pass it on, keep it, say it in one line.

import type { IncomingMessage, ServerResponse } from "node:http";
import { WebhookVerificationError, type Webhook } from "../../index.js";
import type { Endpoint } from "../endpoint.js";
import { remark, visible, type Paint } from "../output.js";
import { post, type Outcome } from "../post.js";
import { maskedStrictly } from "../token.js";
import { readBody } from "./body.js";
import { reasonAgainst } from "./browser.js";
import { Explainer } from "./explainer.js";
import { save } from "./keep.js";

/** What a listener is set to do. */
export interface ListenerOptions {
  readonly endpoint: Endpoint;
  /** Null if there is no secret: then nothing is judged. */
  readonly webhook: Webhook | null;
  readonly forward: URL | null;
  /** The folder that requests are kept in. */
  readonly save: string | null;
  readonly saveTokens: boolean;
  readonly json: boolean;
  readonly colored: Paint;
}

/** One request as it came. */
interface Received {
  readonly time: Date;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly peer: string | null;
}

/** Whether a request verifies; null if it was not judged. */
interface Judgement {
  readonly code: string;
  readonly id: string | null;
}

/** One request, and all that came of it. */
interface Handled {
  readonly received: Received;
  readonly judgement: Judgement | null;
  readonly finding: string | null;
  readonly outcome: Outcome | null;
  /** The name of the file that it is kept in. */
  readonly file: string | null;
}

/** Receives requests. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #explainer: Explainer;
  #count = 0;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#explainer = new Explainer(options.endpoint);
  }

  /** Answers one request. */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const against = reasonAgainst(request);
      if (against !== null) {
        remark(`answered 403: ${against}`);
        return void response.writeHead(403, CLOSE).end();
      }
      const body = await readBody(request);
      if (body === null) return void response.writeHead(413, CLOSE).end();
      const received = receivedOf(request, body);
      const judgement = this.#judge(received);
      const refused = judgement !== null && judgement.code !== "verified";
      const explained = refused ? this.#explainer.explain(received) : null;
      // Before the answer: what was acknowledged is kept.
      const file = await this.#keep(received);
      const outcome = await this.#passOn(received);
      this.#answer(response, judgement, outcome);
      this.#say({ received, judgement, finding: await explained, outcome, file });
    } catch (error) {
      // One request that fails must not end the others.
      remark(`a request failed: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
      if (!response.headersSent) response.writeHead(500, CLOSE);
      response.end();
    }
  }

  #judge({ method, url, headers, body, peer }: Received): Judgement | null {
    const { webhook } = this.#options;
    if (webhook === null) return null;
    try {
      const { id } = webhook.verify(body, headers, { method, url, remoteAddress: peer ?? undefined });
      return { code: "verified", id };
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return { code: error.code, id: null };
    }
  }

  async #passOn({ method, url, headers, body }: Received): Promise<Outcome | null> {
    const { forward } = this.#options;
    if (forward === null) return null;
    // A URL without a path of its own takes that of the request.
    const target = forward.pathname === "/" && forward.search === "" ? url : forward.pathname + queryOf(forward, url);
    return post(forward, headers, body, { method, target, timeout: FORWARDED });
  }

  /** What came back, or what a receiver would answer. */
  #answer(response: ServerResponse, judgement: Judgement | null, outcome: Outcome | null): void {
    if (outcome === null) {
      response.writeHead(judgement === null || judgement.code === "verified" ? 200 : 401).end();
    } else if (outcome.status === null) {
      response.writeHead(outcome.failure === "timeout" ? 504 : 502).end();
    } else {
      const headers = pairs(outcome.headers).filter(([name]) => !PER_CONNECTION.has(name.toLowerCase()));
      response.writeHead(outcome.status, headers.flat()).end(outcome.body);
    }
  }

  async #keep(received: Received): Promise<string | null> {
    const { save: folder, saveTokens, endpoint } = this.#options;
    if (folder === null) return null;
    const { headers, url } = saveTokens ? received : maskedStrictly(received, endpoint.token);
    return save(folder, ++this.#count, {
      received: received.time.toISOString(),
      method: received.method,
      url,
      headers,
      body: received.body.toString("base64"),
      peer: received.peer,
    });
  }

  #say({ received, judgement, finding, outcome, file }: Handled): void {
    const { endpoint, json, colored } = this.#options;
    const { time, method, body } = received;
    const { url } = maskedStrictly({ headers: [], url: received.url }, endpoint.token);
    const answer = outcome === null ? null : (outcome.status ?? outcome.failure);
    if (json) {
      const { code = null, id = null } = judgement ?? {};
      const entry = { received: time.toISOString(), method, url, bytes: body.length, code, id, finding, answer, file };
      process.stdout.write(`${JSON.stringify(entry)}\n`);
      return;
    }
    const words = [time.toTimeString().slice(0, 8), method, visible(url), `${body.length} bytes`];
    // The finding of a plain cause begins with the code.
    const isSaid = judgement !== null && finding?.startsWith(`${judgement.code}: `) === true;
    if (judgement !== null && !isSaid) {
      words.push(colored(judgement.code === "verified" ? "good" : "bad", judgement.code));
    }
    if (judgement?.id != null) words.push(judgement.id);
    if (finding !== null) words.push(isSaid ? colored("bad", finding) : finding);
    if (answer !== null) words.push(`forwarded: ${answer}${judgement?.code === "verified" ? doubt(answer) : ""}`);
    if (file !== null) words.push(`saved: ${file}`);
    process.stdout.write(`${words.join("  ")}\n`);
  }
}

/** What it means that the application refuses what verifies here. */
function doubt(answer: number | string): string {
  if (!REFUSALS.has(answer)) return "";
  return ", though it verifies here: the application sees other bytes, or has another secret";
}

function receivedOf({ method, url, rawHeaders, socket }: IncomingMessage, body: Buffer): Received {
  const peer = socket.remoteAddress ?? null;
  return { time: new Date(), method: method ?? "", url: url ?? "", headers: pairs(rawHeaders), body, peer };
}

function pairs(flat: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) found.push([flat[index]!, flat[index + 1]!]);
  return found;
}

function queryOf(forward: URL, url: string): string {
  const at = url.indexOf("?");
  const query = at < 0 ? "" : url.slice(at + 1);
  return [forward.search || (query && "?"), forward.search && query && "&", query].join("");
}

/** As receivers answer what does not verify. */
const REFUSALS: ReadonlySet<number | string> = new Set([400, 401, 403]);
/** Milliseconds. */
const FORWARDED = 60_000;
const CLOSE = { connection: "close" };
const PER_CONNECTION = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);
