'use client';

import type { Choice } from '@preferably/domain';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Card } from '../../components/ui/card.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Input } from '../../components/ui/input.tsx';
import {
  choiceOf,
  codeOf,
  type DraftChoice,
  type Fault,
  fieldOf,
  most,
  moved,
  newChoice,
} from './draft-content.ts';
import { RowTools } from './row-tools.tsx';
import { WordsFields } from './words-fields.tsx';

/** Risk categories or yes/no questions: their words in both languages and the code they are stored under. */
export function ChoiceList(props: {
  kind: 'categories' | 'chips';
  choices: readonly DraftChoice[];
  /** Offered while the list is empty. */
  usual: readonly Choice[];
  faults: ReadonlyMap<string, Fault>;
  onChange: (choices: DraftChoice[]) => void;
}) {
  const { kind, choices, faults, onChange } = props;
  const t = useTranslations('guidelines');
  const add = useRef<HTMLButtonElement>(null);
  const faultAt = (field: string) => {
    const fault = faults.get(field);
    return fault ? t(`fault.${fault}`) : undefined;
  };
  const change = (index: number, choice: DraftChoice) => onChange(choices.with(index, choice));

  return (
    <Card title={t(`${kind}.title`)} description={t(`${kind}.description`)}>
      <div className="flex flex-col gap-4">
        {choices.length > 0 ? (
          <ul className="flex flex-col gap-4">
            {choices.map((choice, index) => (
              <li key={choice.key} className="flex flex-wrap items-start gap-x-3 gap-y-2">
                <WordsFields
                  id={fieldOf.label(choice.key)}
                  label={t('list.label')}
                  words={choice.label}
                  error={faultAt(fieldOf.label(choice.key))}
                  onChange={(label) =>
                    change(index, { ...choice, label, code: choice.follows ? codeOf(label.en) : choice.code })
                  }
                />
                <Field
                  id={fieldOf.code(choice.key)}
                  label={t('list.code')}
                  error={faultAt(fieldOf.code(choice.key))}
                  className="min-w-0 grow basis-40"
                >
                  <Input
                    value={choice.code}
                    maxLength={40}
                    autoComplete="off"
                    spellCheck={false}
                    className="font-mono"
                    onChange={(event) =>
                      change(index, { ...choice, code: event.target.value, follows: false })
                    }
                  />
                </Field>
                <div className="mt-6">
                  <RowTools
                    name={choice.label.en || t('list.unnamed', { number: index + 1 })}
                    first={index === 0}
                    last={index === choices.length - 1}
                    onMove={(by) => onChange(moved(choices, index, by))}
                    onRemove={() => {
                      onChange(choices.toSpliced(index, 1));
                      add.current?.focus();
                    }}
                  />
                </div>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted">{t(`${kind}.empty`)}</p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            ref={add}
            aria-disabled={choices.length >= most.choices || undefined}
            onClick={() => {
              if (choices.length >= most.choices) return;
              const choice = newChoice();
              onChange([...choices, choice]);
              requestAnimationFrame(() => document.getElementById(fieldOf.label(choice.key))?.focus());
            }}
          >
            <Plus aria-hidden />
            {t(`${kind}.add`)}
          </Button>
          {choices.length === 0 ? (
            <Button variant="ghost" onClick={() => onChange(props.usual.map((choice) => choiceOf(choice)))}>
              {t(`${kind}.usual`)}
            </Button>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
