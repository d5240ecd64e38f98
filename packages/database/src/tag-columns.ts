import { type OrganizationId, tagKey, uniqueTags } from '@media/core';
import type { Transaction } from './transaction.js';

/** The columns of a video with these tags. A tag that the organization has keeps its spelling. */
export const tagColumns = async (
  { sql }: Transaction,
  organizationId: OrganizationId,
  names: readonly string[],
): Promise<{ tags: string[]; tagKeys: string[] }> => {
  const given = uniqueTags(names);
  const tagKeys = given.map(tagKey);
  const known = await sql.tag.findMany({ where: { organizationId, key: { in: tagKeys } } });
  const spellings = new Map(known.map(({ key, name }) => [key, name]));
  return { tags: given.map((name) => spellings.get(tagKey(name)) ?? name), tagKeys };
};
