import type { RewardModel } from '@preferably/contracts';

type Search = Record<string, string | string[] | undefined>;
type Choice = Pick<RewardModel, 'id' | 'state'>;

export const compareAddress = (projectId: string, a: string, b: string) =>
  `/projects/${projectId}/models/compare?${new URLSearchParams({ a, b })}`;

/**
 * The two models that the address asks for. Where it names none: the newest against the promoted one, or against the
 * next. Null while there are not two. What it names and there is not is left out, as any other word.
 */
export function readCompareQuery<M extends Choice>(
  search: Search,
  models: readonly M[],
): { a: M; b: M } | null {
  const named = (name: 'a' | 'b') => models.find(({ id }) => id === search[name]);
  const useful = models.filter(({ state }) => state !== 'archived');
  const order = [...useful, ...models.filter(({ state }) => state === 'archived')];
  const askedA = named('a');
  const b = named('b') ?? order.find((model) => model !== askedA && model.state !== 'promoted');
  const a = askedA ?? order.find((model) => model.state === 'promoted' && model !== b);
  const [first, second] = [a ?? order.find((model) => model !== b), b ?? order.find((model) => model !== a)];
  return first && second && models.length > 1 ? { a: first, b: second } : null;
}
