// `hookseal send`: plays the provider against a receiver, and judges the receiver.

import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { providers, type CustomScheme, type Policy } from "../index.js";
import { command, oneOf, whole } from "./command.js";
import { addEndpoint, type Endpoint } from "./endpoint.js";
import { ReadError, REFUSED, UsageError } from "./failure.js";
import { readInput } from "./input.js";
import { line, paint, print } from "./output.js";
import { readTarget } from "./post.js";
import { play } from "./send/play.js";
import { attemptJson, attemptText, verdictText } from "./send/report.js";
import { chooseSample, makeDelivery, makeId, samplesOf } from "./send/samples.js";
import { inWords, scheduleOf } from "./send/schedule.js";
import { Sender, TAMPERS, type Delivery, type Tamper } from "./send/sender.js";

/** The command. */
export function sendCommand(): Command {
  const send = command("send", "Play the provider: post signed deliveries to a receiver, and judge it", EXAMPLES);
  send.argument("<url>", "the receiver");
  const readEndpoint = addEndpoint(send);
  return send
    .option("--event <name>", "which of the provider's events; another name lists them")
    .option("--data <file>", "instead: a payload of your own; `-`: standard input")
    .option("--variant <name>", "the variant, where the provider has several")
    .addOption(oneOf("--form <encoding>", "how a form is written", ["multipart", "urlencoded"]))
    .addOption(whole("--count <number>", "how many deliveries", 1))
    .addOption(whole("--concurrency <number>", "how many at a time", 1))
    .addOption(whole("--duplicate <number>", "send each delivery so many times more, once it was acknowledged"))
    .option("--reorder", "send the last delivery first")
    .addOption(tamperOption())
    .option("--skew <seconds>", "how far the sender's clock is ahead; negative: behind", readSkew)
    .addOption(whole("--time-scale <number>", "how many times faster the waits between attempts go by", 1))
    .option("--scale-timeout", "let the time-out go by as fast")
    .option("--json", "print a line of JSON for each attempt, and the verdict as the last one")
    .action(async (address: string, given: Given) => {
      const url = readTarget(address);
      const endpoint = await readEndpoint();
      const { deliveries, variant } = await makeDeliveries(endpoint, given);
      const sender = new Sender({ endpoint, url: address, variant, form: given.form, skew: given.skew ?? 0 });
      const schedule = scheduleOf(policyOf(endpoint.provider, variant));
      const timeScale = given.timeScale ?? 1;
      const timeout = (schedule.timeout * 1000) / (given.scaleTimeout ? timeScale : 1);
      const tampers = [...new Set(given.tamper ?? [])];
      // What has no effect is found before anything is sent.
      tampers.forEach((what) => sender.tamper(deliveries[0]!, what));
      const refused =
        Math.abs(given.skew ?? 0) > (endpoint.options.tolerance ?? TOLERANCE) && signsTime(sender, deliveries[0]!);
      const colored = paint(given.color);
      if (!given.json && schedule.assumed.length > 0) {
        print(colored("faint", `assumed, as it is not documented: ${schedule.assumed.join("; ")}\n`));
      }
      const { answered, ...verdict } = await play({
        sender,
        url,
        deliveries: given.reorder ? [...deliveries].reverse() : deliveries,
        schedule,
        timeScale,
        timeout,
        concurrency: given.concurrency ?? 1,
        duplicates: given.duplicate ?? 0,
        tampers,
        refused,
        told: (attempt) => print(given.json ? attemptJson(attempt) : attemptText(attempt, timeout, colored)),
        wait: (seconds) => waitFor(seconds, (given.concurrency ?? 1) === 1),
      });
      if (verdict.verdict === "bad") process.exitCode = REFUSED;
      print(given.json ? line(verdict) : verdictText(verdict, colored));
      if (!answered) throw new ReadError(`${url.host} has not answered`);
    });
}

/** A delivery each, with ids of its own; and the variant by which they are signed. */
async function makeDeliveries(
  { provider }: Endpoint,
  given: Given,
): Promise<{ deliveries: Delivery[]; variant: string | undefined }> {
  if (given.data !== undefined && given.event !== undefined) throw new UsageError("give one of --event and --data");
  const count = given.count ?? (given.reorder ? REORDERED : 1);
  const samples = typeof provider === "string" ? samplesOf(provider) : null;
  const data = given.data === undefined ? null : await readInput(given.data, "--data");
  // Without samples its own data says whether it has an id.
  const name = typeof provider === "string" ? provider : "";
  const wanted = given.variant ?? (given.event === undefined ? defaultVariant(provider) : undefined);
  const sample = data === null || samples !== null ? chooseSample(name, given.event, wanted) : null;
  const now = Math.floor(Date.now() / 1000);
  const deliveries = Array.from({ length: count }, (_, index): Delivery => {
    const number = index + 1;
    if (sample === null) return { number, payload: data!, id: schemeSendsId(provider) ? makeId(ID) : undefined };
    const made = makeDelivery(sample, samples, now - (count - number));
    return { number, payload: data ?? made.payload, id: made.id };
  });
  return { deliveries, variant: given.variant ?? sample?.variant };
}

function defaultVariant(provider: string | CustomScheme): string | undefined {
  if (typeof provider !== "string" || !Object.hasOwn(providers, provider)) return undefined;
  return providers[provider as keyof typeof providers].defaultVariant;
}

function schemeSendsId(provider: string | CustomScheme): boolean {
  return typeof provider === "object" && provider.id !== undefined;
}

function policyOf(provider: string | CustomScheme, variant: string | undefined): Policy | null {
  if (typeof provider !== "string" || !Object.hasOwn(providers, provider)) return null;
  const { variants, defaultVariant } = providers[provider as keyof typeof providers];
  return variants.find(({ name }) => name === (variant ?? defaultVariant))?.policy ?? null;
}

function signsTime(sender: Sender, delivery: Delivery): boolean {
  try {
    return sender.tamper(delivery, "timestamp") !== null;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** Counts down on a terminal. */
async function waitFor(seconds: number, alone: boolean): Promise<void> {
  const until = Date.now() + seconds * 1000;
  const shown = alone && process.stderr.isTTY === true;
  while (Date.now() < until) {
    const left = until - Date.now();
    if (shown) process.stderr.write(`\r\x1b[Knext attempt in ${inWords(Math.ceil(left / 1000))}`);
    await sleep(shown ? Math.min(left, 1000) : Math.min(left, LONGEST_TIMER));
  }
  if (shown) process.stderr.write("\r\x1b[K");
}

function tamperOption(): ReturnType<typeof oneOf> {
  const option = oneOf("--tamper <what>", "also send one that must be refused; repeatable", TAMPERS);
  const read = option.parseArg as (text: string, before: unknown) => Tamper;
  return option.argParser<Tamper[]>((text, before) => [...(before ?? []), read(text, undefined)]);
}

function readSkew(text: string): number {
  if (!/^[+-]?\d{1,10}$/.test(text)) throw new UsageError("--skew takes whole seconds");
  return Number(text);
}

interface Given {
  readonly event?: string;
  readonly data?: string;
  readonly variant?: string;
  readonly form?: "multipart" | "urlencoded";
  readonly count?: number;
  readonly concurrency?: number;
  readonly duplicate?: number;
  readonly reorder?: true;
  readonly tamper?: Tamper[];
  readonly skew?: number;
  readonly timeScale?: number;
  readonly scaleTimeout?: true;
  readonly json?: true;
  readonly color: boolean;
}

/** The core's default, in seconds. */
const TOLERANCE = 300;
const REORDERED = 3;
/** Of a scheme of one's own. */
const ID = "msg_<b27>";
/** Milliseconds; a timer cannot be longer than 24 days. */
const LONGEST_TIMER = 86_400_000;

const EXAMPLES = [
  [
    "One delivery, as Transcodely posts it",
    "hookseal send http://127.0.0.1:3000/hook -p transcodely --secret-env SECRET",
  ],
  [
    "Is the receiver idempotent, and does it refuse what it must?",
    "hookseal send http://127.0.0.1:3000/hook -p transloadit --secret-env SECRET \\\n" +
      "      --duplicate 2 --tamper body --tamper signature",
  ],
  [
    "A payload of your own, 20 of them, the waits of hours in minutes",
    "hookseal send http://127.0.0.1:3000/hook -p transcodely --secret-env SECRET \\\n" +
      "      --data job.json --count 20 --time-scale 60",
  ],
] as const;
