import 'reflect-metadata';
import { PERMISSIONS } from '@media/core';
import { expect, test } from 'vitest';
import { allRoutes } from '../openapi/all-routes.js';

/** Checked in a use case: only downloads of the source file require it. */
const WITHIN = ['member.read'];

/** Not used yet. Remove a permission here when you add its first route. */
const RESERVED = [
  ...['share.manage', 'recipe.manage', 'member.manage', 'key.manage', 'webhook.manage'],
  ...['audit.read', 'usage.read', 'organization.manage'],
];

test('every permission is required by a route, or reserved', () => {
  const required = allRoutes().flatMap(({ access }) => (access.kind === 'permission' ? [access.permission] : []));
  expect([...new Set(required), ...WITHIN, ...RESERVED].toSorted()).toEqual(PERMISSIONS.toSorted());
});
