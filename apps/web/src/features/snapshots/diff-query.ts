import type { Snapshot } from '@preferably/contracts';

type Search = Record<string, string | string[] | undefined>;
type Named = Pick<Snapshot, 'id' | 'name'>;

/** What the address asks for. Anything it should not hold is left out rather than refused. */
export function readDiffQuery({ against, after }: Search): { against?: string; after?: string } {
  return {
    ...(typeof against === 'string' && against ? { against } : {}),
    ...(typeof after === 'string' && after ? { after } : {}),
  };
}

export function diffAddress(
  projectId: string,
  snapshotId: string,
  query: { against: string; after?: string | undefined },
): string {
  const search = new URLSearchParams({ against: query.against });
  if (query.after) search.set('after', query.after);
  return `/projects/${projectId}/snapshots/${snapshotId}/diff?${search}`;
}

/** What one compares with first: the parent, else the newest of the earlier ones, else any. `others` are newest first. */
export function usualOther<Other extends Named>(
  snapshot: Pick<Snapshot, 'id' | 'parent'>,
  others: readonly Other[],
): Other | undefined {
  return (
    others.find(({ id }) => id === snapshot.parent?.id) ??
    // Ids grow with time.
    others.find(({ id }) => id < snapshot.id) ??
    others[0]
  );
}
