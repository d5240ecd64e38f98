import type { MouseEvent } from 'react';
import { filtersToQuery, NO_FILTERS } from '../filters';
import { filterByTag } from '../use-filters';
import styles from './item-tags.module.css';

const MOST_SHOWN = 3;

/** The first tags of a video. A click shows only videos with the tag. */
export const ItemTags = ({ tags }: { tags: readonly string[] }) => {
  if (tags.length === 0) return null;
  const hidden = tags.slice(MOST_SHOWN);
  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.slice(0, MOST_SHOWN).map((name) => (
        <li key={name}>
          <TagLink name={name} />
        </li>
      ))}
      {hidden.length > 0 && (
        <li title={hidden.join(', ')} className={styles.more}>
          +{hidden.length}
        </li>
      )}
    </ul>
  );
};

const TagLink = ({ name }: { name: string }) => {
  const filter = (event: MouseEvent) => {
    // Other clicks open a tab or a window, or download.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    filterByTag(name);
  };
  return (
    <a href={filtersToQuery({ ...NO_FILTERS, tags: [name] })} title={name} className={styles.tag} onClick={filter}>
      {name}
    </a>
  );
};
