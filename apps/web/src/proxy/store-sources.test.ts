import { expect, test } from 'vitest';
import { storeSources } from './store-sources';

test.each([
  [
    'the address for browsers comes before the one for servers',
    ['http://localhost:9000'],
    {
      S3_ENDPOINT: 'http://s3:9000',
      S3_PUBLIC_ENDPOINT: 'http://localhost:9000/',
    },
  ],
  ['servers and browsers may share one address', ['https://s3.example.org'], { S3_ENDPOINT: 'https://s3.example.org' }],
  [
    'a store of which S3_FORCE_PATH_STYLE says so has the bucket in its host',
    ['https://films.r2.example.org:8443'],
    {
      S3_ENDPOINT: 'https://r2.example.org:8443',
      S3_FORCE_PATH_STYLE: 'false',
      AWS_S3_BUCKET: 'films',
    },
  ],
  [
    'a public address of AWS itself has the bucket in its host, too',
    ['https://films.cdn.example.org'],
    {
      S3_PUBLIC_ENDPOINT: 'https://cdn.example.org',
      AWS_S3_BUCKET: 'films',
    },
  ],
  [
    'without an endpoint it is AWS, by host and by path',
    ['https://films.s3.eu-central-1.amazonaws.com', 'https://s3.eu-central-1.amazonaws.com/films/'],
    { AWS_S3_BUCKET: 'films', AWS_REGION: 'eu-central-1' },
  ],
  [
    'China has a domain of its own',
    ['https://films.s3.cn-north-1.amazonaws.com.cn', 'https://s3.cn-north-1.amazonaws.com.cn/films/'],
    { AWS_S3_BUCKET: 'films', AWS_REGION: 'cn-north-1' },
  ],
])('%s', (_, sources, env) => {
  expect(storeSources(env)).toEqual(sources);
});
