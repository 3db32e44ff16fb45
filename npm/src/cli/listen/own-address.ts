// Where this listener can be reached.

import { isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** Whether only this machine reaches a listener at this address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** Whether a URL leads back to a listener at this address and port. */
export function leadsTo(url: URL, host: string, port: number): boolean {
  const name = url.hostname.replace(/^\[(.*)\]$/s, "$1");
  const to = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (to !== port) return false;
  if (name === host || (isLoopback(name) && isLoopback(host) && [name, host].includes("localhost"))) return true;
  return EVERYWHERE.has(host) && (EVERYWHERE.has(name) || isLoopback(name) || ownAddresses().includes(name));
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
}

const EVERYWHERE: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);
