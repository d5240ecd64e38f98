import { ApiError, type OrganizationMessage } from '@media/sdk';

/** What the leading tab relays to the others. */
type Relayed = OrganizationMessage | typeof FRESH;

const FRESH = 'fresh';

type Channel = Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;

export type ShareStreamDeps = {
  /** `onFresh` is called when the stream opens without replaying missed messages; see the client's `watchAll`. */
  watch: (signal: AbortSignal, onFresh: () => void) => AsyncIterable<OrganizationMessage>;
  /** Connects the tabs of the same user. */
  channel: Channel | undefined;
  /** Runs the work in one tab at a time, and calls `onWait` if another tab is running it. Without Web Locks, runs it immediately. */
  exclusively: (work: () => Promise<void>, onWait: () => void, signal: AbortSignal) => Promise<void>;
  onMessage: (message: OrganizationMessage) => void;
  /** Messages can have been missed before this moment. */
  catchUp: () => void;
  /** The server has refused the stream for good: the session has ended, or the user has no access to the organization anymore. */
  onRefused: (error: ApiError) => void;
};

/**
 * Shares one connection to the organization's stream among all tabs: one tab connects and relays the messages, and when it
 * closes, another takes over. (Over HTTP/1.1, a browser allows six connections per host for all tabs together.)
 * Resolves when it is aborted or when the server refuses it.
 */
export const shareStream = async (deps: ShareStreamDeps, signal: AbortSignal): Promise<void> => {
  const { watch, channel, exclusively, onMessage, catchUp, onRefused } = deps;
  if (channel) channel.onmessage = ({ data }: MessageEvent<Relayed>) => (data === FRESH ? catchUp() : onMessage(data));
  // Catching up before the stream is open would miss changes made in between.
  const onFresh = () => {
    catchUp();
    channel?.postMessage(FRESH);
  };
  const lead = async () => {
    for await (const message of watch(signal, onFresh)) {
      onMessage(message);
      channel?.postMessage(message);
    }
  };
  try {
    // A waiting tab has missed what the leading tab relayed before.
    await exclusively(lead, catchUp, signal);
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof ApiError)) throw error;
    onRefused(error);
  }
};
