// Shows the receiver for the provider and framework that are chosen.

import { copy } from "./copy.js";
import { byId, make, prose } from "./dom.js";
import type { Endpoint } from "./endpoint.js";
import { frameworks, NAMES, receiverFor } from "./receivers.js";

export class CodeView {
  readonly #endpoint: Endpoint;
  readonly #framework = byId<HTMLSelectElement>("framework");

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#framework.append(...frameworks(RECEIVERS).map((name) => make("option", {}, name)));
    this.#framework.addEventListener("input", () => this.update());
    byId("code-copy").addEventListener("click", () => void copy(byId("code").textContent, "code", byId("code-hint")));
  }

  update(): void {
    const { provider, fitting } = this.#endpoint;
    const name = typeof provider === "string" ? provider : null;
    const options = { ...this.#endpoint.optionsForCode() };
    // What has to be named, but is not yet, is named as in the README.
    for (const [option, value] of Object.entries(NAMES)) {
      if (fitting.options.has(option as never) && options["allowUnauthenticated"] === undefined)
        options[option] ??= value;
    }
    const found = name === null ? null : receiverFor(RECEIVERS, this.#framework.value, name, options);
    const code = byId("code");
    code.hidden = byId("code-copy").hidden = found === null;
    code.textContent = found?.code ?? "";
    byId("code-hint").replaceChildren(...prose(found === null ? NONE : origin(found)));
  }
}

function origin({ receiver, adapted }: { receiver: { source: string; provider: string }; adapted: boolean }): string {
  const from = `From \`${receiver.source}\`, which is tested as it stands`;
  return adapted ? `${from} for ${receiver.provider}; only the names and options were exchanged.` : `${from}.`;
}

const NONE = "No page shows this one: `docs/custom-schemes.md` and the README of the crate say how it is written.";
