import { type CustomRecipe, VideoDetails } from '@media/contracts';
import { cleanLabel } from '@media/core';
import type { Upload } from '@media/database';

/** The video details given when the upload was created. */
export const declaredDetails = ({ videoDetails }: Pick<Upload, 'videoDetails'>): VideoDetails =>
  readDetails(videoDetails);

/** The video details requested by the completion in progress. */
export const askedDetails = ({ askedDetails: details }: Pick<Upload, 'askedDetails'>): VideoDetails =>
  readDetails(details);

/** An earlier version can have stored names that are invalid now. They are cleaned, because the upload must not fail. */
const readDetails = (stored: Record<string, unknown> | null): VideoDetails => {
  const { title, recipe, ...details } = (stored ?? {}) as VideoDetails;
  const cleanTitle = title && cleanLabel(title);
  return VideoDetails.parse({
    ...details,
    ...(cleanTitle && { title: cleanTitle }),
    ...(recipe && { recipe: typeof recipe === 'string' ? recipe : withCleanName(recipe) }),
  });
};

const withCleanName = ({ name, ...recipe }: CustomRecipe): object => {
  const cleanName = cleanLabel(name);
  return { ...recipe, ...(cleanName && { name: cleanName }) };
};
