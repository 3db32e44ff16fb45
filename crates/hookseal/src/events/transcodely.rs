//! What Transcodely posts. Generated from events/transcodely.json by `cargo xtask codegen`: do not edit.
//!
//! - <https://www.transcodely.com/docs/webhooks>
//! - <https://pypi.org/project/transcodely/>

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Integer64, Object, Value, names, object, union};

union! {
    /// What Transcodely posts: the envelope of generation 2, told apart by `type`, or a notification of generation 1,
    /// which has no `type`. An event of a type that is not listed arrives as well.
    pub enum TranscodelyEvent by "type" {
        /// Generation 2: a job.
        Job(TranscodelyJobEvent):
            "job.created"
            | "job.succeeded"
            | "job.failed"
            | "job.canceled"
            | "job.progress"
            | "job.insights.ready"
            | "job.insights.failed",
        /// Generation 2: one output of a job.
        Output(TranscodelyOutputEvent): "output.created" | "output.ready" | "output.failed" | "output.progress",
        /// Generation 2: a hosted video.
        Video(TranscodelyVideoEvent):
            "video.uploaded"
            | "video.ready"
            | "video.failed"
            | "video.deleted"
            | "video.source_scheduled_for_deletion",
        /// Generation 2: insights that were asked for on a hosted video.
        Insights(TranscodelyInsightsEvent): "video.insights.ready" | "video.insights.failed",
        /// Generation 2: an app.
        App(TranscodelyAppEvent): "app.created" | "app.updated",
        /// Generation 2: an app has spent a part of its monthly limit, or all of it.
        Spend(TranscodelySpendEvent): "app.spend_limit_warning" | "app.spend_limit_exceeded",
    }
    without {
        /// Generation 1: a job.
        Notification(TranscodelyNotification) has "event",
    }
}

names! {
    /// The events of generation 2.
    pub enum TranscodelyEventType {
        JobCreated = "job.created",
        JobSucceeded = "job.succeeded",
        JobFailed = "job.failed",
        JobCanceled = "job.canceled",
        JobProgress = "job.progress",
        JobInsightsReady = "job.insights.ready",
        JobInsightsFailed = "job.insights.failed",
        OutputCreated = "output.created",
        OutputReady = "output.ready",
        OutputFailed = "output.failed",
        OutputProgress = "output.progress",
        VideoUploaded = "video.uploaded",
        VideoReady = "video.ready",
        VideoFailed = "video.failed",
        VideoDeleted = "video.deleted",
        VideoSourceScheduledForDeletion = "video.source_scheduled_for_deletion",
        VideoInsightsReady = "video.insights.ready",
        VideoInsightsFailed = "video.insights.failed",
        AppCreated = "app.created",
        AppUpdated = "app.updated",
        AppSpendLimitWarning = "app.spend_limit_warning",
        AppSpendLimitExceeded = "app.spend_limit_exceeded",
    }
}

object! {
    /// Something happened to a job.
    pub struct TranscodelyJobEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": TranscodelyEventType,
        /// The job at that time.
        data: TranscodelyJob,
    }
}

object! {
    /// Something happened to one output of a job.
    pub struct TranscodelyOutputEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": TranscodelyEventType,
        /// The output at that time.
        data: TranscodelyOutput,
    }
}

object! {
    /// Something happened to a hosted video.
    pub struct TranscodelyVideoEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": TranscodelyEventType,
        /// The video at that time.
        data: TranscodelyVideo,
    }
}

object! {
    /// Insights that were asked for on a hosted video are there, or failed.
    pub struct TranscodelyInsightsEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": TranscodelyEventType,
        /// The insights.
        data: TranscodelyInsights,
    }
}

object! {
    /// An app was made or changed.
    pub struct TranscodelyAppEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": TranscodelyEventType,
        /// The app at that time.
        data: TranscodelyApp,
    }
}

object! {
    /// An app has spent a part of its monthly limit, or all of it.
    pub struct TranscodelySpendEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": TranscodelyEventType,
        /// What was spent.
        data: TranscodelySpend,
    }
}

object! {
    /// An event of generation 2 whose type is not listed. The union leaves it out, so that `type` tells the others
    /// apart.
    pub struct TranscodelyOtherEvent {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
        /// Which event it is.
        type_ = "type": String,
        /// What it is about.
        data: Value,
    }
}

object! {
    /// What every event of generation 2 has, of any `type`.
    pub struct TranscodelyEnvelope {
        /// Its id, `evt_…`: the same in every attempt.
        id: String,
        /// Always `event`.
        object: String,
        /// The version of the API that the event was made with, a date.
        api_version: String,
        /// When the event was made, RFC 3339.
        created: String,
        /// Whether it is no test.
        livemode: bool,
        /// Deliveries of this event that are still to be made, to all endpoints.
        pending_webhooks: i64,
        /// The call of the API that caused the event.
        request: TranscodelyRequest,
    }
}

object! {
    /// The call of the API that caused an event.
    pub struct TranscodelyRequest {
        /// Its id, `req_…`; null if no call caused the event, and in tests.
        id: String,
        /// The idempotency key that the call had.
        idempotency_key: String,
    }
}

object! {
    /// What generation 1 posts: a job, and what happened to it.
    pub struct TranscodelyNotification {
        /// What happened.
        event: TranscodelyNotificationEvent,
        /// The job at that time.
        job: TranscodelyJob,
        /// When it happened, RFC 3339.
        timestamp: String,
    }
}

names! {
    /// The events of generation 1.
    pub enum TranscodelyNotificationEvent {
        JobCompleted = "job.completed",
        JobFailed = "job.failed",
        JobCanceled = "job.canceled",
        JobPartial = "job.partial",
        JobAwaitingConfirmation = "job.awaiting_confirmation",
    }
}

object! {
    /// A job: one input, made into outputs.
    pub struct TranscodelyJob {
        /// Its id, `job_…`.
        id: String,
        /// Always `job`.
        object: String,
        /// The app that it belongs to.
        app_id: String,
        /// How far it is.
        status: TranscodelyJobStatus,
        /// How far it is, in percent.
        progress: i64,
        /// How soon it is worked on, and at what price.
        priority: TranscodelyPriority,
        /// Where the input came from; empty if it came from an origin.
        input_url: String,
        /// The origin that the input came from.
        input_origin: TranscodelyOrigin,
        /// The origin that the outputs go to.
        output_origin: TranscodelyOrigin,
        /// The hosted video that is the input.
        input_video_id: String,
        /// The hosted video that the job is for.
        video_id: String,
        /// What was found in the input.
        input_metadata: Object,
        /// The outputs, each with a status of its own.
        outputs: Vec<TranscodelyOutput>,
        /// How the paths of outputs are made.
        output_path_template: String,
        /// The part of the input that was taken.
        clip: Object,
        /// The cost foreseen, in `currency`.
        total_estimated_cost: f64,
        /// The cost, in `currency`.
        total_actual_cost: f64,
        /// The currency of the costs, as in `EUR`.
        currency: String,
        /// The least that a job costs.
        minimum_charge_eur: f64,
        /// Whether that least is what it cost.
        minimum_charge_applied: bool,
        /// Fees beside the outputs.
        fees: Vec<Object>,
        /// The cost, line by line.
        cost_breakdown: Object,
        /// Why it failed, for programs.
        error_code: String,
        /// Why it failed, for people.
        error_message: String,
        /// Where its notifications are posted to.
        webhook_url: String,
        /// What the caller of the API gave it to keep.
        metadata: BTreeMap<String, String>,
        /// Whether it waits to be confirmed.
        delayed_start: bool,
        /// When it was made, RFC 3339.
        created_at: String,
        /// When it changed last, RFC 3339.
        updated_at: String,
        /// When its input was looked at, RFC 3339.
        probed_at: String,
        /// When it was confirmed, RFC 3339.
        confirmed_at: String,
        /// When the work began, RFC 3339.
        started_at: String,
        /// When it ended, RFC 3339.
        completed_at: String,
        /// How long each step of the work took, and where it ran.
        execution: Object,
        /// The thumbnails that were asked for.
        thumbnails: Vec<Object>,
        /// The thumbnails that were made.
        thumbnail_results: Vec<TranscodelyThumbnail>,
        /// The subtitles that were made.
        subtitle_results: Vec<TranscodelySubtitle>,
        /// The chapters that were found.
        chapter_results: Vec<Object>,
        /// What was found in the transcripts.
        insights: Vec<TranscodelyInsights>,
    }
}

names! {
    /// How far a job is.
    pub enum TranscodelyJobStatus {
        Pending = "pending",
        Probing = "probing",
        Processing = "processing",
        Completed = "completed",
        Failed = "failed",
        Canceled = "canceled",
        Partial = "partial",
        AwaitingConfirmation = "awaiting_confirmation",
    }
}

names! {
    /// How soon a job is worked on.
    pub enum TranscodelyPriority {
        Economy = "economy",
        Standard = "standard",
        Premium = "premium",
    }
}

object! {
    /// A place that files are read from or written to.
    pub struct TranscodelyOrigin {
        /// Its id, `ori_…`.
        id: String,
        /// Its name.
        name: String,
        /// Who keeps the files.
        provider: TranscodelyOriginProvider,
        /// The file's path there.
        path: String,
        /// The bucket, where the provider has buckets.
        bucket: String,
        /// The base of its URLs, for plain HTTP.
        base_url: String,
    }
}

names! {
    /// Who keeps the files of an origin.
    pub enum TranscodelyOriginProvider {
        Gcs = "gcs",
        S3 = "s3",
        Http = "http",
        Transcodely = "transcodely",
        R2 = "r2",
    }
}

object! {
    /// One output of a job.
    pub struct TranscodelyOutput {
        /// Its id, `out_…`.
        id: String,
        /// The kind of object.
        object: String,
        /// How far it is.
        status: TranscodelyOutputStatus,
        /// How far it is, in percent.
        progress: i64,
        /// What was asked for.
        spec: Object,
        /// The preset that it was asked for with.
        preset_id: String,
        /// The preset's name.
        preset_slug: String,
        /// Where the file is, with the scheme of its origin.
        output_url: String,
        /// A URL by which the file can be fetched for a while.
        signed_url: String,
        /// The file's size in bytes.
        output_size_bytes: Integer64,
        /// The file's duration in seconds.
        duration_seconds: Integer64,
        /// The duration foreseen, in seconds.
        estimated_duration_seconds: Integer64,
        /// The picture's width in pixels.
        width: i64,
        /// The picture's height in pixels.
        height: i64,
        /// The bit rate on average, in kbit/s.
        average_bitrate_kbps: i64,
        /// The variants of an adaptive output.
        variant_results: Vec<Object>,
        /// What the file was found to be.
        report: Object,
        /// What the price is made of.
        pricing: Object,
        /// What the price of each variant is made of.
        variant_pricing: Vec<Object>,
        /// The cost foreseen, in the job's currency.
        estimated_cost: f64,
        /// The cost, in the job's currency.
        actual_cost: f64,
        /// Why it failed, for programs.
        error_code: String,
        /// Why it failed, for people.
        error_message: String,
        /// When the work began, RFC 3339.
        started_at: String,
        /// When it ended, RFC 3339.
        completed_at: String,
    }
}

names! {
    /// How far an output is.
    pub enum TranscodelyOutputStatus {
        Pending = "pending",
        Processing = "processing",
        Completed = "completed",
        Failed = "failed",
        Canceled = "canceled",
    }
}

object! {
    /// A thumbnail that a job made.
    pub struct TranscodelyThumbnail {
        /// How it was made: a single picture, a sprite.
        mode: String,
        /// The format of the picture.
        format: String,
        /// The width in pixels.
        width: i64,
        /// The height in pixels.
        height: i64,
        /// Its place among those of the same kind.
        index: i64,
        /// Its path at the origin.
        storage_key: String,
        /// Where it is.
        url: String,
        /// A URL by which it can be fetched for a while.
        signed_url: String,
    }
}

object! {
    /// Subtitles that a job made, and their transcript.
    pub struct TranscodelySubtitle {
        /// The output that they belong to.
        output_id: String,
        /// How they were made: `convert`, `generate`.
        operation: String,
        /// The format of the file.
        format: String,
        /// The language, as a tag.
        language: String,
        /// The language, for people.
        label: String,
        /// Whether a machine has listened.
        auto_generated: bool,
        /// The file's path at the origin.
        storage_key: String,
        /// Where the file is.
        url: String,
        /// A URL by which it can be fetched for a while.
        signed_url: String,
        /// The transcript's path at the origin.
        transcript_storage_key: String,
        /// Where the transcript is.
        transcript_url: String,
        /// A URL by which it can be fetched for a while.
        transcript_signed_url: String,
        /// The transcript in other formats.
        transcript_renditions: Vec<Object>,
        /// How the transcript was written.
        transcript_style: String,
    }
}

object! {
    /// What was found in a transcript.
    pub struct TranscodelyInsights {
        /// Their id.
        id: String,
        /// The output whose transcript was read.
        output_id: String,
        /// The hosted video whose transcript was read.
        video_id: String,
        /// What asked for them: `job` or `video`.
        source: String,
        /// How far they are.
        status: TranscodelyInsightsStatus,
        /// Why they failed, for programs.
        error_code: String,
        /// The language, as a tag.
        language: String,
        /// What the caller of the API said about the content.
        hint: String,
        /// Titles that would fit.
        title_suggestions: Vec<String>,
        /// The content in short.
        summary: String,
        /// What is said, point by point.
        key_points: Vec<String>,
        /// What it is about.
        topics: Vec<String>,
        /// Chapters, with their times.
        chapters: Vec<Object>,
        /// Questions that are answered, with their times.
        questions: Vec<Object>,
        /// Terms that are explained, with their times.
        terms: Vec<Object>,
        /// The best passages, with their times.
        highlights: Vec<Object>,
        /// The file's path at the origin.
        storage_key: String,
        /// Where the file is.
        url: String,
        /// A URL by which it can be fetched for a while.
        signed_url: String,
        /// The path of the file of chapters.
        chapters_storage_key: String,
        /// Where the file of chapters is.
        chapters_url: String,
        /// A URL by which it can be fetched for a while.
        chapters_signed_url: String,
        /// The path of the Markdown file.
        markdown_storage_key: String,
        /// Where the Markdown file is.
        markdown_url: String,
        /// A URL by which it can be fetched for a while.
        markdown_signed_url: String,
        /// When they were made, RFC 3339.
        generated_at: String,
        /// What they cost.
        fee_eur: f64,
    }
}

names! {
    /// How far insights are.
    pub enum TranscodelyInsightsStatus {
        Pending = "pending",
        Ready = "ready",
        Failed = "failed",
    }
}

object! {
    /// A hosted video.
    pub struct TranscodelyVideo {
        /// Its id.
        id: String,
        /// The kind of object.
        object: String,
        /// The app that it belongs to.
        app_id: String,
        /// How it came in.
        source: String,
        /// How far it is.
        status: String,
        /// Who may see it.
        visibility: String,
        /// Its title.
        title: String,
        /// What it is about.
        description: String,
        /// Its tags.
        tags: Vec<String>,
        /// The job that encodes it.
        job_id: String,
        /// The preset that it is encoded with.
        preset: String,
        /// The media type of the upload.
        input_content_type: String,
        /// The size of the upload in bytes.
        input_size_bytes: Integer64,
        /// The size of what was made of it, in bytes.
        output_size_bytes: Integer64,
        /// Its duration in seconds.
        duration_seconds: f64,
        /// Where a player finds it.
        playback_url: String,
        /// Where a page with a player is.
        embed_url: String,
        /// HTML that embeds that page.
        embed_code: String,
        /// A still picture.
        poster_url: String,
        /// A short moving picture.
        hover_preview_url: String,
        /// The same as MP4.
        hover_preview_mp4_url: String,
        /// The renditions that were made.
        renditions: Vec<Object>,
        /// Its subtitles and captions.
        text_tracks: Vec<Object>,
        /// What was found in its transcripts.
        insights: Vec<TranscodelyInsights>,
        /// What the encoding cost.
        encoding_cost: f64,
        /// What the captions cost.
        captions_cost: f64,
        /// What it all cost.
        total_cost: f64,
        /// Why it failed, for people.
        error_message: String,
        /// When it was made, RFC 3339.
        created_at: String,
        /// When it changed last, RFC 3339.
        updated_at: String,
        /// When it could first be played, RFC 3339.
        ready_at: String,
        /// Whether the upload is kept.
        source_pinned: bool,
        /// When the upload will be deleted, RFC 3339.
        source_scheduled_for_deletion_at: String,
        /// When the upload was deleted, RFC 3339.
        source_deleted_at: String,
    }
}

object! {
    /// An app: a customer's own division of their jobs and videos.
    pub struct TranscodelyApp {
        /// Its id.
        id: String,
        /// The kind of object.
        object: String,
        /// The organisation that it belongs to.
        org_id: String,
        /// Its name.
        name: String,
        /// What it is for.
        description: String,
        /// Whether it can be used.
        status: TranscodelyAppStatus,
        /// Whether it hosts videos.
        hosting_enabled: bool,
        /// How far the hosting is.
        hosting_status: String,
        /// How videos are hosted.
        hosting_config: Object,
        /// How the player looks.
        player_config: Object,
        /// The host that videos are served from.
        cdn_hostname: String,
        /// What it may spend in a month.
        monthly_spend_limit_eur: f64,
        /// When it was made, RFC 3339.
        created_at: String,
        /// When it changed last, RFC 3339.
        updated_at: String,
        /// When it was archived, RFC 3339.
        archived_at: String,
    }
}

names! {
    /// Whether an app can be used.
    pub enum TranscodelyAppStatus {
        Active = "active",
        Archived = "archived",
        Suspended = "suspended",
    }
}

object! {
    /// What an app has spent in a period.
    pub struct TranscodelySpend {
        /// The app.
        app_id: String,
        /// The first day, in UTC.
        period_start: String,
        /// The last day, in UTC.
        period_end: String,
        /// The limit.
        limit_eur: f64,
        /// What was spent.
        spent_eur: f64,
        /// The part of the limit that was reached, in percent: 80 or 100.
        threshold_pct: f64,
        /// The currency, `EUR`.
        currency: String,
    }
}
