// `hookseal send`: plays the provider against a receiver, and judges the receiver.

import type { Command } from "commander";
import { providers, type CustomScheme, type Policy } from "../index.js";
import { command, GROUPS, oneOf, whole } from "./command.js";
import { addEndpoint, type Endpoint } from "./endpoint.js";
import { BROKEN_PIPE, ReadError, REFUSED, UsageError } from "./failure.js";
import { readInput } from "./input.js";
import { line, paint, print } from "./output.js";
import { readTarget } from "./post.js";
import { play } from "./send/play.js";
import { tellWhenInterrupted, waitFor } from "./send/progress.js";
import { attemptJson, attemptText, verdictText, type Attempt } from "./send/report.js";
import { chooseSample, makeDelivery, makeId, samplesOf } from "./send/samples.js";
import { scheduleOf } from "./send/schedule.js";
import { Sender, TAMPERS, type Delivery, type Tamper } from "./send/sender.js";
import { judge } from "./send/verdict.js";

/** The command. */
export function sendCommand(): Command {
  const send = command("send", "Play the provider: post signed deliveries to a receiver, and judge it", EXAMPLES);
  send.argument("<url>", "the receiver");
  const readEndpoint = addEndpoint(send);
  return send
    .optionsGroup(GROUPS.request)
    .option("--event <name>", "which of the provider's events; another name lists them")
    .option("--data <file>", "instead: a payload of your own; `-`: standard input")
    .option("--variant <name>", "the variant, where the provider has several")
    .addOption(oneOf("--form <encoding>", "how a form is written", ["multipart", "urlencoded"]))
    .optionsGroup(GROUPS.play)
    .addOption(whole("--count <number>", `how many deliveries; default: 1, with --reorder ${REORDERED}`, 1))
    .addOption(whole("--concurrency <number>", "how many at a time; default: 1", 1))
    .addOption(whole("--duplicate <number>", "send each delivery so many times more, once it was acknowledged"))
    .option("--reorder", "send the last delivery first")
    .addOption(tamperOption())
    .option("--skew <seconds>", "how far the sender's clock is ahead; negative: behind", readSkew)
    .addOption(whole("--time-scale <number>", "how many times faster the waits go by; default: 1", 1))
    .option("--scale-timeout", "let the time-out go by as fast")
    .optionsGroup(GROUPS.output)
    .option("--json", "print a line of JSON for each attempt, and the verdict as the last one")
    .action(async (address: string, given: Given) => {
      const url = readTarget(address);
      // Until there is a verdict, a reader that goes leaves it open.
      process.exitCode = BROKEN_PIPE;
      refuseWithoutEffect(given);
      const endpoint = await readEndpoint();
      const skew = given.skew ?? 0;
      const isRefused = Math.abs(skew) > (endpoint.options.tolerance ?? TOLERANCE);
      const { deliveries: made, variant } = await makeDeliveries(endpoint, given, isRefused ? 1 : 0);
      const [first] = made as [Delivery];
      const sender = new Sender({ endpoint, url: address, variant, form: given.form, skew: isRefused ? 0 : skew });
      const schedule = scheduleOf(policyOf(endpoint.provider, variant));
      const timeScale = given.timeScale ?? 1;
      const timeout = (schedule.timeout * 1000) / (given.scaleTimeout ? timeScale : 1);
      const tampers = [...new Set(given.tamper ?? [])];
      // What has no effect is found before anything is sent.
      tampers.forEach((what) => sender.tamper(first, what));
      if (given.skew !== undefined && !sender.signsTime(first)) {
        throw new UsageError("--skew has no effect here: the provider signs no time");
      }
      const colored = paint(given.color);
      if (!given.json && schedule.assumed.length > 0) {
        print(colored("faint", `assumed, as it is not documented: ${schedule.assumed.join("; ")}\n`));
      }
      // A receiver that refuses everything would refuse what is skewed: one that is not goes first.
      const [genuine, others] = isRefused ? [[first], made.slice(1)] : [made, []];
      const inOrder = (all: readonly Delivery[]): readonly Delivery[] => (given.reorder ? [...all].reverse() : all);
      const attempts: Attempt[] = [];
      tellWhenInterrupted(attempts, genuine.length);
      await play({
        sender,
        url,
        deliveries: inOrder(genuine),
        skewed: inOrder(others),
        skew,
        schedule,
        timeScale,
        timeout,
        concurrency: given.concurrency ?? 1,
        duplicates: given.duplicate ?? 0,
        tampers,
        told(attempt) {
          attempts.push(attempt);
          print(given.json ? attemptJson(attempt) : attemptText(attempt, timeout, colored));
        },
        wait: (seconds) => waitFor(seconds, (given.concurrency ?? 1) === 1),
      });
      const verdict = judge(attempts, { deliveries: genuine.length, timeout, provable: sender.provable });
      process.exitCode = verdict.verdict === "bad" ? REFUSED : 0;
      print(given.json ? line(verdict) : verdictText(verdict, colored));
      // One that hangs is there, and bad.
      if (verdict.slowestMilliseconds === null && verdict.inTime === null) throw absent(url, attempts);
    });
}

function refuseWithoutEffect({ event, data, reorder, count, scaleTimeout, timeScale }: Given): void {
  if (data !== undefined && event !== undefined) throw new UsageError("give one of --event and --data");
  if (reorder && count === 1) throw new UsageError("--reorder has no effect on one delivery");
  if (scaleTimeout && timeScale === undefined) {
    throw new UsageError("--scale-timeout has no effect without --time-scale");
  }
}

function absent({ host }: URL, attempts: readonly Attempt[]): ReadError {
  const failure = attempts[0]?.outcome.failure;
  if (failure === "ECONNREFUSED") return new ReadError(`${host} refuses connections: is it running?`);
  const unknown = failure === "ENOTFOUND" || failure === "EAI_AGAIN";
  return new ReadError(`${host} ${unknown ? "is not found: is the host right?" : "has not answered"}`);
}

/** A delivery each, with ids of its own; and the variant by which they are signed. */
async function makeDeliveries(
  { provider }: Endpoint,
  given: Given,
  more: number,
): Promise<{ deliveries: Delivery[]; variant: string | undefined }> {
  const count = more + (given.count ?? (given.reorder ? REORDERED : 1));
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

const EXAMPLES = [
  [
    "One delivery, as Transcodely posts it",
    "hookseal send http://127.0.0.1:3000/hook -p transcodely --secret-env SECRET",
  ],
  [
    "Does the receiver take duplicates, and refuse what it must?",
    "hookseal send http://127.0.0.1:3000/hook -p transloadit --secret-env SECRET \\\n" +
      "      --duplicate 2 --tamper body --tamper signature",
  ],
  [
    "A payload of your own, 20 of them, the waits of hours in minutes",
    "hookseal send http://127.0.0.1:3000/hook -p transcodely --secret-env SECRET \\\n" +
      "      --data job.json --count 20 --time-scale 60",
  ],
] as const;
