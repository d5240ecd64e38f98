'use client';

import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ExportAuditQuery } from '@media/sdk';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { type AuditFilters, toApiFilters } from './audit-filters';
import { saveStream } from './save-stream';

type Format = ExportAuditQuery['format'];
type Props = { filters: AuditFilters; isDisabled: boolean };

const FORMATS: Readonly<Record<Format, { title: string; type: string }>> = {
  csv: { title: 'CSV', type: 'text/csv' },
  jsonl: { title: 'JSON Lines', type: 'application/x-ndjson' },
};

/** Downloads all entries that match the filters, also those that aren't loaded yet. */
export const ExportButtons = (props: Props) => (
  <Group gap="xs">
    <ExportButton format="csv" {...props} />
    <ExportButton format="jsonl" {...props} />
  </Group>
);

const ExportButton = ({ format, filters, isDisabled }: Props & { format: Format }) => {
  const { client } = useOrganization();
  const { title, type } = FORMATS[format];
  const download = useMutation({
    mutationFn: async () => {
      const day = new Date().toISOString().slice(0, 10);
      const stream = await client.audit.export({ format, ...toApiFilters(filters) });
      await saveStream(stream, { name: `audit-${day}.${format}`, type });
    },
    onError: ({ message }) => notifications.show({ color: 'red', title: "Couldn't download the audit log", message }),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconDownload size={14} aria-hidden />}
      disabled={isDisabled}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      Download {title}
    </Button>
  );
};
