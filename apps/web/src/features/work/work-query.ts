import { type Strength, strengths } from '@preferably/domain';

export interface WorkQuery {
  project?: string;
  state?: 'judged' | 'skipped';
  strength?: Strength;
  search?: string;
}

type Search = Record<string, string | string[] | undefined>;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** What the address asks for. Anything it should not hold is left out rather than refused. */
export function readWorkQuery(given: Search): WorkQuery {
  const { project, state, strength, search } = given;
  const wanted = strengths.find((each) => each === strength);
  const words = typeof search === 'string' ? search.trim().slice(0, 200) : '';
  return {
    ...(typeof project === 'string' && uuid.test(project) ? { project } : {}),
    ...(state === 'judged' || state === 'skipped' ? { state } : {}),
    ...(wanted ? { strength: wanted } : {}),
    ...(words ? { search: words } : {}),
  };
}

/** The address that asks for it. */
export function workAddress(query: WorkQuery): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return search.size > 0 ? `/work?${search}` : '/work';
}
