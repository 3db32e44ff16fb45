"""What the providers post. Generated from events/*.json by `cargo xtask codegen`: do not edit.

Nothing is checked at run time. A member is required only if every payload that the provider documents has it; members,
names and events that are not listed here arrive, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, final

if TYPE_CHECKING:
    from typing_extensions import NotRequired

# assemblyai:
#   https://www.assemblyai.com/docs/deployment/webhooks
#   https://www.npmjs.com/package/assemblyai


@final
class AssemblyAiRedactedAudioEvent(TypedDict):
    """Audio without personal data is ready.

    Nothing here says of which transcript: put its id into the webhook's URL.
    """

    status: Literal["redacted_audio_ready"]
    """What is ready."""
    redacted_audio_url: str
    """A URL by which the audio can be fetched for a while."""


@final
class AssemblyAiTranscriptEvent(TypedDict):
    """A transcript is ready, or failed."""

    status: Literal["completed", "error"]
    """What is ready."""
    transcript_id: str
    """The transcript's id."""


AssemblyAiStatus = Literal["completed", "error", "redacted_audio_ready"]
"""What is ready."""

AssemblyAiEvent: TypeAlias = AssemblyAiTranscriptEvent | AssemblyAiRedactedAudioEvent
"""What AssemblyAI posts: that something is ready.

The transcript itself, or why it failed, is fetched by its id. An event of a status that is not listed arrives as well.
"""

# connect:
#   the Connect documentation, page "Webhooks"

ConnectEvent: TypeAlias = dict[str, Any]
"""What Connect posts: the entity that has changed. Its members are not documented."""

# transcodely:
#   https://www.transcodely.com/docs/webhooks
#   https://pypi.org/project/transcodely/


class TranscodelySpend(TypedDict):
    """What an app has spent in a period."""

    app_id: str
    """The app."""
    period_start: str
    """The first day, in UTC."""
    period_end: str
    """The last day, in UTC."""
    limit_eur: float
    """The limit."""
    spent_eur: float
    """What was spent."""
    threshold_pct: float
    """The part of the limit that was reached, in percent: 80 or 100."""
    currency: str
    """The currency, `EUR`."""


TranscodelyAppStatus: TypeAlias = str
"""Whether an app can be used. One of `active`, `archived`, `suspended`, or another."""


class TranscodelyApp(TypedDict):
    """An app: a customer's own division of their jobs and videos."""

    id: str
    """Its id."""
    object: NotRequired[str]
    """The kind of object."""
    org_id: NotRequired[str]
    """The organisation that it belongs to."""
    name: NotRequired[str]
    """Its name."""
    description: NotRequired[str | None]
    """What it is for."""
    status: NotRequired[TranscodelyAppStatus]
    """Whether it can be used."""
    hosting_enabled: NotRequired[bool | None]
    """Whether it hosts videos."""
    hosting_status: NotRequired[str | None]
    """How far the hosting is."""
    hosting_config: NotRequired[dict[str, Any] | None]
    """How videos are hosted."""
    player_config: NotRequired[dict[str, Any] | None]
    """How the player looks."""
    cdn_hostname: NotRequired[str | None]
    """The host that videos are served from."""
    monthly_spend_limit_eur: NotRequired[float | None]
    """What it may spend in a month."""
    created_at: NotRequired[str | None]
    """When it was made, RFC 3339."""
    updated_at: NotRequired[str | None]
    """When it changed last, RFC 3339."""
    archived_at: NotRequired[str | None]
    """When it was archived, RFC 3339."""


class TranscodelyVideo(TypedDict):
    """A hosted video."""

    id: str
    """Its id."""
    object: NotRequired[str]
    """The kind of object."""
    app_id: NotRequired[str]
    """The app that it belongs to."""
    source: NotRequired[str]
    """How it came in."""
    status: str
    """How far it is."""
    visibility: NotRequired[str]
    """Who may see it."""
    title: NotRequired[str | None]
    """Its title."""
    description: NotRequired[str | None]
    """What it is about."""
    tags: NotRequired[list[str]]
    """Its tags."""
    job_id: NotRequired[str | None]
    """The job that encodes it."""
    preset: NotRequired[str | None]
    """The preset that it is encoded with."""
    input_content_type: NotRequired[str | None]
    """The media type of the upload."""
    input_size_bytes: NotRequired[int | str | None]
    """The size of the upload in bytes."""
    output_size_bytes: NotRequired[int | str]
    """The size of what was made of it, in bytes."""
    duration_seconds: NotRequired[float | None]
    """Its duration in seconds."""
    playback_url: NotRequired[str | None]
    """Where a player finds it."""
    embed_url: NotRequired[str | None]
    """Where a page with a player is."""
    embed_code: NotRequired[str | None]
    """HTML that embeds that page."""
    poster_url: NotRequired[str | None]
    """A still picture."""
    hover_preview_url: NotRequired[str | None]
    """A short moving picture."""
    hover_preview_mp4_url: NotRequired[str | None]
    """The same as MP4."""
    renditions: NotRequired[list[dict[str, Any]]]
    """The renditions that were made."""
    text_tracks: NotRequired[list[dict[str, Any]]]
    """Its subtitles and captions."""
    insights: NotRequired[list[TranscodelyInsights]]
    """What was found in its transcripts."""
    encoding_cost: NotRequired[float | None]
    """What the encoding cost."""
    captions_cost: NotRequired[float | None]
    """What the captions cost."""
    total_cost: NotRequired[float | None]
    """What it all cost."""
    error_message: NotRequired[str | None]
    """Why it failed, for people."""
    created_at: NotRequired[str | None]
    """When it was made, RFC 3339."""
    updated_at: NotRequired[str | None]
    """When it changed last, RFC 3339."""
    ready_at: NotRequired[str | None]
    """When it could first be played, RFC 3339."""
    source_pinned: NotRequired[bool]
    """Whether the upload is kept."""
    source_scheduled_for_deletion_at: NotRequired[str | None]
    """When the upload will be deleted, RFC 3339."""
    source_deleted_at: NotRequired[str | None]
    """When the upload was deleted, RFC 3339."""


TranscodelyInsightsStatus: TypeAlias = str
"""How far insights are. One of `pending`, `ready`, `failed`, or another."""


class TranscodelyInsights(TypedDict):
    """What was found in a transcript."""

    id: NotRequired[str]
    """Their id."""
    output_id: NotRequired[str]
    """The output whose transcript was read."""
    video_id: NotRequired[str]
    """The hosted video whose transcript was read."""
    source: NotRequired[str]
    """What asked for them: `job` or `video`."""
    status: NotRequired[TranscodelyInsightsStatus]
    """How far they are."""
    error_code: NotRequired[str]
    """Why they failed, for programs."""
    language: NotRequired[str]
    """The language, as a tag."""
    hint: NotRequired[str]
    """What the caller of the API said about the content."""
    title_suggestions: NotRequired[list[str]]
    """Titles that would fit."""
    summary: NotRequired[str]
    """The content in short."""
    key_points: NotRequired[list[str]]
    """What is said, point by point."""
    topics: NotRequired[list[str]]
    """What it is about."""
    chapters: NotRequired[list[dict[str, Any]]]
    """Chapters, with their times."""
    questions: NotRequired[list[dict[str, Any]]]
    """Questions that are answered, with their times."""
    terms: NotRequired[list[dict[str, Any]]]
    """Terms that are explained, with their times."""
    highlights: NotRequired[list[dict[str, Any]]]
    """The best passages, with their times."""
    storage_key: NotRequired[str]
    """The file's path at the origin."""
    url: NotRequired[str]
    """Where the file is."""
    signed_url: NotRequired[str | None]
    """A URL by which it can be fetched for a while."""
    chapters_storage_key: NotRequired[str]
    """The path of the file of chapters."""
    chapters_url: NotRequired[str]
    """Where the file of chapters is."""
    chapters_signed_url: NotRequired[str | None]
    """A URL by which it can be fetched for a while."""
    markdown_storage_key: NotRequired[str]
    """The path of the Markdown file."""
    markdown_url: NotRequired[str]
    """Where the Markdown file is."""
    markdown_signed_url: NotRequired[str | None]
    """A URL by which it can be fetched for a while."""
    generated_at: NotRequired[str | None]
    """When they were made, RFC 3339."""
    fee_eur: NotRequired[float | None]
    """What they cost."""


class TranscodelySubtitle(TypedDict):
    """Subtitles that a job made, and their transcript."""

    output_id: NotRequired[str]
    """The output that they belong to."""
    operation: NotRequired[str]
    """How they were made: `convert`, `generate`."""
    format: NotRequired[str]
    """The format of the file."""
    language: NotRequired[str]
    """The language, as a tag."""
    label: NotRequired[str]
    """The language, for people."""
    auto_generated: NotRequired[bool]
    """Whether a machine has listened."""
    storage_key: NotRequired[str]
    """The file's path at the origin."""
    url: NotRequired[str]
    """Where the file is."""
    signed_url: NotRequired[str | None]
    """A URL by which it can be fetched for a while."""
    transcript_storage_key: NotRequired[str]
    """The transcript's path at the origin."""
    transcript_url: NotRequired[str]
    """Where the transcript is."""
    transcript_signed_url: NotRequired[str | None]
    """A URL by which it can be fetched for a while."""
    transcript_renditions: NotRequired[list[dict[str, Any]]]
    """The transcript in other formats."""
    transcript_style: NotRequired[str]
    """How the transcript was written."""


class TranscodelyThumbnail(TypedDict):
    """A thumbnail that a job made."""

    mode: NotRequired[str]
    """How it was made: a single picture, a sprite."""
    format: NotRequired[str]
    """The format of the picture."""
    width: NotRequired[int]
    """The width in pixels."""
    height: NotRequired[int]
    """The height in pixels."""
    index: NotRequired[int]
    """Its place among those of the same kind."""
    storage_key: NotRequired[str]
    """Its path at the origin."""
    url: NotRequired[str]
    """Where it is."""
    signed_url: NotRequired[str | None]
    """A URL by which it can be fetched for a while."""


TranscodelyOutputStatus: TypeAlias = str
"""How far an output is. One of `pending`, `processing`, `completed`, `failed`, `canceled`, or another."""


class TranscodelyOutput(TypedDict):
    """One output of a job."""

    id: str
    """Its id, `out_…`."""
    object: NotRequired[str]
    """The kind of object."""
    status: TranscodelyOutputStatus
    """How far it is."""
    progress: NotRequired[int]
    """How far it is, in percent."""
    spec: NotRequired[dict[str, Any] | None]
    """What was asked for."""
    preset_id: NotRequired[str | None]
    """The preset that it was asked for with."""
    preset_slug: NotRequired[str | None]
    """The preset's name."""
    output_url: NotRequired[str | None]
    """Where the file is, with the scheme of its origin."""
    signed_url: NotRequired[str | None]
    """A URL by which the file can be fetched for a while."""
    output_size_bytes: NotRequired[int | str | None]
    """The file's size in bytes."""
    duration_seconds: NotRequired[int | str | None]
    """The file's duration in seconds."""
    estimated_duration_seconds: NotRequired[int | str | None]
    """The duration foreseen, in seconds."""
    width: NotRequired[int | None]
    """The picture's width in pixels."""
    height: NotRequired[int | None]
    """The picture's height in pixels."""
    average_bitrate_kbps: NotRequired[int | None]
    """The bit rate on average, in kbit/s."""
    variant_results: NotRequired[list[dict[str, Any]]]
    """The variants of an adaptive output."""
    report: NotRequired[dict[str, Any] | None]
    """What the file was found to be."""
    pricing: NotRequired[dict[str, Any] | None]
    """What the price is made of."""
    variant_pricing: NotRequired[list[dict[str, Any]]]
    """What the price of each variant is made of."""
    estimated_cost: NotRequired[float | None]
    """The cost foreseen, in the job's currency."""
    actual_cost: NotRequired[float | None]
    """The cost, in the job's currency."""
    error_code: NotRequired[str | None]
    """Why it failed, for programs."""
    error_message: NotRequired[str | None]
    """Why it failed, for people."""
    started_at: NotRequired[str | None]
    """When the work began, RFC 3339."""
    completed_at: NotRequired[str | None]
    """When it ended, RFC 3339."""


TranscodelyOriginProvider: TypeAlias = str
"""Who keeps the files of an origin. One of `gcs`, `s3`, `http`, `transcodely`, `r2`, or another."""


class TranscodelyOrigin(TypedDict):
    """A place that files are read from or written to."""

    id: str
    """Its id, `ori_…`."""
    name: NotRequired[str]
    """Its name."""
    provider: NotRequired[TranscodelyOriginProvider]
    """Who keeps the files."""
    path: NotRequired[str]
    """The file's path there."""
    bucket: NotRequired[str | None]
    """The bucket, where the provider has buckets."""
    base_url: NotRequired[str | None]
    """The base of its URLs, for plain HTTP."""


TranscodelyPriority: TypeAlias = str
"""How soon a job is worked on. One of `economy`, `standard`, `premium`, or another."""

TranscodelyJobStatus: TypeAlias = str
"""How far a job is.

One of `pending`, `probing`, `processing`, `completed`, `failed`, `canceled`, `partial`, `awaiting_confirmation`, or
another.
"""


class TranscodelyJob(TypedDict):
    """A job: one input, made into outputs."""

    id: str
    """Its id, `job_…`."""
    object: NotRequired[str]
    """Always `job`."""
    app_id: NotRequired[str]
    """The app that it belongs to."""
    status: TranscodelyJobStatus
    """How far it is."""
    progress: NotRequired[int]
    """How far it is, in percent."""
    priority: NotRequired[TranscodelyPriority]
    """How soon it is worked on, and at what price."""
    input_url: NotRequired[str]
    """Where the input came from; empty if it came from an origin."""
    input_origin: NotRequired[TranscodelyOrigin | None]
    """The origin that the input came from."""
    output_origin: NotRequired[TranscodelyOrigin | None]
    """The origin that the outputs go to."""
    input_video_id: NotRequired[str]
    """The hosted video that is the input."""
    video_id: NotRequired[str | None]
    """The hosted video that the job is for."""
    input_metadata: NotRequired[dict[str, Any] | None]
    """What was found in the input."""
    outputs: NotRequired[list[TranscodelyOutput]]
    """The outputs, each with a status of its own."""
    output_path_template: NotRequired[str | None]
    """How the paths of outputs are made."""
    clip: NotRequired[dict[str, Any] | None]
    """The part of the input that was taken."""
    total_estimated_cost: NotRequired[float | None]
    """The cost foreseen, in `currency`."""
    total_actual_cost: NotRequired[float | None]
    """The cost, in `currency`."""
    currency: NotRequired[str]
    """The currency of the costs, as in `EUR`."""
    minimum_charge_eur: NotRequired[float | None]
    """The least that a job costs."""
    minimum_charge_applied: NotRequired[bool]
    """Whether that least is what it cost."""
    fees: NotRequired[list[dict[str, Any]]]
    """Fees beside the outputs."""
    cost_breakdown: NotRequired[dict[str, Any] | None]
    """The cost, line by line."""
    error_code: NotRequired[str | None]
    """Why it failed, for programs."""
    error_message: NotRequired[str | None]
    """Why it failed, for people."""
    webhook_url: NotRequired[str | None]
    """Where its notifications are posted to."""
    metadata: NotRequired[dict[str, str]]
    """What the caller of the API gave it to keep."""
    delayed_start: NotRequired[bool]
    """Whether it waits to be confirmed."""
    created_at: NotRequired[str | None]
    """When it was made, RFC 3339."""
    updated_at: NotRequired[str | None]
    """When it changed last, RFC 3339."""
    probed_at: NotRequired[str | None]
    """When its input was looked at, RFC 3339."""
    confirmed_at: NotRequired[str | None]
    """When it was confirmed, RFC 3339."""
    started_at: NotRequired[str | None]
    """When the work began, RFC 3339."""
    completed_at: NotRequired[str | None]
    """When it ended, RFC 3339."""
    execution: NotRequired[dict[str, Any] | None]
    """How long each step of the work took, and where it ran."""
    thumbnails: NotRequired[list[dict[str, Any]]]
    """The thumbnails that were asked for."""
    thumbnail_results: NotRequired[list[TranscodelyThumbnail]]
    """The thumbnails that were made."""
    subtitle_results: NotRequired[list[TranscodelySubtitle]]
    """The subtitles that were made."""
    chapter_results: NotRequired[list[dict[str, Any]]]
    """The chapters that were found."""
    insights: NotRequired[list[TranscodelyInsights]]
    """What was found in the transcripts."""


TranscodelyNotificationEvent: TypeAlias = str
"""The events of generation 1.

One of `job.completed`, `job.failed`, `job.canceled`, `job.partial`, `job.awaiting_confirmation`, or another.
"""


@final
class TranscodelyNotification(TypedDict):
    """What generation 1 posts: a job, and what happened to it."""

    event: TranscodelyNotificationEvent
    """What happened."""
    job: TranscodelyJob
    """The job at that time."""
    timestamp: str
    """When it happened, RFC 3339."""


class TranscodelyRequest(TypedDict):
    """The call of the API that caused an event."""

    id: str | None
    """Its id, `req_…`; null if no call caused the event, and in tests."""
    idempotency_key: str | None
    """The idempotency key that the call had."""


class TranscodelyEnvelope(TypedDict):
    """What every event of generation 2 has, of any `type`."""

    id: str
    """Its id, `evt_…`: the same in every attempt."""
    object: str
    """Always `event`."""
    api_version: str
    """The version of the API that the event was made with, a date."""
    created: str
    """When the event was made, RFC 3339."""
    livemode: NotRequired[bool]
    """Whether it is no test."""
    pending_webhooks: int
    """Deliveries of this event that are still to be made, to all endpoints."""
    request: TranscodelyRequest
    """The call of the API that caused the event."""


class TranscodelyOtherEvent(TranscodelyEnvelope):
    """An event of generation 2 whose type is not listed.

    The union leaves it out, so that `type` tells the others apart.
    """

    type: str
    """Which event it is."""
    data: Any
    """What it is about."""


@final
class TranscodelySpendEvent(TranscodelyEnvelope):
    """An app has spent a part of its monthly limit, or all of it."""

    type: Literal["app.spend_limit_warning", "app.spend_limit_exceeded"]
    """Which event it is."""
    data: TranscodelySpend
    """What was spent."""


@final
class TranscodelyAppEvent(TranscodelyEnvelope):
    """An app was made or changed."""

    type: Literal["app.created", "app.updated"]
    """Which event it is."""
    data: TranscodelyApp
    """The app at that time."""


@final
class TranscodelyInsightsEvent(TranscodelyEnvelope):
    """Insights that were asked for on a hosted video are there, or failed."""

    type: Literal["video.insights.ready", "video.insights.failed"]
    """Which event it is."""
    data: TranscodelyInsights
    """The insights."""


@final
class TranscodelyVideoEvent(TranscodelyEnvelope):
    """Something happened to a hosted video."""

    type: Literal[
        "video.uploaded",
        "video.ready",
        "video.failed",
        "video.deleted",
        "video.source_scheduled_for_deletion",
    ]
    """Which event it is."""
    data: TranscodelyVideo
    """The video at that time."""


@final
class TranscodelyOutputEvent(TranscodelyEnvelope):
    """Something happened to one output of a job."""

    type: Literal["output.created", "output.ready", "output.failed", "output.progress"]
    """Which event it is."""
    data: TranscodelyOutput
    """The output at that time."""


@final
class TranscodelyJobEvent(TranscodelyEnvelope):
    """Something happened to a job."""

    type: Literal[
        "job.created",
        "job.succeeded",
        "job.failed",
        "job.canceled",
        "job.progress",
        "job.insights.ready",
        "job.insights.failed",
    ]
    """Which event it is."""
    data: TranscodelyJob
    """The job at that time."""


TranscodelyEventType = Literal[
    "job.created",
    "job.succeeded",
    "job.failed",
    "job.canceled",
    "job.progress",
    "job.insights.ready",
    "job.insights.failed",
    "output.created",
    "output.ready",
    "output.failed",
    "output.progress",
    "video.uploaded",
    "video.ready",
    "video.failed",
    "video.deleted",
    "video.source_scheduled_for_deletion",
    "video.insights.ready",
    "video.insights.failed",
    "app.created",
    "app.updated",
    "app.spend_limit_warning",
    "app.spend_limit_exceeded",
]
"""The events of generation 2."""

TranscodelyEvent: TypeAlias = (
    TranscodelyJobEvent
    | TranscodelyOutputEvent
    | TranscodelyVideoEvent
    | TranscodelyInsightsEvent
    | TranscodelyAppEvent
    | TranscodelySpendEvent
    | TranscodelyNotification
)
"""What Transcodely posts: the envelope of generation 2, told apart by `type`, or a notification of generation 1, which
has no `type`.

An event of a type that is not listed arrives as well.
"""

# transloadit:
#   https://transloadit.com/docs/topics/webhooks/
#   https://transloadit.com/docs/api/assemblies-assembly-id-get/
#   https://www.npmjs.com/package/transloadit


class TransloaditWarning(TypedDict):
    """What could be better about an Assembly."""

    level: str
    """`notice` or `warning`."""
    msg: str
    """What it is, for people."""


class TransloaditMeta(TypedDict):
    """What was found in a file. There is more, depending on the kind of file."""

    width: NotRequired[float | None]
    """The picture's width in pixels."""
    height: NotRequired[float | None]
    """The picture's height in pixels."""
    rotation: NotRequired[float | None]
    """By how many degrees the picture is to be turned."""
    aspect_ratio: NotRequired[float | str | None]
    """The picture's width by its height."""
    colorspace: NotRequired[str | None]
    """The picture's colour space."""
    average_color: NotRequired[str | None]
    """The picture's colour on average."""
    has_transparency: NotRequired[bool | None]
    """Whether the picture is transparent in parts."""
    duration: NotRequired[float | None]
    """The duration in seconds."""
    framerate: NotRequired[float | None]
    """Pictures in a second."""
    overall_bitrate: NotRequired[float | None]
    """The bit rate in bit/s."""
    video_codec: NotRequired[str | None]
    """The codec of the picture."""
    video_bitrate: NotRequired[float | None]
    """The bit rate of the picture in bit/s."""
    audio_codec: NotRequired[str | None]
    """The codec of the sound."""
    audio_bitrate: NotRequired[float | None]
    """The bit rate of the sound in bit/s."""
    audio_samplerate: NotRequired[float | None]
    """The sample rate of the sound in Hz."""
    audio_channels: NotRequired[float | None]
    """The channels of the sound."""
    page_count: NotRequired[float | None]
    """The pages of a document."""
    page_size: NotRequired[str | None]
    """The size of a page."""
    title: NotRequired[str | float | None]
    """The title that the file gives itself."""
    date_recorded: NotRequired[str | float | None]
    """When it was recorded."""
    date_file_modified: NotRequired[str | None]
    """When the file was changed."""


class TransloaditFile(TypedDict):
    """A file that was uploaded, or that a Step made."""

    id: NotRequired[str]
    """Its id."""
    name: NotRequired[str | None]
    """Its name, extension included."""
    basename: NotRequired[str | None]
    """Its name without the extension."""
    ext: NotRequired[str | None]
    """Its extension."""
    size: NotRequired[int | None]
    """Its size in bytes."""
    mime: NotRequired[str | None]
    """Its media type."""
    type: NotRequired[str | None]
    """What kind of file it is: `image`, `video`."""
    field: NotRequired[str | None]
    """The form field that it was uploaded in."""
    md5hash: NotRequired[str | None]
    """Its MD5 digest in hex."""
    url: NotRequired[str | None]
    """Where it is."""
    ssl_url: NotRequired[str | None]
    """Where it is, with TLS."""
    signed_url: NotRequired[str]
    """A URL by which it can be fetched for a while."""
    signed_ssl_url: NotRequired[str]
    """The same with TLS."""
    hls_url: NotRequired[str]
    """Where its HLS playlist is."""
    streaming_url: NotRequired[str]
    """Where it can be streamed from."""
    import_url: NotRequired[str]
    """Where it was imported from."""
    tus_upload_url: NotRequired[str | None]
    """The URL that tus uploaded it to."""
    is_tus_file: NotRequired[bool]
    """Whether tus uploaded it."""
    is_temp_url: NotRequired[bool]
    """Whether its URLs are for a while only."""
    from_batch_import: NotRequired[bool]
    """Whether it was imported with others."""
    original_id: NotRequired[str | list[str]]
    """The upload that it was made of, or several."""
    original_name: NotRequired[str | None]
    """That upload's name."""
    original_basename: NotRequired[str | None]
    """That name without the extension."""
    original_path: NotRequired[str | None]
    """That upload's path, where folders were uploaded."""
    original_md5hash: NotRequired[str | None]
    """That upload's MD5 digest in hex."""
    cost: NotRequired[int | None]
    """Bytes that are charged for."""
    queue: NotRequired[str | None]
    """The queue that it waited in."""
    queue_time: NotRequired[float | None]
    """Seconds that it waited."""
    exec_time: NotRequired[float | None]
    """Seconds that it took to make."""
    meta: NotRequired[TransloaditMeta | None]
    """What was found in it."""
    user_meta: NotRequired[dict[str, Any] | None]
    """What the uploader said about it."""


TransloaditOk: TypeAlias = str
"""How an Assembly went.

One of `ASSEMBLY_COMPLETED`, `ASSEMBLY_CANCELED`, `ASSEMBLY_EXECUTING`, `ASSEMBLY_REPLAYING`, `ASSEMBLY_UPLOADING`,
`REQUEST_ABORTED`, or another.
"""


class TransloaditEvent(TypedDict):
    """What Transloadit posts: the Assembly Status, with `ok`, or with `error` if the Assembly failed."""

    ok: NotRequired[TransloaditOk | None]
    """How the Assembly went, if it did not fail."""
    error: NotRequired[str | None]
    """Why the Assembly failed, for programs, as in `ASSEMBLY_CRASHED`."""
    message: NotRequired[str]
    """How it went, for people."""
    reason: NotRequired[str]
    """More about an error, for people."""
    step: NotRequired[str]
    """The Step that failed."""
    retries: NotRequired[int]
    """How often it was tried again."""
    assembly_id: NotRequired[str]
    """The Assembly's id: the same in every attempt."""
    assembly_url: NotRequired[str]
    """Where its status is, without TLS."""
    assembly_ssl_url: NotRequired[str]
    """Where its status is."""
    parent_id: NotRequired[str | None]
    """The Assembly that this one is a replay of."""
    account_id: NotRequired[str]
    """The account that it belongs to."""
    template_id: NotRequired[str | None]
    """The Template that it was made from."""
    template_name: NotRequired[str | None]
    """The Template's name."""
    instance: NotRequired[str]
    """The machine that it ran on."""
    region: NotRequired[str]
    """The region that it ran in."""
    uploads: NotRequired[list[TransloaditFile]]
    """The files that were uploaded."""
    results: NotRequired[dict[str, list[TransloaditFile]]]
    """The files that were made, by Step."""
    fields: NotRequired[dict[str, Any]]
    """The form fields that were sent with the uploads."""
    warnings: NotRequired[list[TransloaditWarning]]
    """What could be better."""
    params: NotRequired[str | None]
    """The Assembly Instructions that were sent, as JSON."""
    template: NotRequired[str | None]
    """The Template's Instructions, as JSON."""
    merged_params: NotRequired[str | None]
    """Both, as they were run, as JSON."""
    bytes_received: NotRequired[int]
    """Bytes that were uploaded."""
    bytes_expected: NotRequired[int | None]
    """Bytes that were announced."""
    bytes_usage: NotRequired[int]
    """Bytes that are charged for."""
    num_input_files: NotRequired[int]
    """Files that went in."""
    upload_meta_data_extracted: NotRequired[bool]
    """Whether the uploads were looked at."""
    is_infinite: NotRequired[bool]
    """Whether it runs until it is stopped."""
    has_dupe_jobs: NotRequired[bool]
    """Whether it did the same work twice."""
    client_agent: NotRequired[str | None]
    """The user agent that made it."""
    client_ip: NotRequired[str | None]
    """The address that made it."""
    client_referer: NotRequired[str | None]
    """The page that made it."""
    transloadit_client: NotRequired[str | None]
    """The SDK that made it."""
    start_date: NotRequired[str]
    """When it was made."""
    upload_duration: NotRequired[float]
    """Seconds that the uploads took."""
    queue_duration: NotRequired[float]
    """Seconds that it waited."""
    jobs_queue_duration: NotRequired[float]
    """Seconds that its jobs waited."""
    execution_start: NotRequired[str | None]
    """When the work began."""
    execution_duration: NotRequired[float | None]
    """Seconds that the work took."""
    last_job_completed: NotRequired[str | None]
    """When its last job ended."""
    notify_url: NotRequired[str | None]
    """Where this event is posted to."""
    notify_start: NotRequired[str | None]
    """When it was first posted."""
    notify_status: NotRequired[str | None]
    """How posting went."""
    notify_response_code: NotRequired[int | None]
    """The status code that posting was answered with."""
    notify_response_data: NotRequired[str | None]
    """The body that posting was answered with."""
    notify_duration: NotRequired[float | None]
    """Seconds that posting took."""
    running_jobs: NotRequired[list[str]]
    """Jobs that still run."""
    executing_jobs: NotRequired[list[str]]
    """Jobs that are being worked on."""
    started_jobs: NotRequired[list[str]]
    """Jobs that were begun."""
