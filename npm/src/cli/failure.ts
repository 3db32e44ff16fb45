// What ends a command early, by exit code. No message holds a secret, or a value that was given for an option.

/** The words or the configuration are wrong: exit code 2. */
export class UsageError extends Error {}

/** A file or the network could not be read: exit code 3. */
export class ReadError extends Error {
  /** `what` could not be done because of `cause`. */
  static of(what: string, cause: unknown): ReadError {
    const { code } = cause as NodeJS.ErrnoException;
    return new ReadError(`${what}: ${(code !== undefined && REASONS[code]) ?? code ?? "it failed"}`);
  }
}

/** The command has printed why: exit code 1. */
export const REFUSED = 1;
export const USAGE = 2;
export const UNREADABLE = 3;
/** What a shell reports of a process that Ctrl-C ends. */
export const INTERRUPTED = 130;
/** What it reports of one that writes to a reader who has gone. */
export const BROKEN_PIPE = 141;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EADDRINUSE: "the port is in use",
  EADDRNOTAVAIL: "this machine has no such address",
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was reset",
  EISDIR: "it is a folder",
  ENOENT: "no such file or folder",
  ENOSPC: "no space is left",
  ENOTDIR: "it is no folder",
  ENOTFOUND: "no such host",
};
