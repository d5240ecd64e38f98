/** What a client knows of its session. In cookie mode the refresh token never reaches JavaScript. */
export type Tokens = {
  accessToken: string;
  /** By this machine's own clock, in milliseconds since 1970. */
  expiresAtMs: number;
  refreshToken?: string | undefined;
};

/** Where the tokens live between calls. */
export type TokenStore = {
  read(): Tokens | undefined;
  write(tokens: Tokens | undefined): void;
};

/** Forgets everything with the process or the page. */
export const memoryTokenStore = (): TokenStore => {
  let kept: Tokens | undefined;
  return {
    read: () => kept,
    write: (tokens) => {
      kept = tokens;
    },
  };
};
