'use client';

import { useRef, useState } from 'react';
import { useLinkToken } from '@/features/email-link/use-link-token';
import frame from './embedded-video.module.css';
import { PasswordForm } from './password-form';
import type { PlayOptions } from './play-options';
import { Stage } from './stage';
import { usePlaying } from './use-playing';
import { useViewing } from './use-viewing';
import { shareSource, tokenSource, type ViewingSource, videoSource } from './viewing-source';

type Props = { options: PlayOptions };

/** An unlisted or public video, for embedding in other sites. */
export const EmbeddedVideo = ({ id, options }: Props & { id: string }) => {
  const [source] = useState(() => videoSource(id));
  return (
    <Embedded source={source} gone="This video isn't available. It may be private or deleted." options={options} />
  );
};

/** Any video, with a playback token. */
export const EmbeddedByToken = ({ id, token, options }: Props & { id: string; token: string }) => {
  const [source] = useState(() => tokenSource(id, token));
  return (
    <Embedded
      source={source}
      gone="This video can't be played any more. Its address has expired, or the video was deleted."
      options={options}
    />
  );
};

/** The video of a share link, whose token is in the fragment. Of another share than `shareId`, nothing is shown. */
export const EmbeddedShare = ({ shareId, options }: Props & { shareId: string }) => {
  const token = useLinkToken();
  return token === undefined ? null : <OpenedShare key={token} token={token} shareId={shareId} options={options} />;
};

const OpenedShare = ({ token, shareId, options }: Props & { token: string; shareId: string }) => {
  const [source] = useState(() => shareSource(token, shareId));
  return (
    <Embedded
      source={source}
      gone="This link doesn't work any more. It has expired or was revoked, or the video was deleted."
      options={options}
      onPassword={source.enter}
    />
  );
};

type EmbeddedProps = Props & {
  source: ViewingSource;
  /** Why there is nothing to watch. */
  gone: string;
  onPassword?: (password: string) => void;
};

/** The player alone, filling its window. */
const Embedded = ({ source, gone, options, onPassword }: EmbeddedProps) => {
  const page = useRef<HTMLElement>(null);
  const { state, isStuck, check, renew, retry } = useViewing(source, undefined, usePlaying(page));
  const enter = (password: string) => {
    onPassword?.(password);
    return check();
  };
  const messages = { loading: '', gone, unreachable: "The video couldn't be loaded. Trying again…" };
  return (
    <main ref={page} className={frame.page}>
      {state.kind === 'shown' && (
        <div className={frame.stage}>
          <Stage shown={state} isStuck={isStuck} options={options} onCheck={check} onRenew={renew} onRetry={retry} />
        </div>
      )}
      {state.kind === 'password' && (
        <div className={frame.form}>
          <PasswordForm problem={state.problem} onSubmit={enter} />
        </div>
      )}
      {state.kind !== 'shown' && state.kind !== 'password' && (
        <div className={frame.message} role="status">
          <p>{messages[state.kind]}</p>
        </div>
      )}
    </main>
  );
};
