import { type Page, type PageQuery, type TagView, text } from '@media/contracts';
import { MAX_TAG_LENGTH, type OrganizationId } from '@media/core';
import type { Tags } from '@media/database';
import { z } from 'zod';
import { pageCursor } from '../http/page-cursor.js';

// A key can be longer than its name: in lower case, some letters become several.
const CURSOR = pageCursor(z.strictObject({ key: text(4 * MAX_TAG_LENGTH) }));

/** The tags of an organization, by name. */
export const listTags = async (
  { tags }: { tags: Pick<Tags, 'list'> },
  organizationId: OrganizationId,
  { limit, cursor }: PageQuery,
): Promise<Page<TagView>> => {
  const rows = await tags.list(organizationId, limit + 1, CURSOR.parse(cursor)?.key);
  return CURSOR.toPage(
    rows,
    limit,
    ({ name, videoCount }) => ({ name, videoCount }),
    ({ key }) => ({ key }),
  );
};
