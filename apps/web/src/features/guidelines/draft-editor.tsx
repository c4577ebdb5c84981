'use client';

import type { GuidelineVersion } from '@preferably/contracts';
import { type Dimension, locales } from '@preferably/domain';
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
import { ChoiceList } from './choice-list.tsx';
import { type Fault, faultsOf, fieldOf } from './draft-content.ts';
import { QuizEditor } from './quiz-editor.tsx';
import { TextPane } from './text-pane.tsx';
import { useDraft } from './use-draft.ts';
import { usualCategories, usualChips } from './usual-choices.ts';

const noFaults: ReadonlyMap<string, Fault> = new Map();

/** Writes a draft in both languages with a live preview and all that it asks, saves it, and publishes it for good. */
export function DraftEditor(props: {
  setId: string;
  dimension: Dimension;
  version: GuidelineVersion | null;
}) {
  const { setId, dimension, version } = props;
  const t = useTranslations('guidelines.editor');
  const fault = useTranslations('guidelines.fault');
  const words = useWordsForProblem();
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const draft = useDraft(setId, version);
  const [language, setLanguage] = useState<string>(locale);
  // Nobody is told about what they are still writing.
  const [insisted, setInsisted] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const { number, content } = draft;
  const faults = insisted ? faultsOf(content, dimension) : noFaults;

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

  /** Both ways out need a draft without faults, so both lead to the first of them. */
  function withoutFaults(then: () => void) {
    const [first] = faultsOf(content, dimension).keys();
    setInsisted(first !== undefined);
    if (first === undefined) return then();
    if (first === fieldOf.text) setLanguage('en');
    requestAnimationFrame(() => document.getElementById(first)?.focus());
  }

  const tabs = locales.map((each) => ({
    value: each,
    label: (
      <>
        {t(each)}
        {content.texts[each].trim() ? null : (
          <span className="ml-1.5 text-xs font-normal text-muted">({t('missing')})</span>
        )}
      </>
    ),
    content: (
      <TextPane
        locale={each}
        text={content.texts[each]}
        error={each === 'en' && faults.has(fieldOf.text) ? fault('textMissing') : undefined}
        onChange={(text) => draft.change({ texts: { ...content.texts, [each]: text } })}
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
          <Button pending={save.isPending} onClick={() => withoutFaults(() => save.mutate())}>
            {t('save')}
          </Button>
          <Button variant="primary" onClick={() => withoutFaults(() => setPublishing(true))}>
            {t('publish')}
          </Button>
        </div>
      </div>
      {save.error ? <Notice tone="error">{words(save.error)}</Notice> : null}
      <Tabs label={t('languages')} tabs={tabs} value={language} onValueChange={setLanguage} />
      {dimension === 'safety' ? (
        <ChoiceList
          kind="categories"
          choices={content.categories}
          usual={usualCategories}
          faults={faults}
          onChange={(categories) => draft.change({ categories })}
        />
      ) : null}
      <ChoiceList
        kind="chips"
        choices={content.chips}
        usual={usualChips}
        faults={faults}
        onChange={(chips) => draft.change({ chips })}
      />
      <QuizEditor quiz={content.quiz} faults={faults} onChange={(quiz) => draft.change({ quiz })} />
      <ConfirmDialog
        open={publishing}
        onOpenChange={setPublishing}
        title={t('publishTitle', { number })}
        confirm={t('publishConfirm')}
        onConfirm={publish}
      >
        <p>{t('publishBody')}</p>
        <p className="font-medium">{t('publishFinal')}</p>
        {content.texts.ko.trim() ? null : <Notice tone="warn">{t('publishNoKorean')}</Notice>}
      </ConfirmDialog>
    </div>
  );
}
