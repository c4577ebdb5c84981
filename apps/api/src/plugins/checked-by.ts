import { DomainError } from '@preferably/domain';
import type { FastifySchemaCompiler } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { unstorable } from './storable-text.ts';

/** Every request is checked by its zod schema, and for text that no Postgres holds: said here, it is nobody's 500. */
export const checkedBy: FastifySchemaCompiler<z.ZodType> = (route) => {
  const byZod = validatorCompiler(route);
  return (data) => {
    const checked = byZod(data) as { value?: unknown; error?: Error };
    const found = checked.error ? null : unstorable(checked.value);
    return found ? { error: new DomainError('invalid_request', `${found.path} ${found.why}`) } : checked;
  };
};
