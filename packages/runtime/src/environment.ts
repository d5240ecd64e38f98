import { REGISTRATION_MODES } from '@media/core';
import { z } from 'zod';
import { bytes, GIB, internalPort, port } from './environment-fields.js';
import { Services } from './service-environment.js';
import { Control, Encode, Worker, type WorkerRole } from './worker-environment.js';

const Api = Services.extend({
  API_PORT: port.default(3001).describe('Port of the API'),
  API_HOST: z.string().default('0.0.0.0').describe('Address the API listens on'),
  API_METRICS_PORT: internalPort.describe('Port of /metrics for Prometheus; unset: no metrics are served'),
  API_METRICS_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address the metrics are served on; 0.0.0.0 when Prometheus runs on another machine'),
  WEB_PORT: port.default(3000).describe('Port of the web app, for the default of PUBLIC_URL'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'URL of the web app, used in links; defaults to http://localhost:WEB_PORT. With https, cookies are secure',
    ),
  JWT_SECRET: z
    .string()
    .min(32, 'Must have at least 32 characters; generate one with `openssl rand -hex 32`')
    .describe('Signs tokens; at least 32 characters. Changing it signs out all users'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'Must be a URL such as smtp://user:password@host:587' })
    .optional()
    .describe(
      'Mail server, such as smtp://user:password@host:587; smtps:// for TLS from the start. Unset: emails are written to the log and to DATA_DIR/mail',
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/,
      'Must be an address such as Videos <videos@example.org>',
    )
    .optional()
    .describe('Sender of emails, such as Videos <videos@example.org>; defaults to no-reply at the host of PUBLIC_URL'),
  TRACE_URL_TEMPLATE: z
    .url({ protocol: /^https?$/, error: 'Must be a URL with {traceId}' })
    .includes('{traceId}', 'Must contain {traceId}')
    .optional()
    .describe(
      'Page of a trace, such as https://jaeger.example.org/trace/{traceId}; the pages of videos link it. Unset: no links',
    ),
  REGISTRATION: z
    .enum(REGISTRATION_MODES)
    .default('open')
    .describe(
      'Who can create an account: `open` (anyone), `invitation` (only the invited address, with the link of the invitation) or `closed` (nobody). As long as there is no account, anyone can create the first one',
    ),
  VIEWER_STATISTICS: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether views by people without an account are counted; `off`: for no organization'),
  ORGANIZATIONS_PER_USER: z.coerce
    .number()
    .int()
    .min(0)
    .default(20)
    .describe(
      'How many organizations a user can own, besides the personal one, when they create another one. Each has limits of its own, so this also limits what one person can use',
    ),
  MAX_UPLOAD_BYTES: bytes.default(100 * GIB).describe('Largest accepted upload, in bytes'),
  UPLOAD_FIRST_CHECK_SECONDS: z.coerce
    .number()
    .positive()
    .max(3_600)
    .default(30)
    .describe(
      "How long a worker waits after an upload's URLs were signed before it first checks whether all bytes have arrived",
    ),
  STORE_DEADLINE_SECONDS: z.coerce
    .number()
    .positive()
    .max(60)
    .default(5)
    .describe('How long a request waits for storage before it fails with STORAGE_UNAVAILABLE'),
  TRUST_PROXY: z
    .string()
    .default('loopback')
    .describe('Addresses whose X-Forwarded-For is trusted: the web server and your proxies'),
  AUTH_RATE_LIMIT: z.coerce
    .number()
    .int()
    .positive()
    .default(20)
    .describe(
      'Maximum number of attempts to sign in or register from one address in 5 minutes, and of registrations from one address in an hour. Also the limit for wrong passwords for one account in an hour, from one address or from one browser that has signed in before. For all other browsers together, that limit is five times as high',
    ),
  RATE_LIMIT_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(0)
    .default(6_000)
    .describe('Requests per minute from one IPv4 address or IPv6 /64, across all API processes; 0 for no limit'),
  RATE_LIMIT_PER_ORGANIZATION: z.coerce
    .number()
    .int()
    .min(0)
    .default(12_000)
    .describe('Authenticated requests per minute for one organization, across all API processes; 0 for no limit'),
  STREAMS_PER_USER: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000)
    .describe('Event streams that one account can have open at each API process'),
  API_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(2_000)
    .describe(
      'Connections that one IPv4 address or IPv6 /64 can have open at each API process; addresses in TRUST_PROXY are not counted',
    ),
});

/** A migration connects to the database only. */
const Migrate = Services.pick({ DATABASE_URL: true, LOG_LEVEL: true });

/** The web server reads its environment itself. It gets no secrets: it is public and renders user content. */
const Web = Services.pick({
  AWS_REGION: true,
  AWS_S3_BUCKET: true,
  S3_ENDPOINT: true,
  S3_PUBLIC_ENDPOINT: true,
  S3_FORCE_PATH_STYLE: true,
}).extend({
  API_ORIGIN: z
    .string()
    .optional()
    .describe('URL at which the web server reaches the API; defaults to http://127.0.0.1:API_PORT'),
  API_PORT: Api.shape.API_PORT.describe('Port of the API, for the default of API_ORIGIN'),
  PUBLIC_URL: Api.shape.PUBLIC_URL.describe('URL of the web app'),
  WEB_METRICS_PORT: internalPort.describe('Port of /metrics for Prometheus; unset: no metrics are served'),
  WEB_METRICS_HOST: Api.shape.API_METRICS_HOST,
  WEB_CONNECTIONS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .positive()
    .default(1_000)
    .describe('Connections that one address can have open; raise it behind a proxy that serves many users'),
});

/** The variables of each program. */
export const ENVIRONMENT = { services: Services, api: Api, migrate: Migrate, worker: Worker, web: Web };

/** The variables that a worker reads for one role only. */
export const ROLE_ENVIRONMENT = { control: Control, encode: Encode } satisfies Record<WorkerRole, z.ZodObject>;
