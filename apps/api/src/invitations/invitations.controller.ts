import type { InvitationAccepted, InvitationCreated, InvitationLookup, InvitationView, Page } from '@media/contracts';
import { actorRef, responsibleUser } from '@media/core';
import type { Accounts, IdempotencyKeys, Invitations, Organizations } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { networkOf } from '@media/runtime/http';
import type { Mailer } from '@media/runtime/mail';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, RequirePermission, SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { respondIdempotently } from '../http/respond-idempotently.js';
import type { Call, PublicCall, UserCall } from '../http/route.js';
import { ACCOUNTS, IDEMPOTENCY_KEYS, INVITATIONS, ORGANIZATIONS } from '../infrastructure/database.module.js';
import { MAILER } from '../infrastructure/mail.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import type { AuthLimits } from '../limits/auth-limits.js';
import { AUTH_LIMITS } from '../limits/limits.module.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import { toOrganizationView } from '../organizations/list-organizations.js';
import { createInvitation, invitationLinks } from './create-invitation.js';
import { INVITATION_ROUTES as ROUTES } from './invitations.routes.js';
import { listInvitations } from './list-invitations.js';

@Controller()
export class InvitationsController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(ACCOUNTS) readonly accounts: Accounts,
    @Inject(INVITATIONS) readonly invitations: Invitations,
    @Inject(ORGANIZATIONS) readonly organizations: Organizations,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
    @Inject(AUTH_LIMITS) readonly limits: AuthLimits,
    @Inject(MAILER) readonly mailer: Mailer,
  ) {}

  @Handles(ROUTES.createInvitation)
  @RequirePermission('member.manage')
  create(call: Call<typeof ROUTES.createInvitation>): Promise<InvitationCreated> {
    const options = { route: ROUTES.createInvitation, links: invitationLinks(this, call.actor.organizationId) };
    // With the actor: another member who knows the Idempotency-Key must not get a link that they couldn't send.
    const keyed = { ...call, body: { ...call.body, actor: actorRef(call.actor) } };
    return respondIdempotently(this, keyed, options, async () => {
      await this.limits.checkInviter(responsibleUser(call.actor), quotaHeaders(call.reply));
      return { status: 201, body: await createInvitation(this, call.actor, call.body) };
    });
  }

  @Handles(ROUTES.listInvitations)
  @RequirePermission('member.manage')
  list({ actor, query }: Call<typeof ROUTES.listInvitations>): Promise<Page<InvitationView>> {
    return listInvitations(this, actor.organizationId, query);
  }

  @Handles(ROUTES.revokeInvitation)
  @RequirePermission('member.manage')
  revoke({ actor, params }: Call<typeof ROUTES.revokeInvitation>): Promise<void> {
    return this.invitations.revoke(actor, params.invitationId);
  }

  @Handles(ROUTES.lookupInvitation)
  @Public()
  async lookup(call: PublicCall<typeof ROUTES.lookupInvitation>): Promise<InvitationLookup> {
    await this.checkToken(call);
    const { organization, email, role, invitedBy, expiresAt } = await this.invitations.lookup(call.body.token);
    return { organization, email, role, invitedBy, expiresAt: expiresAt.toISOString() };
  }

  @Handles(ROUTES.acceptInvitation)
  @SignedIn()
  accept(call: UserCall<typeof ROUTES.acceptInvitation>): Promise<InvitationAccepted> {
    return respondIdempotently(this, call, { route: ROUTES.acceptInvitation }, async () => {
      await this.checkToken(call);
      const { organization } = await this.invitations.accept(call.actor, call.body.token);
      const view = toOrganizationView(await this.organizations.view(call.actor.id, organization.id));
      return { status: 200, body: { organization: view } };
    });
  }

  /** @throws AppError RATE_LIMITED */
  private checkToken({ request, reply }: { request: FastifyRequest; reply: FastifyReply }): Promise<void> {
    return this.limits.checkLink({ network: networkOf(request.ip), reportQuota: quotaHeaders(reply) });
  }
}
