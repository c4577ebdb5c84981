import { DomainError } from '@preferably/domain';

/** What a worker hears whose run was given to another, or has ended. */
export const notYours = () =>
  new DomainError(
    'run_not_yours',
    'this run is not (or no longer) held by this worker; drop it and claim the next one',
  );
