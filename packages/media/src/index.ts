export { audioArgs } from './argv/audio-args.js';
export { framePosterArgs, picturePosterArgs } from './argv/chosen-poster-args.js';
export { chunkArgs, chunkFile } from './argv/chunk-args.js';
export { decodeAllArgs } from './argv/decode-all-args.js';
export { decodedSeconds, LEAD_SECONDS } from './argv/decoded-audio.js';
export { MAX_PIXELS } from './argv/input-guards.js';
export { MAX_THREADS } from './argv/max-threads.js';
export type { PacketClock } from './argv/packet-clock.js';
export { posterArgs } from './argv/poster-args.js';
export { previewArgs } from './argv/preview-args.js';
export { lastFrameOf, m4aArgs, type RemuxInputs, remuxArgs } from './argv/remux-args.js';
export {
  type CmafFollower,
  followCmaf,
  type InitSegment,
  type ParsedCmaf,
  type ParsedSegment,
} from './cmaf/follow-cmaf.js';
export { joinShortSegments, type SegmentJoiner } from './cmaf/join-segments.js';
export { fileSource, parseCmafFile } from './cmaf/parse-cmaf.js';
export type { TrackInfo } from './cmaf/parse-init.js';
export { PLANNED_START_TOLERANCE_SECONDS } from './cmaf/start-tolerance.js';
export { type EncodedAudio, ownSeconds, paddingSeconds, verifyAudio, verifyAudioEnd } from './cmaf/verify-audio.js';
export { type Verified, type VerifyOptions, verifySegments } from './cmaf/verify-segments.js';
export { writeLanguages } from './download/write-languages.js';
export { type CopiedChunk, checkCopiedChunk, copyVideo, type VideoCopy } from './encode/copy-video.js';
export { type Encoded, type EncodedChunk, encodeAndCheck } from './encode/encode-and-check.js';
export { findPacketClock } from './encode/packet-clock.js';
export { type MemoryCgroup, openMemoryCgroup } from './memory/memory-cgroup.js';
export { collectAudioDuration } from './probe/audio-duration.js';
export { audioTailArgs, collectAudioEnd } from './probe/audio-end.js';
export { findCut } from './probe/declared-duration.js';
export { findAudioEnds } from './probe/find-audio-ends.js';
export { findDamagedFrames } from './probe/find-damaged-frames.js';
export { findUnread } from './probe/find-unread.js';
export { joinedFlacParts } from './probe/joined-flac.js';
export { lacksPacketTimes } from './probe/lacks-packet-times.js';
export { onlyLastPacketFails } from './probe/last-audio-packet.js';
export type { LineProbe } from './probe/line-probe.js';
export {
  type NormalizedContainer,
  needsNormalizing,
  normalizeArgs,
} from './probe/normalize-args.js';
export type { NormalizeRun } from './probe/normalize-run.js';
export { normalizeSource } from './probe/normalize-source.js';
export { parseProbe } from './probe/parse-probe.js';
export { probeArgs, videoStartArgs } from './probe/probe-args.js';
export { probeFile } from './probe/probe-file.js';
export { readClock } from './probe/read-clock.js';
export { readTimeline } from './probe/read-timeline.js';
export { readTracks } from './probe/read-tracks.js';
export type { VideoSource } from './probe/sample-args.js';
export type { SampleRun } from './probe/sample-run.js';
export { sampleVideo } from './probe/sample-video.js';
export { tryAudios } from './probe/try-audios.js';
export { failedStream } from './run/failed-stream.js';
export * from './run/media-runner.js';
export { type EncodingNeed, type MemoryNeed, memoryBudget } from './run/memory-budget.js';
export type { Progress } from './run/progress.js';
export { createSampleCounter } from './run/sample-counter.js';
export { type PickSandboxOptions, pickSandbox } from './sandbox/pick-sandbox.js';
export type { ProcessLimits, Sandbox, SandboxMode } from './sandbox/sandbox.js';
export type { Cue } from './text/cue.js';
export { decodeText, FALLBACK_ENCODING } from './text/decode-text.js';
export { readAss } from './text/read-ass.js';
export { isInWindow, textArgs, textWindows } from './text/text-args.js';
export { clipCues, parseWebvtt, writeWebvtt } from './text/webvtt.js';
export { checkDecodedAudio, checkDecodedFrames, checkReferences, parseFrameList } from './verify/check-decoded.js';
export { checkRows } from './verify/check-rows.js';
export { checkSegment } from './verify/check-segment.js';
export { type Part, sumFileParts, sumParts, sumSegments, WHOLE } from './verify/checksums.js';
export { chooseExcerpts, type Excerpt, type ExcerptPart } from './verify/choose-excerpts.js';
export { type DecodeInput, decodeArgs } from './verify/decode-args.js';
export type { Fault, JobTrack } from './verify/job-track.js';
export { readDownload } from './verify/read-download.js';
