import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type DependsOn = Readonly<Record<string, { condition: string }>>;

/** The fields of a service that the checks read. */
export type Service = {
  image?: string;
  build?: { context: string; dockerfile: string; target: string };
  user?: string;
  command?: string[];
  environment?: Record<string, string | number | boolean | null>;
  ports?: string[];
  volumes?: string[];
  tmpfs?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  container_name?: string;
  restart?: string;
  healthcheck?: { test: string[] };
  depends_on?: DependsOn;
};
export type Compose = { name?: string; services: Record<string, Service>; volumes: Record<string, unknown> };

type Environment = Readonly<Record<string, string | undefined>>;

// Matches only expressions without a nested one, so that replacement proceeds from the inside out.
const INNERMOST = /\$\{(\w+)(?::-([^${}]*))?\}/g;

/** Replaces `${NAME}` and `${NAME:-default}`, including nested ones, as Compose does. */
export const interpolate = (text: string, env: Environment): string => {
  const replaced = text.replace(INNERMOST, (_, name: string, fallback = '') => env[name] || fallback);
  return replaced === text ? text : interpolate(replaced, env);
};

/** The file with its merges and variables resolved. */
export const readCompose = (path: URL, env: Environment = {}): Compose =>
  parse(interpolate(readFileSync(path, 'utf8'), env), { merge: true }) as Compose;
