// The vocabulary of a custom scheme. The core checks it and names the member at fault.

/** A digest that a signature is made with. */
export type Algorithm = "sha1" | "sha256" | "sha384" | "sha512";

/** How a sender of your own signs, as data. Exactly one of `signature`, `token` and `unsigned` is there. */
export interface CustomScheme {
  /** 1 to 64 characters of `a-z`, `0-9` and `-`. */
  readonly name: string;
  /** How the secret is written; default: as text whose UTF-8 bytes are the key. */
  readonly secret?: {
    readonly encoding?: "utf8" | "base64" | "hex";
    /** Optional in the secret, and no part of the key unless `keepPrefix`. */
    readonly prefix?: string;
    readonly keepPrefix?: boolean;
  };
  /** Where the signature is and how it is written. */
  readonly signature?: {
    readonly header?: string;
    readonly field?: string;
    readonly encoding?: "hex" | "base64" | "base64url";
    /** A bare value behind an exact prefix. */
    readonly prefix?: string;
    /** The algorithm's name and the signature with this between them. */
    readonly algorithmSeparator?: string;
    /** The algorithm of a signature without a name. */
    readonly bareAlgorithm?: Algorithm;
    /** A list of keys and values. */
    readonly pairs?: { readonly separator: string; readonly assign: string; readonly signature: string };
    /** A list of signatures. */
    readonly items?: { readonly separator: string; readonly prefix: string };
  };
  /** One algorithm, or several with `algorithmSeparator`. */
  readonly algorithms?: readonly Algorithm[];
  /**
   * The signed content: `{body}` once; `{timestamp}`, `{id}`, `{method}`, `{url}`, `{header:Name}`, `{value:key}`; `{{` and
   * `}}` for braces.
   */
  readonly content?: string;
  /** Where the timestamp is, in a header or in a value of the list. */
  readonly timestamp?: {
    readonly header?: string;
    readonly value?: string;
    readonly unit?: "seconds" | "milliseconds";
  };
  /** Where the delivery id is. */
  readonly id?: { readonly header?: string; readonly value?: string };
  /** The form field that is signed; default: the body as it is. */
  readonly body?: { readonly field: string };
  /** A static token instead of a signature. */
  readonly token?: { readonly header?: string; readonly urlParameter?: string; readonly prefix?: string };
  /** Nothing is proved; needs the option `allowUnauthenticated`. */
  readonly unsigned?: true;
  /** JSON pointers to the members of the body that identify a delivery. */
  readonly dedupe?: readonly string[];
  /** The content type that `sign` gives a body; default `application/json`. */
  readonly contentType?: string;
}
