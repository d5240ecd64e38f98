import { fractionValue } from '@media/core';
import type { Track } from '@media/database';
import type { Multivariant } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { bandwidthOf, codecOf, iframeBandwidthOf } from './measure-track.js';

const GROUP = 'audio';
const TEXT_GROUP = 'text';

/**
 * The renditions, audio tracks and text tracks to choose from. Players read the multivariant playlist once, so all of it comes from the plan,
 * except that measured bitrates replace the planned maximums after processing. URLs are relative and include `token`.
 */
export const toMultivariant = (playable: Playable, token: string): Multivariant => {
  const { plan, texts, isGrowing } = playable;
  const query = `?token=${token}${isGrowing ? '&followed=true' : ''}`;
  return {
    renditions: (plan.video?.renditions ?? []).map(({ width, height, maxBitrateBps }, trackIndex) => {
      const track: Track = { kind: 'video', trackIndex };
      return {
        ...{ uri: `video/${trackIndex}.m3u8${query}`, width, height, codec: codecOf(playable, track) },
        frameRate: plan.video ? fractionValue(plan.video.frameRate) : 0,
        bandwidth: bandwidthOf(playable, track, maxBitrateBps),
        iframes: {
          uri: `iframes/${trackIndex}.m3u8${query}`,
          bandwidth: iframeBandwidthOf(playable, track, maxBitrateBps),
        },
      };
    }),
    audios: plan.audios.map(({ label, language, channels, bitrateBps, ...audio }, trackIndex) => {
      const track: Track = { kind: 'audio', trackIndex };
      return {
        ...{ uri: `audio/${trackIndex}.m3u8${query}`, groupId: GROUP, name: label },
        ...(language !== undefined && { language }),
        ...{ default: audio.default, channels, codec: codecOf(playable, track) },
        bandwidth: bandwidthOf(playable, track, bitrateBps),
      };
    }),
    texts: texts.map(({ label, kind, language, forced, ...text }, index) => ({
      ...{ uri: `text/${index}.m3u8${query}`, groupId: TEXT_GROUP, name: label, kind },
      ...(language !== undefined && { language }),
      ...{ default: text.default, forced },
    })),
  };
};
