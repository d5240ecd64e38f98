'use client';

// Re-exported here so that the layout and its header stay.
export { default } from '../error-page';
