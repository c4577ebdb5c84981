import type { ErrorCode } from '@preferably/domain';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One HTTP endpoint, told once: the API registers it, the client calls it, OpenAPI describes it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  /** operationId in OpenAPI; verb and noun. */
  name: string;
  summary: string;
  method: Method;
  /** Fastify's notation: /v1/projects/:projectId */
  path: string;
  params?: Params;
  query?: Query;
  /** The JSON body. Endpoints whose body is a stream of lines say `streams: true` and have no schema here. */
  body?: Body;
  streams?: boolean;
  reply: Reply;
  status: 200 | 201 | 202;
  /** More for those who read the API's description: what the summary does not say. Markdown. */
  description?: string;
  /** How a well-formed call by somebody who may make it can fail, beside what every endpoint of its kind answers. */
  refuses?: readonly ErrorCode[];
}

export function endpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodType,
>(definition: Endpoint<Params, Query, Body, Reply>): Endpoint<Params, Query, Body, Reply> {
  return definition;
}
