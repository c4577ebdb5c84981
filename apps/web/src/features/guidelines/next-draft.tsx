'use client';

import { createGuidelineVersion, type GuidelineVersion } from '@preferably/contracts';
import { useMutation } from '@tanstack/react-query';
import { FilePlus2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { api } from '../../lib/api.ts';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { contentOf, draftOf } from './draft-content.ts';

/** Drafts the next version as a copy of the newest published one. */
export function NextDraft({ setId, from }: { setId: string; from: GuidelineVersion }) {
  const t = useTranslations('guidelines.set');
  const words = useWordsForProblem();
  const router = useRouter();
  const draft = useMutation({
    mutationFn: () => api(createGuidelineVersion, { params: { setId }, body: contentOf(draftOf(from)) }),
    onSuccess: (version) => {
      router.push(`/guidelines/${setId}?version=${version.number}`);
      router.refresh();
    },
  });
  return (
    <div className="flex flex-col items-start gap-1">
      <Button pending={draft.isPending || draft.isSuccess} onClick={() => draft.mutate()}>
        <FilePlus2 aria-hidden />
        {t('next')}
      </Button>
      <p className="text-xs text-muted">{t('basedOn', { number: from.number })}</p>
      {draft.error ? <Notice tone="error">{words(draft.error)}</Notice> : null}
    </div>
  );
}
