import { isLoopback, originOf } from '../../start/connect-host.ts';
import { Refusal } from '../../start/refusal.ts';
import type { Settings } from '../../start/settings.ts';

type Addresses = Pick<Settings, 'apiHost' | 'publicUrl'> & { ports: Pick<Settings['ports'], 'api'> };

const TIMEOUT_MS = 3_000;

const isPublicHere = ({ publicUrl }: Addresses): boolean =>
  isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''));

/** Where the API of a running product may answer, best first: what PUBLIC_URL names is meant, wherever it is. Pure. */
export const apiCandidates = (settings: Addresses): string[] => {
  const here = originOf(settings.apiHost, settings.ports.api);
  const behindPages = `${settings.publicUrl}/api`;
  return isPublicHere(settings) ? [here, behindPages] : [behindPages, here];
};

/** Whether it is our API that answers there, and not another program with that port. */
const answersAsOurs = async (apiUrl: string): Promise<boolean> => {
  try {
    const response = await fetch(`${apiUrl}/openapi.json`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { info } = (await response.json()) as { info?: { title?: string } };
    return info?.title === 'media-processor';
  } catch {
    return false;
  }
};

/**
 * The address of a running product's API; undefined when none runs here and one may be started. Throws a Refusal when
 * PUBLIC_URL names another machine and nothing answers there.
 */
export const findProduct = async (settings: Addresses): Promise<string | undefined> => {
  const candidates = apiCandidates(settings);
  for (const apiUrl of candidates) if (await answersAsOurs(apiUrl)) return apiUrl;
  if (isPublicHere(settings)) return undefined;
  throw new Refusal(
    `No API answers at ${candidates.join(' or ')}. Start the product there, or leave PUBLIC_URL out to run the demo on this machine.`,
  );
};
