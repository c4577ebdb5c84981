import { createUser as createUserEndpoint } from '@preferably/contracts';
import type { Role } from '@preferably/domain';
import { readRemoteConfig } from '../config.ts';
import { say } from '../say.ts';
import { keySession } from '../session.ts';

export async function createUser(options: { name: string; email: string; role: Role }): Promise<number> {
  const { url, apiKey } = readRemoteConfig();
  const { user, oneTimePassword } = await keySession(url, apiKey).client(createUserEndpoint, {
    body: { name: options.name, email: options.email, role: options.role },
  });
  say(`${user.name} <${user.email}> is ${user.role}`);
  if (oneTimePassword) say(`one-time password (not shown again): ${oneTimePassword}`);
  return 0;
}
