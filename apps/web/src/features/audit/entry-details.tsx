import { Anchor } from '@mantine/core';
import { ApiError, type AuditEntryView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { describeDevice } from '@/features/account/account-page/describe-device';
import { useOrganization } from '@/features/organization/organization-context';
import { formatExactTime } from '@/format/format-time';
import { videoPage } from '@/urls/video-urls';
import styles from './audit.module.css';
import { detailsOf } from './details-of';

type Props = { id: string; entry: AuditEntryView };

/** Everything about an entry that its sentence leaves out. */
export const EntryDetails = ({ id, entry }: Props) => {
  const { at, action, targets, context } = entry;
  const { ip, userAgent, requestId } = context;
  const video = targets.find(({ type }) => type === 'video');
  return (
    <dl id={id} className={styles.details}>
      {video && (
        <Detail label="Video">
          <VideoLink id={video.id} />
        </Detail>
      )}
      {detailsOf(entry).map(({ label, text }) => (
        <Detail key={label} label={label}>
          {text}
        </Detail>
      ))}
      <Detail label="Time">{formatExactTime(at)}</Detail>
      {ip !== null && <Detail label="IP address">{ip}</Detail>}
      {userAgent !== null && (
        <Detail label="Browser or app">
          <span title={userAgent}>{describeDevice(userAgent).name}</span>
        </Detail>
      )}
      {requestId !== null && <Detail label="Request ID">{requestId}</Detail>}
      <Detail label="Action">{action}</Detail>
    </dl>
  );
};

const Detail = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** A link, if the video still exists. */
const VideoLink = ({ id }: { id: string }) => {
  const { client, current } = useOrganization();
  const { data, error } = useQuery({
    queryKey: ['audit', current.id, 'video', id],
    queryFn: ({ signal }) => client.videos.get(id, signal),
  });
  if (data)
    return (
      <Anchor component={Link} href={videoPage(id)} inherit>
        Open “{data.title}”
      </Anchor>
    );
  if (!error) return 'Looking for it…';
  return error instanceof ApiError && error.status === 404 ? 'It no longer exists.' : error.message;
};
