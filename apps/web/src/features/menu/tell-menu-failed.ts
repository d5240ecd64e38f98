import { notifications } from '@mantine/notifications';

export const tellMenuFailed = (): void => {
  notifications.show({ color: 'red', message: 'The menu could not be loaded. Look at your connection.' });
};
