import { Uploader } from './uploader';

const Page = () => (
  <main>
    <h1>Upload a video</h1>
    <Uploader />
  </main>
);

export default Page;
