import type { OrganizationClient, TagView } from '@media/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';

const PAGE_SIZE = 100;

/** All tags of the current organization, by name. */
export const useTags = () => {
  const { client, current } = useOrganization();
  return useQuery({
    queryKey: tagsKey(current.id),
    queryFn: ({ signal }) => allTags(client, signal),
  });
};

/** Marks the list of tags as outdated after a change of any video's tags. */
export const useRefreshTags = (): (() => void) => {
  const queryClient = useQueryClient();
  const { current } = useOrganization();
  return () => void queryClient.invalidateQueries({ queryKey: tagsKey(current.id) });
};

const tagsKey = (organizationId: string) => ['tags', organizationId];

const allTags = async ({ tags }: OrganizationClient, signal: AbortSignal): Promise<TagView[]> => {
  const found: TagView[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await tags.list({ limit: PAGE_SIZE, ...(cursor && { cursor }) }, signal);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
};
