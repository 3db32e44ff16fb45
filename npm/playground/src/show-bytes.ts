// Shows bytes in a place, each invisible one by a sign.

import { pieces } from "./bytes.js";
import { make } from "./dom.js";

export function showBytes(place: HTMLElement, bytes: Uint8Array): void {
  place.replaceChildren(
    ...pieces(bytes).map(({ kind, text }) =>
      kind === "text" || kind === "break" ? text : make("span", { class: kind }, text),
    ),
  );
  place.hidden = bytes.length === 0;
}
