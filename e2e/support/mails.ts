import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { product } from './product.ts';

/** The emails to an address so far, oldest first. Without SMTP_URL, the product writes them to files. */
export const mailsTo = (address: string): string[] => {
  const dir = join(product().dataDir, 'mail');
  const names = globSync('*.eml', { cwd: dir }).sort();
  const mails = names.map((name) => readFileSync(join(dir, name), 'utf8'));
  return mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
};

/** The link in the last email with this subject. Waits for it. */
export const linkSentTo = async (address: string, subject: string): Promise<string> => {
  const found = () => mailsTo(address).filter((mail) => mail.includes(`\nSubject: ${subject}\n`));
  await expect.poll(() => found().length).toBeGreaterThan(0);
  return /^https?:\S+#\S+$/m.exec(found().at(-1) ?? '')?.[0] ?? '';
};
