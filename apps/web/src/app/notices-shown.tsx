'use client';

import { Notifications } from '@mantine/notifications';

export const NoticesShown = () => <Notifications position="bottom-center" limit={4} />;
