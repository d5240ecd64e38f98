/** Called by Next.js once, before the server takes requests. */
export const register = async (): Promise<void> => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { recordClientAddress } = await import('./proxy/client-address');
  recordClientAddress();
};
