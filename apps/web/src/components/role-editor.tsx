'use client';

import type { Role } from '@preferably/domain';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useWordsForProblem } from '../lib/words-for-problem.ts';
import { Button } from './ui/button.tsx';
import { Select } from './ui/select.tsx';

/**
 * A role in a table row. Choosing is not changing: arrow keys run through the options of a closed select, so a
 * button confirms it.
 */
export function RoleEditor<R extends Role>(props: {
  label: string;
  value: R;
  roles: readonly R[];
  onSave: (role: R) => Promise<unknown>;
}) {
  const t = useTranslations('common');
  const words = useWordsForProblem();
  const [chosen, setChosen] = useState<R | null>(null);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const role = chosen ?? props.value;

  async function save() {
    setPending(true);
    setError(null);
    try {
      await props.onSave(role);
      setChosen(null);
    } catch (cause) {
      setError(cause);
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="flex min-w-44 flex-col gap-1">
      <div className="flex gap-1.5">
        <div className="w-32">
          <Select
            aria-label={props.label}
            value={role}
            disabled={pending}
            onChange={(event) => {
              setError(null);
              setChosen(props.roles.find((each) => each === event.target.value) ?? null);
            }}
          >
            {props.roles.map((each) => (
              <option key={each} value={each}>
                {t(`role.${each as Role}`)}
              </option>
            ))}
          </Select>
        </div>
        {role === props.value ? null : (
          <Button variant="primary" pending={pending} onClick={() => void save()}>
            {t('action.save')}
          </Button>
        )}
      </div>
      {error ? (
        <p role="alert" className="text-sm text-danger">
          {words(error)}
        </p>
      ) : null}
    </div>
  );
}
