/** Target duration of segments. Video segments begin at the first frame (or key frame) after each multiple of it. */
export const SEGMENT_SECONDS = 4;

/**
 * No segment is shorter than this unless it is the only one: a shorter rest joins the segment before it. Decision 26. hls.js 1.7.4
 * never loads a last audio segment of one AAC frame (21 ms), because encoder priming shifts it into the range that counts as loaded;
 * 43 ms and more work. A second is well above the search tolerances of players (0.25 s in hls.js). It also makes the last segment begin
 * a second before its track ends, so players that stop at the end of the shortest track (shaka-player over HLS) load everything if tracks
 * end less than a second apart.
 */
export const MIN_SEGMENT_SECONDS = 1;

/**
 * The shortest video with audio. Chromium shows nothing until it has 0.2 s of audio or knows that no more follows, and hls.js signals the
 * end only at a tick (0.1 s) after the first frame is shown, so neither track can end before that. Twice the 0.2 s, because audio that ends
 * up to 0.1 s early isn't padded.
 */
export const MIN_WITH_AUDIO_SECONDS = 0.4;
