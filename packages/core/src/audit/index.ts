export * from './audit-actions.js';
export * from './audited-commands.js';
export * from './refusal.js';
export * from './request-context.js';
