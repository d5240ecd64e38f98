'use client';

import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { fieldErrors } from './field-errors';
import { focusFirstInvalid } from './focus-first-invalid';

type Options<Fields> = {
  read: (data: FormData) => Fields;
  /** Errors that need no request, by field name. */
  check: (fields: Fields) => Record<string, string>;
  mutation: { mutate: (fields: Fields) => void; reset: () => void; error: Error | null };
};

/** A form that checks its fields before it sends them, and focuses the first one with an error. */
export const useCheckedForm = <Fields>({ read, check, mutation: { mutate, reset, error } }: Options<Fields>) => {
  const form = useRef<HTMLFormElement>(null);
  const [clientErrors, setClientErrors] = useState<Record<string, string>>({});
  const serverErrors = fieldErrors(error);

  useEffect(() => {
    if (error && form.current) focusFirstInvalid(form.current, fieldErrors(error));
  }, [error]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = read(new FormData(event.currentTarget));
    const problems = check(fields);
    setClientErrors(problems);
    reset();
    if (Object.keys(problems).length > 0) focusFirstInvalid(event.currentTarget, problems);
    else mutate(fields);
  };

  const formError = error && Object.keys(serverErrors).length === 0 ? error.message : undefined;
  return { form, submit, errors: { ...clientErrors, ...serverErrors }, formError };
};
