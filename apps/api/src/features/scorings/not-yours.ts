import { DomainError } from '@preferably/domain';

/** What a worker hears whose scoring was given to another, or has ended. */
export const notYours = () =>
  new DomainError(
    'scoring_not_yours',
    'this scoring is not (or no longer) held by this worker; drop it and claim the next one',
  );
