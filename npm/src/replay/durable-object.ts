// The replay store in Durable Objects: the class that the Worker exports, and the store that asks its objects.

import { claim, complete, release, type Held } from "./state.js";
import type { ClaimRequest, ClaimResult, ReplayStore } from "./store.js";
import { hasMethods, refuseClient, wrongClient } from "./wrong-client.js";

/** What is used of a namespace of Durable Objects. */
export interface ReplayNamespace {
  idFromName(name: string): unknown;
  get(id: never): { fetch(url: string, init: { method: string; body: string }): Promise<unknown> };
}

/**
 * Remembers each delivery in a Durable Object of its own, anywhere on earth the only one of that name.
 *
 * The Worker exports the class of the objects and binds it:
 *
 * ```ts
 * export { ReplayObject } from "hookseal/replay/durable-object";
 * const store = new DurableObjectStore(env.REPLAY);
 * ```
 * ```jsonc
 * // wrangler.jsonc
 * "durable_objects": { "bindings": [{ "name": "REPLAY", "class_name": "ReplayObject" }] },
 * "migrations": [{ "tag": "v1", "new_sqlite_classes": ["ReplayObject"] }]
 * ```
 *
 * One object a delivery, not one for many: no object is a bottleneck, no number of shards must be chosen for ever, and
 * an object knows when it may delete itself.
 */
export class DurableObjectStore implements ReplayStore {
  readonly #namespace: ReplayNamespace;

  /** @throws {@link WebhookConfigError} `invalid_option` for anything but a namespace of Durable Objects. */
  constructor(namespace: ReplayNamespace) {
    if (!hasMethods(namespace, "idFromName", "get")) {
      throw wrongClient("DurableObjectStore", namespace, "a binding of a namespace of Durable Objects");
    }
    this.#namespace = namespace;
  }

  async claim(key: string, { token, digest, lease, ttl }: ClaimRequest): Promise<ClaimResult> {
    return (await this.#ask(key, { step: "claim", request: { token, digest, lease, ttl } })) as ClaimResult;
  }

  async complete(key: string, token: string, ttl: number, client?: never): Promise<boolean> {
    refuseClient("DurableObjectStore", client);
    return (await this.#ask(key, { step: "complete", token, ttl })) === true;
  }

  async release(key: string, token: string): Promise<boolean> {
    return (await this.#ask(key, { step: "release", token })) === true;
  }

  async #ask(key: string, question: Question): Promise<unknown> {
    const object = this.#namespace.get(this.#namespace.idFromName(key) as never);
    const answer = await object.fetch("https://replay/", { method: "POST", body: JSON.stringify(question) });
    return (answer as { json(): Promise<unknown> }).json();
  }
}

/**
 * The object of one delivery; deletes itself when the delivery need no longer be remembered.
 *
 * Only a `DurableObjectStore` of the same version talks to it. It has no address on the internet.
 */
export class ReplayObject {
  readonly #storage: ReplayStorage;

  constructor(state: { readonly storage: ReplayStorage }) {
    this.#storage = state.storage;
  }

  /** Answers one step of the store. */
  async fetch(request: { json(): Promise<unknown> }): Promise<object> {
    const question = (await request.json()) as Question;
    return new Response(JSON.stringify(await this.#answer(question)));
  }

  /** Deletes everything once it has expired. */
  async alarm(): Promise<void> {
    const held = await this.#storage.get<Held>(KEY);
    if (held === undefined || held.expiresAt <= now()) await this.#storage.deleteAll();
    else await this.#storage.setAlarm(held.expiresAt * 1000);
  }

  // No other request enters the object while its storage is read, and none sees an answer before it is written.
  async #answer(question: Question): Promise<ClaimResult | boolean> {
    const held = await this.#storage.get<Held>(KEY);
    if (question.step === "claim") {
      const [result, taken] = claim(held, question.request, now());
      await this.#keep(taken);
      return result;
    }
    const { step, token } = question;
    return this.#keep(step === "complete" ? complete(held, token, question.ttl, now()) : release(held, token, now()));
  }

  async #keep(held: Held | undefined): Promise<boolean> {
    if (held === undefined) return false;
    await Promise.all([this.#storage.put(KEY, held), this.#storage.setAlarm(held.expiresAt * 1000)]);
    return true;
  }
}

/** What is used of the storage of a Durable Object. */
export interface ReplayStorage {
  get<Value>(key: string): Promise<Value | undefined>;
  put<Value>(key: string, value: Value): Promise<void>;
  setAlarm(at: number): Promise<void>;
  deleteAll(): Promise<void>;
}

type Question =
  | { readonly step: "claim"; readonly request: ClaimRequest }
  | { readonly step: "complete"; readonly token: string; readonly ttl: number }
  | { readonly step: "release"; readonly token: string };

function now(): number {
  return Date.now() / 1000;
}

declare const Response: new (body: string) => object;

const KEY = "delivery";
