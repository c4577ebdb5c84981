import { getHealth } from '@preferably/contracts';
import type { Context } from '../../context.ts';
import { everybody } from '../../policies.ts';

export function healthRoutes({ route, db }: Context) {
  route(getHealth, everybody, async () => {
    await db.pool.query('select 1');
    return { ok: true, version: '0.1.0' };
  });
}
