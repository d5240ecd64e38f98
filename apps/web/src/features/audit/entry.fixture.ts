import type { AuditEntryView } from '@media/sdk';

export const ADA = '019c13f2-5a00-7e3b-8c21-3f6d5b8a9e10';
export const VIDEO = '019c13f2-5a00-7c11-9d42-1b2c3d4e5f60';

/** An entry, by Ada unless it says otherwise. */
export const newEntry = (entry: Partial<AuditEntryView>): AuditEntryView => ({
  id: '019c13f2-5a00-7e3b-8c21-000000000001',
  at: '2026-11-24T12:00:00.000Z',
  action: 'video.deleted',
  actor: { type: 'user', id: ADA, name: 'Ada' },
  targets: [{ type: 'video', id: VIDEO, name: 'Summer trip' }],
  context: { ip: null, userAgent: null, requestId: null },
  metadata: {},
  ...entry,
});
