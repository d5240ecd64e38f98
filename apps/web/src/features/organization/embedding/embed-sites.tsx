'use client';

import { Button, Stack, Text } from '@mantine/core';
import type { OrganizationView } from '@media/sdk';
import { useLacksPermission, usePermission } from '../use-permission';
import { AddEmbedSite } from './add-embed-site';
import styles from './embed-sites.module.css';
import { useEmbedSites } from './use-embed-sites';

type Props = { organization: OrganizationView };

/** The sites that can show the organization's videos in a frame. Owners change them; others see them, and who can. */
export const EmbedSites = ({ organization }: Props) => {
  const { embedDomains: sites } = organization;
  const canChange = usePermission('organization.manage');
  const isRefused = useLacksPermission('organization.manage');
  return (
    <Stack>
      <Text size="sm">
        {sites.length === 0
          ? 'Any site can embed your videos: unlisted and public ones, and any video by a share link.'
          : 'Only these sites can embed your videos:'}
      </Text>
      {sites.length > 0 && (
        <ul className={styles.list} aria-label="Sites">
          {sites.map((site) => (
            <Site key={site} site={site} organization={organization} canRemove={canChange} />
          ))}
        </ul>
      )}
      {canChange && <AddEmbedSite organization={organization} />}
      <Text size="sm" c="dimmed">
        {isRefused && 'Only owners can change this. '}
        The list protects against embedding, not against watching: whoever has the address of a video can open it.
      </Text>
    </Stack>
  );
};

const Site = ({ site, organization, canRemove }: Props & { site: string; canRemove: boolean }) => {
  const change = useEmbedSites(organization.id);
  return (
    <li className={styles.site}>
      <div className={styles.host}>
        <Text size="sm" ff="monospace">
          {site}
        </Text>
        {change.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {change.error.message}
          </Text>
        )}
      </div>
      {canRemove && (
        <Button
          size="xs"
          variant="default"
          aria-label={`Remove ${site}`}
          loading={change.isPending}
          onClick={() => change.mutate((sites) => sites.filter((other) => other !== site))}
        >
          Remove
        </Button>
      )}
    </li>
  );
};
