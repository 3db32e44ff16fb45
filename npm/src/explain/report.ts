// What was seen and found in a request: data of the core, which cannot be changed, and its text.

import type { ConfigErrorCode, VerifyErrorCode } from "../errors.js";
import { frozen } from "../provider.js";
import type { findingCodes } from "./codes.js";

/** What a finding says. Codes are stable; later releases add some. */
export type FindingCode = (typeof findingCodes)[number];

/**
 * Why a request is refused, or that it is not: never a secret, an expected signature, or the value of a signature or
 * token.
 *
 * It does hold the signed content, with the start and the end of the body: treat it as you treat the body. As JSON it
 * is the same in every language.
 */
export class Report {
  /** The provider's name, or that of the custom scheme. */
  readonly provider: string;
  /** The variant by which the request is judged. */
  readonly variant: string;
  /** What `verify` says, or the constructor of the secret; null if the request verifies. */
  readonly refusal: Refusal | null;
  /** What `verify` looks at, in its order. */
  readonly steps: readonly Step[];
  /** What is signed, as far as it was found; empty if nothing is. */
  readonly content: readonly Segment[];
  /** The timestamp against the clock; null where none was read. */
  readonly clock: Clock | null;
  /** The most certain first; a refused request has at least one. */
  readonly findings: readonly Finding[];
  /** What it took. */
  readonly work: Work;
  readonly #text: string;
  readonly #coloured: string;

  /** @internal */
  constructor(json: string, text: string, coloured: string) {
    const members = frozen(JSON.parse(json) as Report);
    this.provider = members.provider;
    this.variant = members.variant;
    this.refusal = members.refusal;
    this.steps = members.steps;
    this.content = members.content;
    this.clock = members.clock;
    this.findings = members.findings;
    this.work = members.work;
    this.#text = text;
    this.#coloured = coloured;
    Object.freeze(this);
  }

  /** The report as text, several lines, the same in every language. */
  toString(): string {
    return this.#text;
  }

  /** The same with colours, as a terminal understands them. */
  toColouredString(): string {
    return this.#coloured;
  }
}

/** What `verify` or the constructor says. */
export interface Refusal {
  readonly code: VerifyErrorCode | ConfigErrorCode;
  /** The same as prose. */
  readonly message: string;
}

/** One thing that `verify` looks at. */
export interface Step {
  readonly name:
    | "secret"
    | "body"
    | "signature"
    | "token"
    | "timestamp"
    | "id"
    | "content"
    | "comparison"
    | "time"
    | "address";
  /** Whether the request is refused because of it; skipped if it was not reached or there is nothing to look at. */
  readonly state: "passed" | "failed" | "skipped";
  /** What was seen, in a few words. */
  readonly saw: string;
}

/** A piece of the signed content. */
export interface Segment {
  readonly part: "body" | "header" | "id" | "literal" | "timestamp" | "value";
  /** The bytes, escaped: printable ASCII as it is; `\\`, `\n`, `\r`, `\t`; `\xNN` for any other. */
  readonly text: string;
  /** How many bytes there are. */
  readonly bytes: number;
  /** Whether the middle is left out. */
  readonly cut: boolean;
}

/** A timestamp against the clock. */
export interface Clock {
  /** What the request says, in Unix seconds. */
  readonly timestamp: number;
  /** What the caller's clock says, in Unix seconds. */
  readonly now: number;
  /** The timestamp minus now, in seconds: negative for one in the past. */
  readonly difference: number;
  /** The most that is tolerated, both ways, in seconds; null if any is. */
  readonly tolerance: number | null;
}

/** One cause, or a hint at one. */
export interface Finding {
  /** Stable, as docs/troubleshooting.md lists them. */
  readonly code: FindingCode;
  /**
   * How sure it is: `proved` if the signature or token matches when this is undone, alone or together with the other
   * proved findings; `observed` for a fact at which the request is refused; `hint` for what may be the cause.
   */
  readonly certainty: "proved" | "observed" | "hint";
  /** What was found, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The header, field, parameter or secret that it is about; null if it is about none. */
  readonly part: string | null;
  /** The page that explains the code. */
  readonly see: string;
}

/** What an explanation took. */
export interface Work {
  /** How many MACs or digests were computed. */
  readonly macs: number;
  /** How many bytes were hashed. */
  readonly bytes: number;
  /** Whether everything was tried; a limit ends the search. */
  readonly complete: boolean;
}
