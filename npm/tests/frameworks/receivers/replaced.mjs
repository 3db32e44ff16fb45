// What another package may do to the host once everything is loaded (threat 138).

/** Takes away what hookseal keeps from the start, lets comparisons lie, and wraps the methods that everybody calls. */
export function replaceBuiltIns() {
  for (const name of KEPT) Object.defineProperty(globalThis, name, { get: refuse });
  Buffer.compare = () => 0;
  for (const prototype of WRAPPED) wrap(prototype);
  Buffer.prototype.compare = () => 0;
  Buffer.prototype.equals = () => true;
  String.prototype.localeCompare = () => 0;
  // What a loop over the names of an array or a Map comes upon.
  Array.prototype.last = Map.prototype.last = Buffer.prototype.last = refuse;
}

/** As a package that traces does: a function of its own in the place of each method, which calls it. */
function wrap(prototype) {
  for (const [name, { value: method, ...rest }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (typeof method !== "function" || name === "constructor") continue;
    const value = function (...parameters) {
      return Reflect.apply(method, this, parameters);
    };
    Object.defineProperty(prototype, name, { value, ...rest });
  }
}

function refuse() {
  throw new Error("a built-in function was replaced");
}

const KEPT = ["TextDecoder", "TextEncoder", "WebAssembly", "crypto"];
const WRAPPED = [Array.prototype, Buffer.prototype, Map.prototype, Object.getPrototypeOf(Uint8Array.prototype)];
