// What the providers post, as they document it.

/** What `delivery.json()` gives for a webhook of `P`: the provider's event if the table has its type, else unknown. */
export type EventOf<P> = P extends keyof ProviderEvents ? ProviderEvents[P] : unknown;

/** The event of each provider that documents one. */
export interface ProviderEvents {
  readonly connect: ConnectEvent;
}

/** A change of an entity. Its members are not documented. */
export interface ConnectEvent {
  readonly [member: string]: unknown;
}
