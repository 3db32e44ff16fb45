// The types that every adapter exports beside its own.

export type { LogEntry, Log } from "./log.js";
export type { Claim, Duplicate, Handler, HandlerContext, ReceiverOptions, ReplayOptions } from "./options.js";
export type { RefusalCode, RefusedRequest, UnreadCode } from "./refused.js";
export type { ClaimRequest, ClaimResult, ReplayStore } from "../replay/store.js";
