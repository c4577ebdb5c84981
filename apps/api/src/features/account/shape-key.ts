import { type Scope, scopes } from '@preferably/domain';
import { PERMISSIONS, projectsOfKey } from '../../plugins/caller.ts';

interface StoredKey {
  id: string;
  name: string | null;
  start: string | null;
  metadata: unknown;
  permissions?: unknown;
  createdAt: Date;
  lastRequest: Date | null;
  expiresAt: Date | null;
}

/** As the library tells it, or as the database has it. */
const parsed = (stored: unknown): unknown => (typeof stored === 'string' ? JSON.parse(stored) : stored);

export function shapeKey(key: StoredKey) {
  const granted = (parsed(key.permissions) as Record<string, string[]> | null)?.[PERMISSIONS] ?? [];
  return {
    id: key.id,
    name: key.name ?? '',
    start: key.start ?? '',
    scopes: scopes.filter((s): s is Scope => granted.includes(s)),
    projects: projectsOfKey(parsed(key.metadata)),
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastRequest?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  };
}
