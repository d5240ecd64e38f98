import { expect, test } from 'vitest';
import { readManifest } from './read-manifest.ts';

const MANIFEST = `<MPD><Period>
  <AdaptationSet id="0" contentType="video" mimeType="video/mp4">
    <Representation id="video-0" bandwidth="1"><SegmentList timescale="1000">
      <Initialization sourceURL="/a?x=1&amp;y=2" range="0-9"/>
      <SegmentTimeline><S t="0" d="4000"/><S t="4000" d="1500"/></SegmentTimeline>
      <SegmentURL media="/a?x=1&amp;y=2" mediaRange="10-29"/><SegmentURL media="/b" mediaRange="0-99"/>
    </SegmentList></Representation>
  </AdaptationSet>
  <AdaptationSet id="1" contentType="text"><Representation id="t"></Representation></AdaptationSet>
</Period></MPD>`;

test('a representation is its initialization and its segments, as byte ranges', () => {
  expect(readManifest(MANIFEST, 'http://host/path/list.mpd')).toEqual([
    {
      ...{ id: 'video-0', isVideo: true, language: '', seconds: 5.5 },
      ranges: [
        { url: 'http://host/a?x=1&y=2', offset: 0, size: 10 },
        { url: 'http://host/a?x=1&y=2', offset: 10, size: 20 },
        { url: 'http://host/b', offset: 0, size: 100 },
      ],
    },
  ]);
});
