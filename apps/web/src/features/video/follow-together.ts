import { ApiError, type OrganizationMessage } from '@media/sdk';

/** What the tab that listens tells the others: what it hears, and that the stream has begun afresh. */
type Told = OrganizationMessage | typeof FRESH;

const FRESH = 'fresh';

type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

export type TogetherDeps = {
  /** `onFresh`: the stream is open and begins afresh; see the client's `watchAll`. */
  watch: (signal: AbortSignal, onFresh: () => void) => AsyncIterable<OrganizationMessage>;
  /** Reaches the other tabs of the same user. */
  channel: Channel | undefined;
  /** Does the work while no other tab does, and calls `onWait` when it has to wait for one; without Web Locks, at once. */
  alone: (work: () => Promise<void>, onWait: () => void, signal: AbortSignal) => Promise<void>;
  show: (message: OrganizationMessage) => void;
  /** Listening has just begun: what happened between the reading of the pages and now is not known here. */
  catchUp: () => void;
};

/**
 * Shows what the organization's stream tells, in every tab, over one connection: one tab listens and tells the others; when
 * it is closed another takes its place. Over HTTP/1.1 a browser has six connections for all its tabs together.
 * Resolves when it is aborted, or when the session has ended.
 */
export const followTogether = async (deps: TogetherDeps, signal: AbortSignal): Promise<void> => {
  const { watch, channel, alone, show, catchUp } = deps;
  if (channel) channel.onmessage = ({ data }: MessageEvent<Told>) => (data === FRESH ? catchUp() : show(data));
  // Not before the stream is open: what ended between the reading and the opening would never be told.
  const onFresh = () => {
    catchUp();
    channel?.postMessage(FRESH);
  };
  const lead = async () => {
    for await (const message of watch(signal, onFresh)) {
      show(message);
      channel?.postMessage(message);
    }
  };
  try {
    // What another tab has told before this one listened is lost here.
    await alone(lead, catchUp, signal);
  } catch (error) {
    // The queries of the page meet the same refusal and tell of it.
    if (!signal.aborted && !(error instanceof ApiError)) throw error;
  }
};
