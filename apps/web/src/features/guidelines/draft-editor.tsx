'use client';

import type { GuidelineVersion } from '@preferably/contracts';
import { locales } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Tabs } from '../../components/ui/tabs.tsx';
import { useToast } from '../../components/ui/toast.tsx';
import { useWordsForProblem } from '../../lib/words-for-problem.ts';
import { TextPane } from './text-pane.tsx';
import { useDraft } from './use-draft.ts';

/** Writes a draft in both languages with a live preview, saves it, and publishes it for good. */
export function DraftEditor({ setId, version }: { setId: string; version: GuidelineVersion | null }) {
  const t = useTranslations('guidelines.editor');
  const words = useWordsForProblem();
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const draft = useDraft(setId, version);
  const [language, setLanguage] = useState<string>(locale);
  const [missing, setMissing] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const { number } = draft;

  const save = useMutation({
    mutationFn: draft.save,
    onSuccess: () => {
      toast(t('saved'));
      router.refresh();
    },
  });

  async function publish() {
    await draft.publish();
    toast(t('published', { number }));
    router.refresh();
  }

  /** Both ways out need the English text, so both lead back to it while it is missing. */
  function withEnglish(then: () => void) {
    const written = draft.texts.en.trim() !== '';
    setMissing(!written);
    if (written) then();
    else setLanguage('en');
  }

  const tabs = locales.map((each) => ({
    value: each,
    label: (
      <>
        {t(each)}
        {draft.texts[each].trim() ? null : (
          <span className="ml-1.5 text-xs font-normal text-muted">({t('missing')})</span>
        )}
      </>
    ),
    content: (
      <TextPane
        locale={each}
        text={draft.texts[each]}
        error={each === 'en' && missing ? t('required') : undefined}
        onChange={(text) => {
          setMissing(false);
          draft.write(each, text);
        }}
      />
    ),
  }));

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-semibold">{t('title', { number })}</h2>
        <div className="flex flex-wrap items-center gap-2">
          <span role="status" className="text-sm text-muted">
            {draft.dirty ? t('unsaved') : null}
          </span>
          <Button pending={save.isPending} onClick={() => withEnglish(() => save.mutate())}>
            {t('save')}
          </Button>
          <Button variant="primary" onClick={() => withEnglish(() => setPublishing(true))}>
            {t('publish')}
          </Button>
        </div>
      </div>
      {save.error ? <Notice tone="error">{words(save.error)}</Notice> : null}
      <Tabs label={t('languages')} tabs={tabs} value={language} onValueChange={setLanguage} />
      <ConfirmDialog
        open={publishing}
        onOpenChange={setPublishing}
        title={t('publishTitle', { number })}
        confirm={t('publishConfirm')}
        onConfirm={publish}
      >
        <p>{t('publishBody')}</p>
        <p className="font-medium">{t('publishFinal')}</p>
        {draft.texts.ko.trim() ? null : <Notice tone="warn">{t('publishNoKorean')}</Notice>}
      </ConfirmDialog>
    </div>
  );
}
