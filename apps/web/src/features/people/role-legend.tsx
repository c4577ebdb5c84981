import { roles } from '@preferably/domain';
import { useTranslations } from 'next-intl';

/** What each role of the service may do. */
export function RoleLegend() {
  const t = useTranslations();
  return (
    <dl className="grid max-w-3xl gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_1fr]">
      {roles.map((role) => (
        <div key={role} className="contents">
          <dt className="font-medium">{t(`common.role.${role}`)}</dt>
          <dd className="text-muted max-sm:mb-1.5">{t(`people.roles.${role}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
