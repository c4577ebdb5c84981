import { DomainError } from '@preferably/domain';
import type { FastifySchemaCompiler } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { unstorableAt } from './storable-text.ts';

/** Every request is checked by its zod schema, and for text that no Postgres holds: said here, it is nobody's 500. */
export const checkedBy: FastifySchemaCompiler<z.ZodType> = (route) => {
  const byZod = validatorCompiler(route);
  return (data) => {
    const path = unstorableAt(data);
    if (path === null) return byZod(data);
    const words = `${path}: the text holds a NUL or half a character (a lone surrogate); remove it`;
    return { error: new DomainError('invalid_request', words) };
  };
};
