import { useMediaQuery } from '@mantine/hooks';

/** Whether the device has only a touchscreen, so that files can't be dropped. */
export const useIsTouch = (): boolean => useMediaQuery('(hover: none) and (pointer: coarse)') ?? false;
