import { expect, test } from 'vitest';
import {
  type Actor,
  actorRef,
  apiKeyActor,
  hasRole,
  playbackActor,
  playbackMaker,
  requirePermission,
  responsibleUser,
  systemActor,
  userActor,
} from './actor.js';
import type { ApiKeyId, OrganizationId, SessionId, UserId, VideoId } from './ids.js';
import { PERMISSIONS, type Permission, ROLE_PERMISSIONS, type Role } from './permissions.js';

const organizationId = 'organization' as OrganizationId;
const expiresAt = new Date(0);
const user = (role: Role) =>
  userActor(
    { userId: 'ada' as UserId, sessionId: 'session' as SessionId, expiresAt },
    { organizationId, role, name: 'Ada', playbackEpoch: 0 },
  );
const key = (creatorRole: Role, scopes: readonly Permission[]) =>
  apiKeyActor({
    ...{ id: 'key' as ApiKeyId, organizationId, name: 'Deploy', scopes },
    ...{ createdBy: 'ada' as UserId, creatorRole, expiresAt: undefined },
  });
const playback = playbackActor({ videoId: 'video' as VideoId, organizationId, expiresAt });
const system = systemActor(organizationId, 'sweeper');

test('a user has the permissions of the role', () => {
  expect(user('editor')).toMatchObject({ role: 'editor', permissions: ROLE_PERMISSIONS.editor });
});

test('an API key loses the scopes that its creator no longer has', () => {
  const scopes = ['video.read', 'video.write', 'key.manage'] as const;
  expect(key('owner', scopes).permissions).toEqual(scopes);
  expect(key('editor', scopes).permissions).toEqual(['video.read', 'video.write']);
  expect(key('viewer', scopes).permissions).toEqual(['video.read']);
  expect(key('owner', []).permissions).toEqual([]);
});

test("a key acts for its creator, but isn't a substitute for a role that it lacks scopes of", () => {
  expect(responsibleUser(user('owner'))).toBe('ada');
  expect(responsibleUser(key('admin', []))).toBe('ada');
  expect(() => responsibleUser(playback)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  expect(hasRole(key('owner', ['video.read', 'member.read', 'member.manage']), 'viewer')).toBe(true);
  expect(hasRole(key('owner', ['member.manage']), 'viewer')).toBe(false);
  expect(hasRole(key('owner', PERMISSIONS), 'owner')).toBe(true);
  expect(hasRole(key('admin', PERMISSIONS), 'owner')).toBe(false);
  expect(hasRole(user('admin'), 'admin')).toBe(true);
});

test('a playback token can only read, and the system can do everything', () => {
  expect(playback.permissions).toEqual(['video.read']);
  expect(system.permissions).toEqual(PERMISSIONS);
});

test('playback tokens end with the user or the key that made them, and those of a playback token by themselves', () => {
  expect(playbackMaker(user('viewer'))).toEqual({ userId: 'ada', epoch: 0 });
  expect(playbackMaker(key('owner', []))).toEqual({ apiKeyId: 'key' });
  expect(playbackMaker(playback)).toBeUndefined();
});

test('every actor has a label for the audit log, and its reference leaves the label out', () => {
  const actors: Actor[] = [user('owner'), key('owner', []), playback, system];
  expect(actors.map(({ label }) => label)).toEqual(['Ada', 'Deploy', 'playback token', 'sweeper']);
  expect(actors.map(actorRef)).toEqual([
    { type: 'user', id: 'ada' },
    { type: 'apiKey', id: 'key' },
    { type: 'playback', id: 'video' },
    { type: 'system', id: null },
  ]);
});

test.each([user('viewer'), key('owner', ['video.read']), playback])(
  'a $type without a permission gets an error that names it',
  (actor) => {
    expect(() => requirePermission(actor, 'video.read')).not.toThrow();
    expect(() => requirePermission(actor, 'video.write')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN', details: expect.objectContaining({ permission: 'video.write' }) }),
    );
  },
);
