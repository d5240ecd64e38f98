import type { EmptiedTrashView, VideoView } from '@media/contracts';
import type { TrashCommands } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { AllowTrashed, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { Call } from '../http/route.js';
import { TRASH } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { emptyTrash } from './empty-trash.js';
import { TRASH_ROUTES } from './trash.routes.js';
import { VideoPresenter } from './video-presenter.js';

@Controller()
export class TrashController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(TRASH) readonly trash: TrashCommands,
    @Inject(VideoPresenter) readonly presenter: VideoPresenter,
  ) {}

  @Handles(TRASH_ROUTES.restoreVideo)
  @RequirePermission('video.write')
  @AllowTrashed()
  async restore({ actor, params, request }: Call<typeof TRASH_ROUTES.restoreVideo>): Promise<VideoView> {
    await this.trash.restore(actor, params.id);
    return this.presenter.view(linkBase(this.config, request), actor, params.id);
  }

  @Handles(TRASH_ROUTES.emptyTrash)
  @RequirePermission('video.write')
  empty({ actor }: Call<typeof TRASH_ROUTES.emptyTrash>): Promise<EmptiedTrashView> {
    return emptyTrash(this, actor);
  }
}
