// The request that a command is about: from options, or from a file that holds a whole one.

import type { Command } from "commander";
import { GROUPS, several, whole } from "./command.js";
import { UsageError } from "./failure.js";
import { readInput } from "./input.js";
import { splitHeader } from "./formats/header.js";
import { parseRequest } from "./formats/parse.js";
import { isMasked, type TokenPlace } from "./token.js";

/** A request as far as it is judged: header text is Latin-1, one character a byte. */
export interface ReadRequest {
  readonly method: string | null;
  readonly url: string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly remoteAddress: string | null;
}

/** Adds the options of a request. The function reads it. */
export function addRequest(command: Command): (token: TokenPlace) => Promise<ReadRequest> {
  command
    .optionsGroup(GROUPS.request)
    .option("--body <file>", "the body's bytes; `-` or nothing: standard input")
    .addOption(several("-H, --header <line>", "a header, `Name: value`; repeatable"))
    .option("--method <name>", "the request's method, for schemes that sign it")
    .option("--url <url>", "the request's URL; where it is not signed, from the path on will do")
    .option("--request <file>", REQUEST)
    .addOption(whole("--entry <number>", "which request of the HAR file, counted from 1", 1))
    .optionsGroup(GROUPS.seldom)
    .option("--remote-address <address>", "the peer's IP address")
    .optionsGroup(GROUPS.output);
  return async (token) => {
    const given = command.opts<Given>();
    const request = given.request === undefined ? await fromOptions(given) : await fromFile(given, given.request);
    if (isMasked(request, token)) {
      throw new UsageError("the token was masked when the request was saved, so it cannot be compared");
    }
    return request;
  };
}

/** Reads `Name: value`, whose bytes are what stands on the line. */
export function parseHeader(line: string): readonly [string, string] {
  const bytes = Buffer.from(line, "utf8").toString("latin1");
  const [name] = bytes.split(":", 1) as [string];
  const header = splitHeader(name.trim() + bytes.slice(name.length));
  if (header === null) throw new UsageError("--header takes `Name: value`");
  return header;
}

async function fromOptions({ body, header, method, url, remoteAddress, entry }: Given): Promise<ReadRequest> {
  if (entry !== undefined) throw new UsageError("--entry has no effect without --request");
  const headers = (header ?? []).map(parseHeader);
  return {
    method: method ?? null,
    url: url ?? null,
    headers,
    body: await readInput(body, "--body"),
    remoteAddress: remoteAddress ?? null,
  };
}

async function fromFile(given: Given, path: string): Promise<ReadRequest> {
  if (given.body !== undefined || given.header !== undefined) {
    throw new UsageError("--request holds the body and the headers: leave out --body and --header");
  }
  const name = path === "-" ? "standard input" : path;
  const request = parseRequest(await readInput(path, "--request"), name, given.entry);
  return {
    ...request,
    method: given.method ?? request.method,
    url: given.url ?? request.url,
    remoteAddress: given.remoteAddress ?? request.remoteAddress,
  };
}

interface Given {
  readonly body?: string;
  readonly header?: string[];
  readonly method?: string;
  readonly url?: string;
  readonly remoteAddress?: string;
  readonly request?: string;
  readonly entry?: number;
}

const REQUEST =
  "instead: a saved HTTP request, a curl command, a HAR file, or what `listen --save` or `sign --json` gave; " +
  "`-`: standard input";
