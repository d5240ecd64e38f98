// A separate entry point, because only the API sends emails.
export { type Compose, createMailer, type MailConfig, type Mailer } from './create-mailer.js';
export type { Mail } from './mail.js';
export { nameInMail } from './name-in-mail.js';
