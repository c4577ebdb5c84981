import type { GuidelineVersion } from '@preferably/contracts';
import { useTranslations } from 'next-intl';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { DraftEditor } from './draft-editor.tsx';
import type { ListedSet } from './sets-table.tsx';
import { VersionList } from './version-list.tsx';
import { VersionView } from './version-view.tsx';

/** A guideline set: its versions beside the one that is read or written. */
export function SetView(props: {
  set: ListedSet;
  versions: readonly GuidelineVersion[];
  shown: GuidelineVersion | null;
  manages: boolean;
}) {
  const { set, versions, shown, manages } = props;
  const t = useTranslations('guidelines.set');
  // One editor for what is written: saving the first draft brings a version and keeps what is open and typed meanwhile.
  const writing = manages && (!shown || shown.state === 'draft');
  return (
    <div className={shown ? 'grid items-start gap-5 md:grid-cols-[14rem_minmax(0,1fr)]' : undefined}>
      {shown ? <VersionList set={set} versions={versions} shown={shown} manages={manages} /> : null}
      {writing ? (
        <DraftEditor
          key={`draft ${shown?.number ?? 1}`}
          setId={set.id}
          dimension={set.dimension}
          version={shown}
        />
      ) : shown ? (
        <VersionView key={shown.id} version={shown} current={set.published} />
      ) : (
        <EmptyState title={t('empty.title')}>{t('empty.read')}</EmptyState>
      )}
    </div>
  );
}
