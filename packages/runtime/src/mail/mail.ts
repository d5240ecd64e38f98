/** A plain-text email. */
export type Mail = { to: string; subject: string; text: string };

/** Delivers one email, or rejects. */
export type Transport = {
  deliver(mail: Mail): Promise<void>;
  close(): void;
};
