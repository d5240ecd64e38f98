export * from './audit-actions.js';
export * from './request-context.js';
