//! What Transloadit posts. Generated from events/transloadit.json by `cargo xtask codegen`: do not edit.
//!
//! - <https://transloadit.com/docs/topics/webhooks/>
//! - <https://transloadit.com/docs/api/assemblies-assembly-id-get/>
//! - <https://www.npmjs.com/package/transloadit>

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Object, Value, names, object};

object! {
    /// What Transloadit posts: the Assembly Status, with `ok`, or with `error` if the Assembly failed.
    pub struct TransloaditEvent {
        /// How the Assembly went, if it did not fail.
        ok: TransloaditOk,
        /// Why the Assembly failed, for programs, as in `ASSEMBLY_CRASHED`.
        error: String,
        /// How it went, for people.
        message: String,
        /// More about an error, for people.
        reason: String,
        /// The Step that failed.
        step: String,
        /// How often it was tried again.
        retries: i64,
        /// The Assembly's id: the same in every attempt.
        assembly_id: String,
        /// Where its status is, without TLS.
        assembly_url: String,
        /// Where its status is.
        assembly_ssl_url: String,
        /// The Assembly that this one is a replay of.
        parent_id: String,
        /// The account that it belongs to.
        account_id: String,
        /// The Template that it was made from.
        template_id: String,
        /// The Template's name.
        template_name: String,
        /// The machine that it ran on.
        instance: String,
        /// The region that it ran in.
        region: String,
        /// The files that were uploaded.
        uploads: Vec<TransloaditFile>,
        /// The files that were made, by Step.
        results: BTreeMap<String, Vec<TransloaditFile>>,
        /// The form fields that were sent with the uploads.
        fields: Object,
        /// What could be better.
        warnings: Vec<TransloaditWarning>,
        /// The Assembly Instructions that were sent, as JSON.
        params: String,
        /// The Template's Instructions, as JSON.
        template: String,
        /// Both, as they were run, as JSON.
        merged_params: String,
        /// Bytes that were uploaded.
        bytes_received: i64,
        /// Bytes that were announced.
        bytes_expected: i64,
        /// Bytes that are charged for.
        bytes_usage: i64,
        /// Files that went in.
        num_input_files: i64,
        /// Whether the uploads were looked at.
        upload_meta_data_extracted: bool,
        /// Whether it runs until it is stopped.
        is_infinite: bool,
        /// Whether it did the same work twice.
        has_dupe_jobs: bool,
        /// The user agent that made it.
        client_agent: String,
        /// The address that made it.
        client_ip: String,
        /// The page that made it.
        client_referer: String,
        /// The SDK that made it.
        transloadit_client: String,
        /// When it was made.
        start_date: String,
        /// Seconds that the uploads took.
        upload_duration: f64,
        /// Seconds that it waited.
        queue_duration: f64,
        /// Seconds that its jobs waited.
        jobs_queue_duration: f64,
        /// When the work began.
        execution_start: String,
        /// Seconds that the work took.
        execution_duration: f64,
        /// When its last job ended.
        last_job_completed: String,
        /// Where this event is posted to.
        notify_url: String,
        /// When it was first posted.
        notify_start: String,
        /// How posting went.
        notify_status: String,
        /// The status code that posting was answered with.
        notify_response_code: i64,
        /// The body that posting was answered with.
        notify_response_data: String,
        /// Seconds that posting took.
        notify_duration: f64,
        /// Jobs that still run.
        running_jobs: Vec<String>,
        /// Jobs that are being worked on.
        executing_jobs: Vec<String>,
        /// Jobs that were begun.
        started_jobs: Vec<String>,
    }
}

names! {
    /// How an Assembly went.
    pub enum TransloaditOk {
        AssemblyCompleted = "ASSEMBLY_COMPLETED",
        AssemblyCanceled = "ASSEMBLY_CANCELED",
        AssemblyExecuting = "ASSEMBLY_EXECUTING",
        AssemblyReplaying = "ASSEMBLY_REPLAYING",
        AssemblyUploading = "ASSEMBLY_UPLOADING",
        RequestAborted = "REQUEST_ABORTED",
    }
}

object! {
    /// A file that was uploaded, or that a Step made.
    pub struct TransloaditFile {
        /// Its id.
        id: String,
        /// Its name, extension included.
        name: String,
        /// Its name without the extension.
        basename: String,
        /// Its extension.
        ext: String,
        /// Its size in bytes.
        size: i64,
        /// Its media type.
        mime: String,
        /// What kind of file it is: `image`, `video`.
        type_ = "type": String,
        /// The form field that it was uploaded in.
        field: String,
        /// Its MD5 digest in hex.
        md5hash: String,
        /// Where it is.
        url: String,
        /// Where it is, with TLS.
        ssl_url: String,
        /// A URL by which it can be fetched for a while.
        signed_url: String,
        /// The same with TLS.
        signed_ssl_url: String,
        /// Where its HLS playlist is.
        hls_url: String,
        /// Where it can be streamed from.
        streaming_url: String,
        /// Where it was imported from.
        import_url: String,
        /// The URL that tus uploaded it to.
        tus_upload_url: String,
        /// Whether tus uploaded it.
        is_tus_file: bool,
        /// Whether its URLs are for a while only.
        is_temp_url: bool,
        /// Whether it was imported with others.
        from_batch_import: bool,
        /// The upload that it was made of, or several.
        original_id: Value,
        /// That upload's name.
        original_name: String,
        /// That name without the extension.
        original_basename: String,
        /// That upload's path, where folders were uploaded.
        original_path: String,
        /// That upload's MD5 digest in hex.
        original_md5hash: String,
        /// Bytes that are charged for.
        cost: i64,
        /// The queue that it waited in.
        queue: String,
        /// Seconds that it waited.
        queue_time: f64,
        /// Seconds that it took to make.
        exec_time: f64,
        /// What was found in it.
        meta: TransloaditMeta,
        /// What the uploader said about it.
        user_meta: Object,
    }
}

object! {
    /// What was found in a file. There is more, depending on the kind of file.
    pub struct TransloaditMeta {
        /// The picture's width in pixels.
        width: f64,
        /// The picture's height in pixels.
        height: f64,
        /// By how many degrees the picture is to be turned.
        rotation: f64,
        /// The picture's width by its height.
        aspect_ratio: Value,
        /// The picture's colour space.
        colorspace: String,
        /// The picture's colour on average.
        average_color: String,
        /// Whether the picture is transparent in parts.
        has_transparency: bool,
        /// The duration in seconds.
        duration: f64,
        /// Pictures in a second.
        framerate: f64,
        /// The bit rate in bit/s.
        overall_bitrate: f64,
        /// The codec of the picture.
        video_codec: String,
        /// The bit rate of the picture in bit/s.
        video_bitrate: f64,
        /// The codec of the sound.
        audio_codec: String,
        /// The bit rate of the sound in bit/s.
        audio_bitrate: f64,
        /// The sample rate of the sound in Hz.
        audio_samplerate: f64,
        /// The channels of the sound.
        audio_channels: f64,
        /// The pages of a document.
        page_count: f64,
        /// The size of a page.
        page_size: String,
        /// The title that the file gives itself.
        title: Value,
        /// When it was recorded.
        date_recorded: Value,
        /// When the file was changed.
        date_file_modified: String,
    }
}

object! {
    /// What could be better about an Assembly.
    pub struct TransloaditWarning {
        /// `notice` or `warning`.
        level: String,
        /// What it is, for people.
        msg: String,
    }
}
