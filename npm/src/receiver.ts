// What happens to a request, in order: read, verified, claimed, handled, completed or released, answered.

import type { Delivery } from "./delivery.js";
import { WebhookVerificationError } from "./errors.js";
import { receiverMessages } from "./generated.js";
import { refused, text, type Answer } from "./receive/answers.js";
import { configure, type Configuration } from "./receive/configure.js";
import { toConsole, type LogEntry } from "./receive/log.js";
import type { AnyProvider, Claim, Handler } from "./receive/options.js";
import { RefusedRequest, type RefusalCode } from "./receive/refused.js";
import { Unread, idForLog, targetOf, valuesOf, type Received } from "./receive/request.js";

/** How an adapter hands over a request, and takes its answer. */
export interface Exchange<Context, Result> {
  /** What the framework gives a handler of its own. */
  readonly context: Context;
  /** The status of what the handler gave. */
  status(result: Result): number;
  /** Makes the framework's answer of ours. */
  answer(answer: Answer): Result;
  /** Whether the framework answers what a handler throws. */
  readonly rethrows: boolean;
}

/** One configured endpoint in a framework. */
export class Receiver<Context extends object> {
  readonly configuration: Configuration<Context>;
  readonly #fix: string;

  /**
   * @param fix the framework's own line that keeps the body, for the log where something has consumed it
   * @throws WebhookConfigError what is wrong with the options
   */
  constructor(provider: AnyProvider, options: unknown, fix: string) {
    this.configuration = configure(provider, options);
    this.#fix = fix;
    if (this.configuration.allowRefused) void this.#log(NOBODY, "warning", "refused_allowed");
  }

  /** From a received request to its answer. */
  async receive<Result>(
    request: Received,
    handler: Handler<never, Context, Result>,
    exchange: Exchange<Context, Result>,
  ): Promise<Result> {
    const { replay, limit, allowRefused, status, onRefused, onDuplicate } = this.configuration;
    const { context } = exchange;
    // What a parser has kept may be longer than what is read here.
    const body = isBytes(request.body) && request.body.length > limit ? new Unread("body_too_large") : request.body;
    const found = this.#judge(request, body);
    const isRefused = found instanceof RefusedRequest;
    if (isRefused) {
      // A body that was parsed before is a mistake of the set-up: every delivery will fail in the same way.
      void this.#log(found, found.code === "body_not_raw" ? "error" : "warning", found.code, found.message);
      await this.#tell(found, () => onRefused?.(found, context));
      // What did not arrive is no request that another configuration would take.
      if (!allowRefused || body instanceof Unread) return exchange.answer(refused(found.code, status));
    }
    const handle = async (claim?: Claim, signal: AbortSignal = new AbortController().signal): Promise<Result> => {
      return handler(found as never, { ...context, claim, signal });
    };
    const failed = (error: unknown): Result => {
      if (exchange.rethrows) throw error;
      void this.#log(found, "error", "handler_failed", undefined, error);
      return exchange.answer(text(500));
    };
    if (isRefused || replay === undefined) return handle().catch(failed);
    const { guard } = await import("./replay/guard.js");
    return guard(replay, {
      ...exchange,
      delivery: found,
      handle,
      failed,
      log: (...entry) => void this.#log(found, ...entry),
      tell: (duplicate) => this.#tell(found, () => onDuplicate?.(duplicate, context)),
    });
  }

  #judge({ headers, url, peer }: Received, body: unknown): Delivery | RefusedRequest {
    const { webhook, publicUrl, idHeaders, chained } = this.configuration;
    const refuse = (code: RefusalCode, message: string): RefusedRequest => {
      const ids = idHeaders.map((name) => idForLog(valuesOf(headers, name)));
      return new RefusedRequest(code, message, webhook.provider, ids.find(Boolean) ?? null, isBytes(body) ? body : null);
    };
    if (body instanceof Unread) return refuse(body.code, receiverMessages[body.code]);
    try {
      return webhook.verify(body as Uint8Array, headers, {
        url: publicUrl + targetOf(url),
        remoteAddress: chained && peer ? [...valuesOf(headers, "x-forwarded-for"), peer].join(", ") : peer,
      });
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return refuse(error.code, error.code === "body_not_raw" ? this.#fix : error.message);
    }
  }

  /** Whatever a hook does, it changes no answer. */
  async #tell(of: Named, hook: () => unknown): Promise<void> {
    try {
      await hook();
    } catch (error) {
      void this.#log(of, "error", "hook_failed", undefined, error);
    }
  }

  /** Nor does whatever the log does. */
  async #log(
    { id, body }: Named,
    level: LogEntry["level"],
    code: LogEntry["code"],
    message: string = receiverMessages[code as keyof typeof receiverMessages],
    ...cause: unknown[]
  ): Promise<void> {
    const { log, webhook } = this.configuration;
    const { provider, name } = webhook;
    const entry: LogEntry = { level, code, provider, name, id: idForLog([id]), bytes: body && body.length, message };
    try {
      await log(entry, ...cause);
    } catch {
      toConsole(entry, ...cause);
    }
  }
}

function isBytes(body: unknown): body is Uint8Array {
  return ArrayBuffer.isView(body);
}

type Named = Pick<RefusedRequest, "id" | "body">;

const NOBODY: Named = { id: null, body: null };
