import { expect, test } from 'vitest';
import { storeSources } from './store-sources';

test.each([
  [
    'prefers the public endpoint',
    ['http://localhost:9000'],
    {
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://localhost:9000/',
    },
  ],
  ['falls back to the internal endpoint', ['https://s3.example.org'], { S3_ENDPOINT: 'https://s3.example.org' }],
  [
    'with S3_FORCE_PATH_STYLE=false, the bucket is part of the host',
    ['https://videos.r2.example.org:8443'],
    {
      S3_ENDPOINT: 'https://r2.example.org:8443',
      S3_FORCE_PATH_STYLE: 'false',
      AWS_S3_BUCKET: 'videos',
    },
  ],
  [
    'with a public endpoint only, the bucket is part of the host',
    ['https://videos.cdn.example.org'],
    {
      S3_PUBLIC_ENDPOINT: 'https://cdn.example.org',
      AWS_S3_BUCKET: 'videos',
    },
  ],
  [
    'without an endpoint, allows AWS in both addressing styles',
    ['https://videos.s3.eu-central-1.amazonaws.com', 'https://s3.eu-central-1.amazonaws.com/videos/'],
    { AWS_S3_BUCKET: 'videos', AWS_REGION: 'eu-central-1' },
  ],
  [
    'uses the separate domain of AWS China',
    ['https://videos.s3.cn-north-1.amazonaws.com.cn', 'https://s3.cn-north-1.amazonaws.com.cn/videos/'],
    { AWS_S3_BUCKET: 'videos', AWS_REGION: 'cn-north-1' },
  ],
])('%s', (_, sources, env) => {
  expect(storeSources(env)).toEqual(sources);
});
