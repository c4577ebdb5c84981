/** The four things a browser asks of the authentication endpoints, and every way they can end. */

export type SignInOutcome =
  | { kind: 'ok' }
  | { kind: 'wrong' }
  | { kind: 'limited'; seconds: number }
  | { kind: 'disabled' }
  | { kind: 'unreachable' };

async function post(path: string, body: object): Promise<Response | null> {
  try {
    return await fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return null;
  }
}

export function secondsToWait(response: Response): number {
  const said = Number(response.headers.get('x-retry-after') ?? response.headers.get('retry-after'));
  return Number.isFinite(said) && said > 0 ? Math.ceil(said) : 10;
}

export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  const response = await post('sign-in/email', { email, password });
  if (!response || response.status >= 500) return { kind: 'unreachable' };
  if (response.ok) return { kind: 'ok' };
  if (response.status === 429) return { kind: 'limited', seconds: secondsToWait(response) };
  if (response.status === 403) return { kind: 'disabled' };
  // Wrong password, unknown or misspelt address: one answer, so that nobody learns who has an account.
  return { kind: 'wrong' };
}

/** Ends the session and starts the pages afresh, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await post('sign-out', {});
  location.assign('/sign-in');
}

export type ChangePasswordOutcome =
  | { kind: 'ok' }
  | { kind: 'wrong' }
  | { kind: 'limited'; seconds: number }
  | { kind: 'unreachable' };

export async function changePassword(
  currentPassword: string,
  newPassword: string,
): Promise<ChangePasswordOutcome> {
  const response = await post('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
  if (!response || response.status >= 500) return { kind: 'unreachable' };
  if (response.ok) return { kind: 'ok' };
  if (response.status === 429) return { kind: 'limited', seconds: secondsToWait(response) };
  return { kind: 'wrong' };
}
