/** The tokens of a session. In cookie mode the refresh token never reaches JavaScript. */
export type Tokens = {
  accessToken: string;
  /** By this machine's clock, in milliseconds since 1970. */
  expiresAtMs: number;
  refreshToken?: string | undefined;
};

/** Where tokens are stored between calls. */
export type TokenStore = {
  read(): Tokens | undefined;
  write(tokens: Tokens | undefined): void;
};

/** Keeps the tokens in memory, until the process ends or the page is left. */
export const memoryTokenStore = (): TokenStore => {
  let stored: Tokens | undefined;
  return {
    read: () => stored,
    write: (tokens) => {
      stored = tokens;
    },
  };
};
