import { Alert, Stack } from '@mantine/core';
import { clockTime, formatBytes, spanTime } from '@media/core/display';
import type { UsageView } from '@media/sdk';
import { Meter } from './meter';
import { monthEnd, shareOfLimit } from './share-of-limit';

const showSeconds = (seconds: number): string => clockTime(seconds * 1_000);

export const MonthUsage = ({ usage: { month, limits } }: { usage: UsageView }) => {
  const uploaded = shareOfLimit(month.uploadedBytes, limits.monthlyUploadBytes, formatBytes);
  const processed = shareOfLimit(month.sourceSeconds, limits.monthlySourceSeconds, showSeconds);
  const isReached = uploaded.isReached || processed.isReached;
  return (
    <Stack gap="lg">
      <Meter label="Uploaded" share={uploaded} />
      <Meter
        label="Duration of new videos"
        share={processed}
        text="Each video counts once. Processing it again doesn't count."
      />
      <Meter
        label="Processing time"
        share={{ text: spanTime(month.encodeCpuSeconds * 1_000), isReached: false }}
        text="CPU time of finished processing. It isn't limited."
      />
      {isReached && (
        <Alert color="red" title="The limit for this month is reached">
          Wait until {monthEnd(new Date())} (UTC), or ask the operator of this server for a higher limit.
        </Alert>
      )}
    </Stack>
  );
};
