'use client';

import {
  archiveModel,
  demoteModel,
  promoteModel,
  type RewardModel,
  restoreModel,
} from '@preferably/contracts';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { api } from '../../lib/api.ts';

/** What was done last, and how it is taken back. */
export interface Deed {
  done: 'promoted' | 'demoted' | 'archived' | 'restored';
  undo: () => Promise<void>;
}

/** What can be done with a model. The page is asked for anew afterwards: others may have changed more. */
export function useModelActions(model: RewardModel) {
  const router = useRouter();
  const [deed, setDeed] = useState<Deed | null>(null);
  const at = (modelId: string) => ({ params: { modelId } });

  function settle(next: Deed | null) {
    setDeed(next);
    router.refresh();
  }

  async function promote() {
    const { formerId } = await api(promoteModel, at(model.id));
    const undo = async () => {
      // Whoever was in use before is so again, and takes the place by itself.
      if (formerId) await api(promoteModel, at(formerId));
      else await api(demoteModel, at(model.id));
      settle(null);
    };
    settle({ done: 'promoted', undo });
  }

  async function demote() {
    await api(demoteModel, at(model.id));
    settle({ done: 'demoted', undo: promote });
  }

  async function archive() {
    await api(archiveModel, at(model.id));
    settle({ done: 'archived', undo: restore });
  }

  async function restore() {
    await api(restoreModel, at(model.id));
    settle({ done: 'restored', undo: archive });
  }

  return { deed, promote, demote, archive, restore };
}
