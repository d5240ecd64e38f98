import type { Page, VideoView } from '@media/contracts';
import { Controller, Inject } from '@nestjs/common';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { AllowPlaybackToken, RequirePermission } from '../http/access.js';
import { answerOnce } from '../http/answer-once.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import { forRequest, storeLimitsOf } from '../http/request-store.js';
import { respondWithLink } from '../http/respond-with-link.js';
import type { Call, Responded } from '../http/route.js';
import { createVideoOfUpload } from './create-video.js';
import { deleteVideo } from './delete-video.js';
import { downloadVideo } from './download-video.js';
import { listVideos } from './list-videos.js';
import { viewVideo } from './present-video.js';
import { renameVideo } from './rename-video.js';
import { videoLinks } from './video-links.js';
import { VIDEO_ROUTES } from './videos.routes.js';

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class VideosController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles(VIDEO_ROUTES.createVideo)
  @RequirePermission('video.write')
  create(call: Call<typeof VIDEO_ROUTES.createVideo>): Promise<VideoView> {
    const { actor, body, request, reply } = call;
    const base = linkBase(this.deps.config, request);
    const links = videoLinks(this.deps, base, actor.organizationId);
    return answerOnce(this.deps, call, { route: 'createVideo', links }, () =>
      createVideoOfUpload(this.deps, base, actor, body, {
        limits: storeLimitsOf(this.deps, reply),
        trace: request.trace,
      }),
    );
  }

  @Handles(VIDEO_ROUTES.listVideos)
  @RequirePermission('video.read')
  list({ actor, query, request }: Call<typeof VIDEO_ROUTES.listVideos>): Promise<Page<VideoView>> {
    return listVideos(this.deps, linkBase(this.deps.config, request), actor.organizationId, query);
  }

  @Handles(VIDEO_ROUTES.viewVideo)
  @RequirePermission('video.read')
  view({ actor, params, request }: Call<typeof VIDEO_ROUTES.viewVideo>): Promise<VideoView> {
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, params.id);
  }

  @Handles(VIDEO_ROUTES.renameVideo)
  @RequirePermission('video.write')
  async rename({ actor, params, body, request }: Call<typeof VIDEO_ROUTES.renameVideo>): Promise<VideoView> {
    await renameVideo(this.deps, actor, params.id, body);
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, params.id);
  }

  @Handles(VIDEO_ROUTES.deleteVideo)
  @RequirePermission('video.write')
  delete({ actor, params }: Call<typeof VIDEO_ROUTES.deleteVideo>): Promise<void> {
    return deleteVideo(this.deps, actor, params.id);
  }

  @Handles(VIDEO_ROUTES.downloadVideo)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  async download(call: Call<typeof VIDEO_ROUTES.downloadVideo>): Promise<Responded> {
    const { actor, params, query, reply } = call;
    return respondWithLink(call, await downloadVideo(forRequest(this.deps, reply), actor, params.id, query.output));
  }
}
