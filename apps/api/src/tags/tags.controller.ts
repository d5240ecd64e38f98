import type { Page, RenamedTagView, TagView } from '@media/contracts';
import type { TagCommands, Tags } from '@media/database';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { Call } from '../http/route.js';
import { TAG_COMMANDS, TAGS } from '../infrastructure/database.module.js';
import { listTags } from './list-tags.js';
import { TAG_ROUTES } from './tags.routes.js';

@Controller()
export class TagsController {
  constructor(
    @Inject(TAGS) readonly tags: Tags,
    @Inject(TAG_COMMANDS) readonly commands: TagCommands,
  ) {}

  @Handles(TAG_ROUTES.listTags)
  @RequirePermission('video.read')
  list({ actor, query }: Call<typeof TAG_ROUTES.listTags>): Promise<Page<TagView>> {
    return listTags(this, actor.organizationId, query);
  }

  @Handles(TAG_ROUTES.renameTag)
  @RequirePermission('video.write')
  async rename({ actor, params, body }: Call<typeof TAG_ROUTES.renameTag>): Promise<RenamedTagView> {
    const { isMerged: merged, ...tag } = await this.commands.rename(actor, params.name, body.name);
    return { ...tag, merged };
  }

  @Handles(TAG_ROUTES.deleteTag)
  @RequirePermission('video.write')
  delete({ actor, params }: Call<typeof TAG_ROUTES.deleteTag>): Promise<void> {
    return this.commands.remove(actor, params.name);
  }
}
