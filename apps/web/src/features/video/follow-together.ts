import { ApiError, type OrganizationMessage } from '@media/sdk';

/** What the tab that listens tells the others: what it hears, and that it is the one from now on. */
type Told = OrganizationMessage | typeof LEADS;

const LEADS = 'leads';

type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

export type TogetherDeps = {
  watch: (signal: AbortSignal) => AsyncIterable<OrganizationMessage>;
  /** Reaches the other tabs of the same user. */
  channel: Channel | undefined;
  /** Does the work while no other tab does; without Web Locks, at once. */
  alone: (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  show: (message: OrganizationMessage) => void;
  /** A tab begins to listen: what happened since the one before it left is not known in any of them. */
  catchUp: () => void;
};

/**
 * Shows what the organization's stream tells, in every tab, over one connection: one tab listens and tells the others; when
 * it is closed another takes its place. Over HTTP/1.1 a browser has six connections for all its tabs together.
 * Resolves when it is aborted, or when the session has ended.
 */
export const followTogether = async (deps: TogetherDeps, signal: AbortSignal): Promise<void> => {
  const { watch, channel, alone, show, catchUp } = deps;
  if (channel) channel.onmessage = ({ data }: MessageEvent<Told>) => (data === LEADS ? catchUp() : show(data));
  const lead = async () => {
    catchUp();
    channel?.postMessage(LEADS);
    for await (const message of watch(signal)) {
      show(message);
      channel?.postMessage(message);
    }
  };
  try {
    await alone(lead, signal);
  } catch (error) {
    // The queries of the page meet the same refusal and tell of it.
    if (!signal.aborted && !(error instanceof ApiError)) throw error;
  }
};
