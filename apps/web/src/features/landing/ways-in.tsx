'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';

export const WaysIn = () => (
  <Group gap="sm">
    <Button component={Link} href="/sign-up" size="md">
      Create an account
    </Button>
    <Button component={Link} href="/sign-in" size="md" variant="default">
      Sign in
    </Button>
  </Group>
);
