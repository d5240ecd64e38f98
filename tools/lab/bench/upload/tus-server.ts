import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';

/** The baseline for uploads: the reference implementation of the tus protocol, with its file store. */
const [directory = '.'] = process.argv.slice(2);
const path = '/files';
const server = new Server({ path, datastore: new FileStore({ directory }) }).listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.send?.({ url: `http://127.0.0.1:${port}${path}` });
});
process.once('disconnect', () => process.exit(0));
