import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

/** Sent with every response, including files and the API's. src/proxy.ts adds headers that depend on the page or the configuration. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
];

const config: NextConfig = {
  // Otherwise Next.js may pick a parent folder that happens to have a lockfile.
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  outputFileTracingRoot: fileURLToPath(new URL('../..', import.meta.url)),
  poweredByHeader: false,
  reactStrictMode: true,
  // A redirect would repeat the query, which can contain a token. No API path ends with a slash.
  skipTrailingSlashRedirect: true,
  // Images come from the store unchanged. This also disables /_next/image.
  images: { unoptimized: true },
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@mantine/notifications'] },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default config;
