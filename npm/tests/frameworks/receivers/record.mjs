// What a receiver has seen since it was last asked: its handler's calls and the log.

/** Kept by the process and not by this module, of which a bundler may make several. */
const record = (globalThis.receiverRecord ??= { calls: [], log: [], told: [] });

export function note(kind, entry) {
  record[kind].push(entry);
}

/** The answer to `/record`, as JSON. With `?take=1` what was seen is forgotten. */
export function report(url) {
  const text = JSON.stringify(record);
  if (url.endsWith("?take=1")) for (const list of Object.values(record)) list.length = 0;
  return text;
}
