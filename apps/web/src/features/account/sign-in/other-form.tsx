'use client';

import { Anchor, Text } from '@mantine/core';
import { useHash } from '@mantine/hooks';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';

type Props = { question: string; label: string; href: string };

/** Links to the other form and keeps the page to continue to. Its fragment can contain a token that no server may see. */
export const OtherForm = ({ question, label, href }: Props) => {
  const query = useSearchParams().toString();
  const [hash] = useHash();
  return (
    <Text size="sm" c="dimmed">
      {question}{' '}
      <Anchor component={Link} href={`${href}${query && `?${query}`}${hash}`} underline="always">
        {label}
      </Anchor>
    </Text>
  );
};
