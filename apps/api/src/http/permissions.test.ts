import 'reflect-metadata';
import { PERMISSIONS } from '@media/core';
import { expect, test } from 'vitest';
import { allRoutes } from '../openapi/all-routes.js';

/** Asked for in a use case: of a download, only for the original file. */
const WITHIN = ['member.read'];

/** For what is still to come. Whoever adds the first route takes the row out. */
const RESERVED = [
  ...['share.manage', 'recipe.manage', 'member.manage', 'key.manage', 'webhook.manage'],
  ...['audit.read', 'usage.read', 'organization.manage'],
];

test('every permission is required by a route, or reserved', () => {
  const required = allRoutes().flatMap(({ access }) => (access.kind === 'permission' ? [access.permission] : []));
  expect([...new Set(required), ...WITHIN, ...RESERVED].toSorted()).toEqual(PERMISSIONS.toSorted());
});
