/** The field of a form that only asks for the current password. */
export const readPassword = (data: FormData) => ({ password: String(data.get('password') ?? '') });

export const checkPassword = ({ password }: { password: string }): Record<string, string> =>
  password === '' ? { password: 'Enter your password.' } : {};
