// The steps of a store that keeps deliveries in an SQL table, whichever client sends the statements.

import type { ClaimRequest, ClaimResult } from "./store.js";

/** The texts of the steps, in one dialect. */
export interface Statements {
  readonly claim: string;
  readonly look: string;
  readonly complete: string;
  readonly release: string;
}

/** Sends one statement with its parameters and gives the first row, null or undefined if there is none. */
export type Send = (text: string, ...parameters: (string | number)[]) => Row | Promise<Row>;

/** A row by its columns. */
export type Row = Readonly<Record<string, unknown>> | null | undefined;

/** Claims in one statement; a second one only tells why that took nothing. */
export async function claim(
  { claim, look }: Statements,
  key: string,
  { digest, token, lease, ttl }: ClaimRequest,
  send: Send,
): Promise<ClaimResult> {
  for (let round = 0; round < ROUNDS; round++) {
    const taken = await send(claim, key, digest, token, lease, ttl);
    if (taken) return { state: "claimed", attempt: readNumber(taken, "attempt"), digest: String(taken["digest"]) };
    const held = await send(look, key);
    if (held?.["done"]) return { state: "done", digest: String(held["digest"]) };
    const retryAfter = held ? readNumber(held, "wait") : 0;
    if (retryAfter > 0) return { state: "in_flight", retryAfter, digest: String(held?.["digest"]) };
    // Let go of between the two statements: it is there to be claimed.
  }
  throw new Error("the key changed hands during every claim");
}

/** Says whether the owner still held the key. */
export async function complete(
  { complete }: Statements,
  key: string,
  token: string,
  ttl: number,
  send: Send,
): Promise<boolean> {
  return isRow(await send(complete, ttl, key, token));
}

/** Says whether the owner still held the key. */
export async function release({ release }: Statements, key: string, token: string, send: Send): Promise<boolean> {
  return isRow(await send(release, key, token));
}

function isRow(row: Row): boolean {
  return row ? readNumber(row, "attempt") > 0 : false;
}

// A client of another make gives an object that is no row: that must not pass for a claim.
function readNumber(row: NonNullable<Row>, column: string): number {
  const value = row[column] === null ? NaN : Number(row[column]);
  if (Number.isNaN(value)) throw new Error(`the database client gave no number as ${column}`);
  return value;
}

const ROUNDS = 5;
