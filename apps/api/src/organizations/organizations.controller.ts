import type { MemberView, OrganizationView, Page } from '@media/contracts';
import { responsibleUser } from '@media/core';
import type { IdempotencyKeys, Members, OrganizationRemoval, Organizations } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { AnyActor, RequirePermission, SignedIn } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { respondIdempotently } from '../http/respond-idempotently.js';
import type { Call, UserCall } from '../http/route.js';
import { IDEMPOTENCY_KEYS, MEMBERS, ORGANIZATION_REMOVAL, ORGANIZATIONS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import { changeRole } from './change-role.js';
import { deleteOrganization } from './delete-organization.js';
import { listMembers } from './list-members.js';
import { listOrganizations, toOrganizationView } from './list-organizations.js';
import { ORGANIZATION_ROUTES as ROUTES } from './organizations.routes.js';
import { removeMember } from './remove-member.js';

@Controller()
export class OrganizationsController {
  constructor(
    @Inject(ORGANIZATIONS) readonly organizations: Organizations,
    @Inject(MEMBERS) readonly members: Members,
    @Inject(ORGANIZATION_REMOVAL) readonly removal: OrganizationRemoval,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
    @Inject(LIVE) readonly live: Live,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  @Handles(ROUTES.createOrganization)
  @SignedIn()
  create(call: UserCall<typeof ROUTES.createOrganization>): Promise<OrganizationView> {
    return respondIdempotently(this, call, { route: ROUTES.createOrganization }, async () => {
      const organization = await this.organizations.create(
        call.actor,
        call.body.name,
        this.config.organizationsPerUser,
      );
      return { status: 201, body: toOrganizationView(organization) };
    });
  }

  @Handles(ROUTES.listOrganizations)
  @SignedIn()
  list({ actor, query }: UserCall<typeof ROUTES.listOrganizations>): Promise<Page<OrganizationView>> {
    return listOrganizations(this, actor.id, query);
  }

  @Handles(ROUTES.viewOrganization)
  @RequirePermission('member.read')
  async view({ actor }: Call<typeof ROUTES.viewOrganization>): Promise<OrganizationView> {
    return toOrganizationView(await this.organizations.view(responsibleUser(actor), actor.organizationId));
  }

  @Handles(ROUTES.updateOrganization)
  @RequirePermission('organization.manage')
  async update({ actor, body }: Call<typeof ROUTES.updateOrganization>): Promise<OrganizationView> {
    await this.organizations.update(actor, body);
    return toOrganizationView(await this.organizations.view(responsibleUser(actor), actor.organizationId));
  }

  @Handles(ROUTES.deleteOrganization)
  @RequirePermission('organization.manage')
  delete({ actor, query }: Call<typeof ROUTES.deleteOrganization>): Promise<void> {
    return deleteOrganization(this, actor, query.name);
  }

  @Handles(ROUTES.listMembers)
  @RequirePermission('member.read')
  listMembers({ actor, query }: Call<typeof ROUTES.listMembers>): Promise<Page<MemberView>> {
    return listMembers(this, actor.organizationId, query);
  }

  @Handles(ROUTES.updateMember)
  @RequirePermission('member.manage')
  updateMember({ actor, params, body }: Call<typeof ROUTES.updateMember>): Promise<MemberView> {
    return changeRole(this, actor, params.userId, body.role);
  }

  @Handles(ROUTES.removeMember)
  @AnyActor()
  removeMember({ actor, params }: Call<typeof ROUTES.removeMember>): Promise<void> {
    return removeMember(this, actor, params.userId);
  }
}
