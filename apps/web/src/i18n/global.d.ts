import type { Locale as DomainLocale } from '@preferably/domain';
import type { Messages as AllMessages } from '../messages/index.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: DomainLocale;
    Messages: AllMessages;
  }
}
