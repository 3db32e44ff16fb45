// What the providers' SDKs describe is what hookseal's types take, and the other way round where theirs are closed.

import type { RedactedAudioNotification, TranscriptReadyNotification, TranscriptWebhookNotification } from "assemblyai";
import type {
  AssemblyAiEvent,
  AssemblyAiRedactedAudioEvent,
  AssemblyAiStatus,
  AssemblyAiTranscriptEvent,
  TransloaditEvent,
  TransloaditFile,
  TransloaditMeta,
} from "hookseal";
import type { AssemblyStatus } from "transloadit";

type File = NonNullable<AssemblyStatus["uploads"]>[number];
type Result = NonNullable<AssemblyStatus["results"]>[string][number];

declare const assembly: AssemblyStatus;
declare const upload: File;
declare const result: Result;
assembly satisfies TransloaditEvent;
upload satisfies TransloaditFile;
result satisfies TransloaditFile;
upload.meta satisfies TransloaditMeta;

declare const theirs: TranscriptWebhookNotification;
declare const ours: AssemblyAiEvent;
theirs satisfies AssemblyAiEvent;
ours satisfies TranscriptWebhookNotification;
theirs.status satisfies AssemblyAiStatus;
ours.status satisfies TranscriptWebhookNotification["status"];

declare const ready: TranscriptReadyNotification;
declare const redacted: RedactedAudioNotification;
ready satisfies AssemblyAiTranscriptEvent;
redacted satisfies AssemblyAiRedactedAudioEvent;

// @ts-expect-error: the comparison sees a difference in a member
assembly satisfies { readonly assembly_id?: number };
// @ts-expect-error: and in a member of an item
assembly satisfies { readonly uploads?: readonly { readonly size: string }[] };
// @ts-expect-error: and in a name
ours satisfies { readonly status: "completed" };
// @ts-expect-error: and whether a member is there
redacted satisfies AssemblyAiTranscriptEvent;
