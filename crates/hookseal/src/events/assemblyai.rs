//! What AssemblyAI posts. Generated from events/assemblyai.json by `cargo xtask codegen`: do not edit.
//!
//! - <https://www.assemblyai.com/docs/deployment/webhooks>
//! - <https://www.npmjs.com/package/assemblyai>

use alloc::string::String;

use super::{names, object, union};

union! {
    /// What AssemblyAI posts: that something is ready. The transcript itself, or why it failed, is fetched by its id.
    /// An event of a status that is not listed arrives as well.
    pub enum AssemblyAiEvent by "status" {
        /// A transcript is ready, or failed.
        Transcript(AssemblyAiTranscriptEvent): "completed" | "error",
        /// Redacted audio is ready.
        RedactedAudio(AssemblyAiRedactedAudioEvent): "redacted_audio_ready",
    }
}

names! {
    /// What is ready.
    pub enum AssemblyAiStatus {
        Completed = "completed",
        Error = "error",
        RedactedAudioReady = "redacted_audio_ready",
    }
}

object! {
    /// A transcript is ready, or failed.
    pub struct AssemblyAiTranscriptEvent {
        /// What is ready.
        status: AssemblyAiStatus,
        /// The transcript's id.
        transcript_id: String,
    }
}

object! {
    /// Audio without personal data is ready. Nothing here says of which transcript: put its id into the webhook's URL.
    pub struct AssemblyAiRedactedAudioEvent {
        /// What is ready.
        status: AssemblyAiStatus,
        /// A URL by which the audio can be fetched for a while.
        redacted_audio_url: String,
    }
}
