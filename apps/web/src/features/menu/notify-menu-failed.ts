import { notifications } from '@mantine/notifications';
import { MENU_FAILED } from './use-menu-on-demand';

export const notifyMenuFailed = (): void => {
  notifications.show({ color: 'red', message: MENU_FAILED });
};
