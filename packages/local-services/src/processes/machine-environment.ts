type Environment = Readonly<Record<string, string | undefined>>;

/** What any program may need to know of the machine that it runs on, and that gives nobody a right. */
const MACHINE = /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TZ|LANG|LANGUAGE|LC_\w+|XDG_\w+|LD_LIBRARY_PATH|MALLOC_\w+)$/;
/** What Node, its libraries and its telemetry read by themselves. */
const NODE =
  /^(NODE_\w+|UV_\w+|NEXT_\w+|OTEL_\w+|CI|NO_COLOR|FORCE_COLOR|SSL_CERT_FILE|SSL_CERT_DIR|(https?|all|no)_proxy)$/i;
/** NODE_AUTH_TOKEN, with which npm publishes, begins like the others. */
const SECRET = /TOKEN|SECRET|PASSWORD|CREDENTIAL/i;

const pick = (env: Environment, isWanted: (name: string) => boolean): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => isWanted(name)));

/** What a program of others is started with: nothing else of `env`, which holds the secrets of whoever started us. Pure. */
export const machineEnvironment = (env: Environment): NodeJS.ProcessEnv => pick(env, (name) => MACHINE.test(name));

/** What a program that runs on Node is started with, besides what it is told. Pure. */
export const nodeEnvironment = (env: Environment): NodeJS.ProcessEnv =>
  pick(env, (name) => MACHINE.test(name) || (NODE.test(name) && !SECRET.test(name)));
