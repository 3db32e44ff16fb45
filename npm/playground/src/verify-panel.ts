// The tab that verifies and explains: reads its fields, judges the request at every change, shows what came of it.

import { providers, type Delivery } from "hookseal";
import type { Report } from "hookseal/explain";
import { BodyEditor } from "./body-editor.js";
import { copy } from "./copy.js";
import { detect } from "./detect.js";
import { byId, make, say } from "./dom.js";
import type { Endpoint } from "./endpoint.js";
import { explainOrNot } from "./explain-or-not.js";
import { readHeaders, writeHeaders, type Headers } from "./headers.js";
import { facts, headline, judge, meaning, type Verdict } from "./judge.js";
import { writeLink, type Shared } from "./link.js";
import { maskSecrets } from "./mask.js";
import { showReport } from "./report-view.js";
import { readWholeRequest } from "./whole-request.js";
import { count, sentence, time } from "./words.js";

interface Request {
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

export class VerifyPanel {
  readonly #endpoint: Endpoint;
  readonly #headers = byId<HTMLTextAreaElement>("headers");
  readonly #url = byId<HTMLInputElement>("url");
  readonly #address = byId<HTMLInputElement>("address");
  readonly #fixed = byId<HTMLInputElement>("fixed");
  readonly #clocks = [...document.querySelectorAll<HTMLInputElement>("input[name=clock]")];
  readonly #body: BodyEditor;
  #report: Report | null = null;
  #explaining: number | undefined;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#body = new BodyEditor(byId("body"), () => this.update());
    for (const field of [this.#headers, this.#url, this.#address, this.#fixed, ...this.#clocks]) {
      field.addEventListener("input", () => this.update());
    }
    byId("whole-split").addEventListener("click", () => this.#split());
    byId("whole-text").addEventListener("paste", (event) => this.#pasteWhole(event));
    byId("link").addEventListener("click", () => void this.#copyLink());
    byId("report-json").addEventListener(
      "click",
      () => void copy(JSON.stringify(this.#report, null, 2), "report", byId("link-hint")),
    );
  }

  /** Judges what is filled in. */
  update(): void {
    this.#adapt();
    const request = this.#read();
    clearTimeout(this.#explaining);
    this.#setBusy(false);
    if (request === null) return this.#showIdle();
    const { provider } = this.#endpoint;
    if (provider === null) return this.#showBroken("the scheme is not JSON");
    if (typeof request === "string") return this.#showBroken(request);
    // The timestamp of the request is found by explaining it.
    if (this.#clock() !== "request") this.#show(this.#judge(request, Math.floor(this.#now())));
    this.#setBusy(true);
    this.#explaining = setTimeout(() => this.#settle(request), EXPLAIN_AFTER);
  }

  fill({ headers, url, address, body, clock, fixed }: Omit<Shared, "endpoint">): void {
    this.#headers.value = headers;
    this.#url.value = url;
    this.#address.value = address;
    this.#fixed.value = fixed;
    for (const radio of this.#clocks) radio.checked = radio.value === clock;
    this.#body.fill(body ?? new Uint8Array());
  }

  #shared(): Shared {
    const body = this.#body.read();
    return {
      endpoint: this.#endpoint.text(),
      headers: this.#headers.value,
      url: this.#url.value,
      address: this.#address.value,
      body: typeof body === "string" ? null : body,
      clock: this.#clock(),
      fixed: this.#fixed.value,
    };
  }

  /** Shows the fields that the provider has a use for. */
  #adapt(): void {
    const { options } = this.#endpoint.fitting;
    byId("address-field").hidden = !options.has("senders");
    byId("url-field").hidden = !options.has("urlParameter") && typeof this.#endpoint.provider === "string";
    byId("time-card").hidden = !options.has("tolerance");
    byId("fixed-field").hidden = this.#clock() !== "fixed";
  }

  /** The request; a sentence if it cannot be read, null if there is none yet. */
  #read(): Request | string | null {
    const headers = readHeaders(this.#headers.value);
    say(byId("headers-error"), typeof headers === "string" ? headers : "");
    this.#headers.setAttribute("aria-invalid", String(typeof headers === "string"));
    const body = this.#body.read();
    const broken = this.#clock() === "fixed" && !/^\s*\d{1,15}\s*$/.test(this.#fixed.value);
    say(byId("time-error"), broken ? "a time is a whole number of seconds since 1970" : "");
    this.#propose(typeof headers === "string" ? [] : headers, typeof body === "string" ? new Uint8Array() : body);
    if (typeof headers === "string") return "the headers cannot be read";
    if (typeof body === "string") return "the body cannot be read";
    if (broken) return "the time cannot be read";
    const begun = headers.length > 0 || body.length > 0 || (this.#url.value !== "" && !byId("url-field").hidden);
    return begun || this.#endpoint.secrets.length > 0 ? { headers, body } : null;
  }

  #judge({ headers, body }: Request, now: number): Verdict {
    return judge(this.#endpoint.provider!, this.#endpoint.options(), body, headers, this.#asked(now));
  }

  #asked(now: number): { now: number; url: string | undefined; remoteAddress: string | undefined } {
    const given = (field: HTMLInputElement) => field.value.trim() || undefined;
    return { now, url: given(this.#url), remoteAddress: given(this.#address) };
  }

  /** Judges the request, and explains it unless that would hold up whoever is typing. */
  #settle(request: Request): void {
    const sent = this.#clock() === "request" ? this.#timestampOf(request) : null;
    const now = sent ?? Math.floor(this.#now());
    const isLong = request.body.length > LONG;
    this.#show(this.#judge(request, now));
    this.#showReport(isLong ? null : this.#explain(request, now));
    this.#sayTime(now, this.#clock() === "request" && sent === null);
    this.#offerToExplain(isLong ? () => this.#showReport(this.#explain(request, now)) : null);
    this.#setBusy(false);
  }

  #explain(request: Request, now: number): Report | null {
    const more = { ...this.#asked(now), otherSecrets: this.#endpoint.others };
    return explainOrNot(this.#endpoint.provider!, this.#endpoint.options(), request, more);
  }

  /** Told by explaining: without the body, which takes no time, and with it for one that stands in a form. */
  #timestampOf(request: Request): number | null {
    const now = Math.floor(this.#now());
    const told = (body: Request["body"]) => this.#explain({ ...request, body }, now)?.clock?.timestamp ?? null;
    return told(new Uint8Array()) ?? (request.body.length > LONG ? null : told(request.body));
  }

  #offerToExplain(explain: (() => void) | null): void {
    byId("explain-card").hidden = explain === null;
    say(byId("explain-hint"), EXPLAIN_HINT);
    byId("explain").onclick = () => {
      explain?.();
      const found = this.#report?.findings.length ?? 0;
      say(byId("explain-hint"), `Explained, with ${count(found, "finding")}.`);
    };
  }

  /** Whether what is shown may still change without another key. */
  #setBusy(busy: boolean): void {
    byId("verify-result").setAttribute("aria-busy", String(busy));
  }

  #show(verdict: Verdict): void {
    this.#endpoint.blame(verdict.state === "wrong" ? verdict.error : null);
    this.#showVerdict(verdict.state, headline(verdict), sentence(meaning(verdict)));
    this.#showFacts(verdict.state === "verified" ? verdict.delivery : null);
  }

  #showFacts(delivery: Delivery | null): void {
    byId("facts").replaceChildren(
      ...(delivery === null ? [] : facts(delivery)).map(([name, value]) =>
        make(
          "div",
          {},
          make("dt", {}, name),
          make("dd", { class: "mono" }, maskSecrets(value, this.#endpoint.secrets)),
        ),
      ),
    );
  }

  #showReport(report: Report | null): void {
    this.#report = report;
    byId("report-json").hidden = report === null;
    showReport(report);
  }

  #showIdle(): void {
    this.#showVerdict("idle", "Nothing to verify yet", IDLE);
    this.#endpoint.blame(null);
    this.#showNothing();
  }

  #showBroken(what: string): void {
    this.#showVerdict("wrong", "Not yet readable", sentence(what));
    this.#showNothing();
  }

  #showVerdict(state: string, title: string, reason: string): void {
    byId("verdict").dataset["state"] = state;
    say(byId("headline"), title);
    say(byId("reason"), reason);
    byId("strip").textContent = title;
  }

  #showNothing(): void {
    this.#offerToExplain(null);
    this.#showFacts(null);
    this.#showReport(null);
    say(byId("time-hint"), "");
  }

  #sayTime(now: number, lacks: boolean): void {
    const words = `Judged at ${time(now)}.`;
    say(
      byId("time-hint"),
      lacks ? `${words} No timestamp could be read from the request, so this is the clock.` : words,
    );
  }

  /** Offers the provider whose signature the request carries, if it is another one. */
  #propose(headers: Headers, body: Uint8Array): void {
    const place = byId("detected");
    const name = headers.length === 0 ? null : detect(headers, body);
    const other = name !== null && name !== this.#endpoint.text().provider;
    place.hidden = name === null;
    if (place.dataset["found"] === `${name} ${other}`) return;
    place.dataset["found"] = `${name} ${other}`;
    if (name === null) return place.replaceChildren();
    const { title } = providers[name];
    place.replaceChildren(other ? `These look like a request of ${title}. ` : `As ${title} signs.`);
    if (!other) return;
    const use = make("button", { type: "button" }, `Use ${title}`);
    use.addEventListener("click", () => {
      this.#endpoint.fill({ ...this.#endpoint.text(), provider: name });
      this.update();
      this.#headers.focus();
    });
    place.append(use);
  }

  #pasteWhole(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    // A text field would make every line end LF.
    if (!pasted.includes("\r") || typeof readWholeRequest(pasted) === "string") return;
    event.preventDefault();
    this.#split(pasted);
  }

  #split(text: string = byId<HTMLTextAreaElement>("whole-text").value): void {
    const request = readWholeRequest(text);
    say(byId("whole-error"), typeof request === "string" ? request : "");
    if (typeof request === "string") return;
    this.#headers.value = writeHeaders(request.headers);
    if (request.url !== "") this.#url.value = request.url;
    byId<HTMLTextAreaElement>("whole-text").value = "";
    byId<HTMLDetailsElement>("whole").open = false;
    this.#body.fill(request.body);
    this.update();
    this.#headers.focus();
  }

  async #copyLink(): Promise<void> {
    const { provider, fitting, secrets, others } = this.#endpoint;
    const { fragment, left } = writeLink(this.#shared(), provider, fitting, [...secrets, ...others]);
    const what = left.length === 0 ? "link without secrets" : `link without secrets (left out: ${left.join("; ")})`;
    await copy(location.href.replace(/#.*$/s, "") + fragment, what, byId("link-hint"));
  }

  #clock(): string {
    return this.#clocks.find(({ checked }) => checked)?.value ?? "now";
  }

  #now(): number {
    return this.#clock() === "fixed" ? Number(this.#fixed.value) : Date.now() / 1000;
  }
}

const IDLE = "Give the secret, the headers and the body as they arrived. Or fill in an example.";
/** Milliseconds without a change before the request is explained, which takes many MACs. */
const EXPLAIN_AFTER = 300;
/** In bytes: with a longer body the search would hold up whoever is typing. */
const LONG = 256 * 1024;
const EXPLAIN_HINT = "A body of more than 256 KiB is explained when you ask: the page stands still for about a second.";
