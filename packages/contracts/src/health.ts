import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const getHealth = endpoint({
  name: 'getHealth',
  summary: 'Whether the service and its database answer',
  method: 'GET',
  path: '/v1/health',
  reply: z.object({ ok: z.boolean(), version: z.string() }),
  status: 200,
});
