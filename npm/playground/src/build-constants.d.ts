// What the build puts in.

/** The receivers of the README and docs/receivers.md. */
declare const RECEIVERS: readonly import("./receivers.js").Receiver[];

/** A body for each provider, of examples/payloads. */
declare const SAMPLES: Readonly<Record<string, string>>;
