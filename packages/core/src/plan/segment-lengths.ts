/** What segments aim at; video segments begin at the first frame (or key frame) after each multiple of it. */
export const SEGMENT_SECONDS = 4;

/**
 * A segment is never shorter than this unless it is the only one: a shorter rest belongs to the segment before it. hls.js 1.7.4 never
 * loads a last audio segment of one AAC frame (21 ms), because encoder priming moves it inside what it holds for loaded already; it
 * plays from 43 ms on. A second is well above all tolerances that players search with (0.25 s in hls.js), and it makes a last segment
 * begin a second before its track ends. So players that stop at the end of the shortest track (shaka-player over HLS) load everything,
 * as long as tracks end less than a second apart.
 */
export const MIN_SEGMENT_SECONDS = 1;

/**
 * The shortest video with audio. Chromium shows nothing before it has 0.2 s of audio or knows that no more comes, and hls.js says so only
 * at a tick (0.1 s) after something is shown: by then neither track may be over. Twice the 0.2 s, because audio that ends up to 0.1 s
 * earlier is not padded.
 */
export const MIN_WITH_AUDIO_SECONDS = 0.4;
