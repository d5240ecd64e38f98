import { Paper, Stack, Title } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

type Props = {
  title: string;
  /** For titles that take the focus. */
  titleRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
};

/** A card with one message or form, for pages that links in emails open. */
export const Frame = ({ title, titleRef, children }: Props) => (
  <Paper withBorder maw={480} mx="auto" mt={{ base: 'md', sm: '10vh' }} p={{ base: 'lg', xs: 'xl' }}>
    <Stack style={{ overflowWrap: 'anywhere' }}>
      <Title order={1} size="h2" ref={titleRef} tabIndex={titleRef ? -1 : undefined} style={{ outline: 'none' }}>
        {title}
      </Title>
      {children}
    </Stack>
  </Paper>
);
