import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

// Inside this repository the packages are in a folder above. In a copy of this example, remove `turbopack`.
const config: NextConfig = { turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) } };

export default config;
