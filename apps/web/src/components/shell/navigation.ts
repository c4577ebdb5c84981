import type { Me } from '@preferably/contracts';
import type { Role } from '@preferably/domain';

const entries = [
  {
    href: '/',
    name: 'projects',
    under: ['/projects', '/label'],
    roles: ['annotator', 'reviewer', 'engineer', 'admin'],
  },
  { href: '/work', name: 'work', under: [], roles: ['annotator', 'reviewer', 'engineer', 'admin'] },
  { href: '/guidelines', name: 'guidelines', under: [], roles: ['reviewer', 'engineer', 'admin'] },
  { href: '/people', name: 'people', under: [], roles: ['admin'] },
  { href: '/api-keys', name: 'apiKeys', under: [], roles: ['engineer', 'admin'] },
] as const satisfies readonly {
  href: string;
  name: string;
  under: readonly string[];
  roles: readonly Role[];
}[];

/** What somebody can use, by their instance role; the API is what decides. */
export function navigationFor(me: Me) {
  return entries.filter((entry) => entry.roles.some((role) => role === me.role));
}
