// The options that say which provider's deliveries they are and how they are to be judged.

import type { Command } from "commander";
import { providers, Webhook, type CustomScheme, type ProviderName, type WebhookOptions } from "../index.js";
import { GROUPS, several, whole } from "./command.js";
import { UsageError } from "./failure.js";
import { isObject } from "./formats/parse.js";
import { readBytes } from "./input.js";
import { didYouMean } from "./nearest.js";
import { addSecrets, askForSecret } from "./secrets.js";
import { tokenPlace, type TokenPlace } from "./token.js";

/** What `new Webhook` takes, and what of a request must not be shown. */
export interface Endpoint {
  readonly provider: ProviderName | CustomScheme;
  readonly options: WebhookOptions;
  readonly token: TokenPlace;
}

/** How an endpoint without a secret is met. */
export type WithoutSecret = "ask" | "leave";

/** Adds the options of an endpoint. The function reads them. */
export function addEndpoint(command: Command): (without?: WithoutSecret) => Promise<Endpoint> {
  command
    .optionsGroup(GROUPS.endpoint)
    .option("-p, --provider <name>", "the provider: `hookseal providers` lists them")
    .option("--scheme <file>", "instead: a scheme of your own, as JSON (docs/custom-schemes.md)")
    .option("--header-name <name>", "the header that you chose with the provider (AssemblyAI)")
    .option("--url-parameter <name>", "the parameter that you put into the URL (Connect)");
  const readSecrets = addSecrets(command);
  command
    .optionsGroup(GROUPS.seldom)
    .addOption(several("--sender <address>", "who may send: an address, a network or a documented name; repeatable"))
    .addOption(whole("--tolerance <seconds>", "how far a timestamp may be from the clock", 1))
    .addOption(several("--algorithm <name>", "an algorithm to accept, or to sign with; repeatable"))
    .option("--allow-any-timestamp", "take a timestamp of any age")
    .option("--allow-unauthenticated", "take requests that prove nothing")
    .option("--name <name>", "the endpoint's own name, which enters the dedupe key")
    .optionsGroup(GROUPS.output);
  return async (without = "ask") => {
    const given = command.opts<Given>();
    const provider = await readProvider(given);
    const secrets = await readSecrets();
    if (secrets.length === 0 && without === "ask" && given.allowUnauthenticated !== true) {
      secrets.push(await askForSecret(typeof provider === "string" ? provider : "the scheme"));
    }
    const options = optionsOf(given, secrets);
    return { provider, options, token: tokenPlace(provider, options) };
  };
}

/** The webhook of an endpoint; with options that stand over its own. */
export function webhookOf({ provider, options }: Endpoint, more: WebhookOptions = {}): Webhook {
  return new Webhook(provider, { ...options, ...more });
}

async function readProvider({ provider, scheme }: Given): Promise<ProviderName | CustomScheme> {
  if ((provider === undefined) === (scheme === undefined)) {
    throw new UsageError("give one of --provider and --scheme");
  }
  if (scheme === undefined) return readName(provider!);
  const json = parseJson((await readBytes(scheme, "--scheme")).toString("utf8"), scheme);
  if (!isObject(json)) throw new UsageError(`${scheme} holds no scheme: that is an object`);
  return json as unknown as CustomScheme;
}

function readName(name: string): ProviderName {
  if (Object.hasOwn(providers, name)) return name as ProviderName;
  const meant = didYouMean(name, Object.keys(providers));
  throw new UsageError(`unknown_provider: no provider has this name${meant || ": `hookseal providers` lists them"}`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON`);
  }
}

function optionsOf(given: Given, secrets: string[]): WebhookOptions {
  const options: Record<string, unknown> = {
    header: given.headerName,
    urlParameter: given.urlParameter,
    senders: given.sender,
    tolerance: given.tolerance,
    algorithms: given.algorithm,
    allowAnyTimestamp: given.allowAnyTimestamp,
    allowUnauthenticated: given.allowUnauthenticated,
    name: given.name,
    secrets: secrets.length > 0 ? secrets : undefined,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

interface Given {
  readonly provider?: string;
  readonly scheme?: string;
  readonly headerName?: string;
  readonly urlParameter?: string;
  readonly sender?: string[];
  readonly tolerance?: number;
  readonly algorithm?: string[];
  readonly allowAnyTimestamp?: true;
  readonly allowUnauthenticated?: true;
  readonly name?: string;
}
