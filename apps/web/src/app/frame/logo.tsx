/** Keep in sync with icon.svg. */
export const Logo = () => (
  <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--mantine-color-indigo-6)" />
    <path
      d="M9 8l4.5 2.25v11.5L9 24zM15.25 11.1l4 2v5.8l-4 2zM21 14l4 2-4 2z"
      fill="#fff"
      stroke="#fff"
      strokeLinejoin="round"
    />
  </svg>
);
