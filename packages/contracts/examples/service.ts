// Where the service is and with which key: every example begins here.
import { createClient } from '@preferably/contracts';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}; a key is made on the service's page "API keys"`);
  return value;
}

export const url = setting('PREFERABLY_URL').replace(/\/$/u, '');
export const headers = { 'x-api-key': setting('PREFERABLY_API_KEY') };
export const call = createClient({ baseUrl: url, headers: () => headers });
