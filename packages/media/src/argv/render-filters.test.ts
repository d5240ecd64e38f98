import { type FilterFacts, planFilters, type VideoFilter } from '@media/core';
import { describe, expect, it, test } from 'vitest';
import { posterArgs } from './poster-args.js';
import { previewArgs } from './preview-args.js';
import { renderFilters } from './render-filters.js';

type Changes = Omit<FilterFacts, 'colors'> & Partial<FilterFacts['colors']>;

const factsOf = ({ deinterlace, alpha, ...colors }: Changes): FilterFacts => ({
  ...(deinterlace && { deinterlace }),
  ...(alpha && { alpha }),
  colors: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', ...colors },
});

const rendered = (changes: Changes): [shared: string, sized: string] => {
  const { shared, sized } = planFilters(factsOf(changes), [{ width: 640, height: 360 }]);
  return [renderFilters(shared).join(','), renderFilters(sized[0] ?? []).join(',')];
};

const PQ = { transfer: 'pq', peakNits: 4000 } as const;
const HLG = { transfer: 'hlg', peakNits: 1000 } as const;
const TAGS = 'setsar=1,format=yuv420p,setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709';
const ORDINARY = `scale=640:360,${TAGS}`;
const EXACT = 'flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp';

const toneMapped = (input: string, peak: number): string =>
  `scale=640:360,zscale=${input}:pin=bt2020:t=linear:npl=100,format=gbrpf32le,` +
  `zscale=p=bt709,tonemap=tonemap=hable:desat=0:peak=${peak},zscale=t=bt709:m=bt709:r=tv,${TAGS}`;

test.each<[string, Changes, string, string]>([
  ['ordinary video', {}, '', ORDINARY],
  ['interlaced video', { deinterlace: {} }, 'bwdif=mode=send_frame:deint=interlaced', ORDINARY],
  [
    'fields of different moments',
    { deinterlace: { first: 'bottom', all: true, perField: true } },
    'bwdif=mode=send_field:parity=bff:deint=all',
    ORDINARY,
  ],
  ['transparent YUV', { alpha: 'yuv' }, 'premultiply=inplace=1', ORDINARY],
  [
    'full-range BT.601',
    { matrix: 'bt601', fullRange: true },
    '',
    `scale=640:360:in_color_matrix=bt601:in_range=pc:out_color_matrix=bt709:out_range=tv:${EXACT},${TAGS}`,
  ],
  ['PQ', { hdr: PQ, matrix: 'bt2020nc' }, '', toneMapped('min=2020_ncl:rin=tv:tin=smpte2084', 40)],
  ['HLG in RGB', { hdr: HLG, matrix: 'rgb' }, '', toneMapped('min=gbr:rin=pc:tin=arib-std-b67', 10)],
  [
    'wide primaries',
    { wide: 'bt2020', matrix: 'bt2020nc' },
    '',
    `scale=640:360,zscale=min=2020_ncl:rin=tv:tin=bt709:pin=bt2020:t=bt709:m=bt709:p=bt709:r=tv,${TAGS}`,
  ],
  [
    'transparent RGB',
    { matrix: 'rgb', alpha: 'rgb' },
    'format=gbrap,premultiply=inplace=1',
    `scale=640:360:out_color_matrix=bt709:out_range=tv:${EXACT},${TAGS}`,
  ],
])('the filters of %s', (_, changes, shared, sized) => {
  expect(rendered(changes)).toEqual([shared, sized]);
});

test('frames of listed sizes are converted from BT.601, with a converter of their own for each input', () => {
  const sizes = [
    { width: 720, height: 576 },
    { width: 720, height: 480 },
  ];
  const fit = { kind: 'fit', width: 1280, height: 720, byField: false, spans: [] } satisfies VideoFilter;
  const [command, ...others] = renderFilters([{ ...fit, bt601Sizes: sizes }], { input: 2 });
  expect(command).toBe("sendcmd=c='0 [expr] colormatrix@2 enable not(W-720)*not(H-576)+not(W-720)*not(H-480)'");
  expect(others).toEqual([...renderFilters([fit]), 'colormatrix@2=src=bt601:dst=bt709']);
});

test('frames that differ in their colors are converted from the matrix of their time', () => {
  const fit = { kind: 'fit', width: 640, height: 360, byField: false, spans: [] } satisfies VideoFilter;
  const colors = [
    { fromSeconds: 0, matrix: 'bt601' as const },
    { fromSeconds: 5, matrix: 'bt709' as const },
    { fromSeconds: 9, matrix: 'rgb' as const },
  ];
  const rendered = renderFilters([{ ...fit, colors }], { zeroSeconds: 1 }).join(',');
  expect(rendered).toContain(`:eval=frame:in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv:${EXACT},`);
  expect(rendered.match(/colormatrix=[^,]*,[^,]*/g)).toEqual([
    "colormatrix=src=bt601:dst=bt709:enable='1+gte(t,3.999000)*(0-1)'",
  ]);
});

describe('a poster and a preview', () => {
  const image = { streamIndex: 0, width: 640, height: 360 };
  const poster = (changes: Changes): string => {
    const argv = posterArgs('/s/in.mp4', { ...image, ...factsOf(changes), seekSeconds: 0 }, '/w/p.jpg');
    return argv[argv.indexOf('-vf') + 1] ?? '';
  };
  const preview = (changes: Changes): string => {
    const moments = [{ seekSeconds: 0, durationSeconds: 1 }];
    const argv = previewArgs('/s/in.mp4', { ...image, ...factsOf(changes), exact: true, moments }, '/w/p.mp4');
    return argv[argv.indexOf('-filter_complex') + 1] ?? '';
  };

  it.each<[string, Changes]>([
    ['no facts', {}],
    ['HDR', { hdr: PQ }],
    ['RGB', { matrix: 'rgb' }],
  ])('use the same filters as the video: %s', (_, changes) => {
    const [, sized] = rendered(changes);
    expect(poster(changes)).toBe(
      `${sized},thumbnail=24,scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc:${EXACT},format=yuvj420p`,
    );
    expect(preview(changes)).toBe(
      `[0:0]fps=15,trim=end_frame=15,setpts=PTS-STARTPTS,${sized}[m0];[m0]concat=n=1:v=1[preview]`,
    );
  });

  it('are deinterlaced first if their plan requires it', () => {
    expect(poster({ deinterlace: {} })).toMatch(/^bwdif=[^,]*,scale=/);
    expect(preview({ deinterlace: {} })).toMatch(/^\[0:0\]bwdif=[^,]*,fps=15,/);
  });
});
