'use client';

// Within the frame, whose bar stays.
export { default } from '../error';
