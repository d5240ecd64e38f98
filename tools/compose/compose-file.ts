import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type DependsOn = Readonly<Record<string, { condition: string }>>;

/** A service of docker-compose.yml, as far as we look at it. */
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

// One without another inside: replaced from the inside out.
const INNERMOST = /\$\{(\w+)(?::-([^${}]*))?\}/g;

/** Replaces `${NAME}` and `${NAME:-default}`, nested ones too, as Compose does. */
export const interpolate = (text: string, env: Environment): string => {
  const replaced = text.replace(INNERMOST, (_, name: string, preset = '') => env[name] || preset);
  return replaced === text ? text : interpolate(replaced, env);
};

/** The file with its merges and variables resolved. */
export const readCompose = (path: URL, env: Environment = {}): Compose =>
  parse(interpolate(readFileSync(path, 'utf8'), env), { merge: true }) as Compose;
