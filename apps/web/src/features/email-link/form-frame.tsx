import { Stack } from '@mantine/core';
import type { ReactNode, Ref, SubmitEventHandler } from 'react';
import { Frame } from './frame';

type Props = {
  title: string;
  form: Ref<HTMLFormElement>;
  onSubmit: SubmitEventHandler<HTMLFormElement>;
  children: ReactNode;
};

/** A card with a form that checks its own fields. */
export const FormFrame = ({ title, form, onSubmit, children }: Props) => (
  <Frame title={title}>
    {/* Without scripts, POST keeps the fields out of the URL. */}
    <form ref={form} method="post" noValidate onSubmit={onSubmit}>
      <Stack>{children}</Stack>
    </form>
  </Frame>
);
