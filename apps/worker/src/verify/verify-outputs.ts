import type { Step } from '../run-task/step.js';
import { checkSizes } from './check-sizes.js';
import { FoundWrong } from './findings.js';

/** Looks at what was published, in the store, before the video is called completed. */
export const verifyOutputs: Step = async ({ store, mediaRows }, { task, signal }) => {
  const published = await mediaRows.published(task.organizationId, task.jobId);
  const findings = await checkSizes(store, published, signal);
  if (findings.length > 0) throw new FoundWrong(findings);
  return {};
};
