import { isLoopback, originOf } from '../../start/connect-host.ts';
import type { Settings } from '../../start/settings.ts';
import { StartupError } from '../../start/startup-error.ts';

type Addresses = Pick<Settings, 'apiHost' | 'publicUrl'> & { ports: Pick<Settings['ports'], 'api'> };

const TIMEOUT_MS = 3_000;

const isPublicHere = ({ publicUrl }: Addresses): boolean =>
  isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''));

/** Possible addresses of a running product's API, best first. A remote PUBLIC_URL takes precedence. Pure. */
export const apiCandidates = (settings: Addresses): string[] => {
  const here = originOf(settings.apiHost, settings.ports.api);
  const behindWeb = `${settings.publicUrl}/api`;
  return isPublicHere(settings) ? [here, behindWeb] : [behindWeb, here];
};

/** Another program can use the same port. */
const isOurApi = async (apiUrl: string): Promise<boolean> => {
  try {
    const response = await fetch(`${apiUrl}/openapi.json`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { info } = (await response.json()) as { info?: { title?: string } };
    return info?.title === 'media-processor';
  } catch {
    return false;
  }
};

/**
 * The address of a running product's API; undefined if none runs on this machine. Throws a StartupError if PUBLIC_URL is on
 * another machine and no API answers there.
 */
export const findProduct = async (settings: Addresses): Promise<string | undefined> => {
  const candidates = apiCandidates(settings);
  for (const apiUrl of candidates) if (await isOurApi(apiUrl)) return apiUrl;
  if (isPublicHere(settings)) return undefined;
  throw new StartupError(
    `No API found at ${candidates.join(' or ')}. Start the product there, or unset PUBLIC_URL to run the demo on this machine.`,
  );
};
