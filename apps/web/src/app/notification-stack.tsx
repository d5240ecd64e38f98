'use client';

import { Notifications } from '@mantine/notifications';

export const NotificationStack = () => <Notifications position="bottom-center" limit={4} />;
