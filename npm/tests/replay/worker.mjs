// The Worker of cloudflare.test.mjs: stores on real bindings, asked by the path of the URL.

import { replayContract } from "hookseal/replay/contract";
import { D1Store } from "hookseal/replay/d1";
import { DurableObjectStore, ReplayObject } from "hookseal/replay/durable-object";
import { runSequences } from "./sequences.mjs";

export default {
  async fetch(request, env) {
    const [, store, step] = new URL(request.url).pathname.split("/");
    const parameters = request.method === "POST" ? await request.json() : [];
    try {
      return Response.json({ result: (await act(make[store](env), step, parameters)) ?? null });
    } catch ({ name, message, code, rule }) {
      return Response.json({ error: { name, message, code, rule } });
    }
  },
};

/** What the store says, and beside it what an object has stored, and how to end it. */
export class WatchedObject extends ReplayObject {
  #state;

  constructor(state) {
    super(state);
    this.#state = state;
  }

  async fetch(request) {
    if (request.method === "POST") return super.fetch(request);
    if (new URL(request.url).pathname === "/abort") this.#state.abort("ended by the test");
    return Response.json([...(await this.#state.storage.list()).keys()]);
  }
}

const make = {
  d1: ({ DB }) => new D1Store(DB),
  "d1-without-table": ({ EMPTY }) => new D1Store(EMPTY),
  "d1-of-kv": ({ KV }) => new D1Store(KV),
  objects: ({ REPLAY }) => new DurableObjectStore(REPLAY),
  "objects-of-kv": ({ KV }) => new DurableObjectStore(KV),
  watch: ({ REPLAY }) => ({ stored: (key) => visit(REPLAY, key, "/"), abort: (key) => visit(REPLAY, key, "/abort") }),
};

function act(store, step, parameters) {
  if (step === "contract") return replayContract(() => store);
  return step === "sequences" ? runSequences(store) : store[step](...parameters);
}

async function visit(namespace, key, path) {
  return (await namespace.get(namespace.idFromName(key)).fetch(`https://replay${path}`)).json();
}
