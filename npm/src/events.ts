// What the providers post. Generated from events/*.json by `cargo xtask codegen`. Do not edit.
//
// Nothing is checked at run time. A member is optional unless every payload that the provider documents has it;
// members, names and events that are not listed here arrive, too.

/** What `delivery.json()` gives for a webhook of `P`: the provider's event if the table has its type, else unknown. */
export type EventOf<P> = P extends keyof ProviderEvents ? ProviderEvents[P] : unknown;

/** The event of each provider that documents one. */
export interface ProviderEvents {
  readonly assemblyai: AssemblyAiEvent;
  readonly connect: ConnectEvent;
  readonly transcodely: TranscodelyEvent;
  readonly transloadit: TransloaditEvent;
}

// assemblyai:
//   https://www.assemblyai.com/docs/deployment/webhooks
//   https://www.npmjs.com/package/assemblyai

/**
 * What AssemblyAI posts: that something is ready. The transcript itself, or why it failed, is fetched by its id. An
 * event of a status that is not listed arrives as well.
 */
export type AssemblyAiEvent = AssemblyAiTranscriptEvent | AssemblyAiRedactedAudioEvent;

/** What is ready. */
export type AssemblyAiStatus = AssemblyAiEvent["status"];

/** A transcript is ready, or failed. */
export interface AssemblyAiTranscriptEvent {
  /** What is ready. */
  readonly status: "completed" | "error";
  /** The transcript's id. */
  readonly transcript_id: string;
}

/** Audio without personal data is ready. Nothing here says of which transcript: put its id into the webhook's URL. */
export interface AssemblyAiRedactedAudioEvent {
  /** What is ready. */
  readonly status: "redacted_audio_ready";
  /** A URL by which the audio can be fetched for a while. */
  readonly redacted_audio_url: string;
}

// connect:
//   the Connect documentation, page "Webhooks"

/** What Connect posts: the entity that has changed. Its members are not documented. */
export type ConnectEvent = { readonly [member: string]: unknown };

// transcodely:
//   https://www.transcodely.com/docs/webhooks
//   https://pypi.org/project/transcodely/

/**
 * What Transcodely posts: the envelope of generation 2, told apart by `type`, or a notification of generation 1, which
 * has no `type`. An event of a type that is not listed arrives as well.
 */
export type TranscodelyEvent =
  | TranscodelyJobEvent
  | TranscodelyOutputEvent
  | TranscodelyVideoEvent
  | TranscodelyInsightsEvent
  | TranscodelyAppEvent
  | TranscodelySpendEvent
  | TranscodelyNotification;

/** The events of generation 2. */
export type TranscodelyEventType = NonNullable<TranscodelyEvent["type"]>;

/** Something happened to a job. */
export interface TranscodelyJobEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type:
    | "job.created"
    | "job.succeeded"
    | "job.failed"
    | "job.canceled"
    | "job.progress"
    | "job.insights.ready"
    | "job.insights.failed";
  readonly event?: undefined;
  /** The job at that time. */
  readonly data: TranscodelyJob;
}

/** Something happened to one output of a job. */
export interface TranscodelyOutputEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type: "output.created" | "output.ready" | "output.failed" | "output.progress";
  readonly event?: undefined;
  /** The output at that time. */
  readonly data: TranscodelyOutput;
}

/** Something happened to a hosted video. */
export interface TranscodelyVideoEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type:
    | "video.uploaded"
    | "video.ready"
    | "video.failed"
    | "video.deleted"
    | "video.source_scheduled_for_deletion";
  readonly event?: undefined;
  /** The video at that time. */
  readonly data: TranscodelyVideo;
}

/** Insights that were asked for on a hosted video are there, or failed. */
export interface TranscodelyInsightsEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type: "video.insights.ready" | "video.insights.failed";
  readonly event?: undefined;
  /** The insights. */
  readonly data: TranscodelyInsights;
}

/** An app was made or changed. */
export interface TranscodelyAppEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type: "app.created" | "app.updated";
  readonly event?: undefined;
  /** The app at that time. */
  readonly data: TranscodelyApp;
}

/** An app has spent a part of its monthly limit, or all of it. */
export interface TranscodelySpendEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type: "app.spend_limit_warning" | "app.spend_limit_exceeded";
  readonly event?: undefined;
  /** What was spent. */
  readonly data: TranscodelySpend;
}

/**
 * An event of generation 2 whose type is not listed. The union leaves it out, so that `type` tells the others apart.
 */
export interface TranscodelyOtherEvent extends TranscodelyEnvelope {
  /** Which event it is. */
  readonly type: string;
  /** What it is about. */
  readonly data: unknown;
}

/** What every event of generation 2 has, of any `type`. */
export interface TranscodelyEnvelope {
  /** Its id, `evt_…`: the same in every attempt. */
  readonly id: string;
  /** Always `event`. */
  readonly object: string;
  /** The version of the API that the event was made with, a date. */
  readonly api_version: string;
  /** When the event was made, RFC 3339. */
  readonly created: string;
  /** Whether it is no test. */
  readonly livemode?: boolean;
  /** Deliveries of this event that are still to be made, to all endpoints. */
  readonly pending_webhooks: number;
  /** The call of the API that caused the event. */
  readonly request: TranscodelyRequest;
}

/** The call of the API that caused an event. */
export interface TranscodelyRequest {
  /** Its id, `req_…`; null if no call caused the event, and in tests. */
  readonly id: string | null;
  /** The idempotency key that the call had. */
  readonly idempotency_key: string | null;
}

/** What generation 1 posts: a job, and what happened to it. */
export interface TranscodelyNotification {
  readonly type?: undefined;
  /** What happened. */
  readonly event: TranscodelyNotificationEvent;
  /** The job at that time. */
  readonly job: TranscodelyJob;
  /** When it happened, RFC 3339. */
  readonly timestamp: string;
}

/** The events of generation 1. */
export type TranscodelyNotificationEvent =
  | "job.completed"
  | "job.failed"
  | "job.canceled"
  | "job.partial"
  | "job.awaiting_confirmation"
  | (string & {});

/** A job: one input, made into outputs. */
export interface TranscodelyJob {
  /** Its id, `job_…`. */
  readonly id: string;
  /** Always `job`. */
  readonly object?: string;
  /** The app that it belongs to. */
  readonly app_id?: string;
  /** How far it is. */
  readonly status: TranscodelyJobStatus;
  /** How far it is, in percent. */
  readonly progress?: number;
  /** How soon it is worked on, and at what price. */
  readonly priority?: TranscodelyPriority;
  /** Where the input came from; empty if it came from an origin. */
  readonly input_url?: string;
  /** The origin that the input came from. */
  readonly input_origin?: TranscodelyOrigin | null;
  /** The origin that the outputs go to. */
  readonly output_origin?: TranscodelyOrigin | null;
  /** The hosted video that is the input. */
  readonly input_video_id?: string;
  /** The hosted video that the job is for. */
  readonly video_id?: string | null;
  /** What was found in the input. */
  readonly input_metadata?: { readonly [member: string]: unknown } | null;
  /** The outputs, each with a status of its own. */
  readonly outputs?: readonly TranscodelyOutput[];
  /** How the paths of outputs are made. */
  readonly output_path_template?: string | null;
  /** The part of the input that was taken. */
  readonly clip?: { readonly [member: string]: unknown } | null;
  /** The cost foreseen, in `currency`. */
  readonly total_estimated_cost?: number | null;
  /** The cost, in `currency`. */
  readonly total_actual_cost?: number | null;
  /** The currency of the costs, as in `EUR`. */
  readonly currency?: string;
  /** The least that a job costs. */
  readonly minimum_charge_eur?: number | null;
  /** Whether that least is what it cost. */
  readonly minimum_charge_applied?: boolean;
  /** Fees beside the outputs. */
  readonly fees?: readonly { readonly [member: string]: unknown }[];
  /** The cost, line by line. */
  readonly cost_breakdown?: { readonly [member: string]: unknown } | null;
  /** Why it failed, for programs. */
  readonly error_code?: string | null;
  /** Why it failed, for people. */
  readonly error_message?: string | null;
  /** Where its notifications are posted to. */
  readonly webhook_url?: string | null;
  /** What the caller of the API gave it to keep. */
  readonly metadata?: { readonly [name: string]: string };
  /** Whether it waits to be confirmed. */
  readonly delayed_start?: boolean;
  /** When it was made, RFC 3339. */
  readonly created_at?: string | null;
  /** When it changed last, RFC 3339. */
  readonly updated_at?: string | null;
  /** When its input was looked at, RFC 3339. */
  readonly probed_at?: string | null;
  /** When it was confirmed, RFC 3339. */
  readonly confirmed_at?: string | null;
  /** When the work began, RFC 3339. */
  readonly started_at?: string | null;
  /** When it ended, RFC 3339. */
  readonly completed_at?: string | null;
  /** How long each step of the work took, and where it ran. */
  readonly execution?: { readonly [member: string]: unknown } | null;
  /** The thumbnails that were asked for. */
  readonly thumbnails?: readonly { readonly [member: string]: unknown }[];
  /** The thumbnails that were made. */
  readonly thumbnail_results?: readonly TranscodelyThumbnail[];
  /** The subtitles that were made. */
  readonly subtitle_results?: readonly TranscodelySubtitle[];
  /** The chapters that were found. */
  readonly chapter_results?: readonly { readonly [member: string]: unknown }[];
  /** What was found in the transcripts. */
  readonly insights?: readonly TranscodelyInsights[];
}

/** How far a job is. */
export type TranscodelyJobStatus =
  | "pending"
  | "probing"
  | "processing"
  | "completed"
  | "failed"
  | "canceled"
  | "partial"
  | "awaiting_confirmation"
  | (string & {});

/** How soon a job is worked on. */
export type TranscodelyPriority = "economy" | "standard" | "premium" | (string & {});

/** A place that files are read from or written to. */
export interface TranscodelyOrigin {
  /** Its id, `ori_…`. */
  readonly id: string;
  /** Its name. */
  readonly name?: string;
  /** Who keeps the files. */
  readonly provider?: TranscodelyOriginProvider;
  /** The file's path there. */
  readonly path?: string;
  /** The bucket, where the provider has buckets. */
  readonly bucket?: string | null;
  /** The base of its URLs, for plain HTTP. */
  readonly base_url?: string | null;
}

/** Who keeps the files of an origin. */
export type TranscodelyOriginProvider = "gcs" | "s3" | "http" | "transcodely" | "r2" | (string & {});

/** One output of a job. */
export interface TranscodelyOutput {
  /** Its id, `out_…`. */
  readonly id: string;
  /** The kind of object. */
  readonly object?: string;
  /** How far it is. */
  readonly status: TranscodelyOutputStatus;
  /** How far it is, in percent. */
  readonly progress?: number;
  /** What was asked for. */
  readonly spec?: { readonly [member: string]: unknown } | null;
  /** The preset that it was asked for with. */
  readonly preset_id?: string | null;
  /** The preset's name. */
  readonly preset_slug?: string | null;
  /** Where the file is, with the scheme of its origin. */
  readonly output_url?: string | null;
  /** A URL by which the file can be fetched for a while. */
  readonly signed_url?: string | null;
  /** The file's size in bytes. */
  readonly output_size_bytes?: number | string | null;
  /** The file's duration in seconds. */
  readonly duration_seconds?: number | string | null;
  /** The duration foreseen, in seconds. */
  readonly estimated_duration_seconds?: number | string | null;
  /** The picture's width in pixels. */
  readonly width?: number | null;
  /** The picture's height in pixels. */
  readonly height?: number | null;
  /** The bit rate on average, in kbit/s. */
  readonly average_bitrate_kbps?: number | null;
  /** The variants of an adaptive output. */
  readonly variant_results?: readonly { readonly [member: string]: unknown }[];
  /** What the file was found to be. */
  readonly report?: { readonly [member: string]: unknown } | null;
  /** What the price is made of. */
  readonly pricing?: { readonly [member: string]: unknown } | null;
  /** What the price of each variant is made of. */
  readonly variant_pricing?: readonly { readonly [member: string]: unknown }[];
  /** The cost foreseen, in the job's currency. */
  readonly estimated_cost?: number | null;
  /** The cost, in the job's currency. */
  readonly actual_cost?: number | null;
  /** Why it failed, for programs. */
  readonly error_code?: string | null;
  /** Why it failed, for people. */
  readonly error_message?: string | null;
  /** When the work began, RFC 3339. */
  readonly started_at?: string | null;
  /** When it ended, RFC 3339. */
  readonly completed_at?: string | null;
}

/** How far an output is. */
export type TranscodelyOutputStatus = "pending" | "processing" | "completed" | "failed" | "canceled" | (string & {});

/** A thumbnail that a job made. */
export interface TranscodelyThumbnail {
  /** How it was made: a single picture, a sprite. */
  readonly mode?: string;
  /** The format of the picture. */
  readonly format?: string;
  /** The width in pixels. */
  readonly width?: number;
  /** The height in pixels. */
  readonly height?: number;
  /** Its place among those of the same kind. */
  readonly index?: number;
  /** Its path at the origin. */
  readonly storage_key?: string;
  /** Where it is. */
  readonly url?: string;
  /** A URL by which it can be fetched for a while. */
  readonly signed_url?: string | null;
}

/** Subtitles that a job made, and their transcript. */
export interface TranscodelySubtitle {
  /** The output that they belong to. */
  readonly output_id?: string;
  /** How they were made: `convert`, `generate`. */
  readonly operation?: string;
  /** The format of the file. */
  readonly format?: string;
  /** The language, as a tag. */
  readonly language?: string;
  /** The language, for people. */
  readonly label?: string;
  /** Whether a machine has listened. */
  readonly auto_generated?: boolean;
  /** The file's path at the origin. */
  readonly storage_key?: string;
  /** Where the file is. */
  readonly url?: string;
  /** A URL by which it can be fetched for a while. */
  readonly signed_url?: string | null;
  /** The transcript's path at the origin. */
  readonly transcript_storage_key?: string;
  /** Where the transcript is. */
  readonly transcript_url?: string;
  /** A URL by which it can be fetched for a while. */
  readonly transcript_signed_url?: string | null;
  /** The transcript in other formats. */
  readonly transcript_renditions?: readonly { readonly [member: string]: unknown }[];
  /** How the transcript was written. */
  readonly transcript_style?: string;
}

/** What was found in a transcript. */
export interface TranscodelyInsights {
  /** Their id. */
  readonly id?: string;
  /** The output whose transcript was read. */
  readonly output_id?: string;
  /** The hosted video whose transcript was read. */
  readonly video_id?: string;
  /** What asked for them: `job` or `video`. */
  readonly source?: string;
  /** How far they are. */
  readonly status?: TranscodelyInsightsStatus;
  /** Why they failed, for programs. */
  readonly error_code?: string;
  /** The language, as a tag. */
  readonly language?: string;
  /** What the caller of the API said about the content. */
  readonly hint?: string;
  /** Titles that would fit. */
  readonly title_suggestions?: readonly string[];
  /** The content in short. */
  readonly summary?: string;
  /** What is said, point by point. */
  readonly key_points?: readonly string[];
  /** What it is about. */
  readonly topics?: readonly string[];
  /** Chapters, with their times. */
  readonly chapters?: readonly { readonly [member: string]: unknown }[];
  /** Questions that are answered, with their times. */
  readonly questions?: readonly { readonly [member: string]: unknown }[];
  /** Terms that are explained, with their times. */
  readonly terms?: readonly { readonly [member: string]: unknown }[];
  /** The best passages, with their times. */
  readonly highlights?: readonly { readonly [member: string]: unknown }[];
  /** The file's path at the origin. */
  readonly storage_key?: string;
  /** Where the file is. */
  readonly url?: string;
  /** A URL by which it can be fetched for a while. */
  readonly signed_url?: string | null;
  /** The path of the file of chapters. */
  readonly chapters_storage_key?: string;
  /** Where the file of chapters is. */
  readonly chapters_url?: string;
  /** A URL by which it can be fetched for a while. */
  readonly chapters_signed_url?: string | null;
  /** The path of the Markdown file. */
  readonly markdown_storage_key?: string;
  /** Where the Markdown file is. */
  readonly markdown_url?: string;
  /** A URL by which it can be fetched for a while. */
  readonly markdown_signed_url?: string | null;
  /** When they were made, RFC 3339. */
  readonly generated_at?: string | null;
  /** What they cost. */
  readonly fee_eur?: number | null;
}

/** How far insights are. */
export type TranscodelyInsightsStatus = "pending" | "ready" | "failed" | (string & {});

/** A hosted video. */
export interface TranscodelyVideo {
  /** Its id. */
  readonly id: string;
  /** The kind of object. */
  readonly object?: string;
  /** The app that it belongs to. */
  readonly app_id?: string;
  /** How it came in. */
  readonly source?: string;
  /** How far it is. */
  readonly status: string;
  /** Who may see it. */
  readonly visibility?: string;
  /** Its title. */
  readonly title?: string | null;
  /** What it is about. */
  readonly description?: string | null;
  /** Its tags. */
  readonly tags?: readonly string[];
  /** The job that encodes it. */
  readonly job_id?: string | null;
  /** The preset that it is encoded with. */
  readonly preset?: string | null;
  /** The media type of the upload. */
  readonly input_content_type?: string | null;
  /** The size of the upload in bytes. */
  readonly input_size_bytes?: number | string | null;
  /** The size of what was made of it, in bytes. */
  readonly output_size_bytes?: number | string;
  /** Its duration in seconds. */
  readonly duration_seconds?: number | null;
  /** Where a player finds it. */
  readonly playback_url?: string | null;
  /** Where a page with a player is. */
  readonly embed_url?: string | null;
  /** HTML that embeds that page. */
  readonly embed_code?: string | null;
  /** A still picture. */
  readonly poster_url?: string | null;
  /** A short moving picture. */
  readonly hover_preview_url?: string | null;
  /** The same as MP4. */
  readonly hover_preview_mp4_url?: string | null;
  /** The renditions that were made. */
  readonly renditions?: readonly { readonly [member: string]: unknown }[];
  /** Its subtitles and captions. */
  readonly text_tracks?: readonly { readonly [member: string]: unknown }[];
  /** What was found in its transcripts. */
  readonly insights?: readonly TranscodelyInsights[];
  /** What the encoding cost. */
  readonly encoding_cost?: number | null;
  /** What the captions cost. */
  readonly captions_cost?: number | null;
  /** What it all cost. */
  readonly total_cost?: number | null;
  /** Why it failed, for people. */
  readonly error_message?: string | null;
  /** When it was made, RFC 3339. */
  readonly created_at?: string | null;
  /** When it changed last, RFC 3339. */
  readonly updated_at?: string | null;
  /** When it could first be played, RFC 3339. */
  readonly ready_at?: string | null;
  /** Whether the upload is kept. */
  readonly source_pinned?: boolean;
  /** When the upload will be deleted, RFC 3339. */
  readonly source_scheduled_for_deletion_at?: string | null;
  /** When the upload was deleted, RFC 3339. */
  readonly source_deleted_at?: string | null;
}

/** An app: a customer's own division of their jobs and videos. */
export interface TranscodelyApp {
  /** Its id. */
  readonly id: string;
  /** The kind of object. */
  readonly object?: string;
  /** The organisation that it belongs to. */
  readonly org_id?: string;
  /** Its name. */
  readonly name?: string;
  /** What it is for. */
  readonly description?: string | null;
  /** Whether it can be used. */
  readonly status?: TranscodelyAppStatus;
  /** Whether it hosts videos. */
  readonly hosting_enabled?: boolean | null;
  /** How far the hosting is. */
  readonly hosting_status?: string | null;
  /** How videos are hosted. */
  readonly hosting_config?: { readonly [member: string]: unknown } | null;
  /** How the player looks. */
  readonly player_config?: { readonly [member: string]: unknown } | null;
  /** The host that videos are served from. */
  readonly cdn_hostname?: string | null;
  /** What it may spend in a month. */
  readonly monthly_spend_limit_eur?: number | null;
  /** When it was made, RFC 3339. */
  readonly created_at?: string | null;
  /** When it changed last, RFC 3339. */
  readonly updated_at?: string | null;
  /** When it was archived, RFC 3339. */
  readonly archived_at?: string | null;
}

/** Whether an app can be used. */
export type TranscodelyAppStatus = "active" | "archived" | "suspended" | (string & {});

/** What an app has spent in a period. */
export interface TranscodelySpend {
  /** The app. */
  readonly app_id: string;
  /** The first day, in UTC. */
  readonly period_start: string;
  /** The last day, in UTC. */
  readonly period_end: string;
  /** The limit. */
  readonly limit_eur: number;
  /** What was spent. */
  readonly spent_eur: number;
  /** The part of the limit that was reached, in percent: 80 or 100. */
  readonly threshold_pct: number;
  /** The currency, `EUR`. */
  readonly currency: string;
}

// transloadit:
//   https://transloadit.com/docs/topics/webhooks/
//   https://transloadit.com/docs/api/assemblies-assembly-id-get/
//   https://www.npmjs.com/package/transloadit

/** What Transloadit posts: the Assembly Status, with `ok`, or with `error` if the Assembly failed. */
export interface TransloaditEvent {
  /** How the Assembly went, if it did not fail. */
  readonly ok?: TransloaditOk | null;
  /** Why the Assembly failed, for programs, as in `ASSEMBLY_CRASHED`. */
  readonly error?: string | null;
  /** How it went, for people. */
  readonly message?: string;
  /** More about an error, for people. */
  readonly reason?: string;
  /** The Step that failed. */
  readonly step?: string;
  /** How often it was tried again. */
  readonly retries?: number;
  /** The Assembly's id: the same in every attempt. */
  readonly assembly_id?: string;
  /** Where its status is, without TLS. */
  readonly assembly_url?: string;
  /** Where its status is. */
  readonly assembly_ssl_url?: string;
  /** The Assembly that this one is a replay of. */
  readonly parent_id?: string | null;
  /** The account that it belongs to. */
  readonly account_id?: string;
  /** The Template that it was made from. */
  readonly template_id?: string | null;
  /** The Template's name. */
  readonly template_name?: string | null;
  /** The machine that it ran on. */
  readonly instance?: string;
  /** The region that it ran in. */
  readonly region?: string;
  /** The files that were uploaded. */
  readonly uploads?: readonly TransloaditFile[];
  /** The files that were made, by Step. */
  readonly results?: { readonly [name: string]: readonly TransloaditFile[] };
  /** The form fields that were sent with the uploads. */
  readonly fields?: { readonly [member: string]: unknown };
  /** What could be better. */
  readonly warnings?: readonly TransloaditWarning[];
  /** The Assembly Instructions that were sent, as JSON. */
  readonly params?: string | null;
  /** The Template's Instructions, as JSON. */
  readonly template?: string | null;
  /** Both, as they were run, as JSON. */
  readonly merged_params?: string | null;
  /** Bytes that were uploaded. */
  readonly bytes_received?: number;
  /** Bytes that were announced. */
  readonly bytes_expected?: number | null;
  /** Bytes that are charged for. */
  readonly bytes_usage?: number;
  /** Files that went in. */
  readonly num_input_files?: number;
  /** Whether the uploads were looked at. */
  readonly upload_meta_data_extracted?: boolean;
  /** Whether it runs until it is stopped. */
  readonly is_infinite?: boolean;
  /** Whether it did the same work twice. */
  readonly has_dupe_jobs?: boolean;
  /** The user agent that made it. */
  readonly client_agent?: string | null;
  /** The address that made it. */
  readonly client_ip?: string | null;
  /** The page that made it. */
  readonly client_referer?: string | null;
  /** The SDK that made it. */
  readonly transloadit_client?: string | null;
  /** When it was made. */
  readonly start_date?: string;
  /** Seconds that the uploads took. */
  readonly upload_duration?: number;
  /** Seconds that it waited. */
  readonly queue_duration?: number;
  /** Seconds that its jobs waited. */
  readonly jobs_queue_duration?: number;
  /** When the work began. */
  readonly execution_start?: string | null;
  /** Seconds that the work took. */
  readonly execution_duration?: number | null;
  /** When its last job ended. */
  readonly last_job_completed?: string | null;
  /** Where this event is posted to. */
  readonly notify_url?: string | null;
  /** When it was first posted. */
  readonly notify_start?: string | null;
  /** How posting went. */
  readonly notify_status?: string | null;
  /** The status code that posting was answered with. */
  readonly notify_response_code?: number | null;
  /** The body that posting was answered with. */
  readonly notify_response_data?: string | null;
  /** Seconds that posting took. */
  readonly notify_duration?: number | null;
  /** Jobs that still run. */
  readonly running_jobs?: readonly string[];
  /** Jobs that are being worked on. */
  readonly executing_jobs?: readonly string[];
  /** Jobs that were begun. */
  readonly started_jobs?: readonly string[];
}

/** How an Assembly went. */
export type TransloaditOk =
  | "ASSEMBLY_COMPLETED"
  | "ASSEMBLY_CANCELED"
  | "ASSEMBLY_EXECUTING"
  | "ASSEMBLY_REPLAYING"
  | "ASSEMBLY_UPLOADING"
  | "REQUEST_ABORTED"
  | (string & {});

/** A file that was uploaded, or that a Step made. */
export interface TransloaditFile {
  /** Its id. */
  readonly id?: string;
  /** Its name, extension included. */
  readonly name?: string | null;
  /** Its name without the extension. */
  readonly basename?: string | null;
  /** Its extension. */
  readonly ext?: string | null;
  /** Its size in bytes. */
  readonly size?: number | null;
  /** Its media type. */
  readonly mime?: string | null;
  /** What kind of file it is: `image`, `video`. */
  readonly type?: string | null;
  /** The form field that it was uploaded in. */
  readonly field?: string | null;
  /** Its MD5 digest in hex. */
  readonly md5hash?: string | null;
  /** Where it is. */
  readonly url?: string | null;
  /** Where it is, with TLS. */
  readonly ssl_url?: string | null;
  /** A URL by which it can be fetched for a while. */
  readonly signed_url?: string;
  /** The same with TLS. */
  readonly signed_ssl_url?: string;
  /** Where its HLS playlist is. */
  readonly hls_url?: string;
  /** Where it can be streamed from. */
  readonly streaming_url?: string;
  /** Where it was imported from. */
  readonly import_url?: string;
  /** The URL that tus uploaded it to. */
  readonly tus_upload_url?: string | null;
  /** Whether tus uploaded it. */
  readonly is_tus_file?: boolean;
  /** Whether its URLs are for a while only. */
  readonly is_temp_url?: boolean;
  /** Whether it was imported with others. */
  readonly from_batch_import?: boolean;
  /** The upload that it was made of, or several. */
  readonly original_id?: string | readonly string[];
  /** That upload's name. */
  readonly original_name?: string | null;
  /** That name without the extension. */
  readonly original_basename?: string | null;
  /** That upload's path, where folders were uploaded. */
  readonly original_path?: string | null;
  /** That upload's MD5 digest in hex. */
  readonly original_md5hash?: string | null;
  /** Bytes that are charged for. */
  readonly cost?: number | null;
  /** The queue that it waited in. */
  readonly queue?: string | null;
  /** Seconds that it waited. */
  readonly queue_time?: number | null;
  /** Seconds that it took to make. */
  readonly exec_time?: number | null;
  /** What was found in it. */
  readonly meta?: TransloaditMeta | null;
  /** What the uploader said about it. */
  readonly user_meta?: { readonly [member: string]: unknown } | null;
}

/** What was found in a file. There is more, depending on the kind of file. */
export interface TransloaditMeta {
  /** The picture's width in pixels. */
  readonly width?: number | null;
  /** The picture's height in pixels. */
  readonly height?: number | null;
  /** By how many degrees the picture is to be turned. */
  readonly rotation?: number | null;
  /** The picture's width by its height. */
  readonly aspect_ratio?: number | string | null;
  /** The picture's colour space. */
  readonly colorspace?: string | null;
  /** The picture's colour on average. */
  readonly average_color?: string | null;
  /** Whether the picture is transparent in parts. */
  readonly has_transparency?: boolean | null;
  /** The duration in seconds. */
  readonly duration?: number | null;
  /** Pictures in a second. */
  readonly framerate?: number | null;
  /** The bit rate in bit/s. */
  readonly overall_bitrate?: number | null;
  /** The codec of the picture. */
  readonly video_codec?: string | null;
  /** The bit rate of the picture in bit/s. */
  readonly video_bitrate?: number | null;
  /** The codec of the sound. */
  readonly audio_codec?: string | null;
  /** The bit rate of the sound in bit/s. */
  readonly audio_bitrate?: number | null;
  /** The sample rate of the sound in Hz. */
  readonly audio_samplerate?: number | null;
  /** The channels of the sound. */
  readonly audio_channels?: number | null;
  /** The pages of a document. */
  readonly page_count?: number | null;
  /** The size of a page. */
  readonly page_size?: string | null;
  /** The title that the file gives itself. */
  readonly title?: string | number | null;
  /** When it was recorded. */
  readonly date_recorded?: string | number | null;
  /** When the file was changed. */
  readonly date_file_modified?: string | null;
}

/** What could be better about an Assembly. */
export interface TransloaditWarning {
  /** `notice` or `warning`. */
  readonly level: string;
  /** What it is, for people. */
  readonly msg: string;
}
