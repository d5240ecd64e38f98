/** Focuses the first field that has an error. */
export const focusFirstInvalid = (form: HTMLFormElement, errors: Record<string, string>): void => {
  const first = [...form.elements].find((field) => field instanceof HTMLInputElement && field.name in errors);
  if (first instanceof HTMLInputElement) first.focus();
};
