import { expect, test } from 'vitest';
import { putObject } from '../objects/put-object.js';
import { parseTarget } from './request-target.js';
import { findOperation } from './route.js';

const operationOf = (method: string, url: string, headers: Record<string, string> = {}) =>
  findOperation(method, parseTarget(url), (name) => headers[name]);

test.each([
  ['PUT', '/b/k', putObject.name, {}],
  ['PUT', '/b/k?x-id=PutObject', putObject.name, {}],
  ['PUT', '/b/k', 'copyObject', { 'x-amz-copy-source': 'b/a' }],
  ['PUT', '/b/k?partNumber=1&uploadId=x', 'uploadPart', {}],
  ['PUT', '/b/k?partNumber=1&uploadId=x', 'uploadPartCopy', { 'x-amz-copy-source': 'b/a' }],
  ['GET', '/b?list-type=2', 'listObjectsV2', {}],
  ['GET', '/b', 'listObjectsV1', {}],
  ['GET', '/b/', 'listObjectsV1', {}],
  ['GET', '/b/k?tagging', 'getObjectTagging', {}],
  ['HEAD', '/b/k', 'getObject', {}],
  ['GET', '/b/k?partNumber=2', 'getObject', {}],
  ['POST', '/b?delete', 'deleteObjects', {}],
])('%s %s is %s', (method, url, name, headers) => expect(operationOf(method, url, headers).name).toBe(name));

test.each([
  ['PUT', '/b/k?acl', 'NotImplemented'],
  ['PUT', '/b/k?tagging', 'NotImplemented'],
  ['DELETE', '/b/k?versionId=1', 'NotImplemented'],
  ['DELETE', '/b?policy', 'NotImplemented'],
  ['PUT', '/b?versioning', 'NotImplemented'],
  ['GET', '/b/k?tagging&versionId=1', 'NotImplemented'],
  ['POST', '/b/k?uploads&tagging', 'NotImplemented'],
  ['PUT', '/b/k?append&position=0', 'NotImplemented'],
  ['PUT', '/b/k?renameObject', 'NotImplemented'],
  ['POST', '/b/k?select&select-type=2', 'NotImplemented'],
  ['GET', '/b/k?attributes', 'NotImplemented'],
  ['PUT', '/b?abac', 'NotImplemented'],
  ['PUT', '/b?metadataJournalTable', 'NotImplemented'],
  ['DELETE', '/b?uploads', 'MethodNotAllowed'],
  ['DELETE', '/b?location', 'MethodNotAllowed'],
  ['PUT', '/b?delete', 'MethodNotAllowed'],
  ['PUT', '/b/k?cors', 'MethodNotAllowed'],
  ['PUT', '/b/k?partNumber=1', 'MethodNotAllowed'],
  ['DELETE', '/b/k?partNumber=1', 'MethodNotAllowed'],
  ['POST', '/b/k', 'MethodNotAllowed'],
  ['PATCH', '/b/k', 'MethodNotAllowed'],
  ['DELETE', '/', 'MethodNotAllowed'],
])('%s %s is rejected with %s', (method, url, code) => {
  expect(() => operationOf(method, url)).toThrow(expect.objectContaining({ code }));
});
