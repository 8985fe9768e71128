import type { ConfigProviderProps } from 'antd';
import enUS from 'antd/locale/en_US';
import viVN from 'antd/locale/vi_VN';

type Locale = NonNullable<ConfigProviderProps['locale']>;

/** The buttons of a calendar are called what stands on them ("Thg 11", "2026"), as whoever speaks to the machine says it (WCAG 2.5.3). */
function withPlainCalendar(locale: Locale): Locale {
  const { DatePicker } = locale;
  if (!DatePicker) return locale;
  const lang = { ...DatePicker.lang, monthSelect: '', yearSelect: '', decadeSelect: '' };
  return { ...locale, DatePicker: { ...DatePicker, lang } };
}

export const LOCALES = { vi: withPlainCalendar(viVN), en: withPlainCalendar(enUS) } as const;
