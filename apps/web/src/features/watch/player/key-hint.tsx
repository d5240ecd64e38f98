import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useEffect, useState } from 'react';
import styles from './player.module.css';

const SHOWN_MS = 900;
/** A key that is held down is announced once, at the end. */
const ANNOUNCE_AFTER_MS = 600;

type Hint = { text: string; number: number };

/** The current hint and a function to show another one, which replaces it. */
export const useKeyHint = () => {
  const [hint, setHint] = useState<Hint>();
  const show = useCallback((text: string) => setHint((last) => ({ text, number: (last?.number ?? 0) + 1 })), []);
  useEffect(() => {
    if (!hint) return undefined;
    const timer = setTimeout(() => setHint(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [hint]);
  return { hint: hint?.text, show };
};

export const KeyHint = ({ text = '' }: { text: string | undefined }) => {
  const [announced] = useDebouncedValue(text, ANNOUNCE_AFTER_MS);
  return (
    // media-chrome's `noautohide`: doesn't fade with the controls.
    <div slot="top-chrome" {...{ noautohide: '' }} className={styles.hintPlace}>
      {text && (
        <p aria-hidden className={styles.hint}>
          {text}
        </p>
      )}
      <VisuallyHidden role="status">{announced}</VisuallyHidden>
    </div>
  );
};
