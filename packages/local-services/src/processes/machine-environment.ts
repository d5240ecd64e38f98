type Environment = Readonly<Record<string, string | undefined>>;

/** Variables about the machine. None of them grants access to anything. */
const MACHINE = /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TZ|LANG|LANGUAGE|LC_\w+|XDG_\w+|LD_LIBRARY_PATH|MALLOC_\w+)$/;
/** Variables that Node.js and its libraries read themselves. */
const NODE =
  /^(NODE_\w+|UV_\w+|NEXT_\w+|OTEL_\w+|CI|NO_COLOR|FORCE_COLOR|SSL_CERT_FILE|SSL_CERT_DIR|(https?|all|no)_proxy)$/i;
/** For example NODE_AUTH_TOKEN, which would match NODE. */
const SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL/i;

const pick = (env: Environment, isWanted: (name: string) => boolean): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => isWanted(name)));

/** The environment for third-party programs. Drops everything else from `env`, which can contain secrets. Pure. */
export const machineEnvironment = (env: Environment): NodeJS.ProcessEnv => pick(env, (name) => MACHINE.test(name));

/** The base environment for Node.js programs. Pure. */
export const nodeEnvironment = (env: Environment): NodeJS.ProcessEnv =>
  pick(env, (name) => MACHINE.test(name) || (NODE.test(name) && !SECRET.test(name)));
