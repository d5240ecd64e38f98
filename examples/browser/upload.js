import { ApiError, createClient } from '@media/sdk';
import Hls from 'hls.js';

const api = new URLSearchParams(location.search).get('api') ?? 'http://localhost:3001';
const client = createClient({ baseUrl: api });

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
const bar = /** @type {HTMLProgressElement} */ (document.querySelector('progress'));
const player = /** @type {HTMLVideoElement} */ (document.querySelector('video'));
const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = new FormData(form);
  const account = { email: String(fields.get('email')), password: String(fields.get('password')) };
  const file = /** @type {File} */ (fields.get('file'));
  try {
    await signIn(account);
    await uploadAndPlay(file);
  } catch (error) {
    status.textContent = error instanceof Error ? error.message : String(error);
  }
});

/** The first sign-in creates the account. @param {{ email: string, password: string }} account */
const signIn = (account) =>
  client.auth.login(account).catch((error) => {
    if (error instanceof ApiError && error.code === 'CREDENTIALS_WRONG') return client.auth.register(account);
    throw error;
  });

/** @param {File} file */
const uploadAndPlay = async (file) => {
  status.textContent = 'Uploading';
  const video = await client.uploadFile(file, {
    onProgress: ({ sentBytes, inFlightBytes, totalBytes }) => {
      bar.value = (sentBytes + inFlightBytes) / totalBytes;
    },
  });
  status.textContent = 'Processing';
  for await (const { playable, error } of client.watch(video.id)) {
    if (error) throw new Error(error.message);
    if (playable) break;
  }
  status.textContent = 'Ready to watch';
  const { hlsUrl } = await client.videos.playbackToken(video.id);
  play(hlsUrl);
};

/** @param {string} hlsUrl */
const play = (hlsUrl) => {
  player.hidden = false;
  if (Hls.isSupported()) {
    const hls = new Hls();
    hls.loadSource(hlsUrl);
    hls.attachMedia(player);
  } else {
    player.src = hlsUrl; // Safari on iOS plays HLS natively
  }
  player.play();
};
