import { MAX_TAG_LENGTH, MAX_TAGS, uniqueTags } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_TAG } from './examples.js';
import { pageOf } from './paging.js';
import { label, text } from './text.js';

/** `.` and `..` can't be in the path of a URL. */
const isAddressable = (name: string): boolean => !/^\.\.?$/.test(name);

const TagName = label(MAX_TAG_LENGTH, z.string().normalize('NFC'))
  .refine((name) => !name.includes(','), 'Must not contain a comma')
  .refine(isAddressable, 'Must not be a single or double period');

/** A list of tags in a request. */
export const TagNames = z
  .array(TagName)
  .max(MAX_TAGS)
  .overwrite(uniqueTags)
  .describe(
    'Tags: up to 20, of up to 50 characters each and without commas. Tags that differ only in case are the same; the spelling that the organization already uses is kept.',
  );

export const TagView = z
  .object({
    name: z.string().describe('Name of the tag.'),
    videoCount: z.int().describe('How many videos have it.'),
  })
  .meta({ id: 'Tag', description: 'A tag of videos.', examples: [EXAMPLE_TAG] });
export type TagView = z.infer<typeof TagView>;

export const TagPage = pageOf(TagView).meta({
  id: 'TagPage',
  description: 'A page of tags.',
  examples: [{ items: [EXAMPLE_TAG], nextCursor: null }],
});

export const RenameTagRequest = z
  .strictObject({ name: TagName.describe('The new name.') })
  .meta({ id: 'RenameTagRequest', description: 'The new name of a tag.', examples: [{ name: EXAMPLE_TAG.name }] });
export type RenameTagRequest = z.infer<typeof RenameTagRequest>;

export const RenamedTagView = TagView.extend({
  merged: z
    .boolean()
    .describe('Whether the organization already had a tag of the new name, so that two tags are now one.'),
}).meta({ id: 'RenamedTag', description: 'A renamed tag.', examples: [{ ...EXAMPLE_TAG, merged: false }] });
export type RenamedTagView = z.infer<typeof RenamedTagView>;

/** In a path. Any name is looked up; one that can't exist isn't found. */
export const TagPathName = text(4 * MAX_TAG_LENGTH).describe('Name of the tag, in any case.');
