import { CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { sendRaw, textsOf } from '../send-raw.fixture.js';
import { useTestServer } from '../use-test-server.fixture.js';

const Bucket = 'lists';
const server = useTestServer([Bucket]);
let uploadId: string;

const create = async (Key: string): Promise<string> =>
  (await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId ?? '';

beforeAll(async () => {
  uploadId = await create('video');
  for (const PartNumber of [1, 4, 9]) {
    const part = { Bucket, Key: 'video', UploadId: uploadId, PartNumber, Body: 'x' };
    await server.client.send(new UploadPartCommand(part));
  }
});

/** The raw elements of a ListParts response. */
const listParts = async (query: Record<string, string>) => {
  const { text } = await sendRaw(server.url, 'GET', `/${Bucket}/video`, { query: { uploadId, ...query } });
  return {
    numbers: textsOf(text, 'PartNumber'),
    next: textsOf(text, 'NextPartNumberMarker'),
    isTruncated: textsOf(text, 'IsTruncated'),
    maxParts: textsOf(text, 'MaxParts'),
    text,
  };
};

describe('NextPartNumberMarker', () => {
  test('is the last part of each page, including the last page, and 0 without parts', async () => {
    expect(await listParts({ 'max-parts': '2' })).toMatchObject({
      numbers: ['1', '4'],
      next: ['4'],
      isTruncated: ['true'],
    });
    expect(await listParts({ 'part-number-marker': '4' })).toMatchObject({
      numbers: ['9'],
      next: ['9'],
      isTruncated: ['false'],
    });
    expect(await listParts({ 'part-number-marker': '9' })).toMatchObject({
      numbers: [],
      next: ['0'],
      isTruncated: ['false'],
    });
    expect(await listParts({ 'max-parts': '0' })).toMatchObject({ numbers: [], next: ['0'], isTruncated: ['false'] });
  });
});

describe('ListParts', () => {
  test('has at most 1,000 parts per page, and includes their owner', async () => {
    const { maxParts, text } = await listParts({ 'max-parts': '2000' });
    expect(maxParts).toEqual(['1000']);
    expect(text).toMatch(/<Initiator><ID>embedded<.*<Owner><ID>embedded</s);
  });

  test.each(['max-parts', 'part-number-marker'])('rejects a %s that is not a number', async (name) => {
    const answer = await sendRaw(server.url, 'GET', `/${Bucket}/video`, { query: { uploadId, [name]: 'x' } });
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

describe('ListMultipartUploads', () => {
  const list = async (query: Record<string, string>) => {
    const answer = await sendRaw(server.url, 'GET', `/${Bucket}`, { query: { uploads: '', ...query } });
    return {
      ...answer,
      keys: textsOf(answer.text, 'Key'),
      nextKey: textsOf(answer.text, 'NextKeyMarker'),
      nextId: textsOf(answer.text, 'NextUploadIdMarker'),
      isTruncated: textsOf(answer.text, 'IsTruncated'),
      maxUploads: textsOf(answer.text, 'MaxUploads'),
    };
  };

  test('returns markers for the last upload of each page, including the last page', async () => {
    const id = await create('n/only');
    expect(await list({ prefix: 'n/' })).toMatchObject({
      nextKey: ['n/only'],
      nextId: [id],
      isTruncated: ['false'],
    });
    expect(await list({ prefix: 'none/' })).toMatchObject({ nextKey: [], nextId: [], isTruncated: ['false'] });
  });

  test('continues after all keys of a common prefix', async () => {
    for (const key of ['d/a', 'd/b/1', 'd/b/2', 'd/c']) await create(key);
    const query = { prefix: 'd/', delimiter: '/', 'max-uploads': '2' };
    const first = await list(query);
    expect([first.keys, first.nextKey, first.isTruncated]).toEqual([['d/a'], ['d/b/'], ['true']]);
    const second = await list({ ...query, 'key-marker': 'd/b/' });
    expect([second.keys, second.isTruncated]).toEqual([['d/c'], ['false']]);
    expect(second.text).not.toContain('<CommonPrefixes>');
  });

  test('has between 1 and 1,000 uploads per page', async () => {
    expect((await list({ 'max-uploads': '2000' })).maxUploads).toEqual(['1000']);
    expect(await list({ 'max-uploads': '0' })).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  test.each([
    ['max-uploads', 'x'],
    ['upload-id-marker', 'garbage'],
  ])('rejects the %s %s', async (name, value) => {
    expect(await list({ 'key-marker': 'm/a', [name]: value })).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  test('ignores upload-id-marker without key-marker', async () => {
    await create('m/a');
    expect((await list({ prefix: 'm/', 'upload-id-marker': 'f'.repeat(32) })).keys).toEqual(['m/a']);
  });
});
