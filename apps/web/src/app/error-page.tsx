'use client';

import { useEffect } from 'react';
import controls from '@/controls/controls.module.css';
import { ErrorScreen } from './error-screen';

/** Shown when a page throws. Every group of pages has it below its layout, so the header and running uploads stay. */
const ErrorPage = ({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) => {
  useEffect(() => console.error(error), [error]);
  return (
    <ErrorScreen
      label="Error"
      title="Something went wrong"
      text={`Your videos and uploads aren't affected. Try again. If the problem persists, contact your administrator${error.digest ? ` and mention error ${error.digest}` : ''}.`}
      links={[{ href: '/videos', label: 'Go to your videos' }]}
    >
      <button type="button" className={controls.button} data-variant="filled" onClick={reset}>
        Try again
      </button>
    </ErrorScreen>
  );
};

export default ErrorPage;
