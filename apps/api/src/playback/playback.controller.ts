import type { PlaybackTokenView, TokenQuery } from '@media/contracts';
import type { RequestActor, VideoId } from '@media/core';
import { Controller, Header, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { TheActor } from '../http/actor.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { createPlaybackToken } from './create-playback-token.js';
import { renderDash, renderIframes, renderMaster, renderTrack } from './render-playlists.js';

type VideoParams = { id: VideoId };
type TrackParams = { id: VideoId; index: string };

const Playlist = Header('content-type', 'application/vnd.apple.mpegurl');
const Manifest = Header('content-type', 'application/dash+xml');

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class PlaybackController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('createPlaybackToken')
  createToken(
    @TheActor() actor: RequestActor,
    @ValidParams('createPlaybackToken') { id }: VideoParams,
    @Req() request: FastifyRequest,
  ): Promise<PlaybackTokenView> {
    return createPlaybackToken(this.deps, linkBase(this.deps.config, request), actor, id);
  }

  @Handles('hlsMaster')
  @Playlist
  master(
    @TheActor() actor: RequestActor,
    @ValidParams('hlsMaster') { id }: VideoParams,
    @ValidQuery('hlsMaster') { token }: TokenQuery,
  ): Promise<string> {
    return renderMaster(this.deps, actor, id, token);
  }

  @Handles('hlsVideo')
  @Playlist
  video(
    @TheActor() { organizationId }: RequestActor,
    @ValidParams('hlsVideo') { id, index }: TrackParams,
    @ValidQuery('hlsVideo') _query: TokenQuery,
  ): Promise<string> {
    return renderTrack(this.deps, organizationId, id, { kind: 'video', trackIndex: Number(index) });
  }

  @Handles('hlsIframes')
  @Playlist
  iframes(
    @TheActor() { organizationId }: RequestActor,
    @ValidParams('hlsIframes') { id, index }: TrackParams,
    @ValidQuery('hlsIframes') _query: TokenQuery,
  ): Promise<string> {
    return renderIframes(this.deps, organizationId, id, Number(index));
  }

  @Handles('hlsAudio')
  @Playlist
  audio(
    @TheActor() { organizationId }: RequestActor,
    @ValidParams('hlsAudio') { id, index }: TrackParams,
    @ValidQuery('hlsAudio') _query: TokenQuery,
  ): Promise<string> {
    return renderTrack(this.deps, organizationId, id, { kind: 'audio', trackIndex: Number(index) });
  }

  @Handles('dashManifest')
  @Manifest
  dash(
    @TheActor() { organizationId }: RequestActor,
    @ValidParams('dashManifest') { id }: VideoParams,
    @ValidQuery('dashManifest') _query: TokenQuery,
  ): Promise<string> {
    return renderDash(this.deps, organizationId, id);
  }
}
