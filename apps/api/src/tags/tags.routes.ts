import { PageQuery, RenamedTagView, RenameTagRequest, TagPage, TagPathName } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const TagParams = z.strictObject({ name: TagPathName });

export const TAG_ROUTES = defineRoutes('Tags', {
  listTags: {
    method: 'GET',
    path: '/tags',
    summary: 'List tags',
    description: 'Returns the tags that videos of the organization have, in the order of their names.',
    query: PageQuery,
    responses: [{ status: 200, schema: TagPage }],
  },
  renameTag: {
    method: 'PATCH',
    path: '/tags/:name',
    summary: 'Rename a tag',
    description:
      'Renames a tag in all videos of the organization. If another tag has the new name, the two are merged, and the response says so. The new name can also be the same in another case.',
    params: TagParams,
    body: RenameTagRequest,
    responses: [{ status: 200, schema: RenamedTagView }],
    errors: ['TAG_NOT_FOUND'],
  },
  deleteTag: {
    method: 'DELETE',
    path: '/tags/:name',
    summary: 'Delete a tag',
    description: 'Removes a tag from all videos of the organization. The videos stay.',
    params: TagParams,
    responses: [{ status: 204 }],
    errors: ['TAG_NOT_FOUND'],
  },
});
