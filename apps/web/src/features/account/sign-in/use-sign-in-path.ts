'use client';

import { useSyncExternalStore } from 'react';
import { requestedPage } from './requested-page';

const subscribe = () => () => undefined;
const onServer = () => '/sign-in';

/** The path of the sign-in form, which continues to the page that was requested before. */
export const useSignInPath = (): string => useSyncExternalStore(subscribe, requestedPage.signInPath, onServer);
