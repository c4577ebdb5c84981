import { Webhook } from 'standardwebhooks';

const TIMEOUT_MS = 10_000;

/** `status` null: there was no answer. The words hold neither the address nor anything that the receiver said. */
export type Outcome =
  | { delivered: true; status: number }
  | { delivered: false; status: number | null; error: string };

/** Sends a signed message once (Standard Webhooks): taken when the answer is 2xx; redirects are not followed. */
export async function sendMessage(
  to: { url: string; secret: string },
  message: { id: string; body: string; now: Date },
): Promise<Outcome> {
  const { id, body, now } = message;
  try {
    const response = await fetch(to.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Preferably',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(to.secret).sign(id, now, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return { delivered: true, status };
    return { delivered: false, status, error: wordsForStatus(status) };
  } catch (error) {
    return { delivered: false, status: null, error: wordsForSilence(error) };
  }
}

function wordsForStatus(status: number): string {
  if (status === 410) return 'the receiver answered 410 (gone), so the webhook was switched off';
  if (status >= 300 && status < 400)
    return `the receiver answered ${status} (a redirect); name the address it leads to`;
  return `the receiver answered ${status}`;
}

function wordsForSilence(error: unknown): string {
  if ((error as Error).name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
  return code === undefined ? 'no connection' : `no connection (${code})`;
}
