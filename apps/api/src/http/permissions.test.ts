import 'reflect-metadata';
import { PERMISSIONS } from '@media/core';
import { expect, test } from 'vitest';
import { allRoutes } from '../openapi/all-routes.js';

/** Not used yet. Remove a permission here when you add its first route. */
const RESERVED = ['recipe.manage', 'webhook.manage'];

test('every permission is required by a route, or reserved', () => {
  const required = allRoutes().flatMap(({ access }) => (access.kind === 'permission' ? [access.permission] : []));
  expect([...new Set(required), ...RESERVED].toSorted()).toEqual(PERMISSIONS.toSorted());
});
