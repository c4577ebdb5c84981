import { DomainError } from './errors.ts';
import type { ModelState } from './vocabulary.ts';

/** What somebody does with a reward model. */
export const modelActions = ['promote', 'demote', 'archive', 'restore'] as const;
export type ModelAction = (typeof modelActions)[number];

const after: Record<ModelAction, ModelState> = {
  promote: 'promoted',
  demote: 'candidate',
  archive: 'archived',
  restore: 'candidate',
};

/**
 * The state that an action leads to; doing again what is done changes nothing.
 * @throws DomainError model_promoted: the model in use is not put away; model_archived: what is put away is not used
 */
export function decideModelState(state: ModelState, action: ModelAction): ModelState {
  if (state === 'promoted' && action === 'archive') {
    throw new DomainError(
      'model_promoted',
      'this model is the promoted one of its project; promote another one or demote it, then archive it',
    );
  }
  if (state === 'archived' && action === 'promote') {
    throw new DomainError('model_archived', 'this model is archived; restore it, then promote it');
  }
  const undone = { demote: 'promoted', restore: 'archived' } as const;
  // Taking back what does not hold leaves the model as it is.
  if ((action === 'demote' || action === 'restore') && state !== undone[action]) return state;
  return after[action];
}
