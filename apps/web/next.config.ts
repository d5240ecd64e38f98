import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

/** Of every answer, the API's and files included. What depends on page or place comes from src/proxy.ts. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
];

const config: NextConfig = {
  // The workspace, not a lockfile that happens to lie above it.
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  outputFileTracingRoot: fileURLToPath(new URL('../..', import.meta.url)),
  poweredByHeader: false,
  reactStrictMode: true,
  // A redirect would repeat the query, and with it a token. The API has no address that ends with a slash.
  skipTrailingSlashRedirect: true,
  // Pictures come from the store as they are. Without this Next.js would still answer at /_next/image.
  images: { unoptimized: true },
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@mantine/notifications'] },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default config;
