import { type EmbeddingView, type OEmbedView, ShareId, VideoId } from '@media/contracts';
import type { Videos, Viewings } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import type { Tokens } from '../auth/tokens.js';
import { TOKENS } from '../auth/tokens.module.js';
import { Public } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { PublicCall } from '../http/route.js';
import { VIDEOS, VIEWINGS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { describePage } from './describe-page.js';
import { EMBEDDING_ROUTES as ROUTES } from './embedding.routes.js';

@Controller()
export class EmbeddingController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(VIEWINGS) readonly viewings: Viewings,
    @Inject(VIDEOS) readonly videos: Videos,
    @Inject(TOKENS) private readonly tokens: Tokens,
  ) {}

  @Handles(ROUTES.viewEmbedding)
  @Public()
  async ofVideo({ params, query }: PublicCall<typeof ROUTES.viewEmbedding>): Promise<EmbeddingView> {
    const { data: id } = VideoId.safeParse(params.id);
    if (!id) return toEmbedding([]);
    const isHolder = (await this.videoOf(query.token)) === id;
    return toEmbedding(await this.viewings.embedDomains(id, isHolder ? 'any' : 'visible'));
  }

  /** The video that a token plays. Whether the token still works doesn't matter: without access, the page plays nothing. */
  private async videoOf(token: string | undefined): Promise<string | undefined> {
    if (token === undefined) return undefined;
    const presented = await this.tokens.verifyPlayback(token).catch(() => undefined);
    return presented?.videoId;
  }

  @Handles(ROUTES.viewShareEmbedding)
  @Public()
  async ofShare({ params }: PublicCall<typeof ROUTES.viewShareEmbedding>): Promise<EmbeddingView> {
    const { data: id } = ShareId.safeParse(params.shareId);
    return toEmbedding(id ? await this.viewings.embedDomainsOfShare(id) : []);
  }

  @Handles(ROUTES.oembed)
  @Public()
  oembed({ query }: PublicCall<typeof ROUTES.oembed>): Promise<OEmbedView> {
    return describePage(this, query);
  }
}

/** The web app itself shows the page, too. */
const toEmbedding = (domains: readonly string[]): EmbeddingView => ({
  frameAncestors: domains.length === 0 ? ['*'] : ["'self'", ...domains],
});
