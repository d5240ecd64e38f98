import { VISIBILITIES } from '@media/core';
import { z } from 'zod';
import { openEnum } from './open-enum.js';

/** In requests. */
export const AskedVisibility = z
  .enum(VISIBILITIES)
  .describe('Who can watch the video without an account. Changing it also requires the `share.manage` permission.');

export const VisibilityName = openEnum(VISIBILITIES, {
  id: 'Visibility',
  description: 'Who can watch a video without an account.',
  meanings: {
    private: 'nobody, except with a share link or a playback token; the default',
    unlisted: 'whoever knows its address',
    public: 'everybody; search engines can list it',
  },
});
