'use client';

import { Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useSession } from './session-provider';

const POINTS = [
  { title: 'Upload anything', text: 'Straight to storage, in parts that survive a lost connection.' },
  { title: 'Watch it happen', text: 'Every step live, and playable before the last one is done.' },
  { title: 'Play and download', text: 'Adaptive streaming for every screen, MP4 and sound to keep.' },
] as const;

/** What this is, in one screen. Who is signed in goes on to the library. */
export const Landing = () => {
  const { status } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (status === 'signedIn') router.replace('/videos');
  }, [status, router]);

  return (
    <Stack gap="xl" align="center" mt={{ base: 'xl', sm: 80 }} ta="center">
      <Title order={1} fz={{ base: 32, sm: 48 }} maw={720} textWrap="balance">
        Bring a video. Get it ready for every screen.
      </Title>
      <Text size="lg" c="dimmed" maw={560}>
        Upload what your camera made; this service turns it into a stream that plays anywhere and files that anyone can
        open.
      </Text>
      <Group justify="center">
        <Button component={Link} href="/sign-up" size="md">
          Create an account
        </Button>
        <Button component={Link} href="/sign-in" size="md" variant="default">
          Sign in
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xl" mt={{ base: 'md', sm: 'xl' }} maw={960}>
        {POINTS.map(({ title, text }) => (
          <div key={title}>
            <Text fw={600}>{title}</Text>
            <Text c="dimmed" size="sm">
              {text}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Stack>
  );
};
