'use client';

import { Button, Loader, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ScreenFrame } from '@/features/watch/screen-frame';
import { About } from './about';
import { Gone, type GoneTexts } from './gone';
import { PasswordForm } from './password-form';
import { Stage } from './stage';
import { usePlaying } from './use-playing';
import { useViewing } from './use-viewing';
import type { ViewingAnswer } from './viewing-answer';
import styles from './viewing-page.module.css';
import type { ViewingSource } from './viewing-source';
import type { Shown } from './viewing-state';

type Props = {
  source: ViewingSource;
  initial?: ViewingAnswer | undefined;
  /** Why there is nothing to watch, and why there is nothing any more. */
  texts: { gone: GoneTexts; ended: GoneTexts };
  /** For a link that can have a password. */
  onPassword?: (password: string) => void;
};

/** A video for people without an account: the player first, then what it is about. */
export const ViewingPage = ({ source, initial, texts, onPassword }: Props) => {
  const page = useRef<HTMLDivElement>(null);
  const { state, isStuck, check, renew, retry } = useViewing(source, initial, usePlaying(page));
  useTitle(state.kind === 'shown' ? state.viewing.title : undefined);
  return (
    <div ref={page} className={styles.page}>
      {state.kind === 'loading' && <Loader className={styles.wait} aria-label="Loading" />}
      {state.kind === 'unreachable' && <Unreachable onRetry={retry} />}
      {state.kind === 'password' && (
        <PasswordForm
          problem={state.problem}
          onSubmit={(password) => {
            onPassword?.(password);
            return check();
          }}
        />
      )}
      {state.kind === 'gone' && <Gone {...(state.wasShown ? texts.ended : texts.gone)} />}
      {state.kind === 'shown' && (
        <>
          <div className={styles.stage}>
            <ScreenFrame {...shapeOf(state)}>
              <Stage shown={state} isStuck={isStuck} onCheck={check} onRenew={renew} onRetry={retry} />
            </ScreenFrame>
          </div>
          <div className={styles.text}>
            <About viewing={state.viewing} onSeek={(seconds) => seek(page.current, seconds)} />
          </div>
        </>
      )}
    </div>
  );
};

const seek = (page: HTMLElement | null, seconds: number): void => {
  const video = page?.querySelector('video');
  if (!video) return;
  video.currentTime = seconds;
  video.scrollIntoView({ block: 'nearest' });
};

const shapeOf = ({ viewing: { width, height }, src }: Shown) => ({
  ...{ width, height },
  // The size of a video that is being prepared isn't known yet.
  isAudio: src !== undefined && !(width && height),
});

/** The title can change while the page is open. */
const useTitle = (title: string | undefined): void =>
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Media Processor`;
  }, [title]);

const Unreachable = ({ onRetry }: { onRetry: () => void }) => (
  <div className={styles.wait} role="alert">
    <Text>The video couldn't be loaded. Check your connection.</Text>
    <Button variant="default" onClick={onRetry}>
      Try again
    </Button>
  </div>
);
