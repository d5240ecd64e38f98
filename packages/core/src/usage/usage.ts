/** What is limited. An operator can set each limit per organization; the installation has defaults. */
export const QUOTAS = ['storageBytes', 'monthlyUploadBytes', 'monthlySourceSeconds'] as const;
export type Quota = (typeof QUOTAS)[number];

/** A missing limit is no limit. */
export type UsageLimits = { [Name in Quota]?: number };

/** What an organization uses now, and in the current month (UTC). */
export type Usage = {
  /** Declared by uploads that haven't ended. */
  reservedBytes: number;
  sourceBytes: number;
  outputBytes: number;
  videoCount: number;
  month: { uploadedBytes: number; sourceSeconds: number; encodeCpuSeconds: number };
};

export const storageBytesOf = ({ reservedBytes, sourceBytes, outputBytes }: Usage): number =>
  reservedBytes + sourceBytes + outputBytes;
