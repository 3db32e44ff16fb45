// The shape of a row of the provider table, as data for users; verification happens in the core.

/** A named provider and what it documents about its deliveries. */
export interface Provider {
  /** The name that `new Webhook` takes. */
  readonly name: string;
  /** The name as the provider writes it. */
  readonly title: string;
  /** The page that documents how the provider signs. */
  readonly source: string;
  /** Documented sender addresses, by the name that the option `senders` takes. */
  readonly senders: Readonly<Record<string, string>>;
  /** The most bytes of a body that a receiver reads unless told otherwise. */
  readonly limit: number;
  /** The headers that carry a delivery id, signed or not, in lower case. */
  readonly idHeaders: readonly string[];
  /** The variant that `sign` uses unless told otherwise. */
  readonly defaultVariant: string;
  /** The ways in which the provider signs, in the order in which they are tried. */
  readonly variants: readonly ProviderVariant[];
}

/** One way in which a provider signs. */
export interface ProviderVariant {
  /** The name that a delivery reports and that `sign` takes. */
  readonly name: string;
  /** What is documented about delivering, if anything. */
  readonly policy: Policy | null;
}

/** What a provider documents about delivering, and what a receiver with a replay store makes of it. */
export interface Policy {
  /** Status codes that acknowledge a delivery: any from 200 to 299, or those listed. */
  readonly acknowledge: "2xx" | readonly number[];
  /** Seconds that the provider waits for an answer; null if not documented. */
  readonly timeout: number | null;
  /** Attempts in all, the first included; null if not documented. */
  readonly attempts: number | null;
  /** Seconds before each further attempt; null if not documented one by one. */
  readonly delays: readonly number[] | null;
  /** Seconds from the first attempt to the last; null if not documented. */
  readonly horizon: number | null;
  /** Answers that end the attempts early; null if none does. */
  readonly stops: "4xx" | null;
  /** Seconds to remember a handled delivery unless told otherwise: until no attempt can come, at least a day. */
  readonly keep: number;
  /** The answer to a delivery that is being handled: 409, or 503 where a 4xx would end the attempts. */
  readonly busy: 409 | 503;
  /** The page that says so. */
  readonly source: string;
  /** The day on which that page was read, as `YYYY-MM-DD`. */
  readonly checked: string;
}

/** The same data, with every object and list in it frozen. */
export function frozen<T>(data: T): T {
  if (typeof data === "object" && data !== null) Object.values(Object.freeze(data)).forEach(frozen);
  return data;
}
