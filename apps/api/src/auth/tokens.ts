import {
  type ApiKeyId,
  AppError,
  type ErrorCode,
  type OrganizationId,
  PLAYBACK_SECONDS,
  type PlaybackMaker,
  type SessionId,
  type ShareId,
  STABLE_SECONDS,
  type UserId,
  type VideoId,
} from '@media/core';
import type { ViewerRef } from '@media/database';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

export const ACCESS_SECONDS = 15 * 60;
/** Longer than a session, and below the browsers' maximum of 400 days for cookies. */
export const DEVICE_SECONDS = 365 * 86_400;

const ISSUER = 'media-processor';
const ALGORITHM = 'HS256';
/** One audience per kind, so that one kind of token isn't accepted as another (RFC 8725 3.12). */
type Audience = 'access' | 'refresh' | 'playback' | 'viewer' | 'device';

const AccessClaims = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.int() });
const RefreshClaims = z.object({ sub: z.uuid(), sid: z.uuid(), jti: z.uuid(), exp: z.int() });
const DeviceClaims = z.object({ sub: z.uuid(), sid: z.uuid() });
const PlaybackClaims = z.object({
  aud: z.literal('playback'),
  ...{ vid: z.uuid(), org: z.uuid(), exp: z.int() },
  // Absent in tokens that weren't made by a user, and in those of earlier versions.
  maker: z.object({ userId: z.uuid(), epoch: z.int() }).optional(),
  // The API key that made it. Earlier versions, which run beside this one during an upgrade, ignore it.
  key: z.uuid().optional(),
});

/** Viewers can read them, so they don't name the organization. */
const ViewerClaims = z.object({
  aud: z.literal('viewer'),
  vid: z.uuid(),
  exp: z.int(),
  // Absent if the visibility of the video allows to watch it.
  share: z.uuid().optional(),
});
const AnyPlaybackClaims = z.discriminatedUnion('aud', [PlaybackClaims, ViewerClaims]);

export type AccessToken = { userId: UserId; sessionId: SessionId; expiresAt: Date };
export type RefreshToken = { userId: UserId; sessionId: SessionId; jti: string };
/** A browser in which the user has signed in before, and the session it used then. */
export type Device = { userId: UserId; sessionId: SessionId };
/** Made by a member, or by an API key. */
export type PlaybackToken = {
  kind: 'playback';
  videoId: VideoId;
  organizationId: OrganizationId;
  maker: PlaybackMaker | undefined;
  expiresAt: Date;
};

/** Made for somebody without an account. It only says what to look up: whether they can still watch is checked on every request. */
export type ViewerToken = ViewerRef & { kind: 'viewer'; expiresAt: Date };

const seconds = (date: Date): number => Math.floor(date.getTime() / 1_000);
const dateOf = (epochSeconds: number): Date => new Date(epochSeconds * 1_000);

type Sign = (audience: Audience, claims: JWTPayload, issuedAt: number, expiresAt: number) => Promise<string>;
type Verify = <T>(kind: Audience, token: string, claims: z.ZodType<T>, audiences?: Audience[]) => Promise<T>;

const signerOf =
  (key: Uint8Array): Sign =>
  (audience, claims, issuedAt, expiresAt) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(key);

const INVALID_TOKEN_ERRORS = {
  access: 'UNAUTHENTICATED',
  refresh: 'REFRESH_TOKEN_INVALID',
  playback: 'PLAYBACK_TOKEN_INVALID',
  viewer: 'PLAYBACK_TOKEN_INVALID',
  device: 'UNAUTHENTICATED',
} as const satisfies Record<Audience, ErrorCode>;

const verifierOf =
  (key: Uint8Array): Verify =>
  async (kind, token, claims, audiences = [kind]) => {
    const options = { algorithms: [ALGORITHM], issuer: ISSUER, audience: audiences, requiredClaims: ['exp'] };
    try {
      return claims.parse((await jwtVerify(token, key, options)).payload);
    } catch (error) {
      throw new AppError(INVALID_TOKEN_ERRORS[kind], {}, { cause: error });
    }
  };

/** Signs and verifies all kinds of tokens. Verification throws the same AppError for any invalid token of a kind. */
export const createTokens = (secret: string) => {
  const key = new TextEncoder().encode(secret);
  const [sign, verify] = [signerOf(key), verifierOf(key)];
  return {
    ...{ ...accessTokens(sign, verify), ...refreshTokens(sign, verify) },
    ...{ ...playbackTokens(sign, verify), ...deviceTokens(sign, verify) },
  };
};
export type Tokens = ReturnType<typeof createTokens>;

const accessTokens = (sign: Sign, verify: Verify) => ({
  signAccess: ({ userId, sessionId }: Omit<AccessToken, 'expiresAt'>): Promise<string> => {
    const now = seconds(new Date());
    return sign('access', { sub: userId, sid: sessionId }, now, now + ACCESS_SECONDS);
  },

  /** @throws AppError UNAUTHENTICATED */
  verifyAccess: async (token: string): Promise<AccessToken> => {
    const { sub, sid, exp } = await verify('access', token, AccessClaims);
    return { userId: sub as UserId, sessionId: sid as SessionId, expiresAt: dateOf(exp) };
  },
});

const refreshTokens = (sign: Sign, verify: Verify) => ({
  signRefresh: ({ userId, sessionId, jti }: RefreshToken, expiresAt: Date): Promise<string> =>
    sign('refresh', { sub: userId, sid: sessionId, jti }, seconds(new Date()), seconds(expiresAt)),

  /** @throws AppError REFRESH_TOKEN_INVALID */
  verifyRefresh: async (token: string): Promise<RefreshToken & AccessToken> => {
    const { sub, sid, jti, exp } = await verify('refresh', token, RefreshClaims);
    return { userId: sub as UserId, sessionId: sid as SessionId, jti, expiresAt: dateOf(exp) };
  },
});

const claimOf = (maker: PlaybackMaker) => ('apiKeyId' in maker ? { key: maker.apiKeyId } : { maker });

const makerIn = ({ maker, key }: Pick<z.output<typeof PlaybackClaims>, 'maker' | 'key'>): PlaybackMaker | undefined => {
  if (key !== undefined) return { apiKeyId: key as ApiKeyId };
  return maker && { userId: maker.userId as UserId, epoch: maker.epoch };
};

/** The start of the hour, so requests within the same hour get the same URLs. */
const stableIssue = (now: Date): { issuedAt: number; expiresAt: number } => {
  const issuedAt = Math.floor(seconds(now) / STABLE_SECONDS) * STABLE_SECONDS;
  return { issuedAt, expiresAt: issuedAt + PLAYBACK_SECONDS };
};

const playbackTokens = (sign: Sign, verify: Verify) => ({
  /** A token to play one video. */
  signPlayback: async (organizationId: OrganizationId, videoId: VideoId, maker?: PlaybackMaker, now = new Date()) => {
    const { issuedAt, expiresAt } = stableIssue(now);
    const claims = { vid: videoId, org: organizationId, ...(maker && claimOf(maker)) };
    const token = await sign('playback', claims, issuedAt, expiresAt);
    return { token, expiresAt: dateOf(expiresAt) };
  },

  /** A token for somebody without an account to watch one video. Its audience is its own, so that earlier releases refuse it. */
  signViewer: async ({ videoId, shareId }: ViewerRef, now = new Date()) => {
    const { issuedAt, expiresAt } = stableIssue(now);
    const claims = { vid: videoId, ...(shareId && { share: shareId }) };
    return { token: await sign('viewer', claims, issuedAt, expiresAt), expiresAt: dateOf(expiresAt) };
  },

  /** @throws AppError PLAYBACK_TOKEN_INVALID */
  verifyPlayback: async (token: string): Promise<PlaybackToken | ViewerToken> => {
    const claims = await verify('playback', token, AnyPlaybackClaims, ['playback', 'viewer']);
    const common = { videoId: claims.vid as VideoId, expiresAt: dateOf(claims.exp) };
    if (claims.aud === 'viewer') return { kind: 'viewer', ...common, shareId: claims.share as ShareId | undefined };
    return { kind: 'playback', ...common, organizationId: claims.org as OrganizationId, maker: makerIn(claims) };
  },
});

const deviceTokens = (sign: Sign, verify: Verify) => ({
  signDevice: ({ userId, sessionId }: Device): Promise<string> => {
    const now = seconds(new Date());
    return sign('device', { sub: userId, sid: sessionId }, now, now + DEVICE_SECONDS);
  },

  /** Undefined for a missing or invalid token: both count as an unknown device. */
  readDevice: async (token: string | undefined): Promise<Device | undefined> => {
    if (token === undefined) return undefined;
    const claims = await verify('device', token, DeviceClaims).catch(() => undefined);
    return claims && { userId: claims.sub as UserId, sessionId: claims.sid as SessionId };
  },
});
