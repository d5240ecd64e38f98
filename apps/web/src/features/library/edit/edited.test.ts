import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { edited } from './edited';

const VIDEO = { id: 'v', tags: ['Sea', 'Rome'], visibility: 'private' } as unknown as VideoView;

test('a tag that the video has in another case is not added again', () => {
  expect(edited(VIDEO, { action: 'addTags', tags: ['SEA', 'Paris'] }).tags).toEqual(['Sea', 'Rome', 'Paris']);
});

test('tags are removed in any case', () => {
  expect(edited(VIDEO, { action: 'removeTags', tags: ['sea', 'Paris'] }).tags).toEqual(['Rome']);
});

test('only the visibility is replaced', () => {
  expect(edited(VIDEO, { action: 'setVisibility', visibility: 'public' })).toEqual({ ...VIDEO, visibility: 'public' });
});
