import type { Dimension, Locale, Role } from '@preferably/domain';

export interface DemoPerson {
  /** Name in the recorded choices. */
  key: string;
  name: string;
  email: string;
  role: Exclude<Role, 'admin'>;
  locale: Locale;
}

export const demoPeople: readonly DemoPerson[] = [
  { key: 'june', name: 'June Park', email: 'june@demo.preferably.local', role: 'annotator', locale: 'en' },
  { key: 'minseo', name: '김민서', email: 'minseo@demo.preferably.local', role: 'annotator', locale: 'ko' },
  { key: 'noor', name: 'Noor Haddad', email: 'noor@demo.preferably.local', role: 'reviewer', locale: 'en' },
  { key: 'teo', name: 'Teo Almeida', email: 'teo@demo.preferably.local', role: 'engineer', locale: 'en' },
];

export const demoProjects: readonly {
  dimension: Dimension;
  slug: string;
  name: string;
  guidelines: string;
}[] = [
  {
    dimension: 'helpfulness',
    slug: 'demo-helpfulness',
    name: 'Demo: helpfulness',
    guidelines: 'Helpfulness',
  },
  { dimension: 'safety', slug: 'demo-safety', name: 'Demo: safety', guidelines: 'Safety' },
];
