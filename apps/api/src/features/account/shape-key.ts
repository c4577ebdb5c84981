import { type Scope, scopes } from '@preferably/domain';
import { PERMISSIONS } from '../../plugins/caller.ts';

interface StoredKey {
  id: string;
  name: string | null;
  start: string | null;
  permissions?: Record<string, string[]> | string | null;
  createdAt: Date;
  lastRequest: Date | null;
  expiresAt: Date | null;
}

export function shapeKey(key: StoredKey) {
  const stored = typeof key.permissions === 'string' ? JSON.parse(key.permissions) : key.permissions;
  const granted: string[] = stored?.[PERMISSIONS] ?? [];
  return {
    id: key.id,
    name: key.name ?? '',
    start: key.start ?? '',
    scopes: scopes.filter((s): s is Scope => granted.includes(s)),
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastRequest?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  };
}
