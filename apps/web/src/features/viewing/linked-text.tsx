import { linkParts } from './link-parts';
import styles from './linked-text.module.css';

/** Plain text with its line breaks, and with links. */
export const LinkedText = ({ text }: { text: string }) => {
  let at = 0;
  return (
    <p className={styles.text}>
      {linkParts(text).map((part) => {
        const key = at;
        at += part.text.length;
        return part.url ? (
          <a key={key} href={part.url} rel="nofollow noopener" target="_blank">
            {part.text}
          </a>
        ) : (
          part.text
        );
      })}
    </p>
  );
};
