'use client';

import { type RewardModel, type Scoring, startScoring } from '@preferably/contracts';
import { type ScoringScope, scoringScopes } from '@preferably/domain';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { ChoiceGroup } from '../../../components/ui/choice-group.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Radio } from '../../../components/ui/radio.tsx';
import { api } from '../../../lib/api.ts';
import { problemKeyOf, useWordsForProblem } from '../../../lib/words-for-problem.ts';

/** Which comparisons a worker shall score; each choice says what its scores are for. */
export function StartScoring(props: {
  model: RewardModel;
  hear: (said: Scoring) => void;
  askAgain: () => Promise<void>;
}) {
  const { model } = props;
  const t = useTranslations('scores');
  const words = useWordsForProblem();
  const name = useId();
  const [scope, setScope] = useState<ScoringScope>('all');
  const start = useMutation({
    mutationFn: () => api(startScoring, { params: { modelId: model.id }, body: { scope } }),
    onSuccess: props.hear,
    // Somebody else may have started one: then it is shown.
    onError: props.askAgain,
  });
  if (model.state === 'archived') return <p className="text-muted">{t('archived')}</p>;
  const nothing = problemKeyOf(start.error) === 'nothing_to_score';
  return (
    <form
      className="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!start.isPending) start.mutate();
      }}
    >
      <ChoiceGroup legend={t('which')}>
        {scoringScopes.toReversed().map((each) => (
          <Radio
            key={each}
            name={name}
            value={each}
            label={t(`scope.${each}`)}
            hint={t(`scopeHint.${each}`)}
            checked={scope === each}
            onChange={() => {
              setScope(each);
              start.reset();
            }}
          />
        ))}
      </ChoiceGroup>
      {start.error ? <Notice tone={nothing ? 'info' : 'error'}>{words(start.error)}</Notice> : null}
      <Button type="submit" pending={start.isPending}>
        {t('start')}
      </Button>
    </form>
  );
}
