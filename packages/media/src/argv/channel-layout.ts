/**
 * The layout that `-ac` gives the output, set explicitly for audio and silence. Otherwise the filters would convert mono audio to the
 * silence's stereo, and mono that goes through stereo gets 3 dB quieter.
 */
export const layoutOf = (channels: number): string =>
  channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels}c`;
