import type { Metadata } from 'next';
import { ErrorScreen } from './error-screen';
import { Bar } from './frame/bar';
import { LazyAppBar } from './frame/lazy-app-bar';
import { PageFrame } from './frame/page-frame';

export const metadata: Metadata = { title: 'Page not found' };

/** Next.js sends this with every page, so the header that needs the session is loaded only when this is shown. */
const NotFound = () => (
  <PageFrame
    header={
      <LazyAppBar>
        <Bar home="/" />
      </LazyAppBar>
    }
  >
    <ErrorScreen
      label="404"
      title="Page not found"
      text="The link may be broken, or the page may have been deleted. Check the address or go to your videos."
      links={[{ href: '/videos', label: 'Go to your videos' }]}
    />
  </PageFrame>
);

export default NotFound;
