'use client';

import type { Dimension } from '@preferably/domain';
import { usePageKeys } from '../../lib/use-page-keys.ts';
import { type Command, commandOf } from './key-map.ts';

/** The keys of the labeling screen. */
export function useLabelKeys(dimension: Dimension, run: (command: Command) => void) {
  usePageKeys((press, where) => {
    const command = commandOf(press, where, dimension);
    return command && (() => run(command));
  });
}
