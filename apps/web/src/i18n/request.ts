import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { currentMe } from '../lib/server-api.ts';
import { messages } from '../messages/index.ts';
import { chooseLocale } from './choose-locale.ts';

/** One address a page, whatever the language: the choice lives in a cookie and in the profile. */
export default getRequestConfig(async () => {
  const cookie = (await cookies()).get('locale')?.value;
  // An unreachable API must not take the language of its own error page away.
  const profile = cookie
    ? null
    : await currentMe().then(
        (me) => me?.locale ?? null,
        () => null,
      );
  const locale = chooseLocale({ cookie, profile, acceptLanguage: (await headers()).get('accept-language') });
  return { locale, messages: messages[locale], timeZone: 'UTC' };
});
