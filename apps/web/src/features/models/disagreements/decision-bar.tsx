'use client';

import { type DisagreementResolution, disagreementResolutions } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { Button } from '../../../components/ui/button.tsx';
import { Kbd } from '../../../components/ui/kbd.tsx';
import { keyOf } from './queue-keys.ts';

/** What becomes of it: three buttons, each with its key and with what it leads to. It stays in sight. */
export function DecisionBar(props: {
  pending: DisagreementResolution | null;
  onDecide: (resolution: DisagreementResolution) => void;
}) {
  const t = useTranslations('disagreements');
  return (
    <fieldset className="border-t border-line bg-canvas py-3 sm:sticky sm:bottom-0">
      <legend className="sr-only">{t('decide')}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {disagreementResolutions.map((each) => (
          <div key={each} className="flex flex-col gap-0.5">
            <Button
              pending={props.pending === each}
              aria-describedby={`${each}-hint`}
              onClick={() => props.onDecide(each)}
            >
              {t(`decision.${each}`)} <Kbd>{keyOf(each)}</Kbd>
            </Button>
            <p id={`${each}-hint`} className="text-xs text-muted max-sm:sr-only">
              {t(`decisionHint.${each}`)}
            </p>
          </div>
        ))}
      </div>
      <p className="mt-1.5 text-xs text-muted pointer-coarse:hidden max-sm:hidden">{t('keys')}</p>
    </fieldset>
  );
}
