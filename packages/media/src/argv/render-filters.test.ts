import { type FilterFacts, planFilters } from '@media/core';
import { describe, expect, it, test } from 'vitest';
import { posterArgs } from './poster-args.js';
import { previewArgs } from './preview-args.js';
import { renderFilters } from './render-filters.js';

const rendered = (facts: FilterFacts): [shared: string, sized: string] => {
  const { shared, sized } = planFilters(facts, [{ width: 640, height: 360 }]);
  return [renderFilters(shared).join(','), renderFilters(sized[0] ?? []).join(',')];
};

const toneMapped = (transfer: string): string =>
  `scale=640:360,zscale=tin=${transfer}:min=bt2020nc:pin=bt2020:t=linear:npl=100,format=gbrpf32le,` +
  'zscale=p=bt709,tonemap=tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,setsar=1,format=yuv420p';

test.each<[string, FilterFacts, string, string]>([
  ['ordinary video', {}, '', 'scale=640:360,setsar=1,format=yuv420p'],
  [
    'interlaced video',
    { deinterlace: true },
    'bwdif=mode=send_frame:deint=interlaced',
    'scale=640:360,setsar=1,format=yuv420p',
  ],
  ['PQ', { hdr: 'pq' }, '', toneMapped('smpte2084')],
  ['HLG', { hdr: 'hlg', fromRgb: false }, '', toneMapped('arib-std-b67')],
  [
    'RGB',
    { fromRgb: true },
    '',
    'scale=640:360:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1,' +
      'setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ],
])('the filters of %s', (_, facts, shared, sized) => {
  expect(rendered(facts)).toEqual([shared, sized]);
});

describe('a poster and a preview', () => {
  const image = { streamIndex: 0, width: 640, height: 360 };
  const poster = (facts: FilterFacts): string => {
    const argv = posterArgs('/s/in.mp4', { ...image, ...facts, seekSeconds: 0 }, '/w/p.jpg');
    return argv[argv.indexOf('-vf') + 1] ?? '';
  };
  const preview = (facts: FilterFacts): string => {
    const moments = [{ seekSeconds: 0, durationSeconds: 1 }];
    const argv = previewArgs('/s/in.mp4', { ...image, ...facts, exact: true, moments }, '/w/p.mp4');
    return argv[argv.indexOf('-filter_complex') + 1] ?? '';
  };

  it.each<[string, FilterFacts]>([
    ['no facts', {}],
    ['HDR', { hdr: 'pq' }],
    ['RGB', { fromRgb: true }],
  ])('use the same filters as the video: %s', (_, facts) => {
    const [, sized] = rendered(facts);
    expect(poster(facts)).toBe(`${sized},thumbnail=24,format=yuvj420p`);
    expect(preview(facts)).toBe(
      `[0:0]fps=15,trim=end_frame=15,setpts=PTS-STARTPTS,${sized}[m0];[m0]concat=n=1:v=1[preview]`,
    );
  });

  it('are deinterlaced first if their plan requires it', () => {
    expect(poster({ deinterlace: true })).toMatch(/^bwdif=[^,]*,scale=/);
    expect(preview({ deinterlace: true })).toMatch(/^\[0:0\]bwdif=[^,]*,fps=15,/);
  });
});
