'use client';

import type { Project } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '../../components/ui/checkbox.tsx';
import { ChoiceGroup } from '../../components/ui/choice-group.tsx';
import { Radio } from '../../components/ui/radio.tsx';

/** Every project of the owner, or some of them. */
export function KeyProjects(props: {
  projects: readonly Project[];
  chosen: readonly string[] | null;
  error: string | undefined;
  onChange: (chosen: readonly string[] | null) => void;
}) {
  const { projects, chosen, onChange } = props;
  const t = useTranslations('apiKeys.create');
  const id = useId();
  return (
    <ChoiceGroup legend={t('projects')} hint={t('projectsHint')} error={props.error}>
      <Radio
        name={`${id}-projects`}
        label={t('allProjects')}
        checked={chosen === null}
        onChange={() => onChange(null)}
      />
      <Radio
        name={`${id}-projects`}
        label={t('someProjects')}
        checked={chosen !== null}
        onChange={() => onChange([])}
      />
      {chosen === null ? null : (
        <div className="ml-1 flex max-h-48 flex-col gap-1.5 overflow-y-auto border-l-2 border-line py-1 pl-4">
          {projects.map((project) => (
            <Checkbox
              key={project.id}
              label={project.name}
              checked={chosen.includes(project.id)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...chosen, project.id] : chosen.filter((each) => each !== project.id),
                )
              }
            />
          ))}
        </div>
      )}
    </ChoiceGroup>
  );
}
