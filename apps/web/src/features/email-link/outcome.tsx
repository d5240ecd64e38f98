'use client';

import { Button, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { type ReactNode, useEffect, useRef } from 'react';
import { Frame } from './frame';

type Props = {
  title: string;
  text: ReactNode;
  /** The next step. */
  next?: { label: string; href: string };
  /** Other buttons. */
  children?: ReactNode;
};

/** The result of a link or form. Takes the focus, so that screen readers announce it. */
export const Outcome = ({ title, text, next, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Frame title={title} titleRef={heading}>
      <Text>{text}</Text>
      <Group>
        {next && (
          <Button component={Link} href={next.href}>
            {next.label}
          </Button>
        )}
        {children}
      </Group>
    </Frame>
  );
};
