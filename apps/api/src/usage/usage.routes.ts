import { UsageView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const USAGE_ROUTES = defineRoutes('Organizations', {
  viewUsage: {
    method: 'GET',
    path: '/usage',
    summary: 'Get usage and limits',
    description:
      'Returns what the organization stores now, what it has used this calendar month (UTC), and its limits. Above a limit, requests fail with `QUOTA_EXCEEDED`.',
    responses: [{ status: 200, schema: UsageView }],
  },
});
