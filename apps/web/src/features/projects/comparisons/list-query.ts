export const pageSize = 50;

export interface ListQuery {
  batch?: number;
  after?: string;
  limit: number;
}

type Search = Record<string, string | string[] | undefined>;

/** What the address asks for. Anything it should not hold is left out rather than refused. */
export function readListQuery(search: Search): ListQuery {
  const { batch, after } = search;
  return {
    limit: pageSize,
    ...(typeof batch === 'string' && /^\d{1,9}$/u.test(batch) ? { batch: Number(batch) } : {}),
    ...(typeof after === 'string' && after ? { after } : {}),
  };
}

/** The address of a page of the list; the first one when `after` is left out. */
export function listAddress(
  projectId: string,
  query: { batch?: number | undefined; after?: string | undefined },
): string {
  const search = new URLSearchParams();
  if (query.batch !== undefined) search.set('batch', String(query.batch));
  if (query.after) search.set('after', query.after);
  const path = `/projects/${projectId}/comparisons`;
  return search.size > 0 ? `${path}?${search}` : path;
}
