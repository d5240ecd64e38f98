'use client';

import { useEffect } from 'react';
import styles from './global-error.module.css';

/** Shown when the root layout throws. Needs no theme and no scripts. */
const GlobalError = ({ error }: { error: Error & { digest?: string } }) => {
  useEffect(() => console.error(error), [error]);
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · Media Processor</title>
      </head>
      <body className={styles.body}>
        <main>
          <h1>Something went wrong</h1>
          <p>
            Your videos aren't affected. Reload the page. If the problem persists, contact your administrator
            {error.digest ? ` and mention error ${error.digest}` : ''}.
          </p>
          {/* A plain link, so that everything is loaded again. */}
          <a href="/videos">Go to your videos</a>
        </main>
      </body>
    </html>
  );
};

export default GlobalError;
